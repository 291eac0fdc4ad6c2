import type { DeliveryAnswer } from '../../api/delivery.ts';
import { applicationsOf } from '../../flow/delivery/applications.ts';
import { type ItemDelivery, itemDeliveries } from '../../flow/delivery/item-deliveries.ts';
import { type Delivery, joinDelivery } from '../../flow/delivery/join.ts';
import type { DeliveryRecord } from '../../flow/delivery/records.ts';
import type { Stream } from '../../flow/stream/compile.ts';
import type { App } from '../app.ts';
import { latestMap } from '../latest-map.ts';
import { deliveryRecords, type FromSource } from './delivery-records.ts';

/** How a stream's work reaches its customers, joined, with a lookup of its items. */
export interface StreamDelivery {
  /** The state of the delivery records that were joined. */
  readonly version: string;
  readonly delivery: Delivery;
  readonly ofItem: (item: string) => ItemDelivery;
}

/** A repository or an application that sources told of. */
export type Place = DeliveryAnswer['elsewhere'][number];

const joined = new WeakMap<App, ReturnType<typeof latestMap<string, Promise<StreamDelivery>>>>();
const JOINED_STREAMS = 20;
const PLACES = 200;

/**
 * Changes, pull requests, deployments and incidents of a stream's applications, tied to each other as known at `asOf`; null where its
 * document names no application. Records are read once for each state of them, and joined once for each stream and moment.
 */
export async function streamDelivery(app: App, stream: Stream, asOf: number): Promise<StreamDelivery | null> {
  const applications = applicationsOf(stream.document);
  if (applications.length === 0) return null;
  const { all, version } = await deliveryRecords(app);
  const key = JSON.stringify([version, asOf, stream.document.applications]);
  const known = joined.get(app) ?? latestMap<string, Promise<StreamDelivery>>(JOINED_STREAMS);
  joined.set(app, known);
  return known.getOrMake(key, async () => {
    const records = (await all).map(({ record }) => record);
    const delivery = joinDelivery(records, applications, { asOf });
    return { version, delivery, ofItem: itemDeliveries(delivery) };
  });
}

/**
 * Repositories and applications that sources told of and the stream's document does not name: first those of which most records name one of
 * `items`, then the most told of.
 */
export async function placesElsewhere(
  app: App,
  { document }: Stream,
  items: ReadonlySet<string>,
): Promise<readonly Place[]> {
  const applications = applicationsOf(document);
  const { all } = await deliveryRecords(app);
  return placesIn(await all, items)
    .filter(({ kind, name }) => !applications.some((own) => (kind === 'repo' ? own.hasRepo(name) : own.isCalled(name))))
    .slice(0, PLACES);
}

function placesIn(records: readonly FromSource[], items: ReadonlySet<string>): readonly Place[] {
  const places = { repo: new Map<string, Place>(), application: new Map<string, Place>() };
  for (const { record } of records) {
    const naming = keysOf(record).some((key) => items.has(key)) ? 1 : 0;
    const add = (kind: Place['kind'], name: string | null): void => {
      if (name === null) return;
      const place = places[kind].get(name) ?? { name, kind, records: 0, naming: 0 };
      place.records += 1;
      place.naming += naming;
      places[kind].set(name, place);
    };
    if (record.kind !== 'iteration') add('repo', record.repo);
    if (record.kind === 'deployment' || record.kind === 'incident') add('application', record.application);
  }
  return [...places.repo.values(), ...places.application.values()].toSorted(
    (a, b) => b.naming - a.naming || b.records - a.records || a.name.localeCompare(b.name, 'en'),
  );
}

function keysOf(record: DeliveryRecord): readonly string[] {
  if (record.kind === 'change' || record.kind === 'pull-request') return record.keys;
  return record.kind === 'incident' && record.item !== null ? [record.item] : [];
}
