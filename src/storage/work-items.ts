import { type Kysely, sql } from 'kysely';
import type { ItemHistory } from '../flow/history.ts';
import { contentHash } from './content-hash.ts';
import { type Column, insertRows, storableText, textArray } from './insert-rows.ts';
import { writeItemLinks } from './item-links.ts';
import type { Database, WorkItemTable } from './tables.ts';
import { inTransaction } from './transaction.ts';

/** A work item's identity. */
export interface ItemKey {
  readonly source: string;
  readonly item: string;
}

export interface HistoriesWritten {
  readonly newItems: readonly string[];
  readonly changedItems: readonly string[];
  readonly unchangedCount: number;
  /** The workspace's revision after this batch; the same as before when nothing changed. */
  readonly revision: number;
}

const COLUMNS: readonly Column<WorkItemTable>[] = [
  { name: 'workspace_id', type: 'text', of: (row) => row.workspace_id },
  { name: 'source_id', type: 'text', of: (row) => row.source_id },
  { name: 'item', type: 'text', of: (row) => row.item },
  { name: 'title', type: 'text', of: (row) => row.title },
  { name: 'created_at', type: 'bigint', of: (row) => row.created_at },
  { name: 'deleted_at', type: 'bigint', of: (row) => row.deleted_at },
  { name: 'content_hash', type: 'text', of: (row) => row.content_hash },
  { name: 'revision', type: 'bigint', of: (row) => row.revision },
  { name: 'history', type: 'text', of: (row) => row.history },
];

/**
 * Keeps whole histories of one source, new or replaced; what is the same stays untouched. Of several with one key the last
 * counts. All or nothing. Batches of a workspace wait for each other, so that revisions become visible in order.
 */
export async function writeHistories(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
  histories: readonly ItemHistory[],
): Promise<HistoriesWritten> {
  return inTransaction(db, async (transaction) => {
    const { revision } = await transaction
      .selectFrom('workspace')
      .select('revision')
      .where('workspace_id', '=', workspace)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const byItem = new Map(histories.map((history) => [storableText(history.item), history]));
    const known = await hashesOf(transaction, workspace, sourceId, [...byItem.keys()]);
    const newItems: string[] = [];
    const changedItems: string[] = [];
    const rows: WorkItemTable[] = [];
    const written: ItemHistory[] = [];
    for (const [item, history] of byItem) {
      const text = JSON.stringify(history);
      const hash = contentHash(text);
      const before = known.get(item);
      if (before === hash) continue;
      (before === undefined ? newItems : changedItems).push(item);
      written.push(history);
      rows.push({
        workspace_id: workspace,
        source_id: sourceId,
        item,
        title: titleOf(history),
        created_at: history.createdAt,
        deleted_at: history.deletedAt,
        content_hash: hash,
        revision: revision + 1,
        history: text,
      });
    }
    const unchangedCount = byItem.size - rows.length;
    if (rows.length === 0) return { newItems, changedItems, unchangedCount, revision };
    await insertRows(
      transaction,
      'work_item',
      COLUMNS,
      rows,
      sql`on conflict (workspace_id, source_id, item) do update
        set title = excluded.title, created_at = excluded.created_at, deleted_at = excluded.deleted_at,
          content_hash = excluded.content_hash, revision = excluded.revision, history = excluded.history`,
    );
    await writeItemLinks(transaction, workspace, sourceId, written, changedItems);
    await transaction
      .updateTable('workspace')
      .set({ revision: revision + 1 })
      .where('workspace_id', '=', workspace)
      .execute();
    return { newItems, changedItems, unchangedCount, revision: revision + 1 };
  });
}

/** Removes items that no record stands for any more, and raises the revision so that figures follow. */
export async function removeWorkItems(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
  items: readonly string[],
): Promise<void> {
  if (items.length === 0) return;
  await inTransaction(db, async (transaction) => {
    await transaction
      .updateTable('workspace')
      .set({ revision: sql`revision + 1` })
      .where('workspace_id', '=', workspace)
      .execute();
    for (const table of ['work_item', 'item_link'] as const) {
      await transaction
        .deleteFrom(table)
        .where('workspace_id', '=', workspace)
        .where('source_id', '=', sourceId)
        .where(sql<boolean>`item = any(${textArray(items)})`)
        .execute();
    }
  });
}

/** The title the item has now: the last change of it, else the one at creation. */
function titleOf(history: ItemHistory): string {
  return history.changes.findLast((change) => change.field === 'title')?.to ?? history.initial.title;
}

async function hashesOf(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
  items: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('work_item')
    .select(['item', 'content_hash'])
    .where('workspace_id', '=', workspace)
    .where('source_id', '=', sourceId)
    .where(sql<boolean>`item = any(${textArray(items)})`)
    .execute();
  return new Map(rows.map((row) => [row.item, row.content_hash]));
}
