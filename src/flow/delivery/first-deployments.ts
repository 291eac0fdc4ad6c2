import type { CommitGraph } from './commit-graph.ts';
import type { DeploymentRecord } from './records.ts';

/** A deployment, and the commit of this graph that it delivers: -1 where that is not known, null where it lies in another repository. */
export interface PlacedDeployment {
  readonly record: DeploymentRecord;
  readonly node: number | null;
}

export interface FirstDeployments {
  /** Place of the first successful deployment known to contain each commit; -1: none. */
  readonly by: Int32Array;
  /** Whether an earlier one may have contained it: 0 no, 1 what lies behind one is not known, 2 how one ended is not known. */
  readonly doubt: Uint8Array;
  /** Place of the first successful deployment, -1: none. */
  readonly baseline: number;
}

const ANCESTRY = 1;
const OUTCOME = 2;

/**
 * The first successful deployment that contains each commit of a repository. Deployments come in order of their finish. Every commit is
 * walked over once, from the deployment that has it first, so the work is linear; what failed or was cancelled delivers nothing.
 *
 * What lies behind a missing parent is older than the commit that names it, and what a deployment of an unknown commit contains is older
 * than the deployment: a change from before such a gap may have been delivered there already, and one from after it was not.
 * Source: methods.md 4.1.
 */
export function firstDeployments(graph: CommitGraph, deployments: readonly PlacedDeployment[]): FirstDeployments {
  const { commits, hasGap, from, parents } = graph;
  const by = new Int32Array(commits.length).fill(-1);
  const doubt = new Uint8Array(commits.length);
  const isPerhapsDelivered = new Uint8Array(commits.length);
  const stack: number[] = [];
  let baseline = -1;
  let gapAt = Number.NEGATIVE_INFINITY;
  const walk = (start: number, visit: (node: number) => boolean): void => {
    let newest = gapAt;
    stack.push(start);
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (!visit(node)) continue;
      if (hasGap[node] === 1) newest = Math.max(newest, commits[node]?.committedAt ?? newest);
      for (let place = from[node] ?? 0; place < (from[node + 1] ?? 0); place += 1) stack.push(parents[place] ?? -1);
    }
    gapAt = newest;
  };
  for (const [place, { record, node }] of deployments.entries()) {
    const { status } = record;
    if (node === null || (status !== 'succeeded' && status !== 'unknown')) continue;
    if (status === 'succeeded' && baseline === -1) baseline = place;
    if (node === -1) {
      gapAt = Math.max(gapAt, record.createdAt);
    } else if (status === 'unknown') {
      walk(node, (one) => {
        if (by[one] !== -1 || isPerhapsDelivered[one] === 1) return false;
        isPerhapsDelivered[one] = 1;
        return true;
      });
    } else {
      walk(node, (one) => {
        if (by[one] !== -1) return false;
        by[one] = place;
        if ((commits[one]?.committedAt ?? 0) <= gapAt) doubt[one] = ANCESTRY;
        else if (isPerhapsDelivered[one] === 1) doubt[one] = OUTCOME;
        return true;
      });
    }
  }
  for (let node = 0; node < commits.length; node += 1) {
    if (by[node] !== -1) continue;
    if ((commits[node]?.committedAt ?? 0) <= gapAt) doubt[node] = ANCESTRY;
    else if (isPerhapsDelivered[node] === 1) doubt[node] = OUTCOME;
  }
  return { by, doubt, baseline };
}
