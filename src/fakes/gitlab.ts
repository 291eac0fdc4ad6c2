import { z } from 'zod';
import type { DeploymentRecord } from '../flow/delivery/records.ts';
import type { ItemHistory } from '../flow/history.ts';
import type { SampleDelivery } from '../sample/delivery/records.ts';
import { type FakeAnswer, type FakeRequest, type Fault, startFaultyServer } from './faulty-server.ts';
import {
  branchCommits,
  commitJson,
  lineCounts,
  milestoneJson,
  milestoneMarks,
  releaseJson,
  releaseMarks,
} from './gitlab/repository.ts';
import {
  defaultBranch,
  type FakeGitLabIssue,
  type FakeIteration,
  type FakeMerge,
  type FakeProject,
  GitLabSite,
  milestoneId,
} from './gitlab/site.ts';
import { perSecondLimit } from './rate-limit.ts';

export interface FakeGitLabOptions {
  readonly deliveries: readonly SampleDelivery[];
  readonly histories: readonly ItemHistory[];
  readonly perSecond?: number;
  /** Of the rate limit; the present by default. Unit: ms. */
  readonly now?: () => number;
  /** Pages hold some things twice, in another order. */
  readonly isBent?: boolean;
  readonly faultOf?: (request: FakeRequest, index: number) => Fault | null;
  readonly skewMs?: number;
  readonly port?: number;
}

/** Marks of the people that the fake plants; none of them may ever be found in what is kept. */
export const GITLAB_PLANTED = ['zora-quill', 'Zora Quill', 'ivo-marsh', 'zora.quill@example.invalid'] as const;

const marksAsked = z.object({
  variables: z
    .object({ paths: z.array(z.string()).optional(), group: z.string().optional(), after: z.string().nullish() })
    .loose(),
});
const linesAsked = z.object({ variables: z.object({ project: z.string(), iids: z.array(z.string()) }) });

type Json = Readonly<Record<string, unknown>>;

/** A GitLab on loopback: REST and the GraphQL question of the connector. */
export async function startFakeGitLab(options: FakeGitLabOptions): Promise<{
  readonly address: string;
  readonly site: GitLabSite;
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}> {
  const site = new GitLabSite(options.deliveries, options.histories);
  const limit = perSecondLimit(options.perSecond, options.now);
  const server = await startFaultyServer({
    ...options,
    answer: (request): FakeAnswer => {
      const limited = limit();
      if (limited !== null) return limited;
      if (request.headers['private-token'] === undefined) return { status: 401, body: { message: '401 Unauthorized' } };
      if (request.path === '/api/v4/version') return { status: 200, body: { version: '18.0.0' } };
      if (request.path === '/api/v4/projects') return { status: 200, body: projectsOf(site, request.query) };
      if (request.path === '/api/v4/groups/example') return { status: 200, body: { full_path: 'example' } };
      if (request.path === '/api/v4/groups/example/projects')
        return { status: 200, body: projectsOf(site, new URLSearchParams()) };
      if (request.path === '/api/graphql') return answerLines(site, request.body) ?? answerMarks(site, request.body);
      const [, path = '', rest = ''] = /^\/api\/v4\/projects\/([^/]+)(.*)$/.exec(request.path) ?? [];
      const project = site.projects.get(decodeURIComponent(path));
      if (project !== undefined && rest === '') return { status: 200, body: { path_with_namespace: project.path } };
      const range = request.query.get('ref_name');
      const rows = project === undefined ? null : rowsAt(project, rest, site.address, range);
      if (rows === null) return { status: 404, body: { message: '404 Project Not Found' } };
      return { status: 200, body: paged(rows, request.query, options.isBent ?? false) };
    },
  });
  return { address: server.address, site, requests: server.requests, close: server.close };
}

