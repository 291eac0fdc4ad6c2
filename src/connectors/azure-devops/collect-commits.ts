import { z } from 'zod';
import { saysRevert } from '../git/says-revert.ts';
import { instantShape } from '../kit/instant-shape.ts';
import type { CollectedPage } from '../kit/live-source.ts';
import { sideBySide } from '../kit/side-by-side.ts';
import { pathOf } from './client.ts';
import { type CommitState, commitStateOf, type Repository } from './cursor.ts';
import type { KeptCommit } from './kept.ts';
import { repositoryName } from './repositories.ts';
import { pageOf, type Run } from './run.ts';
import { isProgram, keysOf } from './words.ts';

const listShape = z.object({ value: z.array(z.object({ commitId: z.string() })) });
const person = z.object({ name: z.string().nullish(), date: instantShape });
const commitShape = z.object({
  commitId: z.string(),
  parents: z.array(z.string()).nullish(),
  comment: z.string(),
  author: person,
  committer: person,
});
const AT_ONCE = 50;

/**
 * Commits of the default branch, newest first, down to the head that is kept. The list says neither parents nor whole
 * messages, so that each commit is a request.
 */
export async function* collectCommits(run: Run, part: string, repository: Repository): AsyncGenerator<CollectedPage> {
  const { id, project, name, branch } = repository;
  if (branch === null) return;
  let state: CommitState = commitStateOf(run.cursor, part);
  const what = `commits of ${repositoryName(project, name)}`;
  let going = state.run;
  for (let isEnd = false, done = 0; !isEnd; ) {
    const skip: number = going?.skip ?? 0;
    const list = await run.api.find(listShape, pathOf(project, `git/repositories/${id}/commits`), {
      'searchCriteria.itemVersion.versionType': going === null ? 'branch' : 'commit',
      'searchCriteria.itemVersion.version': going?.head ?? branch,
      'searchCriteria.$top': AT_ONCE,
      'searchCriteria.$skip': skip,
    });
    const shas = (list?.value ?? []).map(({ commitId }) => commitId);
    const head: string | undefined = going?.head ?? shas[0];
    if (head === undefined || head === state.head) return;
    const known = state.head === null ? -1 : shas.indexOf(state.head);
    isEnd = known >= 0 || shas.length < AT_ONCE;
    if (isEnd && known < 0 && state.head !== null)
      run.notices.push(`${what}: the history of the default branch was rewritten; they are read anew`);
    const commits = await sideBySide(known < 0 ? shas : shas.slice(0, known), (sha) =>
      readCommit(run, repository, sha),
    );
    going = { head, skip: skip + AT_ONCE };
    state = isEnd ? { head, run: null } : { head: state.head, run: going };
    done += commits.length;
    const progress = { done: skip + done, total: null, what };
    yield pageOf(run, { commits: { ...run.cursor.commits, [part]: state } }, commits, progress);
  }
}

async function readCommit({ api }: Run, { id, project, name }: Repository, sha: string): Promise<KeptCommit> {
  const { comment, parents, author, committer } = await api.get(
    commitShape,
    pathOf(project, `git/repositories/${id}/commits/${sha}`),
  );
  return {
    kind: 'commit',
    repo: repositoryName(project, name),
    sha,
    parents: parents ?? [],
    committedAt: committer.date,
    authoredAt: author.date,
    keys: [...keysOf([comment])],
    isRevert: saysRevert(comment),
    isBot: isProgram(author.name),
  };
}
