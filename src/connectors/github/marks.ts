import { z } from 'zod';
import { inPieces } from '../kit/in-pieces.ts';
import { instantShape as at } from '../kit/instant-shape.ts';
import { type GitHub, parsed, TooMuch, UnknownField } from './client.ts';
import type { GitHubConfig } from './config.ts';
import { marksQuery, repositoriesQuery } from './queries.ts';

const changed = z.object({
  totalCount: z.number(),
  nodes: z.array(z.object({ number: z.number(), updatedAt: at }).nullable()).nullish(),
});

const repoMarks = z.object({
  nameWithOwner: z.string(),
  defaultBranchRef: z.object({ name: z.string(), target: z.object({ oid: z.string() }).nullish() }).nullish(),
  issues: changed.nullish(),
  pullRequests: changed.nullish(),
  releases: z
    .object({
      totalCount: z.number(),
      nodes: z.array(z.object({ databaseId: z.number().nullish(), updatedAt: at }).nullable()).nullish(),
    })
    .nullish(),
  deployments: z
    .object({
      totalCount: z.number(),
      nodes: z
        .array(
          z
            .object({
              databaseId: z.number().nullish(),
              latestStatus: z.object({ state: z.string(), updatedAt: at }).nullish(),
            })
            .nullable(),
        )
        .nullish(),
    })
    .nullish(),
});

const boardMark = z.object({ projectV2: z.object({ id: z.string(), updatedAt: z.string() }).nullish() });

/** What is newest in a repository. A part that is null may not be seen with these credentials. */
export type RepoMarks = z.infer<typeof repoMarks>;

export interface Marks {
  /** By the name that the repository was asked for. */
  readonly repos: ReadonlyMap<string, RepoMarks>;
  /** Repositories that are not there, or may not be seen. */
  readonly missing: readonly string[];
  readonly boards: readonly { readonly project: string; readonly id: string; readonly updatedAt: string }[];
  readonly notices: readonly string[];
  /** What the newest repositories of the organisation look like; null: there is none, or it may not be seen. */
  readonly organisation: string | null;
}

const REPOSITORIES_AT_ONCE = 50;

/** What is newest everywhere: a request for every fifty repositories, or for as many as GitHub answers at once. */
export async function readMarks(
  github: GitHub,
  repositories: readonly string[],
  { projects, organisation }: Pick<GitHubConfig, 'projects' | 'organisation'>,
): Promise<Marks> {
  const [first = [], ...others] = inPieces(repositories, REPOSITORIES_AT_ONCE);
  const answers: Answers[] = [...(await ask(github, first, projects, organisation))];
  for (const some of others) answers.push(...(await ask(github, some, [])));
  const repos = new Map<string, RepoMarks>();
  for (const one of answers)
    for (const [name, answer] of one.repos)
      if (answer != null) repos.set(name, parsed(repoMarks, answer, `the repository ${name}`));
  const boards: { project: string; id: string; updatedAt: string }[] = [];
  const notices: string[] = [];
  for (const [project, answer] of answers.flatMap((one) => one.boards)) {
    const board = boardMark.safeParse(answer).data?.projectV2;
    if (board) boards.push({ project, ...board });
    else
      notices.push(
        `the project ${project} is not there or may not be seen; give the token the permission "Projects: read". Until then its issues are open or closed`,
      );
  }
  const mark = answers[0]?.organisation;
  return {
    repos,
    missing: repositories.filter((repo) => !repos.has(repo)),
    boards,
    notices,
    organisation: mark == null ? null : JSON.stringify(mark),
  };
}

interface Answers {
  readonly repos: readonly (readonly [name: string, answer: unknown])[];
  readonly boards: readonly (readonly [project: string, answer: unknown])[];
  readonly organisation: unknown;
}

/** In halves where it is too much at once. */
async function ask(
  github: GitHub,
  repos: readonly string[],
  boards: readonly string[],
  organisation?: string,
): Promise<readonly Answers[]> {
  const variables = Object.fromEntries([
    ...repos.flatMap((repo, place) => [
      [`o${place}`, repo.split('/')[0]],
      [`n${place}`, repo.split('/')[1]],
    ]),
    ...boards.flatMap((board, place) => [
      [`p${place}`, board.split('/')[0]],
      [`k${place}`, Number(board.split('/')[1])],
    ]),
    ...(organisation === undefined ? [] : [['login', organisation]]),
  ]);
  const query = marksQuery(repos.length, boards.length, organisation !== undefined);
  try {
    const shape = z.record(z.string(), z.unknown());
    const { data } = await github.graph(query, variables, shape, { hasParts: repos.length > 1 });
    return [
      {
        repos: repos.map((name, place) => [name, data[`r${place}`]] as const),
        boards: boards.map((project, place) => [project, data[`p${place}`]] as const),
        organisation: data.organisation,
      },
    ];
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    const [one = [], other = []] = inPieces(repos, Math.ceil(repos.length / 2));
    return [...(await ask(github, one, boards, organisation)), ...(await ask(github, other, []))];
  }
}

const repositoriesShape = z.object({
  organization: z
    .object({
      repositories: z.object({
        totalCount: z.number(),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
        nodes: z.array(z.object({ nameWithOwner: z.string() }).nullable()),
      }),
    })
    .nullish(),
});

/** The repositories to read: those that are named, then all of the organisation. */
export async function repositoriesOf(github: GitHub, config: GitHubConfig): Promise<readonly string[]> {
  const names = new Set(config.repositories);
  const login = config.organisation;
  if (login === undefined) return [...names];
  let after: string | null = null;
  do {
    const page: RepositoriesPage = await repositoriesPage(github, login, after);
    for (const node of page?.nodes ?? []) if (node !== null) names.add(node.nameWithOwner);
    after = page?.pageInfo.hasNextPage === true ? (page.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  return [...names];
}

type RepositoriesPage = NonNullable<z.infer<typeof repositoriesShape>['organization']>['repositories'] | undefined;

async function repositoriesPage(github: GitHub, login: string, after: string | null): Promise<RepositoriesPage> {
  const { data } = await github.graph(repositoriesQuery, { login, after }, repositoriesShape);
  return data.organization?.repositories;
}

/** The signature of what is newest: another one means that something changed. */
export function signatureOf(list: z.infer<typeof changed>): string {
  return JSON.stringify([list.totalCount, (list.nodes ?? []).map((node) => [node?.number, node?.updatedAt])]);
}

export function newestOf(list: z.infer<typeof changed>): number | null {
  return list.nodes?.[0]?.updatedAt ?? null;
}

/** Asks with all fields, and without those that an older server does not know. */
export async function askPlainer<Result>(
  isPlain: boolean,
  ask: (isPlain: boolean) => Promise<Result>,
): Promise<Result> {
  try {
    return await ask(isPlain);
  } catch (error) {
    if (!(error instanceof UnknownField) || isPlain) throw error;
    return ask(true);
  }
}
