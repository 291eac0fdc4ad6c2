import { createHash } from 'node:crypto';
import type { SampleCommit } from '../../sample/delivery/records.ts';
import type { FakeAnswer, FakeRequest } from '../faulty-server.ts';
import { stamp } from './page.ts';
import { gitPerson, restUser } from './people.ts';
import type { FakeRepository, FakeRun, GitHubSite } from './site.ts';

/** Answers at the paths of the REST API; null: none of them. */
export function answerRest(site: GitHubSite, request: FakeRequest): FakeAnswer | null {
  const { path } = request;
  if (path === '/rate_limit') return { status: 200, body: { resources: { core: { limit: 5000, remaining: 5000 } } } };
  if (path === '/user/repos' || /^\/orgs\/[^/]+\/repos$/.test(path)) {
    const seen = [...site.repositories.values()].filter(({ isHidden }) => !isHidden);
    return listAnswer(
      request,
      seen.map(({ name }) => ({ full_name: name, owner: restUser('opener') })),
    );
  }
  const match = /^\/repos\/([^/]+\/[^/]+)\/(.+)$/.exec(path);
  const repo = site.repositories.get(match?.[1] ?? '');
  if (match === null || repo === undefined || repo.isHidden) return null;
  return answerRepository(site, repo, match[2] ?? '', request);
}

function answerRepository(
  site: GitHubSite,
  repo: FakeRepository,
  place: string,
  request: FakeRequest,
): FakeAnswer | null {
  const denied: FakeAnswer = { status: 403, body: { message: 'Resource not accessible by personal access token' } };
  if (place === 'commits') {
    if (repo.withheld.has('contents')) return denied;
    if (repo.commits.length === 0) return { status: 409, body: { message: 'Git Repository is empty.' } };
    const sha = request.query.get('sha');
    const at = sha === null ? repo.commits.length - 1 : repo.commits.findIndex((commit) => commit.sha === sha);
    if (at < 0) return { status: 404, body: { message: 'Not Found' } };
    return listAnswer(
      request,
      repo.commits
        .slice(0, at + 1)
        .toReversed()
        .map((commit) => commitJson(commit, site)),
    );
  }
  const one = /^commits\/([0-9a-f]+)$/.exec(place);
  if (one !== null) {
    const commit = repo.commits.find(({ sha }) => sha === one[1]);
    if (commit === undefined) return null;
    const files = (commit.paths ?? []).map((filename, at) => ({
      filename,
      ...(at === 0 ? { status: 'renamed', previous_filename: `before/${filename}` } : {}),
    }));
    // GitHub tells of 300 files a page, and of 3,000 at most.
    request.query.set('per_page', '300');
    return listAnswer(request, files.slice(0, 3_000), (page) => ({ ...commitJson(commit, site), files: page }));
  }
  const compare = /^compare\/([0-9a-f]+)\.\.\.([0-9a-f]+)$/.exec(place);
  if (compare !== null) return compared(site, repo, compare[1] ?? '', compare[2] ?? '', request);
  if (place === 'actions/runs') {
    if (repo.withheld.has('runs')) return denied;
    const runs = repo.runs.toSorted((a, b) => b.startedAt - a.startedAt).map((run) => runJson(run, site, repo));
    return listAnswer(request, runs, (page) => ({ total_count: runs.length, workflow_runs: page }));
  }
  const jobs = /^actions\/runs\/(\d+)\/jobs$/.exec(place);
  const run = repo.runs.find(({ id }) => String(id) === jobs?.[1]);
  if (run === undefined) return null;
  const job = {
    id: run.id + 5_000_000_000,
    name: 'publish',
    status: run.status,
    conclusion: run.conclusion,
    runner_name: 'zora-quill',
  };
  const times = { started_at: stamp(run.startedAt), completed_at: stamp(run.updatedAt) };
  return { status: 200, body: { total_count: 1, jobs: [{ ...job, ...times }] } };
}

function compared(
  site: GitHubSite,
  repo: FakeRepository,
  from: string,
  to: string,
  { query }: FakeRequest,
): FakeAnswer {
  const at = repo.commits.findIndex(({ sha }) => sha === from);
  const end = repo.commits.findIndex(({ sha }) => sha === to);
  if (at < 0 || end < at) return { status: 404, body: { message: 'Not Found' } };
  const all = repo.commits.slice(at + 1, end + 1).map((commit) => commitJson(commit, site));
  const size = Number(query.get('per_page') ?? 30);
  const start = (Number(query.get('page') ?? 1) - 1) * size;
  return {
    status: 200,
    body: {
      status: all.length === 0 ? 'identical' : 'ahead',
      total_commits: all.length,
      commits: all.slice(start, start + size),
    },
  };
}

/** A page of a list with its Link header, and 304 where the reader has it already. */
export function listAnswer(
  request: FakeRequest,
  list: readonly unknown[],
  wrap: (page: readonly unknown[]) => unknown = (page) => page,
): FakeAnswer {
  const size = Number(request.query.get('per_page') ?? 30);
  const number = Number(request.query.get('page') ?? 1);
  const body = wrap(list.slice((number - 1) * size, number * size));
  const etag = `W/"${createHash('sha1').update(JSON.stringify(body)).digest('hex')}"`;
  if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag }, body: null };
  const next = new URLSearchParams(request.query);
  next.set('page', String(number + 1));
  const link = `<http://${request.headers.host ?? ''}${request.path}?${next.toString()}>; rel="next"`;
  return { status: 200, headers: { etag, ...(number * size < list.length ? { link } : {}) }, body };
}

function commitJson(commit: SampleCommit, site: GitHubSite): Readonly<Record<string, unknown>> {
  const who = commit.isBot ? 'program' : 'opener';
  return {
    sha: commit.sha,
    commit: {
      author: gitPerson(who, stamp(commit.authoredAt)),
      committer: gitPerson('other', stamp(commit.committedAt)),
      message: `${commit.message}\n\nCo-authored-by: Ivo Marsh <zora.quill@example.invalid>`,
    },
    html_url: `${site.address}/${commit.repo}/commit/${commit.sha}`,
    author: restUser(who),
    committer: restUser('other'),
    parents: commit.parents.map((sha) => ({ sha })),
  };
}

function runJson(run: FakeRun, site: GitHubSite, repo: FakeRepository): Readonly<Record<string, unknown>> {
  return {
    id: run.id,
    name: run.name,
    path: `.github/workflows/${run.file}`,
    head_sha: run.sha,
    status: run.status,
    conclusion: run.conclusion,
    created_at: stamp(run.startedAt),
    run_started_at: stamp(run.startedAt),
    updated_at: stamp(run.updatedAt),
    html_url: `${site.address}/${repo.name}/actions/runs/${run.id}`,
    actor: restUser('opener'),
    triggering_actor: restUser('other'),
    head_commit: { author: gitPerson('opener', stamp(run.startedAt)) },
  };
}
