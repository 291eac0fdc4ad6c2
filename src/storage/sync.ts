import { type Kysely, sql } from 'kysely';
import type { DeliveryRecord } from '../flow/delivery/records.ts';
import type { ItemHistory } from '../flow/history.ts';
import { type DeliveryKey, removeDeliveryRecords, writeDeliveryRecords } from './delivery-records.ts';
import { textArray } from './insert-rows.ts';
import { type RawRecord, writeRawRecords } from './raw-records.ts';
import type { Database } from './tables.ts';
import { inTransaction } from './transaction.ts';
import { removeWorkItems, writeHistories } from './work-items.ts';

/** What a page of a live source changes, ready to be kept. */
export interface SyncPage {
  readonly sourceId: string;
  readonly runId: string;
  readonly records: readonly RawRecord[];
  /** Records that the source has no more. */
  readonly goneRecords: readonly string[];
  readonly histories: readonly ItemHistory[];
  /** Keys that no record stands for any more, e.g. the old key of an item that moved. */
  readonly removedItems: readonly string[];
  readonly deliveries: readonly DeliveryRecord[];
  readonly removedDeliveries: readonly DeliveryKey[];
  readonly cursor: unknown;
  readonly at: number;
}

export interface SyncCounts {
  readonly records: number;
  readonly newItems: number;
  readonly changedItems: number;
  readonly unchangedItems: number;
  readonly goneRecords: number;
  readonly deliveryRecords: number;
}

/**
 * Keeps a page whole or not at all: raw records, work items, delivery records, and where to go on, in one transaction. When this has
 * returned, the page survives a crash, and the next run goes on after it.
 */
export async function applySyncPage(db: Kysely<Database>, workspace: string, page: SyncPage): Promise<SyncCounts> {
  const { sourceId } = page;
  return inTransaction(db, async (transaction) => {
    await writeRawRecords(transaction, workspace, sourceId, page.runId, page.records);
    await keepPresence(transaction, workspace, page);
    await removeWorkItems(transaction, workspace, sourceId, page.removedItems);
    const written = await writeHistories(transaction, workspace, sourceId, page.histories);
    await removeDeliveryRecords(transaction, workspace, sourceId, page.removedDeliveries);
    const deliveryRecords = await writeDeliveryRecords(transaction, workspace, sourceId, page.deliveries);
    await transaction
      .insertInto('sync_state')
      .values({
        workspace_id: workspace,
        source_id: sourceId,
        cursor: JSON.stringify(page.cursor),
        updated_at: page.at,
        swept_at: null,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'source_id'])
          .doUpdateSet({ cursor: JSON.stringify(page.cursor), updated_at: page.at }),
      )
      .execute();
    return {
      records: page.records.length,
      newItems: written.newItems.length,
      changedItems: written.changedItems.length,
      unchangedItems: written.unchangedCount,
      goneRecords: page.goneRecords.length,
      deliveryRecords,
    };
  });
}

/** Notes which records are gone, and takes the note off those that are there again. */
async function keepPresence(db: Kysely<Database>, workspace: string, page: SyncPage): Promise<void> {
  const { sourceId, records, goneRecords, at } = page;
  if (records.length > 0) {
    await db
      .deleteFrom('gone_record')
      .where('workspace_id', '=', workspace)
      .where('source_id', '=', sourceId)
      .where(sql<boolean>`record_id = any(${textArray(records.map(({ recordId }) => recordId))})`)
      .execute();
  }
  for (const recordId of goneRecords) {
    await db
      .insertInto('gone_record')
      .values({ workspace_id: workspace, source_id: sourceId, record_id: recordId, gone_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** When each record of a source was found gone, by its id. */
export async function readGoneRecords(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('gone_record')
    .select(['record_id', 'gone_at'])
    .where('workspace_id', '=', workspace)
    .where('source_id', '=', sourceId)
    .execute();
  return new Map(rows.map((row) => [row.record_id, row.gone_at]));
}

export interface SyncState {
  /** As the connector said with the last page; null before the first. */
  readonly cursor: unknown;
  readonly updatedAt: number;
  readonly sweptAt: number | null;
}

/** Where a source goes on; null while nothing of it was ever kept. */
export async function readSyncState(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
): Promise<SyncState | null> {
  const row = await db
    .selectFrom('sync_state')
    .select(['cursor', 'updated_at as updatedAt', 'swept_at as sweptAt'])
    .where('workspace_id', '=', workspace)
    .where('source_id', '=', sourceId)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, cursor: row.cursor === null ? null : JSON.parse(row.cursor) };
}

/** Forgets where a source goes on: the next run reads everything again. Needed when what it reads was chosen anew. */
export async function forgetCursor(db: Kysely<Database>, workspace: string, sourceId: string): Promise<void> {
  await db
    .updateTable('sync_state')
    .set({ cursor: null })
    .where('workspace_id', '=', workspace)
    .where('source_id', '=', sourceId)
    .execute();
}

export async function noteSwept(db: Kysely<Database>, workspace: string, sourceId: string, at: number): Promise<void> {
  await db
    .insertInto('sync_state')
    .values({ workspace_id: workspace, source_id: sourceId, cursor: null, updated_at: at, swept_at: at })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'source_id']).doUpdateSet({ swept_at: at }))
    .execute();
}
