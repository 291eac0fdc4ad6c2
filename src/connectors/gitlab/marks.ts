import { z } from 'zod';
import type { Http } from '../kit/http.ts';
import { inPieces } from '../kit/in-pieces.ts';
import { wholeList } from './client.ts';

/** Only these fields: the text of a mark is kept in the cursor. */
const newest = z
  .object({
    count: z.number().nullish(),
    nodes: z.array(z.object({ iid: z.string(), updatedAt: z.string() }).nullable()).nullish(),
  })
  .nullish();

const releases = z
  .object({
    count: z.number().nullish(),
    nodes: z.array(z.object({ tagName: z.string().nullish(), releasedAt: z.string().nullish() }).nullable()).nullish(),
  })
  .nullish();

const milestones = z
  .object({ nodes: z.array(z.object({ id: z.string(), updatedAt: z.string() }).nullable()).nullish() })
  .nullish();

const pipelines = z
  .object({
    nodes: z
      .array(z.object({ iid: z.string(), status: z.string().nullish(), updatedAt: z.string().nullish() }).nullable())
      .nullish(),
  })
  .nullish();

const repository = z
  .object({ tree: z.object({ lastCommit: z.object({ sha: z.string() }).nullish() }).nullish() })
  .nullish();

const projectShape = z.object({ issues: newest, mergeRequests: newest, repository, releases, milestones, pipelines });

const nodeShape = z.object({ fullPath: z.string(), ...projectShape.shape });
const namedShape = z.object({ data: z.record(z.string(), projectShape.nullable()).nullish() });
const listedShape = z.object({
  data: z.object({
    projects: z.object({ nodes: z.array(nodeShape.nullable()) }),
  }),
});

const groupShape = z.object({
  data: z.object({
    group: z.object({
      projects: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
        nodes: z.array(nodeShape.nullable()),
      }),
    }),
  }),
});

export interface ProjectMarks {
  readonly issues: string | null;
  readonly merges: string | null;
  /** Of the repository: its last commit, or that there is none or that it may not be seen. */
  readonly head: string;
  readonly releases: string;
  readonly milestones: string;
  /** Of the newest pipelines, whose jobs deploy; null: they may not be seen. */
  readonly pipelines: string | null;
  /** When the last of these pipelines changed. Unit: ms UTC. */
  readonly pipelinesAt: number | null;
  readonly issueCount: number | null;
  readonly mergeCount: number | null;
  readonly releaseCount: number | null;
}

/** What a question for a list of paths may name (GitLab 16.6 and later). */
const LISTED_AT_ONCE = 50;
/** GitLab refuses a question that is too much at once: so many projects, named one by one, are about half of what it answers. */
const NAMED_AT_ONCE = 5;

const LIST = 'sort: UPDATED_DESC, first: 5) { count nodes { iid updatedAt } }';
const ASKED = `issues(${LIST} mergeRequests(${LIST} repository { tree { lastCommit { sha } } }
    releases(sort: CREATED_DESC, first: 5) { count nodes { tagName releasedAt } }
    milestones(sort: UPDATED_DESC, includeAncestors: true, first: 5) { nodes { id updatedAt } }
    pipelines(first: 20) { nodes { iid status updatedAt } }`;

/** What there is to read. */
export interface Found {
  /** Full paths, also of projects that are named and may not be seen. */
  readonly projects: readonly string[];
  /** What is newest in each project; null: GraphQL does not answer here. A project that may not be seen is missing. */
  readonly marks: ReadonlyMap<string, ProjectMarks> | null;
  /** Groups that are not there, or may not be seen. */
  readonly missingGroups: readonly string[];
}

/** The projects that are named or stand in a group, and what is newest in each of them: fifty in a request. */
export async function findMarks(
  http: Http,
  config: { readonly projects: readonly string[]; readonly groups: readonly string[] },
): Promise<Found> {
  const marks = new Map<string, ProjectMarks>();
  const named = new Set(config.projects);
  const missingGroups: string[] = [];
  for (const group of config.groups) {
    const listed = await groupMarks(http, group);
    for (const [project, own] of listed ?? []) marks.set(project, own);
    if (listed !== null) continue;
    const names = await groupProjects(http, group);
    if (names === null) missingGroups.push(group);
    for (const name of names ?? []) named.add(name);
  }
  const projects = [...new Set([...named, ...marks.keys()])];
  const others = await readMarks(
    http,
    projects.filter((project) => !marks.has(project)),
  );
  return { projects, marks: others === null ? null : new Map([...marks, ...others]), missingGroups };
}

