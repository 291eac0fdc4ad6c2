import { z } from 'zod';
import { saysRevert } from '../git/says-revert.ts';
import type { IssueEvent, KeptPull } from '../github/kept.ts';
import { keysOf, namesIn } from '../github/words.ts';
import { instantShape as at } from '../kit/instant-shape.ts';
import type { GitLabConfig } from './config.ts';
import type { KeptDeployment, KeptThing } from './kept.ts';
import { asWritten } from './read-commit.ts';
import { iterationId, iterationRef, iterationTitle } from './read-iteration.ts';

const account = z.object({ username: z.string(), bot: z.boolean().nullish() }).nullish();
type Account = z.infer<typeof account>;

const milestoneRef = z.object({ id: z.number(), title: z.string() });

export const issueRow = z.object({
  id: z.number(),
  iid: z.number(),
  title: z.string(),
  web_url: z.string().nullish(),
  description: z.string().nullish(),
  created_at: at,
  updated_at: at,
  closed_at: at.nullish(),
  state: z.string(),
  labels: z.array(z.string()).default([]),
  milestone: milestoneRef.nullish(),
  /** Left out where there are no iterations: they are part of some licences only. */
  iteration: iterationRef.nullish(),
  issue_type: z.string().nullish(),
  epic_iid: z.number().nullish(),
});

/** One entry of the state, label, milestone or iteration events of an issue. */
export const eventRow = z.object({
  created_at: at,
  state: z.string().nullish(),
  action: z.string().nullish(),
  label: z.object({ name: z.string() }).nullish(),
  milestone: milestoneRef.nullish(),
  iteration: iterationRef.nullish(),
});

type IssueRow = z.infer<typeof issueRow>;
type EventRow = z.infer<typeof eventRow>;

/** An issue with its events, cut down to what is kept. */
export function keptIssue(row: IssueRow, events: readonly EventRow[], repo: string, config: GitLabConfig): KeptThing {
  const isOpen = row.state === 'opened';
  const isIncident = row.issue_type === 'incident' || row.labels.some((label) => config.incidentLabels.includes(label));
  const inTime = events.toSorted((one, other) => one.created_at - other.created_at);
  return {
    kind: 'issue',
    id: String(row.id),
    repo,
    number: row.iid,
    title: row.title,
    url: row.web_url ?? null,
    createdAt: row.created_at,
    closedAt: row.closed_at ?? null,
    isOpen,
    // GitLab knows no reason for closing.
    reason: isOpen ? null : 'closed',
    type: row.issue_type ?? null,
    labels: row.labels,
    milestone: row.milestone?.title ?? null,
    milestoneId: row.milestone == null ? null : String(row.milestone.id),
    ...(row.iteration === undefined
      ? {}
      : {
          iteration:
            row.iteration === null ? null : { id: iterationId(row.iteration.id), title: iterationTitle(row.iteration) },
        }),
    parent: row.epic_iid == null ? null : `${repo.slice(0, repo.lastIndexOf('/'))}&${row.epic_iid}`,
    status: statusIn(row.labels, config),
    events: [...inTime.flatMap(eventOf), ...boardEvents(inTime, config)].toSorted((one, other) => one.at - other.at),
    names: isIncident ? [...namesIn(repo, row.description ?? '')] : [],
    isIncident,
  };
}

function statusIn(labels: readonly string[], { statusLabels }: GitLabConfig): string | null {
  if (statusLabels === undefined) return null;
  return labels.find((label) => label.startsWith(statusLabels))?.slice(statusLabels.length) ?? null;
}

function eventOf(row: EventRow): readonly IssueEvent[] {
  const at = row.created_at;
  if (row.state === 'closed') return [{ what: 'closed', at, reason: 'closed' }];
  if (row.state === 'reopened') return [{ what: 'reopened', at }];
  const isAdded = row.action === 'add';
  if (row.label) return [{ what: 'label', at, name: row.label.name, isAdded }];
  if (row.milestone)
    return [{ what: 'milestone', at, title: row.milestone.title, id: String(row.milestone.id), isAdded }];
  if (row.iteration)
    return [
      { what: 'iteration', at, title: iterationTitle(row.iteration), id: iterationId(row.iteration.id), isAdded },
    ];
  return [];
}

/** A scoped label takes the place of the one before at the same instant: together they are one move. */
function boardEvents(rows: readonly EventRow[], { statusLabels }: GitLabConfig): readonly IssueEvent[] {
  if (statusLabels === undefined) return [];
  const events: IssueEvent[] = [];
  let status: string | null = null;
  const own = rows.filter(({ label }) => label?.name.startsWith(statusLabels) === true);
  for (const at of new Set(own.map((row) => row.created_at))) {
    const now = own.filter((row) => row.created_at === at);
    const added = now.findLast(({ action }) => action === 'add')?.label?.name.slice(statusLabels.length);
    const removed = now.findLast(({ action }) => action === 'remove')?.label?.name.slice(statusLabels.length);
    const to = added ?? null;
    const from: string | null = status ?? removed ?? null;
    if (from !== to) events.push({ what: 'status', at, from, to });
    status = to;
  }
  return events;
}

