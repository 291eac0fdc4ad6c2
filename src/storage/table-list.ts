import { type Kysely, sql } from 'kysely';
import { StoreRefused } from './store-refused.ts';
import type { Database } from './tables.ts';

export type TableName = keyof Database;

/** Every table of the store, those that others refer to first: what a backup holds and what moves to another store. */
export const TABLES = [
  'workspace',
  'setting',
  'source',
  'import_run',
  'raw_record',
  'work_item',
  'item_link',
  'stream',
  'stream_document',
  'stream_state',
  'stream_facts',
  'fact',
  'day_sum',
  'note',
  'saved_view',
  'edit',
  'metric_value',
  'gone_record',
  'secret',
  'sync_state',
  'sync_run',
  'delivery_record',
  'job',
] as const satisfies readonly TableName[];

/** A table's columns in the order in which the migrations made them; none where the store has no such table yet. */
export async function columnsOf<Table extends TableName>(
  db: Kysely<Database>,
  table: Table,
): Promise<readonly (keyof Database[Table] & string)[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = to_regclass(${table}) and attnum > 0 and not attisdropped
    order by attnum`.execute(db);
  return rows.map((row) => row.name).filter((name): name is keyof Database[Table] & string => isColumn(table, name));
}

/** The migrations make what `tables.ts` says, which a test keeps; nothing at run time knows the type. */
function isColumn<Table extends TableName>(_table: Table, _name: string): _name is keyof Database[Table] & string {
  return true;
}

export interface TableContent {
  readonly rows: number;
  /** Equal for equal rows in whatever order. */
  readonly digest: string;
}

/** What a table holds, to compare it with a copy elsewhere. Reads the whole table. */
export async function contentOf(db: Kysely<Database>, table: TableName): Promise<TableContent> {
  const { rows } = await sql<TableContent>`
    select count(*)::integer as rows,
      coalesce(sum(('x' || left(encode(sha256(convert_to(t::text, 'UTF8')), 'hex'), 15))::bit(60)::bigint), 0)::text as digest
    from ${sql.table(table)} t`.execute(db);
  return rows[0] ?? { rows: 0, digest: '' };
}

/** Refuses a store in which something is kept. What a first start leaves, a workspace without work, counts as nothing. */
export async function requireEmpty(db: Kysely<Database>, whatFor: string): Promise<void> {
  for (const table of TABLES) {
    if ((await columnsOf(db, table)).length === 0) continue;
    const isKept = table === 'workspace' ? sql`revision > 0` : sql`true`;
    const { rows } = await sql`select 1 from ${sql.table(table)} where ${isKept} limit 1`.execute(db);
    if (rows.length > 0) {
      throw new StoreRefused(
        'not-empty',
        `${whatFor}: the store already holds something (table ${table}); nothing was changed; name an empty store, or move this one away first`,
      );
    }
  }
}
