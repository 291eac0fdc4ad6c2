import { z } from 'zod';
import { MOST_PATHS } from '../git/read-log.ts';
import type { CollectedPage } from '../kit/live-source.ts';
import { sideBySide } from '../kit/side-by-side.ts';
import { nextPage, parsed } from './client.ts';
import type { CommitState } from './cursor.ts';
import type { KeptCommit } from './kept.ts';
import { commitShape, keptCommit } from './read-delivery.ts';
import { pageOf, type Run, stateOf } from './run.ts';

const AT_ONCE = 100;
const commitsShape = z.array(commitShape);
const compareShape = z.object({ status: z.string(), total_commits: z.number(), commits: commitsShape });
const filesShape = z.object({
  files: z.array(z.object({ filename: z.string(), previous_filename: z.string().nullish() })).default([]),
});

/**
 * Commits of the default branch. The first reading walks from its head, which does not move under it; later ones ask what
 * lies between the head that is kept and the new one, so that a branch with old commits that was merged late is seen too.
 */
export async function* collectCommits(run: Run, repo: string, head: string): AsyncGenerator<CollectedPage> {
  let state: CommitState = stateOf(run, repo).commits;
  if (state.run === null && state.head === head) return;
  if (state.run === null && state.head !== null) {
    const pages = await compared(run, repo, state.head, head);
    if (pages !== null) {
      yield pageOf(run, repo, { commits: { head, run: null } }, pages, {
        done: pages.length,
        total: pages.length,
        what: `commits of ${repo}`,
      });
      return;
    }
    run.notices.push(`${repo}: the history of its default branch was rewritten; its commits are read anew`);
  }
  let going = state.run ?? { head, page: 1, done: 0 };
  for (let isEnd = false; !isEnd; ) {
    const answer = await run.github.get(
      `/repos/${repo}/commits`,
      { sha: going.head, per_page: AT_ONCE, page: going.page },
      { accept: [404, 409] },
    );
    // An empty repository answers 409; a head that was rewritten away, 404.
    const commits = answer.status === 200 ? parsed(commitsShape, answer.json, `commits of ${repo}`) : [];
    isEnd = nextPage(answer) === null;
    going = { ...going, page: going.page + 1, done: going.done + commits.length };
    state = isEnd ? { head: going.head, run: null } : { head: state.head, run: going };
    yield pageOf(run, repo, { commits: state }, await withPaths(run, repo, commits), {
      done: going.done,
      total: null,
      what: `commits of ${repo}`,
    });
  }
}

/** Commits between two heads; null where one does not follow the other. */
async function compared(run: Run, repo: string, from: string, to: string): Promise<readonly KeptCommit[] | null> {
  const commits: z.infer<typeof commitsShape> = [];
  for (let page = 1; ; page += 1) {
    const answer = await run.github.get(
      `/repos/${repo}/compare/${from}...${to}`,
      { per_page: AT_ONCE, page },
      { accept: [404, 409, 422] },
    );
    if (answer.status !== 200) return null;
    const comparison = parsed(compareShape, answer.json, `the comparison in ${repo}`);
    if (comparison.status !== 'ahead' && comparison.status !== 'identical') return null;
    commits.push(...comparison.commits);
    if (comparison.commits.length === 0 || commits.length >= comparison.total_commits)
      return withPaths(run, repo, commits);
  }
}

async function withPaths(
  run: Run,
  repo: string,
  commits: z.infer<typeof commitsShape>,
): Promise<readonly KeptCommit[]> {
  const { readPaths } = run.config;
  return sideBySide(commits, async (commit) =>
    keptCommit(commit, repo, readPaths ? await pathsOf(run, repo, commit.sha) : null),
  );
}

/** What moved is told at both places. null: GitHub tells of no more files than that, so that some may be missing. */
async function pathsOf(run: Run, repo: string, sha: string): Promise<readonly string[] | null> {
  const paths = new Set<string>();
  let files = 0;
  for (let path: string | null = `/repos/${repo}/commits/${sha}`; path !== null; ) {
    const answer = await run.github.get(path);
    const page = parsed(filesShape, answer.json, `the commit ${sha}`).files;
    files += page.length;
    for (const { filename, previous_filename: before } of page) {
      paths.add(filename);
      if (before != null) paths.add(before);
    }
    path = nextPage(answer);
  }
  return files < MOST_PATHS ? [...paths] : null;
}
