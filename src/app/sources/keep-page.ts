import type { CollectedPage, Mapped } from '../../connectors/index.ts';
import type { ItemHistory } from '../../flow/history.ts';
import { readRawRecordsOf } from '../../storage/raw-records.ts';
import { applySyncPage, readGoneRecords, type SyncCounts, type SyncPage } from '../../storage/sync.ts';
import type { App } from '../app.ts';
import { keepSaid } from '../suggest.ts';

/** Maps what a page brought, beside what is kept of the same records, and keeps the difference: whole or not at all. */
export async function keepPage(
  app: App,
  source: { readonly id: string; readonly map: (payload: string) => readonly Mapped[] },
  page: Pick<CollectedPage, 'records' | 'gone' | 'cursor'>,
  runId: string,
): Promise<SyncCounts> {
  const { id, map } = source;
  const at = app.now();
  // Of several with one id the last counts: pages overlap, and a source may say the same twice.
  const brought = new Map(page.records.map((record) => [record.id, record.payload]));
  const gone = page.gone.filter((record) => !brought.has(record));
  const kept = new Map(
    (await readRawRecordsOf(app.db, app.workspace, id, [...brought.keys(), ...gone])).map(({ recordId, payload }) => [
      recordId,
      payload,
    ]),
  );
  const goneBefore = await readGoneRecords(app.db, app.workspace, id);
  const mapKept = (record: string): readonly Mapped[] => {
    const payload = kept.get(record);
    return payload === undefined ? [] : map(payload);
  };

  const before: Mapped[] = [];
  const after: Mapped[] = [];
  const records: { recordId: string; payload: string }[] = [];
  let unchangedRecords = 0;
  for (const [recordId, payload] of brought) {
    if (kept.get(recordId) === payload && !goneBefore.has(recordId)) {
      unchangedRecords += 1;
      continue;
    }
    records.push({ recordId, payload });
    before.push(...mapKept(recordId));
    after.push(...map(payload));
  }
  const goneNow = gone.filter((record) => kept.has(record) && !goneBefore.has(record));
  const left = goneNow.flatMap(mapKept);

  const histories = [...historiesIn(after), ...historiesIn(left).map((history) => deletedAt(history, at))];
  const items = new Set(histories.map(({ item }) => item));
  const deliveries = deliveriesIn(after);
  const delivered = new Set(deliveries.map(keyOf));
  const syncPage: SyncPage = {
    sourceId: id,
    runId,
    records,
    goneRecords: goneNow,
    histories,
    removedItems: historiesIn(before).flatMap(({ item }) => (items.has(item) ? [] : [item])),
    deliveries,
    removedDeliveries: [...deliveriesIn(before), ...deliveriesIn(left)].filter((one) => !delivered.has(keyOf(one))),
    cursor: page.cursor ?? null,
    at,
  };
  const counts = await applySyncPage(app.db, app.workspace, syncPage);
  const said = after.flatMap((one) => (one.kind === 'item' ? [one] : []));
  await keepSaid(app, id, {
    categories: said.flatMap(({ categories }) => [...categories]),
    types: said.flatMap(({ types }) => [...types]),
  });
  return { ...counts, unchangedItems: counts.unchangedItems + unchangedRecords };
}

function historiesIn(mapped: readonly Mapped[]): readonly ItemHistory[] {
  return mapped.flatMap((one) => (one.kind === 'item' ? [one.history] : []));
}

function deliveriesIn(mapped: readonly Mapped[]) {
  return mapped.flatMap((one) => (one.kind === 'delivery' ? [one.record] : []));
}

function keyOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return JSON.stringify([kind, id]);
}

/** An item that its source has no more stays in past figures, flagged. Source: methods.md 1.1. */
export function deletedAt(history: ItemHistory, at: number): ItemHistory {
  return { ...history, deletedAt: history.deletedAt ?? at };
}
