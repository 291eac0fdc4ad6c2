/**
 * How changes reach the customer, as connectors hand it to `flow/`. No field here holds a person: who wrote, looked at or approved is decided where it is
 * read and kept as a boolean or an instant at most. Instants are ms UTC. Source: methods.md 4.
 */

/** A commit. */
export interface ChangeRecord {
  readonly kind: 'change';
  /** Unique in its source, e.g. `owner/repo@sha`. */
  readonly id: string;
  readonly repo: string;
  readonly sha: string;
  readonly parents: readonly string[];
  /** true: it has parents that were not read, as at the edge of a shallow clone, where `parents` looks like that of a first commit. */
  readonly areParentsUnread?: boolean;
  readonly committedAt: number;
  readonly authoredAt: number;
  /** Item keys in its message, and what its branch or pull request names. */
  readonly keys: readonly string[];
  readonly isMerge: boolean;
  readonly isRevert: boolean;
  readonly isBot: boolean;
  /** Paths that it touches, for repositories of several applications; null: not read. */
  readonly paths: readonly string[] | null;
}

/** A pull or merge request. */
export interface PullRequestRecord {
  readonly kind: 'pull-request';
  readonly id: string;
  readonly repo: string;
  /** Its number as people say it, e.g. `7`. */
  readonly number: string;
  readonly title: string;
  readonly url: string | null;
  readonly targetBranch: string;
  readonly keys: readonly string[];
  /** Its commits before merging; empty where they were not read. */
  readonly commits: readonly string[];
  /** What it became in the target branch: merge, squash or last rebased commit; null while it is not merged. */
  readonly mergeCommit: string | null;
  readonly firstCommitAt: number | null;
  readonly openedAt: number;
  /** First review or comment by somebody else than who opened it; null: none, or not known. */
  readonly firstResponseAt: number | null;
  readonly approvedAt: number | null;
  readonly mergedAt: number | null;
  /** Closed without merging, or merged. */
  readonly closedAt: number | null;
  /** Lines added and removed; null: not known. */
  readonly additions: number | null;
  readonly deletions: number | null;
  readonly isRevert: boolean;
  readonly isBot: boolean;
}

export type DeploymentStatus = 'succeeded' | 'failed' | 'running' | 'cancelled' | 'unknown';

/** One delivery of a commit to an environment. */
export interface DeploymentRecord {
  readonly kind: 'deployment';
  readonly id: string;
  /** null: the source does not say; then `application` names it. */
  readonly repo: string | null;
  /** Name of the application, where the source says it. */
  readonly application: string | null;
  readonly environment: string;
  readonly sha: string | null;
  readonly status: DeploymentStatus;
  readonly createdAt: number;
  readonly finishedAt: number | null;
  readonly url: string | null;
  /** As its source says: it brings back an earlier one. null: the source does not say. */
  readonly isRollback: boolean | null;
  /** As its source says: it was made to mend an incident. null: the source does not say. */
  readonly isUnplanned: boolean | null;
}

/** Something that broke for customers. */
export interface IncidentRecord {
  readonly kind: 'incident';
  readonly id: string;
  readonly title: string;
  readonly url: string | null;
  /** Name of the application or service, as the source says it; null where it does not. */
  readonly application: string | null;
  readonly repo: string | null;
  readonly openedAt: number;
  /** When it was noticed, where that is told apart from its opening. */
  readonly detectedAt: number | null;
  readonly restoredAt: number | null;
  /** Deployments that it names. */
  readonly deployments: readonly string[];
  /** Commits, release names and pull requests that it names. */
  readonly changes: readonly string[];
  /** The work item that tells of it, where it is one. */
  readonly item: string | null;
}

/** A sprint, iteration or cycle. Its items name it in the field of the same source. */
export interface IterationRecord {
  readonly kind: 'iteration';
  readonly id: string;
  readonly name: string;
  /** Board, team or group that it belongs to, as the source says it. */
  readonly of: string | null;
  readonly startAt: number | null;
  readonly endAt: number | null;
  readonly completedAt: number | null;
}

/** A version that was named: a tag or a release. */
export interface ReleaseRecord {
  readonly kind: 'release';
  readonly id: string;
  readonly repo: string;
  readonly name: string;
  readonly sha: string | null;
  readonly at: number;
  readonly isPrerelease: boolean;
  readonly url: string | null;
}

export type DeliveryRecord =
  | ChangeRecord
  | PullRequestRecord
  | DeploymentRecord
  | IncidentRecord
  | IterationRecord
  | ReleaseRecord;
