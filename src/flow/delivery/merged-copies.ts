import type { CommitGraph } from './commit-graph.ts';
import type { FirstDeployments } from './first-deployments.ts';
import type { PullRequestRecord } from './records.ts';

/**
 * Squash and rebase merges: what is in the target branch is a copy, and the commits of the pull request count as contained with it.
 * The originals count as the changes where all of them are known, since their times say when the work was done; else the copies do.
 * Returns the commits that do not count. Source: methods.md 4.1; issue 4 section 3.
 */
export function followCopies(
  graph: CommitGraph,
  pullRequests: readonly PullRequestRecord[],
  first: FirstDeployments,
): ReadonlySet<number> {
  const notCounted = new Set<number>();
  // Of stacked pull requests the outer one, merged later, says when the merge commit of the inner one was deployed.
  const latestFirst = pullRequests.toSorted((a, b) => (b.mergedAt ?? 0) - (a.mergedAt ?? 0));
  for (const { mergeCommit, commits } of latestFirst) {
    if (mergeCommit === null || commits.length === 0) continue;
    const copy = graph.nodeOf(mergeCommit);
    if (copy === -1 || isMergeCommit(graph, copy)) continue;
    const originals = commits.map(graph.nodeOf);
    if (originals.includes(copy)) continue;
    const known = originals.filter((node) => node !== -1);
    for (const node of known) takeOver(first, copy, node);
    for (const node of known.length === originals.length ? copiesOf(graph, copy, originals) : known)
      notCounted.add(node);
  }
  return notCounted;
}

/** Whether a commit only brings others together. */
export function isMergeCommit({ commits }: CommitGraph, node: number): boolean {
  const commit = commits[node];
  return commit !== undefined && (commit.isMerge || commit.parents.length > 1);
}

function takeOver({ by, doubt }: FirstDeployments, copy: number, original: number): void {
  const ofCopy = by[copy] ?? -1;
  const own = by[original] ?? -1;
  if (own !== -1 && (ofCopy === -1 || own <= ofCopy)) return;
  by[original] = ofCopy;
  doubt[original] = doubt[copy] ?? 0;
}

/** The squashed commit; or the rebased ones, told by the time at which they were first written, which a rebase keeps. */
function copiesOf(graph: CommitGraph, last: number, originals: readonly number[]): readonly number[] {
  const { commits, from, parents } = graph;
  const copies = [last];
  let node = last;
  const written = originals.filter((original) => !isMergeCommit(graph, original)).toReversed();
  for (const [index, original] of written.entries()) {
    if (commits[node]?.authoredAt !== commits[original]?.authoredAt || node === original) break;
    if (index > 0) copies.push(node);
    if (from[node] === from[node + 1]) break;
    node = parents[from[node] ?? 0] ?? -1;
  }
  return copies;
}
