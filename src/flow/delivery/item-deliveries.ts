import { foldWord } from '../stream/words.ts';
import { type ArrivalReason, arrivalOf } from './arrival.ts';
import { eventsOf, type ItemEvent } from './item-events.ts';
import type { Delivery } from './join.ts';
import type { DeliveredChange, DeliveredPullRequest, JoinedIncident, ProductionDeployment } from './joined.ts';

/** A tie that a tool states itself: an item, and the id of a change or pull request. */
export interface ItemLink {
  readonly item: string;
  readonly record: string;
}

/** What is known of an item's way to production. Lists hold ids of records, each once. */
export interface ItemDelivery {
  readonly item: string;
  readonly changes: readonly string[];
  readonly pullRequests: readonly string[];
  /** First deployments of its changes. */
  readonly deployments: readonly string[];
  readonly incidents: readonly string[];
  /**
   * Finish of the first successful production deployment by which all of its changes are in production, in every application that they
   * belong to: the last of its changes, reverts aside. null while one is not delivered, and where it is not known.
   */
  readonly deliveredToProductionAt: number | null;
  /** Why that is null. */
  readonly reason: ArrivalReason | null;
  /** In order of time. */
  readonly events: readonly ItemEvent[];
}

/** Everything of one item in all applications. */
export interface ItemRecords {
  readonly changes: readonly Of<DeliveredChange>[];
  readonly pullRequests: readonly Of<DeliveredPullRequest>[];
  readonly incidents: readonly Of<JoinedIncident>[];
}

interface Of<One> {
  readonly application: string;
  readonly of: One;
}

/**
 * Joins items to changes and pull requests by the keys that these name, exactly as the tools write them (`SHOP-7`, not `shop-7`), and by
 * links that a tool states. The answer is a lookup: what is asked for is put together, the rest is not.
 * Source: issue 4 section 3; methods.md 4.1.
 */
export function itemDeliveries(delivery: Delivery, links: Iterable<ItemLink> = []): (item: string) => ItemDelivery {
  const index = indexOf(delivery, links);
  return (item) => {
    const records = index.get(item) ?? { changes: [], pullRequests: [], incidents: [] };
    const arrival = arrivalOf([...records.changes, ...records.pullRequests].map(({ of }) => of));
    const deployments = firstDeploymentsOf(records);
    const incidents = [...records.incidents, ...incidentsAfter(delivery, deployments)];
    return {
      item,
      changes: ids(records.changes),
      pullRequests: ids(records.pullRequests),
      deployments: [...new Set([...deployments].map(({ record }) => record.id))],
      incidents: ids(incidents),
      deliveredToProductionAt: arrival.at,
      reason: arrival.reason,
      events: eventsOf({ ...records, incidents }),
    };
  };
}

type Index = Map<
  string,
  { changes: Of<DeliveredChange>[]; pullRequests: Of<DeliveredPullRequest>[]; incidents: Of<JoinedIncident>[] }
>;

function indexOf(delivery: Delivery, links: Iterable<ItemLink>): Index {
  const index: Index = new Map();
  const entryOf = (item: string) => {
    const known = index.get(item) ?? { changes: [], pullRequests: [], incidents: [] };
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
      const { id, keys, closedAt, mergedAt } = pullRequest.record;
      if (closedAt !== null && mergedAt === null) continue;
      for (const item of itemsOf(id, keys)) entryOf(item).pullRequests.push({ application: name, of: pullRequest });
    }
    for (const incident of incidents) {
      if (incident.record.item !== null)
        entryOf(incident.record.item).incidents.push({ application: name, of: incident });
    }
  }
  return index;
}

/** Commits of pull requests that were closed without merging, and of no other: nobody waits for them. */
function abandonedIn(pullRequests: readonly DeliveredPullRequest[]): ReadonlySet<string> {
  const abandoned = new Set<string>();
  const used = new Set<string>();
  for (const { record } of pullRequests) {
    const isAbandoned = record.closedAt !== null && record.mergedAt === null;
    for (const sha of record.commits) (isAbandoned ? abandoned : used).add(commitKey(record.repo, sha));
  }
  for (const key of used) abandoned.delete(key);
  return abandoned;
}

function commitKey(repo: string, sha: string): string {
  return `${foldWord(repo)}@${sha}`;
}

function firstDeploymentsOf({ changes, pullRequests }: ItemRecords): ReadonlySet<ProductionDeployment> {
  const found = [...changes, ...pullRequests].flatMap(({ of }) => of.deployment ?? []);
  return new Set(found.sort((a, b) => a.at - b.at));
}

const incidentsOf = new WeakMap<Delivery, Map<ProductionDeployment, Of<JoinedIncident>[]>>();

/** Incidents that deployments were found to have caused. */
function incidentsAfter(
  delivery: Delivery,
  deployments: ReadonlySet<ProductionDeployment>,
): readonly Of<JoinedIncident>[] {
  let known = incidentsOf.get(delivery);
  if (known === undefined) {
    known = new Map();
    for (const { application, incidents } of delivery.applications) {
      for (const incident of incidents) {
        for (const failed of incident.failed) {
          known.set(failed, [...(known.get(failed) ?? []), { application: application.name, of: incident }]);
        }
      }
    }
    incidentsOf.set(delivery, known);
  }
  return [...deployments].flatMap((deployment) => known.get(deployment) ?? []);
}

function ids(records: readonly Of<{ readonly record: { readonly id: string } }>[]): readonly string[] {
  return [...new Set(records.map(({ of }) => of.record.id))];
}