function projectsOf(site: GitLabSite, query: URLSearchParams): readonly Json[] {
  const words = (query.get('search') ?? '').toLowerCase();
  return [...site.projects.keys()]
    .filter((path) => path.toLowerCase().includes(words))
    .map((path) => ({ path_with_namespace: path, owner: person('opener') }));
}

/** null: nobody asks for lines. */
function answerLines(site: GitLabSite, body: unknown): FakeAnswer | null {
  const asked = linesAsked.safeParse(body);
  if (!asked.success) return null;
  const { project, iids } = asked.data.variables;
  const merges = site.projects.get(project)?.merges.filter(({ number }) => iids.includes(number)) ?? [];
  return { status: 200, body: { data: { project: { mergeRequests: { nodes: merges.map(lineCounts) } } } } };
}

/** By a list of paths, or each project by its own name. */
function answerMarks(site: GitLabSite, body: unknown): FakeAnswer {
  const { paths, group, after, ...named } = marksAsked.parse(body).variables;
  if (group !== undefined) return { status: 200, body: { data: { group: groupJson(site, group, after ?? null) } } };
  if (paths !== undefined) {
    const listed = [...site.projects.values()].filter(({ path }) => paths.includes(path));
    const nodes = listed.map((project) => ({ fullPath: project.path, ...marksJson(project) }));
    return { status: 200, body: { data: { projects: { nodes } } } };
  }
  const data = Object.entries(named).map(([name, path]) => {
    const project = site.projects.get(String(path));
    return [name, project === undefined ? null : marksJson(project)];
  });
  return { status: 200, body: { data: Object.fromEntries(data) } };
}

/** A page of two projects. */
function groupJson(site: GitLabSite, group: string, after: string | null): Json | null {
  if (group !== 'example') return null;
  const all = [...site.projects.values()];
  const from = Number(after ?? 0);
  const nodes = all.slice(from, from + 2).map((project) => ({ fullPath: project.path, ...marksJson(project) }));
  const pageInfo = { hasNextPage: from + 2 < all.length, endCursor: String(from + 2) };
  return { projects: { pageInfo, nodes } };
}

function marksJson(project: FakeProject): Json {
  const newest = (list: readonly { readonly updatedAt: number; readonly iid: number }[]): Json => ({
    count: list.length,
    nodes: list
      .toSorted((one, other) => other.updatedAt - one.updatedAt)
      .slice(0, 5)
      .map(({ iid, updatedAt }) => ({ iid: String(iid), updatedAt: stamp(updatedAt), author: person('opener') })),
  });
  const merges = project.merges.map(({ number, updatedAt }) => ({ iid: Number(number), updatedAt }));
  return {
    issues: newest(project.issues),
    mergeRequests: newest(merges),
    repository: { tree: { lastCommit: { sha: defaultBranch(project)[0]?.sha ?? '', authorName: 'Zora Quill' } } },
    releases: releaseMarks(project),
    milestones: milestoneMarks(project),
    pipelines: { nodes: pipelineNodes(project).slice(0, 20) },
  };
}

/** Each deployment comes from a pipeline of its own, but those that GitLab was told of. */
function pipelineNodes({ deployments, toldOf }: FakeProject): readonly Json[] {
  return deployments
    .filter(({ id }) => !toldOf.has(id))
    .map(({ id, status, createdAt, finishedAt }) => ({
      iid: id.replace('deployment:', ''),
      status: status.toUpperCase(),
      updatedAt: stamp(finishedAt ?? createdAt),
      user: person('opener'),
    }))
    .toSorted((one, other) => Number(other.iid) - Number(one.iid));
}

/** A thing of a list, told only where it stands on the page that is asked for: lists are long, and asked for often. */
interface Row {
  readonly id: number;
  readonly updatedAt: number;
  readonly told: () => Json;
}

function listed<Thing>(
  things: readonly Thing[],
  told: (thing: Thing) => Json,
  placeOf: (thing: Thing) => Omit<Row, 'told'> = () => ({ id: 0, updatedAt: 0 }),
): readonly Row[] {
  return things.map((thing) => ({ ...placeOf(thing), told: () => told(thing) }));
}

