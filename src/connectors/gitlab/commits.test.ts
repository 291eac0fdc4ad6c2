import { expect, it } from 'vitest';
import { CATALOGUE, withCatalogue } from './catalogue.test-data.ts';
import { keptCommit } from './read-commit.ts';

const at = Date.UTC(2024, 0, 2);

function read(message: string, author: { readonly author_name?: string; readonly author_email?: string } = {}) {
  return keptCommit({ id: 'c1', parent_ids: [], committed_date: at, message, ...author }, CATALOGUE);
}

it('a number in brackets behind the title names an issue, and the merge request that follows names none', () => {
  expect(read('Mend the basket (#7)').keys).toEqual([`${CATALOGUE}#7`]);
  expect(read("Merge branch 'SHOP-9-basket' into 'main'\n\nSee merge request example/catalogue!12").keys).toEqual([
    'SHOP-9',
  ]);
});

it('a number behind AB names a work item of Azure DevOps, and no issue of the project', () => {
  expect(read('Mend the basket (AB#7), as in #8').keys).toEqual(['AB#7', `${CATALOGUE}#8`]);
  expect(read("Merge branch 'work/AB#9-basket' into 'main'").keys).toEqual(['AB#9']);
});

it('a commit is of a program by the name or by the address that GitLab gives to programs', () => {
  expect(read('x', { author_name: 'renovate[bot]' }).isBot).toBe(true);
  expect(read('x', { author_name: 'Renovate Bot' }).isBot).toBe(true);
  expect(read('x', { author_email: 'group_4_bot_1f@noreply.example.com' }).isBot).toBe(true);
  expect(read('x', { author_name: 'Ada Talbot', author_email: 'robot@example.com' }).isBot).toBe(false);
});

it('a commit that takes another one back says so, and nothing of its author is kept', () => {
  const kept = read('Revert "Mend the basket"\n\nThis reverts commit 0123456789.', {
    author_name: 'Ada Talbot',
    author_email: 'ada@example.com',
  });
  expect(kept.isRevert).toBe(true);
  expect(JSON.stringify(kept)).not.toMatch(/ada/i);
});

it('old commits of a branch that was merged late are read with the merge', () =>
  withCatalogue(async ({ site, run }) => {
    await run();
    const old = site.commit(CATALOGUE, 'SHOP-3 written long ago');
    const { commits } = site.project(CATALOGUE);
    commits.set(old.sha, { ...old, committedAt: Date.UTC(2001, 0, 1) });
    const merge = site.commit(CATALOGUE, "Merge branch 'late' into 'main'");
    expect(await run()).toEqual([`commit:${merge.id}`, `commit:${old.id}`]);
  }));

it('a history that was rewritten is told and read anew', () =>
  withCatalogue(async ({ site, run, kept }) => {
    await run();
    const { commits } = site.project(CATALOGUE);
    const last = [...commits.values()].findLast(({ isOnDefaultBranch }) => isOnDefaultBranch);
    commits.delete(last?.sha ?? '');
    const other = site.commit(CATALOGUE, 'Written anew');
    expect(await run()).toContain(`commit:${other.id}`);
    expect(kept.notices).toEqual([
      `${CATALOGUE}: the history of its default branch was rewritten; its commits are read anew`,
    ]);
    expect(await run()).toEqual([]);
    expect(kept.notices).toHaveLength(1);
  }));
