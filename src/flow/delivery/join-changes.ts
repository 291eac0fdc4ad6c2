import type { Application } from './applications.ts';
import type { JoinedRepository } from './join-application.ts';
import type { ApplicationDelivery, ChangeState, DeliveredChange, Doubt, ProductionDeployment } from './joined.ts';
import { isMergeCommit } from './merged-copies.ts';
import { compareText } from './record-book.ts';
import type { ChangeRecord } from './records.ts';

/** When something was first delivered, as far as is known. */
export interface FirstDelivery {
  readonly state: ChangeState;
  readonly doubt: Doubt | null;
  readonly deployment: ProductionDeployment | null;
  readonly deployedAt: number | null;
}

/**
 * The changes of an application with their first deployment: commits of its repositories that touch its paths. Merge commits bring other
 * commits together and are left out; so are copies of commits that count themselves. Source: methods.md 4.1.
 */
export function joinChanges(
  application: Application,
  repositories: readonly JoinedRepository[],
  deployments: readonly ProductionDeployment[],
): Pick<ApplicationDelivery, 'changes' | 'merges' | 'leftOut'> {
  const changes: DeliveredChange[] = [];
  const merges: string[] = [];
  const keyedMerges: DeliveredChange[] = [];
  const copies: string[] = [];
  for (const repository of repositories) {
    for (const [node, record] of repository.graph.commits.entries()) {
      const isInside = isOf(application, record);
      if (isInside === false) continue;
      if (isMergeCommit(repository.graph, node)) {
        merges.push(record.id);
        // Git lists no paths of merge commits; where paths decide, one that lists none says nothing.
        if (isInside && record.keys.length > 0)
          keyedMerges.push({ record, ...firstDelivery(repository, node, deployments) });
      } else if (repository.notCounted.has(node)) {
        copies.push(record.id);
      } else {
        const found = firstDelivery(repository, node, deployments);
        changes.push({ record, ...(isInside === null ? inDoubt(found, 'paths-unknown') : found) });
      }
    }
  }
  changes.sort(byDelivery);
  keyedMerges.sort(byDelivery);
  return { changes, merges: keyedMerges, leftOut: { merges: merges.sort(), copies: copies.sort() } };
}

/** Whether a commit touches the application; null where its paths were not read. */
export function isOf({ hasPath }: Application, { paths }: ChangeRecord): boolean | null {
  if (hasPath === null) return true;
  return paths === null ? null : paths.some(hasPath);
}

/** The first delivery of a commit of the repository. Source: methods.md 4.1. */
export function firstDelivery(
  { graph, first }: JoinedRepository,
  node: number,
  deployments: readonly ProductionDeployment[],
): FirstDelivery {
  const place = first.by[node] ?? -1;
  const deployment = deployments[place] ?? null;
  const found: FirstDelivery = { state: 'waiting', doubt: null, deployment, deployedAt: null };
  if (first.baseline === -1) return inDoubt(found, 'never-deployed');
  if (deployment !== null && place === first.baseline) return { ...found, state: 'baseline' };
  const doubt = first.doubt[node] ?? 0;
  if (doubt !== 0) return inDoubt(found, doubt === 1 ? 'ancestry-unknown' : 'outcome-unknown');
  if (deployment === null) return found;
  const { finishedAt } = deployment.record;
  if (finishedAt === null) return inDoubt(found, 'finish-unknown');
  if (finishedAt < (graph.commits[node]?.committedAt ?? finishedAt)) return inDoubt(found, 'clock-skew');
  return { ...found, state: 'deployed', deployedAt: finishedAt };
}

/** The same, with a reason why its time is not known. What the baseline holds stays there. */
export function inDoubt(found: FirstDelivery, doubt: Doubt): FirstDelivery {
  return { ...found, state: found.state === 'baseline' ? 'baseline' : 'unknown', doubt, deployedAt: null };
}

function byDelivery(a: DeliveredChange, b: DeliveredChange): number {
  const first = a.deployment?.at ?? Number.POSITIVE_INFINITY;
  const second = b.deployment?.at ?? Number.POSITIVE_INFINITY;
  if (first !== second) return first < second ? -1 : 1;
  return a.record.committedAt - b.record.committedAt || compareText(a.record.id, b.record.id);
}