/** null: GraphQL does not answer here, finds it too much, or the group may not be seen. */
async function groupMarks(http: Http, group: string): Promise<Named | null> {
  const marks: (readonly [string, ProjectMarks])[] = [];
  const query = `query Group($group: ID!, $after: String) { group(fullPath: $group) {
    projects(includeSubgroups: true, first: ${LISTED_AT_ONCE}, after: $after) { pageInfo { hasNextPage endCursor } nodes { fullPath ${ASKED} } } } }`;
  for (let after: string | null = null; ; ) {
    const read = groupShape.safeParse(await ask(http, query, { group, after }));
    if (!read.success) return null;
    const { nodes, pageInfo }: z.infer<typeof groupShape>['data']['group']['projects'] = read.data.data.group.projects;
    for (const node of nodes) if (node !== null) marks.push([node.fullPath, marksOf(node)]);
    if (!pageInfo.hasNextPage) return marks;
    after = pageInfo.endCursor ?? null;
  }
}

const pathRow = z.object({ path_with_namespace: z.string() });

function groupProjects(http: Http, group: string): Promise<readonly string[] | null> {
  const path = `api/v4/groups/${encodeURIComponent(group)}/projects`;
  return wholeList(http, path, pathRow, { include_subgroups: 'true', simple: 'true' }).then(
    (rows) => rows?.map((row) => row.path_with_namespace) ?? null,
  );
}

/** Where GitLab does not list by paths, or leaves some out, these are asked for by name, five in a request. */
async function readMarks(http: Http, projects: readonly string[]): Promise<ReadonlyMap<string, ProjectMarks> | null> {
  const marks = new Map<string, ProjectMarks>();
  if (projects.length > NAMED_AT_ONCE) {
    for (const some of inPieces(projects, LISTED_AT_ONCE))
      for (const [project, own] of await listedMarks(http, some)) marks.set(project, own);
  }
  const left = projects.filter((project) => !marks.has(project));
  for (const some of inPieces(left, NAMED_AT_ONCE)) {
    const named = await namedMarks(http, some);
    if (named === null) return null;
    for (const [project, own] of named) marks.set(project, own);
  }
  return marks;
}

type Named = readonly (readonly [string, ProjectMarks])[];

/** Those of the projects that GitLab lists; none where it does not know the question, or finds it too much. */
async function listedMarks(http: Http, projects: readonly string[]): Promise<Named> {
  const query = `query Marks($paths: [String!]) { projects(fullPaths: $paths, first: ${LISTED_AT_ONCE}) { nodes { fullPath ${ASKED} } } }`;
  const answer = await ask(http, query, { paths: projects });
  const read = listedShape.safeParse(answer);
  if (!read.success) return [];
  // GitLab takes a path in any case, and tells it as it was made.
  const asked = new Map(projects.map((project) => [project.toLowerCase(), project]));
  return read.data.data.projects.nodes.flatMap((node): Named => {
    const project = node === null ? undefined : asked.get(node.fullPath.toLowerCase());
    return node === null || project === undefined ? [] : [[project, marksOf(node)]];
  });
}

/** null: GraphQL does not answer. */
async function namedMarks(http: Http, projects: readonly string[]): Promise<Named | null> {
  const names = projects.map((_project, place) => `$p${place}: ID!`).join(', ');
  const parts = projects.map((_project, place) => `p${place}: project(fullPath: $p${place}) { ${ASKED} }`);
  const variables = Object.fromEntries(projects.map((project, place) => [`p${place}`, project]));
  const answer = await ask(http, `query Marks(${names}) { ${parts.join(' ')} }`, variables);
  const data = namedShape.safeParse(answer).data?.data;
  if (!data) return null;
  return projects.flatMap((project, place): Named => {
    const own = data[`p${place}`];
    return own ? [[project, marksOf(own)]] : [];
  });
}

async function ask(http: Http, query: string, variables: Readonly<Record<string, unknown>>): Promise<unknown> {
  const answer = await http.ask({ method: 'POST', path: 'api/graphql', body: { query, variables }, accept: [404] });
  return answer.status === 200 ? answer.json : null;
}

function marksOf(own: z.infer<typeof projectShape>): ProjectMarks {
  const changes = (own.pipelines?.nodes ?? []).flatMap((one) =>
    one?.updatedAt == null ? [] : Date.parse(one.updatedAt),
  );
  return {
    issues: own.issues ? JSON.stringify(own.issues) : null,
    merges: own.mergeRequests ? JSON.stringify(own.mergeRequests) : null,
    head: own.repository?.tree?.lastCommit?.sha ?? 'none',
    releases: JSON.stringify(own.releases ?? null),
    milestones: JSON.stringify(own.milestones ?? null),
    pipelines: own.pipelines ? JSON.stringify(own.pipelines) : null,
    pipelinesAt: changes.length === 0 ? null : Math.max(...changes),
    issueCount: own.issues?.count ?? null,
    mergeCount: own.mergeRequests?.count ?? null,
    releaseCount: own.releases?.count ?? null,
  };
}
