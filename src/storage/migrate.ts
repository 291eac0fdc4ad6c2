import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { MIGRATIONS } from './migrations/index.ts';
import { StoreRefused } from './store-refused.ts';
import { TABLES } from './table-list.ts';
import type { Database } from './tables.ts';
import { withTimeLimit } from './time-limit.ts';
import { inTransaction } from './transaction.ts';

export type Migrations = typeof MIGRATIONS;

/** The shape that this program writes. */
export function latestSchemaVersion(): string {
  return namesOf(MIGRATIONS).at(-1) ?? '';
}

/** Whether a shape, by the name of its last migration, is one that this program can read. */
export function isKnownSchema(name: string, migrations: Migrations = MIGRATIONS): boolean {
  return Object.hasOwn(migrations, name);
}

/** The shape a store has; null for one without tables of ours. */
export async function schemaVersionOf(db: Kysely<Database>): Promise<string | null> {
  return (await appliedMigrations(db)).at(-1) ?? null;
}

/**
 * Brings a store to this program's shape and returns the names of the steps that were taken. Forward only: a store of a newer
 * program is refused and stays as it is. Safe when several processes start at once (the migrator holds a lock).
 */
export async function migrateToLatest(
  db: Kysely<Database>,
  migrations: Migrations = MIGRATIONS,
): Promise<readonly string[]> {
  return migrateTo(db, namesOf(migrations).at(-1) ?? '', migrations);
}

/** As `migrateToLatest`, but stops at a named step: for backups of an older shape, and for tests of upgrades. */
export async function migrateTo(
  db: Kysely<Database>,
  name: string,
  migrations: Migrations = MIGRATIONS,
): Promise<readonly string[]> {
  const applied = await appliedMigrations(db);
  const unknown = applied.filter((one) => !isKnownSchema(one, migrations));
  if (unknown.length > 0) {
    throw new StoreRefused(
      'newer-than-program',
      `store: it was written by a newer Millrace (it has ${unknown.join(', ')}; this program knows up to ${namesOf(migrations).at(-1) ?? 'nothing'}); install that version or a later one, or restore a backup made with this one`,
    );
  }
  if (applied.includes(name)) return [];
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...migrations }) } });
  const { error, results } = await withTimeLimit(Number.POSITIVE_INFINITY, () => migrator.migrateTo(name));
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? name;
    const cause = error instanceof Error ? error.message : 'unknown cause';
    throw new StoreRefused(
      'migration-failed',
      `store: upgrading to ${failed} failed (${cause}); nothing of this upgrade was kept; look at the cause and start again`,
      { cause: error },
    );
  }
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName);
}

/** Gives a store that holds nothing the shape of a backup, also when its own shape is already a later one. */
export async function shapeEmptyStore(
  db: Kysely<Database>,
  name: string,
  migrations: Migrations = MIGRATIONS,
): Promise<void> {
  const present = await schemaVersionOf(db);
  if (present !== null && present > name) {
    await inTransaction(db, async (transaction) => {
      for (const table of [...TABLES].toReversed())
        await sql`drop table if exists ${sql.table(table)}`.execute(transaction);
      await sql`drop table if exists kysely_migration, kysely_migration_lock`.execute(transaction);
    });
  }
  await migrateTo(db, name, migrations);
}

function namesOf(migrations: Migrations): readonly string[] {
  return Object.keys(migrations).toSorted();
}

async function appliedMigrations(db: Kysely<Database>): Promise<readonly string[]> {
  const found = await sql<{ isThere: boolean }>`
    select to_regclass('kysely_migration') is not null as "isThere"`.execute(db);
  if (found.rows[0]?.isThere !== true) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name collate "C"`.execute(db);
  return rows.map((row) => row.name);
}
