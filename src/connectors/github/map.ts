import type {
  DeliveryRecord,
  DeploymentRecord,
  DeploymentStatus,
  IncidentRecord,
} from '../../flow/delivery/records.ts';
import type { Mapped } from '../kit/live-source.ts';
import { type GitHubConfig, isMeant } from './config.ts';
import { type KeptDeployment, type KeptIssue, type KeptPull, type KeptRun, keptThing } from './kept.ts';
import { issueHistory, issueKey } from './map-issue.ts';

/** What a kept record says. */
export function mapGitHub(payload: string, source: string, config: GitHubConfig): readonly Mapped[] {
  const thing = keptThing.parse(JSON.parse(payload));
  switch (thing.kind) {
    case 'issue':
      return issueRecords(thing, source, config);
    case 'pull':
      return [delivered(pullRequest(thing))];
    case 'commit': {
      const { kind: _kind, ...commit } = thing;
      return [
        delivered({
          kind: 'change',
          id: `${commit.repo}@${commit.sha}`,
          ...commit,
          isMerge: commit.parents.length > 1,
        }),
      ];
    }
    case 'deployment':
      return [delivered(deploymentRecord(thing, config))];
    case 'release':
      return [delivered(thing)];
    case 'run':
      return runDeployments(thing, config).map(delivered);
  }
}

function delivered(record: DeliveryRecord): Mapped {
  return { kind: 'delivery', record };
}

function issueRecords(issue: KeptIssue, source: string, config: GitHubConfig): readonly Mapped[] {
  const history = issueHistory(issue, source);
  const item: Mapped = {
    kind: 'item',
    history,
    categories: [
      { id: 'open', name: 'open', category: 'new' },
      { id: 'closed', name: 'closed', category: 'done' },
    ],
    types: issue.type === null ? [] : [{ name: issue.type, isSubtask: false }],
  };
  if (!issue.labels.some((label) => config.incidentLabels.includes(label))) return [item];
  const incident: IncidentRecord = {
    kind: 'incident',
    id: `issue:${issue.id}`,
    title: issue.title,
    url: issue.url,
    application: null,
    repo: issue.repo,
    openedAt: issue.createdAt,
    detectedAt: null,
    restoredAt: issue.isOpen ? null : issue.closedAt,
    deployments: [],
    changes: issue.names,
    item: issueKey(issue),
  };
  return [item, delivered(incident)];
}

function pullRequest({ kind: _kind, base, number, ...pull }: KeptPull): DeliveryRecord {
  return { kind: 'pull-request', ...pull, number: String(number), targetBranch: base };
}

const ENDS: Readonly<Record<string, DeploymentStatus>> = {
  success: 'succeeded',
  failure: 'failed',
  error: 'failed',
};

/** Inactive says that a later one took its place, and nothing about how it went. */
function deploymentRecord(deployment: KeptDeployment, config: GitHubConfig): DeploymentRecord {
  const { id, repo, sha, statuses, createdAt, url, task } = deployment;
  const ends = statuses.filter(({ state }) => ENDS[state] !== undefined);
  // Tried again after a failure it ends with the success, at the first time that this was said.
  const turn = ends.findLastIndex(({ state }) => state !== ends[ends.length - 1]?.state);
  const end = ends[turn + 1];
  const last = statuses[statuses.length - 1]?.state;
  return {
    kind: 'deployment',
    id: `deployment:${id}`,
    repo,
    application: null,
    environment: environmentOf(deployment.environment, config),
    sha,
    status: ENDS[end?.state ?? ''] ?? (last === 'inactive' ? 'unknown' : 'running'),
    createdAt,
    finishedAt: end?.at ?? null,
    url,
    isRollback: task === null ? null : /rollback/i.test(task) || null,
    isUnplanned: null,
  };
}

function environmentOf(name: string, { productionEnvironments }: GitHubConfig): string {
  return productionEnvironments.some((pattern) => isMeant(pattern, name)) ? 'production' : name;
}

const CONCLUSIONS: Readonly<Record<string, DeploymentStatus>> = {
  success: 'succeeded',
  failure: 'failed',
  timed_out: 'failed',
  startup_failure: 'failed',
  cancelled: 'cancelled',
  skipped: 'cancelled',
};

/** A run (or the job of it that deploys) of a configured workflow is a deployment. */
function runDeployments(run: KeptRun, config: GitHubConfig): readonly DeploymentRecord[] {
  const rule = config.deploymentWorkflows.find(
    ({ workflow }) => isMeant(workflow, run.workflow) || isMeant(workflow, run.file),
  );
  if (rule === undefined) return [];
  const { repo, sha, url } = run;
  const shared = {
    kind: 'deployment',
    repo,
    application: null,
    environment: environmentOf(rule.environment, config),
    sha,
    url,
    isRollback: null,
    isUnplanned: null,
  } as const;
  if (rule.job === undefined) {
    const status = statusOf(run.status, run.conclusion);
    return [
      {
        ...shared,
        id: `run:${run.id}`,
        status,
        createdAt: run.startedAt,
        finishedAt: status === 'running' ? null : run.updatedAt,
      },
    ];
  }
  const { job } = rule;
  return run.jobs
    .filter(({ name }) => isMeant(job, name))
    .map((one) => {
      const status = statusOf(one.status, one.conclusion);
      return {
        ...shared,
        id: `job:${one.id}`,
        status,
        createdAt: one.startedAt ?? run.startedAt,
        finishedAt: status === 'running' ? null : one.completedAt,
      };
    });
}

function statusOf(status: string, conclusion: string | null): DeploymentStatus {
  if (conclusion === null) return status === 'completed' ? 'unknown' : 'running';
  return CONCLUSIONS[conclusion] ?? 'unknown';
}