function rowsAt(project: FakeProject, rest: string, address: string, range: string | null): readonly Row[] | null {
  const [, issueNumber, kind] = /^\/issues\/(\d+)\/resource_(state|label|milestone|iteration)_events$/.exec(rest) ?? [];
  if (issueNumber !== undefined) {
    const number = Number(issueNumber);
    const { events } = project.issues.find(({ iid }) => iid === number) ?? { events: [] };
    return listed(
      events.filter((event) => event.kind === kind),
      eventJson,
    );
  }
  const part = /^\/merge_requests\/(\d+)\/(commits|notes)$/.exec(rest);
  const merge = part === null ? undefined : project.merges.find(({ number }) => number === part[1]);
  if (merge !== undefined)
    return listed(part?.[2] === 'commits' ? commitsOf(merge, project) : notesOf(merge), (told) => told);
  if (rest === '/repository/commits') return listed(branchCommits(project, range), commitJson);
  if (rest === '/releases') return listed(project.releases.toReversed(), (one) => releaseJson(one, address));
  if (rest === '/milestones') return listed(project.milestones, (one) => milestoneJson(one, project.path, address));
  if (rest === '/issues')
    return listed(
      project.issues,
      (issue) => issueJson(issue, project, address),
      ({ id, updatedAt }) => ({ id, updatedAt }),
    );
  if (rest === '/merge_requests')
    return listed(
      project.merges,
      (one) => mergeJson(one, address),
      ({ id, updatedAt }) => ({ id: Number(id), updatedAt }),
    );
  if (rest !== '/deployments') return null;
  return listed(
    project.deployments,
    (one) => deploymentJson(one, address),
    ({ id, finishedAt, createdAt }) => ({ id: numberOfDeployment(id), updatedAt: finishedAt ?? createdAt }),
  );
}

function numberOfDeployment(id: string): number {
  return Number(id.replace('deployment:', ''));
}

function paged(rows: readonly Row[], query: URLSearchParams, isBent: boolean): readonly Json[] {
  const after = Date.parse(query.get('updated_after') ?? '');
  const before = Date.parse(query.get('updated_before') ?? '');
  const isIn = ({ updatedAt }: Row): boolean => !(updatedAt < after) && !(updatedAt > before);
  const isSorted = query.get('order_by') === 'updated_at';
  const sorted = isSorted ? rows.filter(isIn).toSorted((a, b) => b.updatedAt - a.updatedAt || b.id - a.id) : rows;
  const size = Number(query.get('per_page') ?? 20);
  const from = (Number(query.get('page') ?? 1) - 1) * size;
  const page = sorted.slice(from, from + size).map(({ told }) => told());
  return isBent && isSorted && size > 1 ? [...page.slice(0, 1), ...page].toReversed() : page;
}

function stamp(at: number): string {
  return new Date(at).toISOString();
}

function person(who: 'opener' | 'other' | 'program'): Json {
  const username = { opener: 'zora-quill', other: 'ivo-marsh', program: 'renovate-bot' }[who];
  return { id: username.length, username, name: 'Zora Quill', email: 'zora.quill@example.invalid', state: 'active' };
}

function eventJson({ at, kind, action, name, iteration }: FakeGitLabIssue['events'][number]): Json {
  const shared = { user: person('other'), created_at: stamp(at), resource_type: 'Issue' };
  if (kind === 'state') return { ...shared, state: action };
  if (iteration !== undefined) return { ...shared, action, iteration: iterationJson(iteration) };
  return kind === 'label'
    ? { ...shared, action, label: { name } }
    : { ...shared, action, milestone: { id: milestoneId(name), title: name, author: person('opener') } };
}

