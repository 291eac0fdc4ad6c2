import { z } from 'zod';
import type { CollectedPage } from '../kit/live-source.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import { nextPage, parsed } from './client.ts';
import { collectCommits } from './collect-commits.ts';
import { collectList, type Listed, type ListReading } from './collect-list.ts';
import { collectRuns } from './collect-runs.ts';
import type { KeptThing } from './kept.ts';
import { keptDeployment, keptRelease } from './read-delivery.ts';
import { keptIssue } from './read-issue.ts';
import { keptPull } from './read-pull.ts';
import {
  deploymentNodeFrom,
  issueNodeFrom,
  pullNodeFrom,
  releaseNodeFrom,
  restComment,
  restDeployment,
  restEvent,
  restIssue,
  restPull,
  restPullCommit,
  restPullSize,
  restRelease,
  restReview,
  restStatus,
  restTag,
} from './rest-nodes.ts';
import { type Run, stateOf } from './run.ts';

/** Deployments end after they are listed: those of the last month are looked at again. */
const WAITED_MS = 31 * 86_400_000;

type Part = 'issues' | 'pulls' | 'deployments' | 'releases';

interface RestPart<Row> {
  readonly part: Part;
  readonly what: string;
  readonly list: string;
  readonly query: Readonly<Record<string, string>>;
  readonly row: z.ZodType<Row>;
  /** When a row changed, and by what it is listed; then what is kept of it, which may cost requests. */
  readonly at: (row: Row) => number;
  readonly read: (row: Row) => Promise<KeptThing | null>;
  readonly waitsMs?: number;
}

const NEWEST_FIRST = { sort: 'updated', direction: 'desc' };

/**
 * Where GraphQL does not answer: the same by REST, at a request or more a thing. Types, parents and board status of issues and
 * the issues that a pull request closes are not read this way.
 */
export async function* collectRest(run: Run, repositories: readonly string[]): AsyncGenerator<CollectedPage> {
  let seen = 0;
  for (const repo of repositories) {
    const isThere = yield* collectPart(run, repo, {
      part: 'issues',
      what: 'issues',
      list: 'issues',
      query: { state: 'all', ...NEWEST_FIRST },
      row: restIssue,
      at: (issue) => issue.updated_at,
      // The list holds pull requests too.
      read: async (issue) =>
        issue.pull_request === undefined
          ? keptIssue(
              issueNodeFrom(issue, await all(run, repo, `issues/${issue.number}/timeline`, restEvent), repo),
              [],
              run.config,
            )
          : null,
    });
    if (isThere) seen += 1;
    yield* collectPart(run, repo, {
      part: 'pulls',
      what: 'pull requests',
      list: 'pulls',
      query: { state: 'all', ...NEWEST_FIRST },
      row: restPull,
      at: (pull) => pull.updated_at,
      read: async (pull) => keptPull(await wholePull(run, repo, pull), []),
    });
    yield* collectPart(run, repo, {
      part: 'deployments',
      what: 'deployments',
      list: 'deployments',
      query: {},
      row: restDeployment,
      at: (deployment) => deployment.created_at,
      read: async (deployment) =>
        keptDeployment(
          deploymentNodeFrom(deployment, await all(run, repo, `deployments/${deployment.id}/statuses`, restStatus)),
          repo,
        ),
      waitsMs: WAITED_MS,
    });
    yield* collectRuns(run, repo, null, false);
    const head = await headOf(run, repo);
    if (head !== null) yield* collectCommits(run, repo, head);
    let tags: ReadonlyMap<string, string> | null = null;
    yield* collectPart(run, repo, {
      part: 'releases',
      what: 'releases',
      list: 'releases',
      query: {},
      row: restRelease,
      at: (release) => release.created_at,
      read: async (release) => {
        tags ??= new Map((await all(run, repo, 'tags', restTag)).map(({ name, commit }) => [name, commit.sha]));
        return keptRelease(releaseNodeFrom(release, tags.get(release.tag_name)), repo);
      },
    });
  }
  if (seen === 0 && repositories.length > 0)
    throw new SourceFailure(
      'missing',
      `GitHub: nothing of ${repositories.slice(0, 5).join(', ')} is there, or the token may not see it; check the address, the names, and which repositories the token was made for`,
    );
}

/** One list of one repository; false where it may not be seen. */
async function* collectPart<Row>(run: Run, repo: string, part: RestPart<Row>): AsyncGenerator<CollectedPage, boolean> {
  const { seen, upTo, run: going } = stateOf(run, repo)[part.part];
  const path = `/repos/${repo}/${part.list}`;
  const etag = going === null ? seen : null;
  const first = await run.github.get(path, { ...part.query, per_page: 100 }, { accept: [403, 404, 410], etag });
  if (first.status === 304) return true;
  if (first.status !== 200) {
    run.notices.push(`${repo}: ${part.what} may not be seen (${first.status}); give the token their permission`);
    return false;
  }
  const rows = z.array(part.row);
  const reading: ListReading = {
    part: part.part,
    repo,
    what: part.what,
    seen: first.headers.etag ?? null,
    newest: null,
    total: null,
    backTo: upTo === null || part.waitsMs === undefined ? null : upTo - part.waitsMs,
    read: async (after, since) => {
      const answer = after === null ? first : await run.github.get(after);
      const things: Listed[] = [];
      const from = since === null || part.waitsMs === undefined ? since : since - part.waitsMs;
      for (const row of parsed(rows, answer.json, `${part.what} of ${repo}`)) {
        const at = part.at(row);
        const thing = from !== null && at < from ? null : await part.read(row);
        things.push({ changedAt: lastOf(thing) ?? at, listedAt: at, thing });
      }
      return { things, after: nextPage(answer) };
    },
  };
  yield* collectList(run, reading);
  return true;
}

function lastOf(thing: KeptThing | null): number | null {
  return thing?.kind === 'deployment' ? (thing.statuses[thing.statuses.length - 1]?.at ?? null) : null;
}

async function all<Row>(run: Run, repo: string, list: string, row: z.ZodType<Row>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let path: string | null = `/repos/${repo}/${list}?per_page=100`; path !== null; ) {
    const answer = await run.github.get(path, undefined, { accept: [403, 404, 410] });
    if (answer.status !== 200) return rows;
    rows.push(...parsed(z.array(row), answer.json, `${list} of ${repo}`));
    path = nextPage(answer);
  }
  return rows;
}

async function wholePull(
  run: Run,
  repo: string,
  pull: z.infer<typeof restPull>,
): Promise<ReturnType<typeof pullNodeFrom>> {
  const place = `pulls/${pull.number}`;
  const { status, json } = await run.github.get(`/repos/${repo}/${place}`, undefined, { accept: [403, 404] });
  return pullNodeFrom(
    pull,
    {
      size: status === 200 ? parsed(restPullSize, json, `pull request ${pull.number} of ${repo}`) : {},
      commits: await all(run, repo, `${place}/commits`, restPullCommit),
      reviews: await all(run, repo, `${place}/reviews`, restReview),
      comments: await all(run, repo, `issues/${pull.number}/comments`, restComment),
    },
    repo,
  );
}

async function headOf(run: Run, repo: string): Promise<string | null> {
  const answer = await run.github.get(`/repos/${repo}/commits`, { per_page: 1 }, { accept: [403, 404, 409] });
  if (answer.status === 409) return null;
  if (answer.status !== 200) {
    run.notices.push(`${repo}: commits may not be seen; give the token the permission "Contents: read"`);
    return null;
  }
  return parsed(z.array(z.object({ sha: z.string() })), answer.json, `commits of ${repo}`)[0]?.sha ?? null;
}
