import { type Listing, listedNow } from '../kit/listing.ts';
import type { CollectedPage, CollectRequest } from '../kit/live-source.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import { turnOf } from '../kit/turn.ts';
import { type GitHub, openGitHub } from './client.ts';
import { collectCommits } from './collect-commits.ts';
import { collectDeployments, collectReleases } from './collect-delivery.ts';
import { collectBoards, collectIssues } from './collect-issues.ts';
import { collectPulls } from './collect-pulls.ts';
import { collectRest } from './collect-rest.ts';
import { collectRuns } from './collect-runs.ts';
import type { GitHubConfig } from './config.ts';
import { type GitHubCursor, readCursor } from './cursor.ts';
import { type Marks, readMarks, repositoriesOf } from './marks.ts';
import type { Run, Seen } from './run.ts';
import { sweep } from './sweep.ts';

/** Everything that changed, part by part: items first, so that the first figures appear early. */
export async function* collectGitHub(request: CollectRequest<GitHubConfig>): AsyncGenerator<CollectedPage> {
  const { config, http, clock, mode, isThorough = false } = request;
  const github = openGitHub(http, config, clock);
  const serverNow = (): number => clock.now() + (http.spent().skewMs ?? 0);
  const read = readCursor(request.cursor);
  const known = read.organisation?.login === config.organisation ? read.organisation : null;
  const start = await startOf(github, config, { known, isListedAnew: mode === 'sweep', now: clock.now() });
  const cursor = { ...read, organisation: start?.organisation ?? null };
  if (start === null) {
    if (mode === 'sweep') return;
    const notices = ['GraphQL does not answer here: everything is read by REST, which takes a request or more a thing'];
    const run: Run = { github, config, marks: NO_MARKS, serverNow, cursor, notices, isPlain: true };
    yield* collectRest(run, config.repositories);
    return;
  }
  const { repositories, marks } = start;
  if (repositories.length > 0 && marks.repos.size === 0) {
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
  const seen: readonly Seen[] = repositories.flatMap((repo) => {
    const repoMarks = marks.repos.get(repo);
    return repoMarks === undefined ? [] : [{ repo, marks: repoMarks }];
  });
  if (mode === 'sweep') {
    run.cursor = { ...run.cursor, repos: onlyOf(cursor.repos, [...repositories, ...marks.missing]) };
    yield* sweep(run, request.known);
    for (const { repo, marks: own } of seen) yield* collectRuns(run, repo, own, true);
    if (run.notices.length > 0) yield lastWords(run);
    return;
  }
  for (const one of seen) yield* collectIssues(run, one);
  yield* collectBoards(run, new Set(seen.map(({ repo }) => repo)));
  for (const one of seen) yield* collectPulls(run, one);
  for (const one of seen) yield* collectDeployments(run, one);
  const turn = turnOf(seen.length, clock.now());
  for (const [place, { repo, marks: own }] of seen.entries())
    yield* collectRuns(run, repo, own, isThorough || place === turn);
  for (const { repo, marks: own } of seen) {
    const head = own.defaultBranchRef?.target?.oid;
    if (head !== undefined) yield* collectCommits(run, repo, head);
  }
  for (const one of seen) yield* collectReleases(run, one);
  if (run.notices.length > 0) yield lastWords(run);
}

const NO_MARKS: Marks = { repos: new Map(), missing: [], boards: [], notices: [], organisation: null };

interface Start {
  readonly repositories: readonly string[];
  readonly marks: Marks;
  readonly organisation: GitHubCursor['organisation'];
}

interface Before {
  readonly known: GitHubCursor['organisation'];
  readonly isListedAnew: boolean;
  readonly now: number;
}

/** null: there is no GraphQL at this address, while REST may be there. */
async function startOf(github: GitHub, config: GitHubConfig, before: Before): Promise<Start | null> {
  try {
    return await whatIsThere(github, config, before);
  } catch (error) {
    if (error instanceof SourceFailure && error.kind === 'missing' && config.repositories.length > 0) return null;
    throw error;
  }
}

/** The organisation's repositories are listed anew where its newest look different, and else taken as they are known. */
async function whatIsThere(github: GitHub, config: GitHubConfig, before: Before): Promise<Start> {
  const { known, isListedAnew, now } = before;
  const asked = [...new Set([...config.repositories, ...(known?.names ?? [])])];
  const marks = await readMarks(github, asked, config);
  const { organisation: login } = config;
  if (login === undefined) return { repositories: asked, marks, organisation: null };
  if (!isListedAnew && known !== null && known.mark === marks.organisation)
    return { repositories: asked, marks: withAway(marks, known), organisation: known };
  const repositories = await repositoriesOf(github, config);
  const others = repositories.filter((name) => !asked.includes(name));
  const further = await readMarks(github, others, { projects: [], organisation: undefined });
  const repos = new Map([...marks.repos, ...further.repos].filter(([name]) => repositories.includes(name)));
  const nothing = repositories.length > 0 ? [] : [`${login} has no repository that the token may see`];
  const listing = listedNow(known, repositories, now);
  const all: Marks = {
    ...marks,
    repos,
    notices: [...marks.notices, ...nothing],
    missing: repositories.filter((name) => !repos.has(name)),
  };
  return {
    repositories,
    marks: withAway(all, listing),
    organisation: { login, mark: marks.organisation, ...listing },
  };
}

/** What is not listed any more is missing until it is taken for gone. */
function withAway(marks: Marks, { away }: Listing): Marks {
  return { ...marks, missing: [...marks.missing, ...Object.keys(away)] };
}

/** What is neither there nor out of sight is forgotten, so that it is read whole where it comes back. */
function onlyOf(repos: GitHubCursor['repos'], names: readonly string[]): GitHubCursor['repos'] {
  return Object.fromEntries(Object.entries(repos).filter(([name]) => names.includes(name)));
}

/** What is worth telling although nothing changed. */
function lastWords(run: Run): CollectedPage {
  const { notices, cursor } = run;
  run.notices = [];
  return { records: [], gone: [], cursor, progress: { done: 0, total: 0, what: 'nothing new' }, notices };
}
