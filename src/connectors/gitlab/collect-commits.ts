import { z } from 'zod';
import type { CollectedPage } from '../kit/live-source.ts';
import { parsed, projectPath } from './client.ts';
import { pageOf, type Run } from './collect-list.ts';
import { type CommitState, stateOf, withProject } from './cursor.ts';
import { branchCommitRow, keptCommit } from './read-commit.ts';

const AT_ONCE = 100;

/**
 * Commits of the default branch. The first reading walks from its head, which does not move under it; later ones ask what
 * lies between the head that is kept and the new one, so that a branch with old commits that was merged late is seen too.
 */
export async function* collectCommits(run: Run, project: string, seen: string | null): AsyncGenerator<CollectedPage> {
  const what = `commits of ${project}`;
  let state: CommitState = stateOf(run.cursor, project).commits;
  const keep = (next: CommitState): void => {
    state = next;
    run.cursor = withProject(run.cursor, project, { commits: next });
  };
  if (state.run === null) {
    if (seen !== null && seen === state.seen) return;
    const head = await headOf(run, project);
    if (head === null || head === state.head) {
      const isOther = seen !== state.seen;
      keep({ ...state, seen });
      if (isOther) yield pageOf(run, [], { done: 0, total: 0, what });
      return;
    }
    keep({ ...state, run: { from: state.head, head, seen, page: 1, done: 0 } });
  }
  while (state.run !== null) {
    const going = state.run;
    const rows = await rowsOf(run, project, going);
    const isLost = rows === null || rows.length === 0;
    if (isLost && going.from !== null && going.page === 1) {
      run.notices.push(`${project}: the history of its default branch was rewritten; its commits are read anew`);
      keep({ ...state, run: { ...going, from: null } });
      continue;
    }
    if (rows === null) {
      // Its head is gone meanwhile: the next run looks for another one.
      keep({ ...state, seen: null, run: null });
      yield pageOf(run, [], { done: going.done, total: null, what });
      return;
    }
    const done = going.done + rows.length;
    const isEnd = rows.length < AT_ONCE;
    keep(
      isEnd
        ? { head: going.head, seen: going.seen, run: null }
        : { ...state, run: { ...going, page: going.page + 1, done } },
    );
    const things = rows.map((row) => keptCommit(row, project));
    yield pageOf(run, things, { done, total: null, what });
  }
}

/** The last commit of the default branch; null where there is none, or it may not be seen. */
async function headOf(run: Run, project: string): Promise<string | null> {
  const { status, json } = await run.http.ask({
    path: projectPath(project, '/repository/commits'),
    query: { per_page: 1 },
    accept: [403, 404],
  });
  if (status === 200)
    return parsed(z.array(z.object({ id: z.string() })), json, `commits of ${project}`)[0]?.id ?? null;
  run.notices.push(`${project}: commits may not be seen (${status}); give the token the role Reporter`);
  return null;
}

/** null: one of the two heads is not there any more. */
async function rowsOf(
  run: Run,
  project: string,
  { from, head, page }: NonNullable<CommitState['run']>,
): Promise<readonly z.infer<typeof branchCommitRow>[] | null> {
  const { status, json } = await run.http.ask({
    path: projectPath(project, '/repository/commits'),
    query: { ref_name: from === null ? head : `${from}..${head}`, per_page: AT_ONCE, page },
    accept: [400, 404],
  });
  return status === 200 ? parsed(z.array(branchCommitRow), json, `commits of ${project}`) : null;
}
