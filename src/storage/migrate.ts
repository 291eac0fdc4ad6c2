import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { MIGRATIONS } from './migrations/index.ts';
import { StoreRefused } from './store-refused.ts';
import type { Database } from './tables.ts';

/** The shape that this program writes. */
export function latestSchemaVersion(): string {
  return Object.keys(MIGRATIONS).toSorted().at(-1) ?? '';
}

/** The shape a store has; null for one without tables of ours. */
export async function schemaVersionOf(db: Kysely<Database>): Promise<string | null> {
  return (await appliedMigrations(db)).at(-1) ?? null;
}

/**
 * Brings a store to this program's shape and returns the names of the steps that were taken. Forward only: a store of a newer
 * program is refused and stays as it is. Safe when several processes start at once (the migrator holds a lock).
 */
export async function migrateToLatest(db: Kysely<Database>): Promise<readonly string[]> {
  return migrateTo(db, latestSchemaVersion());
}

/** As `migrateToLatest`, but stops at a named step: for backups of an older shape, and for tests of upgrades. */
export async function migrateTo(db: Kysely<Database>, name: string): Promise<readonly string[]> {
  const unknown = (await appliedMigrations(db)).filter((applied) => !(applied in MIGRATIONS));
  if (unknown.length > 0) {
    throw new StoreRefused(
      'newer-than-program',
      `store: it was written by a newer Millrace (it has ${unknown.join(', ')}; this program knows up to ${latestSchemaVersion()}); install that version or a later one, or restore a backup made with this one`,
    );
  }
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } });
  const { error, results } = await migrator.migrateTo(name);
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? name;
    const cause = error instanceof Error ? error.message : 'unknown cause';
    throw new StoreRefused(
      'migration-failed',
      `store: upgrading to ${failed} failed (${cause}); nothing of this step was kept; look at the cause and start again`,
      { cause: error },
    );
  }
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName);
}

async function appliedMigrations(db: Kysely<Database>): Promise<readonly string[]> {
  const found = await sql<{ isThere: boolean }>`
    select to_regclass('kysely_migration') is not null as "isThere"`.execute(db);
  if (found.rows[0]?.isThere !== true) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name collate "C"`.execute(db);
  return rows.map((row) => row.name);
}
