import type { DeliveryAnswer } from '../../api/delivery.ts';
import { applicationsOf } from '../../flow/delivery/applications.ts';
import { type ItemDelivery, itemDeliveries } from '../../flow/delivery/item-deliveries.ts';
import { type Delivery, joinDelivery } from '../../flow/delivery/join.ts';
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

/** Repositories and applications that sources told of and the stream's document does not name, the most told of first. */
export async function placesElsewhere(app: App, { document }: Stream): Promise<Place[]> {
  const applications = applicationsOf(document);
  const { all } = await deliveryRecords(app);
  return placesIn(await all)
    .filter(({ kind, name }) => !applications.some((own) => (kind === 'repo' ? own.hasRepo(name) : own.isCalled(name))))
    .slice(0, PLACES);
}

function placesIn(records: readonly FromSource[]): readonly Place[] {
  const counts = { repo: new Map<string, number>(), application: new Map<string, number>() };
  const add = (kind: Place['kind'], name: string | null): void => {
    if (name !== null) counts[kind].set(name, (counts[kind].get(name) ?? 0) + 1);
  };
  for (const { record } of records) {
    if (record.kind !== 'iteration') add('repo', record.repo);
    if (record.kind === 'deployment' || record.kind === 'incident') add('application', record.application);
  }
  const placesOf = (kind: Place['kind']): Place[] =>
    [...counts[kind]].map(([name, told]) => ({ name, kind, records: told }));
  return [...placesOf('repo'), ...placesOf('application')].toSorted(
    (a, b) => b.records - a.records || a.name.localeCompare(b.name, 'en'),
  );
}
