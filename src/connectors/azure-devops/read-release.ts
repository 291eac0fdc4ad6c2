import { z } from 'zod';
import { knownInstantShape } from '../kit/instant-shape.ts';
import type { KeptRelease } from './kept.ts';
import type { SourceRepository } from './repositories.ts';

/** What has not happened is written as an instant of the year 1. */
const at = knownInstantShape.transform((instant) => (instant !== null && instant > 0 ? instant : null));

const named = z.object({ id: z.string().nullish(), name: z.string().nullish() });
const artifactShape = z.object({
  type: z.string().nullish(),
  isPrimary: z.boolean().nullish(),
  definitionReference: z.record(z.string(), named.nullish()).nullish(),
});

/** A deployment of a classic release to one of its stages. Each attempt is one of its own. */
export const deploymentShape = z.object({
  id: z.number(),
  release: z.object({ id: z.number(), artifacts: z.array(artifactShape).nullish() }).nullish(),
  releaseDefinition: z.object({ name: z.string() }).nullish(),
  releaseEnvironment: z.object({ name: z.string() }).nullish(),
  deploymentStatus: z.string(),
  operationStatus: z.string().nullish(),
  queuedOn: at,
  startedOn: at,
  completedOn: at,
  lastModifiedOn: at,
  preDeployApprovals: z.array(z.object({ status: z.string().nullish() })).nullish(),
});

export type DeploymentRow = z.infer<typeof deploymentShape>;
type Artifact = z.infer<typeof artifactShape>;

/** What an artifact was made of: a commit, or a build that has to be asked for it. */
export type Made =
  | { readonly project: string; readonly repository: SourceRepository; readonly sha: string }
  | { readonly project: string; readonly build: number };

/** What is kept of one. Of approvals only whether one was refused beforehand, and of nobody who did anything. */
export function keptRelease(
  row: DeploymentRow,
  project: string,
  url: string,
  commits: KeptRelease['commits'],
): KeptRelease {
  return {
    kind: 'release',
    id: `${project}/${row.id}`,
    pipeline: row.releaseDefinition?.name ?? '',
    stage: row.releaseEnvironment?.name ?? '',
    status: row.deploymentStatus.toLowerCase(),
    operation: (row.operationStatus ?? '').toLowerCase(),
    isRefused: (row.preDeployApprovals ?? []).some(({ status }) => status?.toLowerCase() === 'rejected'),
    queuedAt: row.queuedOn,
    startedAt: row.startedOn,
    endedAt: row.completedOn,
    commits: [...commits],
    url:
      row.release == null
        ? null
        : `${url}/${encodeURIComponent(project)}/_release?releaseId=${row.release.id}&_a=release-summary`,
  };
}

/** What a release brings, its primary artifact first. Artifacts that are no code of a Git repository say nothing. */
export function madeOf({ release }: DeploymentRow, project: string): readonly Made[] {
  const artifacts = release?.artifacts ?? [];
  return artifacts
    .toSorted((one, other) => Number(other.isPrimary ?? false) - Number(one.isPrimary ?? false))
    .flatMap((artifact) => made(artifact, project) ?? []);
}

function made({ type, definitionReference }: Artifact, ofRelease: string): Made | null {
  const of = (key: string) => definitionReference?.[key];
  const project = of('project')?.name || ofRelease;
  switch ((type ?? '').toLowerCase()) {
    case 'build': {
      const sha = hashIn(of('sourceVersion')?.id);
      const id = of('repository')?.id || of('repository.id')?.id;
      if (sha !== null && id) {
        const provider = of('repository.provider')?.id;
        return { project, sha, repository: { id, type: provider ?? null, name: of('repository')?.name ?? null } };
      }
      const build = of('version')?.id ?? '';
      return /^\d+$/.test(build) ? { project, build: Number(build) } : null;
    }
    case 'git':
    case 'github': {
      const sha = hashIn(of('version')?.id);
      const id = of('definition')?.id;
      if (sha === null || !id) return null;
      return {
        project,
        sha,
        repository: { id, type: type === 'Git' ? 'TfsGit' : 'GitHub', name: of('definition')?.name ?? null },
      };
    }
    default:
      return null;
  }
}

/** Builds of Team Foundation version control have the number of a changeset there. */
export function hashIn(text: string | null | undefined): string | null {
  return text != null && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text) ? text.toLowerCase() : null;
}
