import { z } from 'zod';
import { SourceFailure } from '../kit/source-failure.ts';
import { pathOf } from './client.ts';
import type { KeptRelease } from './kept.ts';
import { type DeploymentRow, hashIn, type Made, madeOf } from './read-release.ts';
import { isReadSource, repositoryOf, sourceShape } from './repositories.ts';
import type { Run } from './run.ts';

type Commits = KeptRelease['commits'];
type Code = Extract<Made, { readonly sha: string }>;

const buildsShape = z.object({
  value: z.array(z.object({ id: z.number(), sourceVersion: z.string().nullish(), repository: sourceShape.nullish() })),
});
const AT_ONCE = 100;

/**
 * The commit of each repository that a release brings, by the deployment's number; of several of one repository the primary artifact's.
 * `unread`: all of its repositories are none that are read.
 */
export async function commitsOfReleases(
  run: Run,
  project: string,
  rows: readonly DeploymentRow[],
): Promise<ReadonlyMap<number, Commits | 'unread'>> {
  const made = rows.map((row) => ({ id: row.id, made: madeOf(row, project) }));
  const builds = await askBuilds(
    run,
    made.flatMap((one) => one.made),
  );
  return new Map(
    made.map(({ id, made: all }) => {
      const code = all.flatMap((one) => ('sha' in one ? [one] : (builds.get(buildKey(one)) ?? [])));
      const own = code.filter(({ repository }) => isReadSource(run, repository));
      return [id, own.length === 0 && code.length > 0 ? 'unread' : oneOfEach(run, own)];
    }),
  );
}

function oneOfEach(run: Run, code: readonly Code[]): Commits {
  const byRepo = new Map<string, string>();
  for (const { project, repository, sha } of code) {
    const repo = repositoryOf(run, project, repository);
    if (repo !== null && !byRepo.has(repo)) byRepo.set(repo, sha);
  }
  return [...byRepo].map(([repo, sha]) => ({ repo, sha }));
}

/** Older releases do not say the commit of their build. Where builds may not be read, it stays unknown. */
async function askBuilds(run: Run, made: readonly Made[]): Promise<ReadonlyMap<string, readonly Code[]>> {
  const found = new Map<string, readonly Code[]>();
  const asked = Map.groupBy(
    made.flatMap((one) => ('build' in one ? [one] : [])),
    ({ project }) => project,
  );
  for (const [project, all] of asked) {
    const ids = [...new Set(all.map(({ build }) => build))];
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const buildIds = ids.slice(from, from + AT_ONCE).join(',');
      for (const { id, sourceVersion, repository } of await buildsNamed(run, project, buildIds)) {
        const sha = hashIn(sourceVersion);
        if (sha !== null && repository != null)
          found.set(buildKey({ project, build: id }), [{ project, repository, sha }]);
      }
    }
  }
  return found;
}

async function buildsNamed(run: Run, project: string, buildIds: string): Promise<z.infer<typeof buildsShape>['value']> {
  try {
    return (await run.api.get(buildsShape, pathOf(project, 'build/builds'), { buildIds })).value;
  } catch (error) {
    if (!(error instanceof SourceFailure) || !['unauthorised', 'forbidden', 'missing'].includes(error.kind))
      throw error;
    run.notices.push(`commits of some releases are not known: ${error.message}`);
    return [];
  }
}

function buildKey({ project, build }: { readonly project: string; readonly build: number }): string {
  return `${project}/${build}`;
}
