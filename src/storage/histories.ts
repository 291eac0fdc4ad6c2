import { type Kysely, sql } from 'kysely';
import type { ItemHistory } from '../flow/history.ts';
import { textArray } from './insert-rows.ts';
import type { Database } from './tables.ts';
import type { ItemKey } from './work-items.ts';

/** Rows cost more than the text in them, so a batch of histories comes as one row, in the order of the query beneath. */
const BATCH = sql<string>`coalesce(string_agg(history, ','), '')`;

/** All histories, or those of some sources, in batches ordered by source and item; each is read whole before the next is asked for. */
export async function* allHistories(
  db: Kysely<Database>,
  workspace: string,
  options: { readonly sources?: readonly string[]; readonly batchSize?: number } = {},
): AsyncGenerator<readonly ItemHistory[]> {
  const sources = options.sources;
  let after: ItemKey = { source: '', item: '' };
  for (;;) {
    const page = db
      .selectFrom('work_item')
      .select(['source_id', 'item', 'history'])
      .where('workspace_id', '=', workspace)
      .where(sql<boolean>`(source_id, item) > (${after.source}, ${after.item})`)
      .$if(sources !== undefined, (query) => query.where(sql<boolean>`source_id = any(${textArray(sources ?? [])})`))
      .orderBy('source_id')
      .orderBy('item')
      .limit(options.batchSize ?? 2_000);
    const row = await db.selectFrom(page.as('page')).select(BATCH.as('texts')).executeTakeFirstOrThrow();
    const histories = parseHistories(row.texts);
    const last = histories.at(-1);
    if (last === undefined) return;
    yield histories;
    after = last;
  }
}

/** Histories that changed after a revision, oldest revision first: what facts that know that revision still have to learn. */
export async function* historiesChangedSince(
  db: Kysely<Database>,
  workspace: string,
  revision: number,
  batchSize = 2_000,
): AsyncGenerator<readonly ItemHistory[]> {
  let after = { revision, source: '', item: '' };
  for (;;) {
    const rows = await db
      .selectFrom('work_item')
      .select(['revision', 'source_id', 'item', 'history'])
      .where('workspace_id', '=', workspace)
      .where(
        after.source === ''
          ? sql<boolean>`revision > ${after.revision}`
          : sql<boolean>`(revision, source_id, item) > (${after.revision}, ${after.source}, ${after.item})`,
      )
      .orderBy('revision')
      .orderBy('source_id')
      .orderBy('item')
      .limit(batchSize)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map((row) => parseHistory(row.history));
    after = { revision: last.revision, source: last.source_id, item: last.item };
  }
}

/** The histories of some items of a source, by item; items that are not known are left out. */
export async function historiesFor(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
  items: readonly string[],
): Promise<readonly ItemHistory[]> {
  if (items.length === 0) return [];
  const found = db
    .selectFrom('work_item')
    .select('history')
    .where('workspace_id', '=', workspace)
    .where('source_id', '=', sourceId)
    .where(sql<boolean>`item = any(${textArray(items)})`)
    .orderBy('item');
  const row = await db.selectFrom(found.as('found')).select(BATCH.as('texts')).executeTakeFirstOrThrow();
  return parseHistories(row.texts);
}

/** The histories that go by this key, one a source. */
export async function historiesOfItem(
  db: Kysely<Database>,
  workspace: string,
  item: string,
): Promise<readonly ItemHistory[]> {
  const row = await db
    .selectFrom('source')
    .innerJoin('work_item', (join) =>
      join
        .onRef('work_item.workspace_id', '=', 'source.workspace_id')
        .onRef('work_item.source_id', '=', 'source.source_id'),
    )
    .select(sql<string>`coalesce(string_agg(history, ',' order by source.source_id), '')`.as('texts'))
    .where('source.workspace_id', '=', workspace)
    .where('work_item.item', '=', item)
    .executeTakeFirstOrThrow();
  return parseHistories(row.texts);
}

/** How many work items there are, all or of one source. */
export async function countWorkItems(db: Kysely<Database>, workspace: string, sourceId?: string): Promise<number> {
  const row = await db
    .selectFrom('work_item')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('workspace_id', '=', workspace)
    .$if(sourceId !== undefined, (query) => query.where('source_id', '=', sourceId ?? ''))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** How many work items there are of each source. */
export async function countBySource(db: Kysely<Database>, workspace: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('work_item')
    .select(['source_id', sql<number>`count(*)::integer`.as('count')])
    .where('workspace_id', '=', workspace)
    .groupBy('source_id')
    .execute();
  return new Map(rows.map((row) => [row.source_id, row.count]));
}

// Only `writeHistories` writes these texts, so they are trusted like any value inside.
function parseHistory(text: string): ItemHistory {
  return JSON.parse(text);
}

function parseHistories(texts: string): readonly ItemHistory[] {
  return JSON.parse(`[${texts}]`);
}
