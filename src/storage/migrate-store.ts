import type { Kysely } from 'kysely';
import type { ReportProgress } from './backup.ts';
import { copyTextInto, copyTextOut } from './copy.ts';
import { vacuumAndAnalyze } from './maintain.ts';
import { migrateToLatest } from './migrate.ts';
import { StoreRefused } from './store-refused.ts';
import { columnsOf, contentOf, requireEmpty, TABLES, type TableName } from './table-list.ts';
import type { Database } from './tables.ts';
import { withTimeLimit } from './time-limit.ts';

export interface MovedTable {
  readonly table: TableName;
  readonly rows: number;
}

/**
 * Copies a whole store, as it is at one moment, into an empty one, from the embedded database to a server or back. Both end in this
 * program's shape. Each table is compared afterwards, row count and content; any difference undoes the whole copy. `from` keeps
 * everything it has.
 */
export async function migrateStore(
  from: Kysely<Database>,
  to: Kysely<Database>,
  options: { readonly report?: ReportProgress } = {},
): Promise<readonly MovedTable[]> {
  await migrateToLatest(from);
  await requireEmpty(to, 'migrate-store');
  await migrateToLatest(to);
  // Comparing reads whole tables, however large.
  const moved = await withTimeLimit(Number.POSITIVE_INFINITY, () => copyTables(from, to, options.report));
  await vacuumAndAnalyze(to);
  return moved;
}

function copyTables(
  from: Kysely<Database>,
  to: Kysely<Database>,
  report: ReportProgress | undefined,
): Promise<readonly MovedTable[]> {
  const moment = from.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return moment.execute((source) =>
    to.transaction().execute(async (target) => {
      await target.deleteFrom('workspace').execute();
      const moved: MovedTable[] = [];
      for (const [tablesDone, table] of TABLES.entries()) {
        report?.({ table, tablesDone, tableCount: TABLES.length, rowsDone: 0 });
        const columns = await columnsOf(source, table);
        await copyTextInto(target, table, columns, copyTextOut(source, table, columns));
        moved.push({ table, rows: await compare(source, target, table) });
      }
      return moved;
    }),
  );
}

async function compare(source: Kysely<Database>, target: Kysely<Database>, table: TableName): Promise<number> {
  const there = await contentOf(source, table);
  const here = await contentOf(target, table);
  if (there.rows !== here.rows || there.digest !== here.digest) {
    throw new StoreRefused(
      'copy-differs',
      `migrate-store: table ${table} arrived with ${here.rows} rows instead of ${there.rows}, or with other content; the copy was undone and the first store is as it was; try again, and report it if it stays`,
    );
  }
  return here.rows;
}
