import type { DeploymentStatus } from '../../flow/delivery/records.ts';
import { isMeant } from '../github/config.ts';
import { issueHistory, issueKey } from '../github/map-issue.ts';
import type { Mapped } from '../kit/live-source.ts';
import type { GitLabConfig } from './config.ts';
import { type KeptDeployment, type KeptIteration, type KeptMilestone, keptThing } from './kept.ts';
import { iterationId } from './read-iteration.ts';

/** What a kept record says. */
export function mapGitLab(payload: string, source: string, config: GitLabConfig): readonly Mapped[] {
  const thing = keptThing.parse(JSON.parse(payload));
  if (thing.kind === 'deployment') return deploymentRecords(thing, config);
  if (thing.kind === 'release') return [{ kind: 'delivery', record: thing }];
  if (thing.kind === 'milestone' || thing.kind === 'iteration') return iterationRecords(thing);
  if (thing.kind === 'pull') {
    const { kind: _kind, base, number, ...pull } = thing;
    return [
      { kind: 'delivery', record: { kind: 'pull-request', ...pull, number: String(number), targetBranch: base } },
    ];
  }
  if (thing.kind === 'commit') {
    const { kind: _kind, ...commit } = thing;
    const id = `${commit.repo}@${commit.sha}`;
    return [{ kind: 'delivery', record: { kind: 'change', id, ...commit, isMerge: commit.parents.length > 1 } }];
  }
  const item: Mapped = {
    kind: 'item',
    history: issueHistory(thing, source),
    categories: [
      { id: 'open', name: 'open', category: 'new' },
      { id: 'closed', name: 'closed', category: 'done' },
    ],
    types: thing.type === null ? [] : [{ name: thing.type, isSubtask: thing.type === 'task' }],
  };
  if (!thing.isIncident) return [item];
  return [
    item,
    {
      kind: 'delivery',
      record: {
        kind: 'incident',
        id: `issue:${thing.id}`,
        title: thing.title,
        url: thing.url,
        application: null,
        repo: thing.repo,
        openedAt: thing.createdAt,
        detectedAt: null,
        restoredAt: thing.isOpen ? null : thing.closedAt,
        deployments: [],
        changes: thing.names,
        item: issueKey(thing),
      },
    },
  ];
}

/** An iteration, or a milestone with a date. GitLab does not say when one was closed. */
function iterationRecords(thing: KeptMilestone | KeptIteration): readonly Mapped[] {
  const { kind, of, title, startAt, endAt } = thing;
  if (startAt === null && endAt === null) return [];
  const id = kind === 'iteration' ? iterationId(thing.id) : thing.id;
  return [{ kind: 'delivery', record: { kind: 'iteration', id, name: title, of, startAt, endAt, completedAt: null } }];
}

/** What has not begun, or waits for somebody, has no status of these: created, manual, scheduled, blocked. */
const STATUSES: Readonly<Record<string, DeploymentStatus>> = {
  success: 'succeeded',
  completed: 'succeeded',
  failed: 'failed',
  canceled: 'cancelled',
  canceling: 'cancelled',
  skipped: 'cancelled',
  running: 'running',
  pending: 'running',
  preparing: 'running',
  waiting_for_resource: 'running',
};

function deploymentRecords(kept: KeptDeployment, config: GitLabConfig): readonly Mapped[] {
  const { job, id, repo, sha, createdAt, url } = kept;
  const rule = job === null ? null : config.deploymentJobs.find((one) => isMeant(one.job, job));
  if (rule === undefined) return [];
  const name = rule?.environment ?? kept.environment;
  const status = STATUSES[kept.status] ?? 'unknown';
  return [
    {
      kind: 'delivery',
      record: {
        kind: 'deployment',
        id: `${job === null ? 'deployment' : 'job'}:${id}`,
        repo,
        application: null,
        environment: config.productionEnvironments.some((one) => isMeant(one, name)) ? 'production' : name,
        sha,
        status,
        createdAt,
        finishedAt: status === 'running' ? null : kept.finishedAt,
        url,
        isRollback: null,
        isUnplanned: null,
      },
    },
  ];
}
