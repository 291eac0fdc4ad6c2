import { expect, it } from 'vitest';
import { CATALOGUE, withCatalogue } from './catalogue.test-data.ts';
import { keptRelease } from './read-release.ts';

const madeAt = Date.UTC(2024, 0, 2);
const releasedAt = Date.UTC(2024, 0, 5);

it('a release is at the date that it bears, and at its making where it bears none', () => {
  const row = { tag_name: 'v1', created_at: madeAt, commit: { id: 'c1' } };
  expect(keptRelease({ ...row, released_at: releasedAt }, CATALOGUE)).toMatchObject({ at: releasedAt, sha: 'c1' });
  expect(keptRelease(row, CATALOGUE)).toMatchObject({ at: madeAt, id: `${CATALOGUE}@v1`, url: null });
});

it('a release whose tag may not be seen is left out', () => {
  expect(keptRelease({ created_at: madeAt }, CATALOGUE)).toBeNull();
});

it('a new release takes one request, and one that was deleted is gone with the next sweep', () =>
  withCatalogue(async ({ site, run, kept, requests }) => {
    await run();
    const { id } = site.release(CATALOGUE, 'v99.0.0');
    const before = requests.length;
    expect(await run()).toEqual([`release:${id}`]);
    // What is newest, the releases, and the newest deployment.
    expect(requests.length - before).toBe(3);
    site.project(CATALOGUE).releases.pop();
    expect(await run()).toEqual([]);
    expect(kept.records.has(`release:${id}`)).toBe(true);
    await run('sweep');
    expect(kept.records.has(`release:${id}`)).toBe(false);
  }));
