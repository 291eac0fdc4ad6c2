import { applicationsOf } from '../../flow/delivery/applications.ts';
import { type ItemDelivery, itemDeliveries } from '../../flow/delivery/item-deliveries.ts';
import { type Delivery, joinDelivery } from '../../flow/delivery/join.ts';
import type { DeliveryRecord } from '../../flow/delivery/records.ts';
import type { Stream } from '../../flow/stream/compile.ts';
import { deliveryVersion, readDeliveryBodies } from '../../storage/delivery-records.ts';
import type { App } from '../app.ts';
import { latestMap } from '../latest-map.ts';

/** How a stream's work reaches its customers, joined, with a lookup of its items. */
export interface StreamDelivery {
  readonly delivery: Delivery;
  readonly ofItem: (item: string) => ItemDelivery;
}

interface Kept {
  readonly records: Promise<readonly DeliveryRecord[]>;
  readonly version: string;
}

const read = new WeakMap<App, Kept>();
const joined = new WeakMap<App, ReturnType<typeof latestMap<string, Promise<StreamDelivery>>>>();
const JOINED_STREAMS = 20;

/**
 * Changes, pull requests, deployments and incidents of a stream's applications, tied to each other as known at `asOf`; null where its
 * document names no application. Records are read once for each state of them, and joined once for each stream and moment.
 */
export async function streamDelivery(app: App, stream: Stream, asOf: number): Promise<StreamDelivery | null> {
  const applications = applicationsOf(stream.document);
  if (applications.length === 0) return null;
  const { records, version } = await recordsOf(app);
  const key = JSON.stringify([version, asOf, stream.document.applications]);
  const known = joined.get(app) ?? latestMap<string, Promise<StreamDelivery>>(JOINED_STREAMS);
  joined.set(app, known);
  return known.getOrMake(key, async () => {
    const delivery = joinDelivery(await records, applications, { asOf });
    return { delivery, ofItem: itemDeliveries(delivery) };
  });
}

async function recordsOf(app: App): Promise<Kept> {
  const version = await deliveryVersion(app.db, app.workspace);
  const known = read.get(app);
  if (known?.version === version) return known;
  const kept = { version, records: parsed(app) };
  read.set(app, kept);
  return kept;
}

async function parsed(app: App): Promise<readonly DeliveryRecord[]> {
  return (await readDeliveryBodies(app.db, app.workspace)).map(({ body }) => recordIn(body));
}

/** What the store holds was written by `writeDeliveryRecords`, whose type it is. */
function recordIn(body: string): DeliveryRecord {
  return JSON.parse(body);
}
