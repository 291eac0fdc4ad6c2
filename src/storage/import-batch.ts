import { type Kysely, sql } from 'kysely';
import type { ItemHistory } from '../flow/history.ts';
import type { ImportCounts } from './import-runs.ts';
import { type RawRecord, writeRawRecords } from './raw-records.ts';
import type { Database } from './tables.ts';
import { inTransaction } from './transaction.ts';
import { writeHistories } from './work-items.ts';

export interface ImportBatch {
  readonly importId: string;
  readonly sourceId: string;
  readonly records: readonly RawRecord[];
  readonly histories: readonly ItemHistory[];
  readonly refusedItems: number;
  /** Where the reader goes on after this batch; kept as JSON and handed back by `openImportRun`. */
  readonly position: unknown;
  readonly at: number;
}

/**
 * Applies a batch whole or not at all: raw records, work items and the run's position and counts in one transaction. When this
 * has returned, the batch survives a crash, and the run resumes after it. Returns the counts of this batch alone.
 */
export async function applyImportBatch(
  db: Kysely<Database>,
  workspace: string,
  batch: ImportBatch,
): Promise<ImportCounts> {
  return inTransaction(db, async (transaction) => {
    await writeRawRecords(transaction, workspace, batch.sourceId, batch.importId, batch.records);
    const written = await writeHistories(transaction, workspace, batch.sourceId, batch.histories);
    const counts = {
      newItems: written.newItems.length,
      changedItems: written.changedItems.length,
      unchangedItems: written.unchangedCount,
      refusedItems: batch.refusedItems,
    };
    const runs = await transaction
      .updateTable('import_run')
      .set({
        position: JSON.stringify(batch.position),
        new_items: sql`new_items + ${counts.newItems}`,
        changed_items: sql`changed_items + ${counts.changedItems}`,
        unchanged_items: sql`unchanged_items + ${counts.unchangedItems}`,
        refused_items: sql`refused_items + ${counts.refusedItems}`,
        updated_at: batch.at,
      })
      .where('workspace_id', '=', workspace)
      .where('import_id', '=', batch.importId)
      .returning('import_id')
      .execute();
    if (runs.length === 0)
      throw new Error(`import: run "${batch.importId}" is unknown; open it before its first batch`);
    return counts;
  });
}
