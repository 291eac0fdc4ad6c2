import type { Application } from './applications.ts';
import type { ChangeRecord, DeploymentRecord, IncidentRecord, PullRequestRecord } from './records.ts';

/** What `joinDelivery` finds: records of one application, tied to each other. Source: methods.md 4. */

/** A deployment of an application to one of its production environments. */
export interface ProductionDeployment {
  readonly record: DeploymentRecord;
  /** Its finish; where that is not known its creation. */
  readonly at: number;
  readonly isSuccessful: boolean;
  /** The first successful one known: how long what it contains took is not known. */
  readonly isBaseline: boolean;
  /** Its source says so, or it brings back what lies behind what was there. */
  readonly isRollback: boolean;
  /** false: which commit it delivers is not known, or not what lies behind it. */
  readonly isContentKnown: boolean;
}

/** `waiting`: in no deployment so far. `unknown`: see `doubt`. */
export type ChangeState = 'deployed' | 'baseline' | 'unknown' | 'waiting';

/** Why it is not known when a change was first deployed; explained in docs/delivery.md. */
export type Doubt =
  | 'ancestry-unknown'
  | 'outcome-unknown'
  | 'finish-unknown'
  | 'clock-skew'
  | 'paths-unknown'
  | 'never-deployed';

export interface DeliveredChange {
  readonly record: ChangeRecord;
  readonly state: ChangeState;
  readonly doubt: Doubt | null;
  /** The first deployment known to contain it; in state `unknown` an earlier one may have. */
  readonly deployment: ProductionDeployment | null;
  /** Finish of the first deployment; null in every state but `deployed`. */
  readonly deployedAt: number | null;
}

export interface DeliveredPullRequest {
  readonly record: PullRequestRecord;
  readonly state: ChangeState;
  readonly doubt: Doubt | null;
  readonly deployment: ProductionDeployment | null;
  readonly deployedAt: number | null;
}

/** Which rule of methods.md 4.3 tied an incident to a deployment; `latest` is inferred. */
export type IncidentRule = 'link' | 'change' | 'repair' | 'latest';

export interface JoinedIncident {
  readonly record: IncidentRecord;
  /** The deployments that it made need repair; empty: none was found. */
  readonly failed: readonly ProductionDeployment[];
  readonly rule: IncidentRule | null;
  /** Unplanned deployments that it caused: rollbacks and repairs. Source: methods.md 4.5. */
  readonly repairs: readonly ProductionDeployment[];
}

export interface ApplicationDelivery {
  readonly application: Application;
  /** To production, of every outcome, in order of their finish. */
  readonly deployments: readonly ProductionDeployment[];
  /** Changes that belong to it, in order of their first deployment, then of commit; no merge commits and no copies. */
  readonly changes: readonly DeliveredChange[];
  /** Merge commits that name items, often by the branch that they bring. */
  readonly merges: readonly DeliveredChange[];
  /** Environments of its deployments that are no production. */
  readonly otherEnvironments: readonly string[];
  /** Commits that are no changes of their own, by why. */
  readonly leftOut: { readonly merges: readonly string[]; readonly copies: readonly string[] };
  readonly pullRequests: readonly DeliveredPullRequest[];
  readonly incidents: readonly JoinedIncident[];
  /** Whether any source tells of incidents, so that none means none. */
  readonly areIncidentsKnown: boolean;
}
