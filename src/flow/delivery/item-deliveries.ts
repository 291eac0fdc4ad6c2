import { type ArrivalReason, arrivalOf } from './arrival.ts';
import { eventsOf, type ItemEvent } from './item-events.ts';
import { type ItemLink, type ItemRecords, indexItems, type Of } from './item-index.ts';
import type { Delivery } from './join.ts';
import type { JoinedIncident, ProductionDeployment } from './joined.ts';

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

/**
 * Joins items to changes and pull requests by the keys that these name, exactly as the tools write them (`SHOP-7`, not `shop-7`), and by
 * links that a tool states. The answer is a lookup: what is asked for is put together, the rest is not.
 * Source: issue 4 section 3; methods.md 4.1.
 */
export function itemDeliveries(delivery: Delivery, links: Iterable<ItemLink> = []): (item: string) => ItemDelivery {
  const index = indexItems(delivery, links);
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
