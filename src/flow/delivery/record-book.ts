import { foldWord } from '../stream/words.ts';
import type {
  ChangeRecord,
  DeliveryRecord,
  DeploymentRecord,
  IncidentRecord,
  PullRequestRecord,
  ReleaseRecord,
} from './records.ts';

/** The records of one kind each once, in an order that does not depend on how they came. */
export interface RecordBook {
  /** By repository, in the form in which repositories are compared. */
  readonly changes: ReadonlyMap<string, readonly ChangeRecord[]>;
  readonly pullRequests: readonly PullRequestRecord[];
  readonly deployments: readonly DeploymentRecord[];
  readonly incidents: readonly IncidentRecord[];
  readonly releases: readonly ReleaseRecord[];
}

/**
 * Sorts records by kind and drops repetitions: of two with one id the one that knows more (finished, merged, restored) stays; commits of
 * one repository and hash are one, with the keys of both. What happened after `asOf` has not happened yet. Source: methods.md 0, 4.
 */
export function openBook(records: Iterable<DeliveryRecord>, asOf: number): RecordBook {
  const changes = new Map<string, Map<string, ChangeRecord>>();
  const pullRequests = new Map<string, PullRequestRecord>();
  const deployments = new Map<string, DeploymentRecord>();
  const incidents = new Map<string, IncidentRecord>();
  const releases = new Map<string, ReleaseRecord>();
  for (const record of records) {
    switch (record.kind) {
      case 'change':
        addChange(changes, record);
        break;
      case 'pull-request':
        if (record.openedAt <= asOf) keep(pullRequests, pullRequestAt(record, asOf), lastOfPullRequest);
        break;
      case 'deployment':
        if (record.createdAt <= asOf) keep(deployments, deploymentAt(record, asOf), (one) => one.finishedAt);
        break;
      case 'incident':
        if (record.openedAt <= asOf) keep(incidents, incidentAt(record, asOf), (one) => one.restoredAt);
        break;
      case 'release':
        if (record.at <= asOf) keep(releases, record, (one) => one.at);
        break;
      case 'iteration':
        break;
    }
  }
  return {
    changes: new Map([...changes].map(([repo, bySha]) => [repo, [...bySha.values()]])),
    pullRequests: inOrder(pullRequests, (one) => one.openedAt),
    deployments: inOrder(deployments, (one) => one.finishedAt ?? one.createdAt),
    incidents: inOrder(incidents, (one) => one.openedAt),
    releases: inOrder(releases, (one) => one.at),
  };
}

function addChange(changes: Map<string, Map<string, ChangeRecord>>, record: ChangeRecord): void {
  let bySha = changes.get(record.repo);
  if (bySha === undefined) {
    const repo = foldWord(record.repo);
    bySha = changes.get(repo) ?? new Map<string, ChangeRecord>();
    changes.set(repo, bySha);
  }
  const known = bySha.get(record.sha);
  bySha.set(record.sha, known === undefined ? record : mergeChanges(known, record));
}

/** Two sources may tell of one commit: what either knows is known. */
function mergeChanges(a: ChangeRecord, b: ChangeRecord): ChangeRecord {
  const [first, second] = comesFirst(a, b) ? [a, b] : [b, a];
  return {
    ...first,
    parents: first.parents.length >= second.parents.length ? first.parents : second.parents,
    keys: [...new Set([...first.keys, ...second.keys])].toSorted(),
    isMerge: first.isMerge || second.isMerge,
    isRevert: first.isRevert || second.isRevert,
    isBot: first.isBot || second.isBot,
    paths: first.paths ?? second.paths,
  };
}

function keep<Kept extends { readonly id: string }>(
  kept: Map<string, Kept>,
  record: Kept,
  last: (record: Kept) => number | null,
): void {
  const known = kept.get(record.id);
  if (known === undefined) {
    kept.set(record.id, record);
    return;
  }
  const difference = (last(record) ?? Number.NEGATIVE_INFINITY) - (last(known) ?? Number.NEGATIVE_INFINITY);
  if (difference > 0 || (!(difference < 0) && comesFirst(record, known))) kept.set(record.id, record);
}

/** Some order between records of one id, whichever came first. */
function comesFirst(a: object, b: object): boolean {
  return JSON.stringify(a) > JSON.stringify(b);
}

function inOrder<Kept extends { readonly id: string }>(
  kept: ReadonlyMap<string, Kept>,
  at: (one: Kept) => number,
): readonly Kept[] {
  return [...kept.values()].sort((a, b) => at(a) - at(b) || compareText(a.id, b.id));
}

/** Order of texts by code units: the same in every language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function lastOfPullRequest({ closedAt, mergedAt, approvedAt, firstResponseAt }: PullRequestRecord): number | null {
  return closedAt ?? mergedAt ?? approvedAt ?? firstResponseAt;
}

function pullRequestAt(record: PullRequestRecord, asOf: number): PullRequestRecord {
  const { firstResponseAt, approvedAt, mergedAt, closedAt } = record;
  if (isBy(firstResponseAt, asOf) && isBy(approvedAt, asOf) && isBy(mergedAt, asOf) && isBy(closedAt, asOf))
    return record;
  return {
    ...record,
    firstResponseAt: by(firstResponseAt, asOf),
    approvedAt: by(approvedAt, asOf),
    mergedAt: by(mergedAt, asOf),
    closedAt: by(closedAt, asOf),
    mergeCommit: isBy(mergedAt, asOf) ? record.mergeCommit : null,
  };
}

function deploymentAt(record: DeploymentRecord, asOf: number): DeploymentRecord {
  return isBy(record.finishedAt, asOf) ? record : { ...record, status: 'running', finishedAt: null };
}

function incidentAt(record: IncidentRecord, asOf: number): IncidentRecord {
  if (isBy(record.restoredAt, asOf) && isBy(record.detectedAt, asOf)) return record;
  return { ...record, restoredAt: by(record.restoredAt, asOf), detectedAt: by(record.detectedAt, asOf) };
}

function isBy(at: number | null, asOf: number): boolean {
  return at === null || at <= asOf;
}

function by(at: number | null, asOf: number): number | null {
  return isBy(at, asOf) ? at : null;
}
