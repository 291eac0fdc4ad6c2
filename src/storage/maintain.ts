import { type Kysely, sql } from 'kysely';
import type { Database } from './tables.ts';
import { withTimeLimit } from './time-limit.ts';

/** Tables that change in bulk, so that their statistics age and their dead rows pile up. */
const BUSY_TABLES = [
  'work_item',
  'raw_record',
  'item_link',
  'fact',
  'day_sum',
  'stream_facts',
  'import_run',
  'job',
] as const;

/**
 * Frees dead rows and refreshes what the planner knows. For a schedule, and after a large import or recompute: the embedded
 * database has no autovacuum. Not inside a transaction.
 */
export async function vacuumAndAnalyze(
  db: Kysely<Database>,
  tables: readonly (keyof Database)[] = BUSY_TABLES,
): Promise<void> {
  await withTimeLimit(Number.POSITIVE_INFINITY, async () => {
    for (const table of tables) await sql`vacuum (analyze) ${sql.table(table)}`.execute(db);
  });
}
