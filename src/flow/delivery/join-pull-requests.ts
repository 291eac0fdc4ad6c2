import { foldWord } from '../stream/words.ts';
import type { Application } from './applications.ts';
import type { JoinedRepository } from './join-application.ts';
import { type FirstDelivery, firstDelivery, inDoubt, isOf } from './join-changes.ts';
import type { DeliveredPullRequest, ProductionDeployment } from './joined.ts';
import { isMergeCommit } from './merged-copies.ts';
import type { PullRequestRecord } from './records.ts';

/**
 * The pull requests of an application: those of its repositories of which a commit touches its paths. One was delivered with its merge
 * commit; where that is not known, with the last of its commits. Source: methods.md 4.1; issue 4 section 3.
 */
export function joinPullRequests(
  application: Application,
  pullRequests: readonly PullRequestRecord[],
  repositories: readonly JoinedRepository[],
  deployments: readonly ProductionDeployment[],
): readonly DeliveredPullRequest[] {
  return pullRequests.flatMap((record): readonly DeliveredPullRequest[] => {
    const repo = foldWord(record.repo);
    const repository = repositories.find(({ graph }) => graph.repo === repo);
    if (repository === undefined) return [];
    const isInside = touches(application, record, repository);
    if (isInside === false) return [];
    const found = deliveryOf(record, repository, deployments);
    return [{ record, ...(isInside === null ? inDoubt(found, 'paths-unknown') : found) }];
  });
}

/** Merge commits say nothing about paths; a pull request of which nothing else is known may be of any. */
function touches(application: Application, record: PullRequestRecord, { graph }: JoinedRepository): boolean | null {
  if (application.hasPath === null) return true;
  let isUnknown = true;
  const nodes = [...record.commits, ...(record.mergeCommit === null ? [] : [record.mergeCommit])].map(graph.nodeOf);
  for (const node of nodes) {
    const commit = graph.commits[node];
    if (commit === undefined || isMergeCommit(graph, node)) continue;
    const isInside = isOf(application, commit);
    if (isInside === true) return true;
    if (isInside === false) isUnknown = false;
  }
  return isUnknown ? null : false;
}

function deliveryOf(
  { mergedAt, mergeCommit, commits }: PullRequestRecord,
  repository: JoinedRepository,
  deployments: readonly ProductionDeployment[],
): FirstDelivery {
  const waiting: FirstDelivery = { state: 'waiting', doubt: null, deployment: null, deployedAt: null };
  if (mergedAt === null) return waiting;
  const merged = mergeCommit === null ? -1 : repository.graph.nodeOf(mergeCommit);
  if (merged !== -1) return firstDelivery(repository, merged, deployments);
  const nodes = commits.map(repository.graph.nodeOf);
  if (nodes.length === 0 || nodes.includes(-1)) return inDoubt(waiting, 'ancestry-unknown');
  return nodes.map((node) => firstDelivery(repository, node, deployments)).reduce(later);
}

/** Of two deliveries the one that ends later; one that is not known, or has not been, hides the other. */
function later(a: FirstDelivery, b: FirstDelivery): FirstDelivery {
  const rank = ({ state }: FirstDelivery): number => ['baseline', 'deployed', 'unknown', 'waiting'].indexOf(state);
  if (rank(a) !== rank(b)) return rank(a) > rank(b) ? a : b;
  return (a.deployment?.at ?? 0) >= (b.deployment?.at ?? 0) ? a : b;
}
