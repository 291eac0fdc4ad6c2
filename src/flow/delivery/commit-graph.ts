import { findAncestors } from './ancestors.ts';
import type { ChangeRecord } from './records.ts';

/** The shortest part of a hash that people write for the whole. */
const SHORTEST_HASH = 7;

/** The known commits of one repository as numbers, with what is known of their parents. */
export interface CommitGraph {
  readonly repo: string;
  readonly commits: readonly ChangeRecord[];
  /** The number of a commit by its hash, or by the beginning of it where only one begins so; -1: not known. */
  readonly nodeOf: (sha: string) => number;
  /** Parents of commit `n` are `parents[from[n]]` up to, without, `parents[from[n + 1]]`. */
  readonly from: Int32Array;
  readonly parents: Int32Array;
  /** 1: a parent is not known, so what lies behind is not known either. */
  readonly hasGap: Uint8Array;
  /** Whether the first is the second or lies behind it, as far as parents are known. */
  readonly isContained: (node: number, inNode: number) => boolean;
}

/** Numbers the commits of a repository. Work: linear in commits and parents, without recursion. Source: methods.md 4.1. */
export function commitGraph(repo: string, commits: readonly ChangeRecord[]): CommitGraph {
  const numbers = new Map<string, number>();
  for (const [node, commit] of commits.entries()) numbers.set(commit.sha, node);
  const from = new Int32Array(commits.length + 1);
  const parents: number[] = [];
  const hasGap = new Uint8Array(commits.length);
  for (const [node, commit] of commits.entries()) {
    for (const sha of commit.parents) {
      const parent = numbers.get(sha);
      if (parent === undefined) hasGap[node] = 1;
      else parents.push(parent);
    }
    if (commit.areParentsUnread === true) hasGap[node] = 1;
    from[node + 1] = parents.length;
  }
  const links = { from, parents: Int32Array.from(parents) };
  let hashes: readonly string[] | null = null;
  let isContained: CommitGraph['isContained'] | null = null;
  return {
    repo,
    commits,
    ...links,
    hasGap,
    nodeOf: (sha) => {
      const known = numbers.get(sha);
      if (known !== undefined) return known;
      if (sha.length < SHORTEST_HASH) return -1;
      hashes ??= [...numbers.keys()].sort();
      const whole = onlyOneThatBegins(hashes, sha.toLowerCase());
      return whole === null ? -1 : (numbers.get(whole) ?? -1);
    },
    isContained: (node, inNode) => {
      isContained ??= findAncestors(links.from, links.parents);
      return isContained(node, inNode);
    },
  };
}

function onlyOneThatBegins(sorted: readonly string[], beginning: string): string | null {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < beginning) low = middle + 1;
    else high = middle;
  }
  const found = sorted[low];
  const isOnly = sorted[low + 1]?.startsWith(beginning) !== true;
  return found?.startsWith(beginning) === true && isOnly ? found : null;
}
