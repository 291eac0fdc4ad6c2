import { type Kysely, sql } from 'kysely';
import type { Database } from './tables.ts';
import { inTransaction } from './transaction.ts';

export interface Setting {
  readonly key: string;
  readonly value: unknown;
  readonly version: number;
  readonly author: string;
  readonly savedAt: number;
}

/** Keeps a setting as its next version; earlier ones stay. Returns the version. */
export async function saveSetting(
  db: Kysely<Database>,
  workspace: string,
  setting: { readonly key: string; readonly value: unknown; readonly author: string; readonly savedAt: number },
): Promise<number> {
  return inTransaction(db, async (transaction) => {
    // Two savers of one key wait for each other here, so that the number is free when it is used.
    await sql`select 1 from workspace where workspace_id = ${workspace} for update`.execute(transaction);
    const { version } = await transaction
      .selectFrom('setting')
      .select(sql<number>`coalesce(max(version), 0) + 1`.as('version'))
      .where('workspace_id', '=', workspace)
      .where('key', '=', setting.key)
      .executeTakeFirstOrThrow();
    await transaction
      .insertInto('setting')
      .values({
        workspace_id: workspace,
        key: setting.key,
        version,
        value: JSON.stringify(setting.value),
        author: setting.author,
        saved_at: setting.savedAt,
      })
      .execute();
    return version;
  });
}

/** The latest version of a setting, or null. */
export async function readSetting(db: Kysely<Database>, workspace: string, key: string): Promise<Setting | null> {
  const row = await db
    .selectFrom('setting')
    .select(['key', 'value', 'version', 'author', 'saved_at'])
    .where('workspace_id', '=', workspace)
    .where('key', '=', key)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : settingOf(row);
}

/** The latest version of every setting, by key. */
export async function readSettings(db: Kysely<Database>, workspace: string): Promise<readonly Setting[]> {
  const rows = await db
    .selectFrom('setting')
    .distinctOn('key')
    .select(['key', 'value', 'version', 'author', 'saved_at'])
    .where('workspace_id', '=', workspace)
    .orderBy('key')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(settingOf);
}

function settingOf(row: Omit<Database['setting'], 'workspace_id'>): Setting {
  return {
    key: row.key,
    value: JSON.parse(row.value),
    version: row.version,
    author: row.author,
    savedAt: row.saved_at,
  };
}
