import { foldWord } from '../stream/words.ts';
import type { Application } from './applications.ts';
import type { CommitGraph } from './commit-graph.ts';
import { type FirstDeployments, firstDeployments } from './first-deployments.ts';
import { joinChanges } from './join-changes.ts';
import { joinIncidents } from './join-incidents.ts';
import { joinPullRequests } from './join-pull-requests.ts';
import type { ApplicationDelivery, ProductionDeployment } from './joined.ts';
import { followCopies } from './merged-copies.ts';
import type { DeploymentRecord, IncidentRecord, PullRequestRecord, ReleaseRecord } from './records.ts';
import { findRollbacks } from './rollbacks.ts';

/** The records of one application. */
export interface ApplicationRecords {
  readonly application: Application;
  readonly graphs: readonly CommitGraph[];
  /** To production, in order of their finish. */
  readonly deployments: readonly DeploymentRecord[];
  readonly pullRequests: readonly PullRequestRecord[];
  readonly releases: readonly ReleaseRecord[];
  readonly incidents: readonly IncidentRecord[];
  readonly areIncidentsKnown: boolean;
  readonly otherEnvironments: readonly string[];
}

/** A commit that a deployment delivers, or null where that is not known. */
export interface Target {
  readonly graph: CommitGraph;
  readonly node: number;
}

/** A repository of the application, with what was delivered when, and the commits that do not count. */
export interface JoinedRepository {
  readonly graph: CommitGraph;
  readonly first: FirstDeployments;
  readonly notCounted: ReadonlySet<number>;
}

/** Ties the records of one application to each other. Source: methods.md 4. */
export function joinApplication(records: ApplicationRecords): ApplicationDelivery {
  const { application, graphs, areIncidentsKnown, otherEnvironments } = records;
  const targets = records.deployments.map((record) => targetOf(record, graphs));
  const repositories = graphs.map((graph): JoinedRepository => {
    const placed = records.deployments.map((record, place) => ({
      record,
      node: nodeIn(graph, application, record, targets[place] ?? null),
    }));
    const first = firstDeployments(graph, placed);
    const ofRepo = records.pullRequests.filter(({ repo }) => foldWord(repo) === graph.repo);
    return { graph, first, notCounted: followCopies(graph, ofRepo, first) };
  });
  const rollbacks = findRollbacks(records.deployments, targets);
  const baselines = new Set(repositories.map(({ first }) => first.baseline));
  const deployments = records.deployments.map(
    (record, place): ProductionDeployment => ({
      record,
      at: record.finishedAt ?? record.createdAt,
      isSuccessful: record.status === 'succeeded',
      isBaseline: baselines.has(place),
      isRollback: rollbacks[place]?.isRollback ?? false,
      isContentKnown: (targets[place] ?? null) !== null,
    }),
  );
  const joined = joinChanges(application, repositories, deployments);
  return {
    application,
    deployments,
    ...joined,
    pullRequests: joinPullRequests(application, records.pullRequests, repositories, deployments),
    incidents: joinIncidents({ ...records, ...joined }, repositories, deployments, rollbacks),
    areIncidentsKnown,
    otherEnvironments,
  };
}

/** The commit that a deployment names: looked for in its own repository, then in the others of the application. */
function targetOf({ sha, repo }: DeploymentRecord, graphs: readonly CommitGraph[]): Target | null {
  if (sha === null) return null;
  const own = repo === null ? undefined : foldWord(repo);
  const ordered = graphs.toSorted((a, b) => Number(b.repo === own) - Number(a.repo === own));
  for (const graph of ordered) {
    const node = graph.nodeOf(sha);
    if (node !== -1) return { graph, node };
  }
  return null;
}

/** Its commit in this repository; -1 where it may be any, null where the deployment is of another repository. */
function nodeIn(
  graph: CommitGraph,
  application: Application,
  { repo }: DeploymentRecord,
  target: Target | null,
): number | null {
  if (target !== null) return target.graph === graph ? target.node : null;
  return repo === null || !application.hasRepo(repo) || foldWord(repo) === graph.repo ? -1 : null;
}
