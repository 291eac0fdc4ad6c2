import type { DeploymentRecord, DeploymentStatus } from '../../flow/delivery/records.ts';
import { type AzureDevOpsConfig, isMeant } from './config.ts';
import type { KeptRelease } from './kept.ts';

/** Nothing is being put anywhere yet: it waits for its turn, a time, an approval or a gate. */
const WAITING = new Set([
  'queued',
  'scheduled',
  'pending',
  'deferred',
  'evaluatinggates',
  'queuedforagent',
  'queuedforpipeline',
]);
const RUNNING = new Set([
  'approved',
  'phaseinprogress',
  'phasesucceeded',
  'phasepartiallysucceeded',
  'manualinterventionpending',
  'cancelling',
]);
const CANCELLED = new Set(['canceled', 'phasecanceled']);

/** What became of it so far. What never began is no deployment yet, or never was one. */
export function releaseStatus(
  kept: Pick<KeptRelease, 'status' | 'operation' | 'isRefused'>,
): DeploymentStatus | 'waiting' {
  const { status, operation, isRefused } = kept;
  switch (status) {
    case 'succeeded':
    case 'partiallysucceeded':
      return 'succeeded';
    case 'inprogress':
      return 'running';
    case 'failed':
      return isRefused || CANCELLED.has(operation) ? 'cancelled' : 'failed';
    case 'notdeployed':
      if (WAITING.has(operation)) return 'waiting';
      if (RUNNING.has(operation)) return 'running';
      if (operation === 'phasefailed') return 'failed';
      return CANCELLED.has(operation) || ['rejected', 'gatefailed'].includes(operation) ? 'cancelled' : 'unknown';
    default:
      return 'unknown';
  }
}

/** The rule by which a stage of a release pipeline is a deployment; the first that means it counts. */
export function releaseRule(
  { releasePipelines }: AzureDevOpsConfig,
  { pipeline, stage }: Pick<KeptRelease, 'pipeline' | 'stage'>,
) {
  return releasePipelines.find(
    (rule) => isMeant(rule.pipeline, pipeline) && (rule.stage === undefined || isMeant(rule.stage, stage)),
  );
}

/** One deployment for each repository of which the release brings a commit, or one of no repository. */
export function releaseDeployments(kept: KeptRelease, config: AzureDevOpsConfig): readonly DeploymentRecord[] {
  const rule = releaseRule(config, kept);
  const status = releaseStatus(kept);
  const createdAt = kept.startedAt ?? kept.queuedAt;
  if (rule === undefined || status === 'waiting' || createdAt === null) return [];
  const id = `release:${kept.id}`;
  const commits = kept.commits.length === 0 ? [{ repo: null, sha: null }] : kept.commits;
  return commits.map(({ repo, sha }, place) => ({
    kind: 'deployment',
    id: place === 0 ? id : `${id}/${repo}`,
    repo,
    application: repo === null ? kept.pipeline : null,
    environment: rule.environment ?? (rule.stage === undefined ? kept.stage : 'production'),
    sha,
    status,
    createdAt,
    finishedAt: status === 'running' ? null : kept.endedAt,
    url: kept.url,
    isRollback: null,
    isUnplanned: null,
  }));
}
