import { z } from 'zod';
import type { Http, HttpAnswer } from '../kit/http.ts';
import { SourceFailure } from '../kit/source-failure.ts';

type Query = Readonly<Record<string, string | number | undefined>>;

/** What the vendor answered, checked; a failure names the place and never a value. */
export function parsed<Data>(shape: z.ZodType<Data>, value: unknown, what: string): Data {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const place = read.error.issues[0]?.path.join('.') ?? '';
  throw new SourceFailure(
    'unreadable',
    `GitLab: ${what} is not as expected at "${place}"; is the address that of GitLab?`,
  );
}

/** Path of something of a project: its full path is one part of the address. */
export function projectPath(project: string, rest: string): string {
  return `api/v4/projects/${encodeURIComponent(project)}${rest}`;
}

/** All rows of a short list; empty where it may not be seen or is not there. */
export async function allRows<Row>(
  http: Http,
  path: string,
  row: z.ZodType<Row>,
  query: Query = {},
): Promise<readonly Row[]> {
  return (await wholeList(http, path, row, query)) ?? [];
}

/** All rows, page by page; null where they may not be seen or are not there. */
export async function wholeList<Row>(
  http: Http,
  path: string,
  row: z.ZodType<Row>,
  query: Query = {},
): Promise<readonly Row[] | null> {
  const rows: Row[] = [];
  for (let page = 1; ; page += 1) {
    const answer: HttpAnswer = await http.ask({ path, query: { ...query, per_page: 100, page }, accept: [403, 404] });
    if (answer.status !== 200) return null;
    const some = parsed(z.array(row), answer.json, 'a list');
    rows.push(...some);
    if (some.length < 100) return rows;
  }
}

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

const repository = z
  .object({ tree: z.object({ lastCommit: z.object({ sha: z.string() }).nullish() }).nullish() })
  .nullish();

const marksShape = z.object({
  data: z
    .record(
      z.string(),
      z.object({ issues: newest, mergeRequests: newest, repository, releases, milestones }).nullable(),
    )
    .nullish(),
});

export interface ProjectMarks {
  readonly issues: string | null;
  readonly merges: string | null;
  /** Of the repository: its last commit, or that there is none or that it may not be seen. */
  readonly head: string;
  readonly releases: string;
  readonly milestones: string;
  readonly issueCount: number | null;
  readonly mergeCount: number | null;
  readonly releaseCount: number | null;
}

/** GitLab refuses a question that is too much at once: so many projects are about half of what it answers. */
const PROJECTS_AT_ONCE = 5;

/** What is newest in each project, five in a request; null: GraphQL does not answer here. A project that may not be seen is missing. */
export async function readMarks(
  http: Http,
  projects: readonly string[],
): Promise<ReadonlyMap<string, ProjectMarks> | null> {
  const marks = new Map<string, ProjectMarks>();
  for (let from = 0; from < projects.length; from += PROJECTS_AT_ONCE) {
    const some = await marksOf(http, projects.slice(from, from + PROJECTS_AT_ONCE));
    if (some === null) return null;
    for (const [project, own] of some) marks.set(project, own);
  }
  return marks;
}

async function marksOf(http: Http, projects: readonly string[]): Promise<ReadonlyMap<string, ProjectMarks> | null> {
  const names = projects.map((_project, place) => `$p${place}: ID!`).join(', ');
  const list = 'sort: UPDATED_DESC, first: 5) { count nodes { iid updatedAt } }';
  const asked = `issues(${list} mergeRequests(${list} repository { tree { lastCommit { sha } } }
    releases(sort: CREATED_DESC, first: 5) { count nodes { tagName releasedAt } }
    milestones(sort: UPDATED_DESC, includeAncestors: true, first: 5) { nodes { id updatedAt } }`;
  const parts = projects.map((_project, place) => `p${place}: project(fullPath: $p${place}) { ${asked} }`);
  const answer = await http.ask({
    method: 'POST',
    path: 'api/graphql',
    body: {
      query: `query Marks(${names}) { ${parts.join(' ')} }`,
      variables: Object.fromEntries(projects.map((project, place) => [`p${place}`, project])),
    },
    accept: [404],
  });
  const data = marksShape.safeParse(answer.json).data?.data;
  if (answer.status !== 200 || !data) return null;
  return new Map(
    projects.flatMap((project, place): readonly [string, ProjectMarks][] => {
      const own = data[`p${place}`];
      if (!own) return [];
      return [
        [
          project,
          {
            issues: own.issues ? JSON.stringify(own.issues) : null,
            merges: own.mergeRequests ? JSON.stringify(own.mergeRequests) : null,
            head: own.repository?.tree?.lastCommit?.sha ?? 'none',
            releases: JSON.stringify(own.releases ?? null),
            milestones: JSON.stringify(own.milestones ?? null),
            issueCount: own.issues?.count ?? null,
            mergeCount: own.mergeRequests?.count ?? null,
            releaseCount: own.releases?.count ?? null,
          },
        ],
      ];
    }),
  );
}
