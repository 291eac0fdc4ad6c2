import type { DeliveryRecord } from '../../flow/delivery/records.ts';
import { deliveryVersion, readDeliveryBodies } from '../../storage/delivery-records.ts';
import type { App } from '../app.ts';
import { rememberRead } from '../remember-read.ts';

/** A delivery record and the source that told of it. */
export interface FromSource {
  readonly source: string;
  readonly record: DeliveryRecord;
}

/** Every delivery record of the store in one state of them. */
export interface DeliveryRecords {
  /** Names the state: the same version, the same records. */
  readonly version: string;
  readonly all: Promise<readonly FromSource[]>;
}

const versions = new WeakMap<App, () => Promise<string>>();
const read = new WeakMap<App, DeliveryRecords>();

/** What names the present state of the delivery records, without reading them. */
export function deliveryState(app: App): Promise<string> {
  const readVersion = versions.get(app) ?? rememberRead(() => deliveryVersion(app.db, app.workspace), app.changes);
  versions.set(app, readVersion);
  return readVersion();
}

/** Read once for each state of them. */
export async function deliveryRecords(app: App): Promise<DeliveryRecords> {
  const version = await deliveryState(app);
  const known = read.get(app);
  if (known?.version === version) return known;
  const records = { version, all: readAll(app) };
  read.set(app, records);
  return records;
}

async function readAll(app: App): Promise<readonly FromSource[]> {
  const bodies = await readDeliveryBodies(app.db, app.workspace);
  return bodies.map(({ source, body }) => ({ source, record: recordIn(body) }));
}

/** What the store holds was written by `writeDeliveryRecords`, whose type it is. */
function recordIn(body: string): DeliveryRecord {
  return JSON.parse(body);
}
