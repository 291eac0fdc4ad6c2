import type { CollectedPage, CollectRequest } from '../kit/live-source.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import { type GitHub, openGitHub } from './client.ts';
import { collectCommits } from './collect-commits.ts';
import { collectDeployments, collectReleases } from './collect-delivery.ts';
import { collectBoards, collectIssues } from './collect-issues.ts';
import { collectPulls } from './collect-pulls.ts';
import { collectRest } from './collect-rest.ts';
import { collectRuns } from './collect-runs.ts';
import type { GitHubConfig } from './config.ts';
import { readCursor } from './cursor.ts';
import { type Marks, readMarks, repositoriesOf } from './marks.ts';
import type { Run, Seen } from './run.ts';
import { sweep } from './sweep.ts';

/** Everything that changed, part by part: items first, so that the first figures appear early. */
export async function* collectGitHub(request: CollectRequest<GitHubConfig>): AsyncGenerator<CollectedPage> {
  const { config, http, clock, mode } = request;
  const github = openGitHub(http, config, clock);
  const serverNow = (): number => clock.now() + (http.spent().skewMs ?? 0);
  const cursor = readCursor(request.cursor);
  const start = await startOf(github, config);
  if (start === null) {
    if (mode === 'sweep') return;
    const notices = ['GraphQL does not answer here: everything is read by REST, which takes a request or more a thing'];
    const run: Run = { github, config, marks: NO_MARKS, serverNow, cursor, notices, isPlain: true };
    yield* collectRest(run, config.repositories);
    return;
  }
  const { repositories, marks } = start;
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
    serverNow,
    cursor,
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

const NO_MARKS: Marks = { repos: new Map(), missing: [], boards: [], notices: [] };

/** null: there is no GraphQL at this address, while REST may be there. */
async function startOf(
  github: GitHub,
  config: GitHubConfig,
): Promise<{ readonly repositories: readonly string[]; readonly marks: Marks } | null> {
  try {
    const repositories = await repositoriesOf(github, config);
    return { repositories, marks: await readMarks(github, repositories, config) };
  } catch (error) {
    if (error instanceof SourceFailure && error.kind === 'missing' && config.repositories.length > 0) return null;
    throw error;
  }
}

/** What is worth telling although nothing changed. */
function lastWords(run: Run): CollectedPage {
  const { notices, cursor } = run;
  run.notices = [];
  return { records: [], gone: [], cursor, progress: { done: 0, total: 0, what: 'nothing new' }, notices };
}
