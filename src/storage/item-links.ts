import { type Kysely, sql } from 'kysely';
import type { ItemHistory } from '../flow/history.ts';
import { type Column, insertRows, textArray } from './insert-rows.ts';
import type { Database, ItemLinkTable } from './tables.ts';

const COLUMNS: readonly Column<ItemLinkTable>[] = [
  { name: 'workspace_id', type: 'text', of: (row) => row.workspace_id },
  { name: 'source_id', type: 'text', of: (row) => row.source_id },
  { name: 'target', type: 'text', of: (row) => row.target },
  { name: 'item', type: 'text', of: (row) => row.item },
];

/** Keeps which items these histories ever mention in a link; `changedItems` may have had links before, which are replaced. */
export async function writeItemLinks(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
  histories: readonly ItemHistory[],
  changedItems: readonly string[],
): Promise<void> {
  if (changedItems.length > 0) {
    await db
      .deleteFrom('item_link')
      .where('workspace_id', '=', workspace)
      .where('source_id', '=', sourceId)
      .where(sql<boolean>`item = any(${textArray(changedItems)})`)
      .execute();
  }
  const rows = histories.flatMap((history) =>
    linkedItems(history).map((target) => ({
      workspace_id: workspace,
      source_id: sourceId,
      target,
      item: history.item,
    })),
  );
  await insertRows(db, 'item_link', COLUMNS, rows, sql`on conflict do nothing`);
}

/** The items of a source whose histories mention one of `targets`: their blocked time may change with it. */
export async function itemsMentioning(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
  targets: readonly string[],
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('item_link')
    .select('item')
    .distinct()
    .where('workspace_id', '=', workspace)
    .where('source_id', '=', sourceId)
    .where(sql<boolean>`target = any(${textArray(targets)})`)
    .orderBy('item')
    .execute();
  return rows.map((row) => row.item);
}

function linkedItems(history: ItemHistory): readonly string[] {
  const items = new Set(history.initial.links.map((link) => link.item));
  for (const change of history.changes) if (change.field === 'link') items.add(change.link.item);
  return [...items];
}
