import { foldWord } from '../stream/words.ts';
import type { Delivery } from './join.ts';
import type { DeliveredChange, DeliveredPullRequest, JoinedIncident } from './joined.ts';

/** A tie that a tool states itself: an item, and the id of a change or pull request. */
export interface ItemLink {
  readonly item: string;
  readonly record: string;
}

/** Everything of one item in all applications. */
export interface ItemRecords {
  readonly changes: readonly Of<DeliveredChange>[];
  readonly pullRequests: readonly Of<DeliveredPullRequest>[];
  readonly incidents: readonly Of<JoinedIncident>[];
}

/** A record, and the application that it is of. */
export interface Of<One> {
  readonly application: string;
  readonly of: One;
}

interface Entry extends ItemRecords {
  readonly changes: Of<DeliveredChange>[];
  readonly pullRequests: Of<DeliveredPullRequest>[];
  readonly incidents: Of<JoinedIncident>[];
  /** Pull requests that were closed without merging: nobody waits for them, and while they were open they were in review. */
  readonly withdrawn: Of<DeliveredPullRequest>[];
}

export interface IndexedItem extends ItemRecords {
  readonly withdrawn: readonly Of<DeliveredPullRequest>[];
}

/**
 * Items with the changes and pull requests that name them, exactly as the tools write the keys (`SHOP-7`, not `shop-7`), and those that a
 * tool links to them. Source: issue 4 section 3.
 */
export function indexItems(delivery: Delivery, links: Iterable<ItemLink> = []): ReadonlyMap<string, IndexedItem> {
  const index = new Map<string, Entry>();
  const entryOf = (item: string): Entry => {
    const known = index.get(item) ?? { changes: [], pullRequests: [], incidents: [], withdrawn: [] };
    index.set(item, known);
    return known;
  };
  const linked = new Map<string, Set<string>>();
  for (const { item, record } of links) linked.set(record, (linked.get(record) ?? new Set<string>()).add(item));
  const itemsOf = (id: string, keys: readonly string[]): Iterable<string> =>
    new Set([...keys, ...(linked.get(id) ?? [])]);
  for (const { application, changes, merges, pullRequests, incidents } of delivery.applications) {
    const { name } = application;
    const abandoned = abandonedIn(pullRequests);
    for (const change of [...changes, ...merges]) {
      const { id, keys, repo, sha } = change.record;
      if (change.deployment === null && abandoned.has(commitKey(repo, sha))) continue;
      for (const item of itemsOf(id, keys)) entryOf(item).changes.push({ application: name, of: change });
    }
    for (const pullRequest of pullRequests) {
      const { id, keys } = pullRequest.record;
      const list = isWithdrawn(pullRequest) ? 'withdrawn' : 'pullRequests';
      for (const item of itemsOf(id, keys)) entryOf(item)[list].push({ application: name, of: pullRequest });
    }
    for (const incident of incidents) {
      if (incident.record.item !== null)
        entryOf(incident.record.item).incidents.push({ application: name, of: incident });
    }
  }
  return index;
}

function isWithdrawn({ record }: DeliveredPullRequest): boolean {
  return record.closedAt !== null && record.mergedAt === null;
}

/** Commits of pull requests that were closed without merging, and of no other: nobody waits for them. */
function abandonedIn(pullRequests: readonly DeliveredPullRequest[]): ReadonlySet<string> {
  const abandoned = new Set<string>();
  const used = new Set<string>();
  for (const pullRequest of pullRequests) {
    const { repo, commits } = pullRequest.record;
    for (const sha of commits) (isWithdrawn(pullRequest) ? abandoned : used).add(commitKey(repo, sha));
  }
  for (const key of used) abandoned.delete(key);
  return abandoned;
}

/** Tells commits apart, across repositories. */
export function commitKey(repo: string, sha: string): string {
  return `${foldWord(repo)}@${sha}`;
}
