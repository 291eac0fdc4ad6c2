import type {
  ChangeRecord,
  DeploymentRecord,
  IncidentRecord,
  PullRequestRecord,
  ReleaseRecord,
} from '../../flow/delivery/records.ts';

/** What is delivered together: a repository that is put in production as one. */
export interface SampleApplication {
  readonly name: string;
  /** `owner/name`. */
  readonly repo: string;
  /** Projects of the items that are built in it. */
  readonly projects: readonly string[];
  /** Work goes straight to the default branch, without pull requests. */
  readonly isTrunkBased: boolean;
}

/** A commit with what was written about it. */
export interface SampleCommit extends ChangeRecord {
  readonly message: string;
  /** In the history of the default branch; others stand in a pull request that was squashed, or was not merged. */
  readonly isOnDefaultBranch: boolean;
}

/** A pull request with the branch that it came from. */
export interface SamplePullRequest extends PullRequestRecord {
  readonly branch: string;
}

/** An incident with the deployment that caused it and the one that ended it. */
export interface SampleIncident extends IncidentRecord {
  readonly causedBy: string;
  readonly endedBy: string | null;
}

/** How one application was delivered. Everything in order of time. */
export interface SampleDelivery {
  readonly application: SampleApplication;
  readonly commits: readonly SampleCommit[];
  readonly pullRequests: readonly SamplePullRequest[];
  readonly deployments: readonly DeploymentRecord[];
  readonly incidents: readonly SampleIncident[];
  readonly releases: readonly ReleaseRecord[];
}
