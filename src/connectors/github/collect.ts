import type { CollectedPage, CollectRequest } from '../kit/live-source.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import { openGitHub } from './client.ts';
import { collectCommits } from './collect-commits.ts';
import { collectDeployments, collectReleases } from './collect-delivery.ts';
import { collectBoards, collectIssues } from './collect-issues.ts';
import { collectPulls } from './collect-pulls.ts';
import { collectRuns } from './collect-runs.ts';
import type { GitHubConfig } from './config.ts';
import { readCursor } from './cursor.ts';
import { readMarks, repositoriesOf } from './marks.ts';
import type { Run, Seen } from './run.ts';
import { sweep } from './sweep.ts';

/** Everything that changed, part by part: items first, so that the first figures appear early. */
export async function* collectGitHub(request: CollectRequest<GitHubConfig>): AsyncGenerator<CollectedPage> {
  const { config, http, clock, mode } = request;
  const github = openGitHub(http, config, clock);
  const repositories = await repositoriesOf(github, config);
  const marks = await readMarks(github, repositories, config);
  if (repositories.length > 0 && marks.missing.length === repositories.length) {
    throw new SourceFailure(
      'missing',
      `GitHub: none of ${repositories.slice(0, 5).join(', ')} is there, or the token may not see them; check the names, and which repositories the token was made for`,
    );
  }
  const run: Run = {
    github,
    config,
    marks,
    serverNow: () => clock.now() + (http.spent().skewMs ?? 0),
    cursor: readCursor(request.cursor),
    notices: [
      ...marks.notices,
      ...marks.missing.map((repo) => `${repo} is not there, or the token may not see it; what is kept of it stays`),
    ],
    isPlain: false,
  };
  if (mode === 'sweep') {
    yield* sweep(run, request.known);
    return;
  }
  const seen: readonly Seen[] = repositories.flatMap((repo) => {
    const repoMarks = marks.repos.get(repo);
    return repoMarks === undefined ? [] : [{ repo, marks: repoMarks }];
  });
  for (const one of seen) yield* collectIssues(run, one);
  yield* collectBoards(run, new Set(seen.map(({ repo }) => repo)));
  for (const one of seen) yield* collectPulls(run, one);
  for (const one of seen) yield* collectDeployments(run, one);
  for (const { repo } of seen) yield* collectRuns(run, repo);
  for (const { repo, marks: own } of seen) {
    const head = own.defaultBranchRef?.target?.oid;
    if (head !== undefined) yield* collectCommits(run, repo, head);
  }
  for (const one of seen) yield* collectReleases(run, one);
  if (run.notices.length > 0) yield lastWords(run);
}

/** What is worth telling although nothing changed. */
function lastWords(run: Run): CollectedPage {
  const { notices, cursor } = run;
  run.notices = [];
  return { records: [], gone: [], cursor, progress: { done: 0, total: 0, what: 'nothing new' }, notices };
}
