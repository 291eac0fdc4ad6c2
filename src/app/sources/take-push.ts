import { randomUUID } from 'node:crypto';
import {
  mapPushed,
  type PushBody,
  pushBody,
  pushedDeliveries,
  pushedWork,
  withEvents,
  workRecordId,
} from '../../connectors/index.ts';
import { readRawRecordsOf } from '../../storage/raw-records.ts';
import type { App } from '../app.ts';
import { invalid } from '../errors.ts';
import { isSourceName, openSource } from '../import-source.ts';
import { keepPage } from './keep-page.ts';

export const PUSH = 'push';

export interface PushTaken {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly delivery: number;
}

/**
 * Takes what a tool without a connector says of itself: all of a call or nothing. Repeated, it changes nothing. Throws Invalid that names the
 * place of what cannot be read, and Conflict where the source holds other records.
 */
export async function takePush(app: App, id: string, body: unknown): Promise<PushTaken> {
  if (!isSourceName(id))
    throw invalid(`push: "${id}" cannot be the name of a source; use small letters, digits and hyphens`);
  const read = pushBody.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw invalid(
      `push: ${placeOf(issue?.path ?? [])} ${issue?.message ?? 'cannot be read'}; nothing of the call was taken`,
    );
  }
  await openSource(app, { id, kind: PUSH });
  const counts = await keepPage(
    app,
    { id, map: (payload) => mapPushed(payload, id) },
    { records: [...pushedDeliveries(read.data), ...(await workRecords(app, id, read.data))], gone: [], cursor: null },
    randomUUID(),
  );
  return {
    new: counts.newItems,
    changed: counts.changedItems,
    unchanged: counts.unchangedItems,
    delivery: counts.deliveryRecords,
  };
}

async function workRecords(app: App, id: string, body: PushBody) {
  const byItem = pushedWork(body);
  const ids = [...byItem.keys()].map(workRecordId);
  const kept = new Map(
    (await readRawRecordsOf(app.db, app.workspace, id, ids)).map(({ recordId, payload }) => [recordId, payload]),
  );
  return [...byItem].map(([item, events]) => withEvents(kept.get(workRecordId(item)), item, events));
}

function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : String(part)))
    .join('.')
    .replaceAll('.[', '[');
}