function iterationJson({ id, title, group, startDate, dueDate }: FakeIteration): Json {
  const web_url = `https://gitlab.example.invalid/groups/${group}/-/iterations/${id}`;
  return { id, title, start_date: startDate, due_date: dueDate, web_url };
}

function issueJson(issue: FakeGitLabIssue, { path }: FakeProject, address: string): Json {
  return {
    id: issue.id,
    iid: issue.iid,
    title: issue.title,
    description: issue.description,
    state: issue.closedAt === null ? 'opened' : 'closed',
    created_at: stamp(issue.createdAt),
    updated_at: stamp(issue.updatedAt),
    closed_at: issue.closedAt === null ? null : stamp(issue.closedAt),
    closed_by: person('other'),
    labels: issue.labels,
    milestone: issue.milestone === null ? null : { id: milestoneId(issue.milestone), title: issue.milestone },
    ...(issue.iteration === undefined
      ? {}
      : { iteration: issue.iteration === null ? null : iterationJson(issue.iteration) }),
    author: person('opener'),
    assignee: person('other'),
    assignees: [person('other')],
    issue_type: issue.type,
    web_url: `${address}/${path}/-/issues/${issue.iid}`,
  };
}

function mergeJson(merge: FakeMerge, address: string): Json {
  const isMerged = merge.mergedAt !== null;
  return {
    id: Number(merge.id),
    iid: Number(merge.number),
    title: merge.title,
    state: isMerged ? 'merged' : merge.closedAt === null ? 'opened' : 'closed',
    created_at: stamp(merge.openedAt),
    updated_at: stamp(merge.updatedAt),
    merged_at: merge.mergedAt === null ? null : stamp(merge.mergedAt),
    closed_at: isMerged || merge.closedAt === null ? null : stamp(merge.closedAt),
    author: person(merge.isBot ? 'program' : 'opener'),
    merged_by: person('other'),
    reviewers: [person('other')],
    source_branch: merge.branch,
    target_branch: merge.targetBranch,
    merge_commit_sha: merge.mergeCommit,
    web_url: `${address}/${merge.repo}/-/merge_requests/${merge.number}`,
  };
}

function commitsOf(merge: FakeMerge, { commits }: FakeProject): readonly Json[] {
  return merge.commits.flatMap((id) => {
    const commit = commits.get(id);
    return commit === undefined ? [] : [commitJson(commit)];
  });
}

function notesOf({ firstResponseAt, approvedAt, openedAt, isBot }: FakeMerge): readonly Json[] {
  const note = (who: 'opener' | 'other' | 'program', at: number, system: boolean, body: string): Json => ({
    author: person(who),
    created_at: stamp(at),
    system,
    body,
  });
  return [
    note('other', openedAt + 1, true, 'requested review from @zora-quill'),
    note(isBot ? 'program' : 'opener', openedAt + 2, false, 'Ready.'),
    note('program', openedAt + 3, false, 'Coverage stayed as it was.'),
    ...(firstResponseAt === null ? [] : [note('other', firstResponseAt, false, 'Well seen, zora-quill')]),
    ...(approvedAt === null ? [] : [note('other', approvedAt, true, 'approved this merge request')]),
  ];
}

function deploymentJson(deployment: DeploymentRecord, address: string): Json {
  const { finishedAt } = deployment;
  return {
    id: numberOfDeployment(deployment.id),
    sha: deployment.sha,
    status: deployment.status === 'failed' ? 'failed' : 'success',
    created_at: stamp(deployment.createdAt),
    updated_at: stamp(finishedAt ?? deployment.createdAt),
    user: person('other'),
    environment: { name: deployment.environment },
    deployable: {
      created_at: stamp(deployment.createdAt),
      finished_at: finishedAt === null ? null : stamp(finishedAt),
      user: person('opener'),
      web_url: `${address}/${deployment.repo ?? ''}/-/jobs/${deployment.id.replace('deployment:', '')}`,
    },
  };
}
