import type { DeploymentRecord, DeploymentStatus } from '../../flow/delivery/records.ts';
import { type AzureDevOpsConfig, isMeant } from './config.ts';
import type { KeptRun } from './kept.ts';

const RESULTS: Readonly<Record<string, DeploymentStatus>> = {
  succeeded: 'succeeded',
  succeededwithissues: 'succeeded',
  partiallysucceeded: 'succeeded',
  failed: 'failed',
  canceled: 'cancelled',
  abandoned: 'cancelled',
};

/** A run of a configured pipeline is a deployment, or each of its stages that the configuration names. */
export function runDeployments(run: KeptRun, config: AzureDevOpsConfig): readonly DeploymentRecord[] {
  return config.deploymentPipelines
    .filter(({ pipeline }) => isMeant(pipeline, run.pipeline))
    .flatMap(({ stage, environment }) => {
      const parts = stage === undefined ? [{ ...run, id: `run:${run.id}` }] : stagesOf(run, stage);
      return parts.map((part): DeploymentRecord => {
        const status = statusOf(part.state, part.result);
        return {
          kind: 'deployment',
          id: part.id,
          repo: run.repo,
          application: run.repo === null ? run.pipeline : null,
          environment,
          sha: run.sha,
          status,
          createdAt: part.startedAt ?? run.queuedAt,
          finishedAt: status === 'running' ? null : part.endedAt,
          url: run.url,
          isRollback: null,
          isUnplanned: null,
        };
      });
    });
}

/** A stage that never began deployed nothing. */
function stagesOf(run: KeptRun, stage: string) {
  return run.stages
    .filter(({ name, startedAt, result }) => isMeant(stage, name) && startedAt !== null && result !== 'skipped')
    .map((one) => ({ ...one, id: `stage:${run.id}/${one.id}` }));
}

function statusOf(state: string, result: string | null): DeploymentStatus {
  if (state !== 'completed') return 'running';
  return RESULTS[(result ?? '').toLowerCase()] ?? 'unknown';
}