export const mergeRow = z.object({
  id: z.number(),
  iid: z.number(),
  title: z.string(),
  web_url: z.string().nullish(),
  author: account,
  created_at: at,
  updated_at: at,
  merged_at: at.nullish(),
  closed_at: at.nullish(),
  state: z.string(),
  source_branch: z.string(),
  target_branch: z.string(),
  sha: z.string().nullish(),
  merge_commit_sha: z.string().nullish(),
  squash_commit_sha: z.string().nullish(),
});

export const commitRow = z.object({ id: z.string(), authored_date: at.nullish(), message: z.string().nullish() });
export const noteRow = z.object({
  author: account,
  created_at: at,
  system: z.boolean().nullish(),
  body: z.string().nullish(),
});

/** Accounts of programs are named so by GitLab, or say so themselves. */
function isProgram(who: Account): boolean {
  return who?.bot === true || /^(?:project|group)_\d+_bot|(?:[-_]|^)bot$/.test(who?.username ?? '');
}

/** A merge request, cut down: who opened it, answered and approved is compared here and dropped. */
export function keptMerge(
  row: z.infer<typeof mergeRow>,
  commits: readonly z.infer<typeof commitRow>[],
  notes: readonly z.infer<typeof noteRow>[],
  repo: string,
): KeptPull {
  const opener = row.author?.username ?? null;
  const others = notes.filter(
    ({ author }) => opener !== null && author != null && author.username !== opener && !isProgram(author),
  );
  const approvals = others.filter(
    ({ system, body }) => system === true && (body ?? '').startsWith('approved this merge request'),
  );
  const answers = others.filter(({ system }) => system !== true);
  const isMerged = row.state === 'merged';
  return {
    kind: 'pull',
    id: String(row.id),
    repo,
    number: row.iid,
    title: row.title,
    url: row.web_url ?? null,
    base: row.target_branch,
    keys: [
      ...keysOf(repo, [row.title, ...commits.map(({ message }) => message ?? '')].map(asWritten), row.source_branch),
    ],
    commits: commits.map(({ id }) => id),
    // Fast-forwarded, its last commit is what the branch became.
    mergeCommit: isMerged ? (row.merge_commit_sha ?? row.squash_commit_sha ?? row.sha ?? null) : null,
    firstCommitAt: earliest(commits.map(({ authored_date: authored }) => authored)),
    openedAt: row.created_at,
    firstResponseAt: earliest([...answers, ...approvals].map(({ created_at: said }) => said)),
    approvedAt: earliest(approvals.map(({ created_at: said }) => said)),
    mergedAt: isMerged ? (row.merged_at ?? null) : null,
    closedAt: row.closed_at ?? (isMerged ? (row.merged_at ?? null) : null),
    additions: null,
    deletions: null,
    isRevert: saysRevert(row.title) || /^revert-[0-9a-f]{8}/.test(row.source_branch),
    isBot: isProgram(row.author),
  };
}

function earliest(instants: readonly (number | null | undefined)[]): number | null {
  const known = instants.filter((instant) => typeof instant === 'number');
  return known.length === 0 ? null : Math.min(...known);
}

const deployable = z
  .object({ created_at: at.nullish(), finished_at: at.nullish(), web_url: z.string().nullish() })
  .nullish();

export const deploymentRow = z.object({
  id: z.number(),
  sha: z.string().nullish(),
  status: z.string(),
  created_at: at,
  updated_at: at.nullish(),
  environment: z.object({ name: z.string() }).nullish(),
  deployable,
});

export function keptDeployment(row: z.infer<typeof deploymentRow>, repo: string): KeptDeployment {
  return {
    kind: 'deployment',
    id: String(row.id),
    repo,
    environment: row.environment?.name ?? '',
    sha: row.sha ?? null,
    status: row.status,
    createdAt: row.deployable?.created_at ?? row.created_at,
    // One that no job made ends with its last change.
    finishedAt: row.deployable ? (row.deployable.finished_at ?? null) : (row.updated_at ?? null),
    url: row.deployable?.web_url ?? null,
    job: null,
  };
}

export const jobRow = z.object({
  id: z.number(),
  name: z.string(),
  status: z.string(),
  created_at: at,
  finished_at: at.nullish(),
  web_url: z.string().nullish(),
  pipeline: z.object({ sha: z.string().nullish() }).nullish(),
});

export function keptJob(row: z.infer<typeof jobRow>, repo: string): KeptDeployment {
  return {
    kind: 'deployment',
    id: String(row.id),
    repo,
    environment: '',
    sha: row.pipeline?.sha ?? null,
    status: row.status,
    createdAt: row.created_at,
    finishedAt: row.finished_at ?? null,
    url: row.web_url ?? null,
    job: row.name,
  };
}
