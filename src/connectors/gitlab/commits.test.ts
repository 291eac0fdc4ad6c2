import { expect, it } from 'vitest';
import { type GitLabSite, STATUS_LABELS } from '../../fakes/gitlab/site.ts';
import { startFakeGitLab } from '../../fakes/gitlab.ts';
import { collect, Kept, virtualClock } from '../contract.test-data.ts';
import { SMALL } from '../github/contract.test-data.ts';
import { sourceOf } from '../live-sources.test-data.ts';
import { gitLabConfig } from './config.ts';
import { keptCommit } from './read-commit.ts';

const REPO = 'example/catalogue';
const at = Date.UTC(2024, 0, 2);

function read(message: string, author: { readonly author_name?: string; readonly author_email?: string } = {}) {
  return keptCommit({ id: 'c1', parent_ids: [], committed_date: at, message, ...author }, REPO);
}

it('a number in brackets behind the title names an issue, and the merge request that follows names none', () => {
  expect(read('Mend the basket (#7)').keys).toEqual([`${REPO}#7`]);
  expect(read("Merge branch 'SHOP-9-basket' into 'main'\n\nSee merge request example/catalogue!12").keys).toEqual([
    'SHOP-9',
  ]);
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

async function withCatalogue(use: (site: GitLabSite, run: () => Promise<Kept>) => Promise<void>): Promise<void> {
  const fake = await startFakeGitLab({ deliveries: SMALL.deliveries, histories: [] });
  const kept = new Kept();
  const one = {
    ...fake,
    config: gitLabConfig.parse({ url: fake.address, projects: [REPO], statusLabels: STATUS_LABELS }),
    secrets: { token: 'any' },
    planted: [],
    truth: () => [],
    change: () => [],
    remove: () => '',
    move: null,
  };
  const source = sourceOf('gitlab');
  try {
    await use(fake.site, async () => {
      await collect({ source, start: () => Promise.resolve(one) }, one, kept, { clock: virtualClock() });
      return kept;
    });
  } finally {
    await fake.close();
  }
}

it('old commits of a branch that was merged late are read with the merge', () =>
  withCatalogue(async (site, run) => {
    await run();
    const old = site.commit(REPO, 'SHOP-3 written long ago');
    const { commits } = site.project(REPO);
    commits.set(old.sha, { ...old, committedAt: Date.UTC(2001, 0, 1) });
    site.commit(REPO, "Merge branch 'late' into 'main'");
    expect((await run()).records.has(`commit:${old.id}`)).toBe(true);
  }));

it('a history that was rewritten is told and read anew', () =>
  withCatalogue(async (site, run) => {
    await run();
    const { commits } = site.project(REPO);
    const last = [...commits.values()].findLast(({ isOnDefaultBranch }) => isOnDefaultBranch);
    commits.delete(last?.sha ?? '');
    const other = site.commit(REPO, 'Written anew');
    const kept = await run();
    expect(kept.notices).toEqual([
      `${REPO}: the history of its default branch was rewritten; its commits are read anew`,
    ]);
    expect(kept.records.has(`commit:${other.id}`)).toBe(true);
    await run();
    expect(kept.notices).toHaveLength(1);
  }));
