import { z } from 'zod';
import type { CollectedPage } from '../kit/live-source.ts';
import { pathOf } from './client.ts';
import { type AzureDevOpsConfig, isMeant } from './config.ts';
import { pageOf, type Run } from './run.ts';

const repositoriesShape = z.object({
  value: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      defaultBranch: z.string().nullish(),
      isDisabled: z.boolean().nullish(),
    }),
  ),
});

/** Where code comes from, as pipelines say it. */
export const sourceShape = z.object({ id: z.string(), type: z.string().nullish(), name: z.string().nullish() });
export type SourceRepository = z.infer<typeof sourceShape>;

/** As records name it: names are unique within a project only. */
export function repositoryName(project: string, name: string): string {
  return `${project}/${name}`;
}

export function isReadRepository({ repositories }: AzureDevOpsConfig, name: string): boolean {
  return repositories.length === 0 || repositories.some((pattern) => isMeant(pattern, name));
}

/** Which repositories there are, so that each one's commits are looked at. No records come of it. */
export async function* collectRepositories(run: Run, project: string): AsyncGenerator<CollectedPage> {
  const { value } = await run.api.get(repositoriesShape, pathOf(project, 'git/repositories'));
  const own = value
    .filter(({ name, isDisabled }) => isDisabled !== true && isReadRepository(run.config, name))
    .map(({ id, name, defaultBranch }) => ({
      id,
      project,
      name,
      branch: defaultBranch?.replace(/^refs\/heads\//, '') ?? null,
    }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const others = run.cursor.repositories.filter((repository) => repository.project !== project);
  const repositories = [...others, ...own];
  if (JSON.stringify(repositories) === JSON.stringify(run.cursor.repositories)) return;
  yield pageOf(run, { repositories }, [], { done: own.length, total: own.length, what: `repositories of ${project}` });
}

/** A repository of the project is named by its id; one of GitHub by its own name. */
export function repositoryOf({ cursor }: Run, project: string, { id, type, name }: SourceRepository): string | null {
  if (!isOwn(type)) return id;
  const own = cursor.repositories.find((repository) => repository.id === id);
  if (own !== undefined) return repositoryName(own.project, own.name);
  return name == null ? null : repositoryName(project, name);
}

/** Where repositories are named, what is built of others is left out. */
export function isReadSource({ config, cursor }: Run, { id, type }: SourceRepository): boolean {
  return config.repositories.length === 0 || !isOwn(type) || cursor.repositories.some((own) => own.id === id);
}

function isOwn(type: string | null | undefined): boolean {
  return (type ?? 'TfsGit') === 'TfsGit';
}
