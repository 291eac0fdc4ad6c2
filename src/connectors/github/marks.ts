import { z } from 'zod';
import { instantShape as at } from '../kit/instant-shape.ts';
import { type GitHub, parsed, UnknownField } from './client.ts';
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
}

const REPOSITORIES_AT_ONCE = 20;

/** What is newest everywhere: a request for every twenty repositories. */
export async function readMarks(
  github: GitHub,
  repositories: readonly string[],
  { projects }: GitHubConfig,
): Promise<Marks> {
  const repos = new Map<string, RepoMarks>();
  const missing: string[] = [];
  const boards: { project: string; id: string; updatedAt: string }[] = [];
  const notices: string[] = [];
  for (let from = 0; from === 0 || from < repositories.length; from += REPOSITORIES_AT_ONCE) {
    const some = repositories.slice(from, from + REPOSITORIES_AT_ONCE);
    const boardsToo = from === 0 ? projects : [];
    const variables = Object.fromEntries([
      ...some.flatMap((repo, place) => [
        [`o${place}`, repo.split('/')[0]],
        [`n${place}`, repo.split('/')[1]],
      ]),
      ...boardsToo.flatMap((project, place) => [
        [`p${place}`, project.split('/')[0]],
        [`k${place}`, Number(project.split('/')[1])],
      ]),
    ]);
    const { data } = await github.graph(
      marksQuery(some.length, boardsToo.length),
      variables,
      z.record(z.string(), z.unknown()),
    );
    some.forEach((repo, place) => {
      const answer = data[`r${place}`];
      if (answer == null) missing.push(repo);
      else repos.set(repo, parsed(repoMarks, answer, `the repository ${repo}`));
    });
    boardsToo.forEach((project, place) => {
      const board = boardMark.safeParse(data[`p${place}`]).data?.projectV2;
      if (board) boards.push({ project, ...board });
      else
        notices.push(
          `the project ${project} is not there or may not be seen; give the token the permission "Projects: read". Until then its issues are open or closed`,
        );
    });
  }
  return { repos, missing, boards, notices };
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
