import { expect, it } from 'vitest';
import { virtualClock } from '../contract.test-data.ts';
import { type FakeGitLab, tryGitLab } from './try-gitlab.test-data.ts';

const PROJECTS = ['example/checkout', 'example/catalogue', 'example/partner-portal'];

/** The newest deployment once more, a day later. */
function deployAgain(fake: FakeGitLab, path: string): string {
  const { deployments } = fake.site.project(path);
  const last = deployments.at(-1);
  if (last === undefined) throw new Error(`${path} has no deployment`);
  const id = `deployment:${1 + Math.max(...deployments.map((one) => Number(one.id.replace('deployment:', ''))))}`;
  const at = fake.site.pass(86_400_000);
  deployments.push({ ...last, id, createdAt: at, finishedAt: at + 60_000 });
  return id;
}

it('a quiet run asks twice for three projects: for what is newest in all, and for the deployments of one', () =>
  tryGitLab({ projects: PROJECTS }, async (fake, _kept, run) => {
    await run();
    const before = fake.requests.length;
    await run();
    expect(fake.requests.slice(before)).toEqual([
      'POST /api/graphql',
      expect.stringMatching(/^GET \/api\/v4\/projects\/example%2F[a-z-]+\/deployments/),
    ]);
  }));

it('a deployment by a pipeline comes with the next run', () =>
  tryGitLab({ projects: PROJECTS }, async (fake, kept, run) => {
    await run();
    const ids = PROJECTS.map((path) => deployAgain(fake, path));
    await run();
    expect(ids.filter((id) => !kept.records.has(id))).toEqual([]);
  }));

it.each([
  ['when the turn comes to its project', 'quiet', 12],
  ['with the next sweep', 'sweep', 1],
  ['at once where somebody waits for it', 'thorough', 1],
] as const)('a deployment that GitLab was told of comes %s', (_when, how, runs) =>
  tryGitLab({ projects: PROJECTS }, async (fake, kept, run) => {
    const clock = virtualClock();
    await run('quiet', clock);
    const ids = PROJECTS.map((path) => {
      const id = deployAgain(fake, path);
      fake.site.project(path).toldOf.add(id);
      return id;
    });
    for (let count = 0; count < runs; count += 1) {
      await clock.wait(15 * 60_000);
      await run(how, clock);
    }
    await run(how, clock);
    expect(ids.filter((id) => !kept.records.has(id))).toEqual([]);
  }),
);
