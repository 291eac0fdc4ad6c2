import type { Kysely } from 'kysely';
import type { Database } from './tables.ts';
import { inTransaction } from './transaction.ts';

/** Keeps sealed credentials of a source; others of it stay as they are. */
export async function saveSecrets(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
  sealed: Readonly<Record<string, string>>,
  at: number,
): Promise<void> {
  await inTransaction(db, async (transaction) => {
    for (const [key, text] of Object.entries(sealed)) {
      await transaction
        .insertInto('secret')
        .values({ workspace_id: workspace, source_id: sourceId, key, sealed: text, saved_at: at })
        .onConflict((conflict) =>
          conflict.columns(['workspace_id', 'source_id', 'key']).doUpdateSet({ sealed: text, saved_at: at }),
        )
        .execute();
    }
  });
}

/** Sealed credentials of a source by key. */
export async function readSecrets(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('secret')
    .select(['key', 'sealed'])
    .where('workspace_id', '=', workspace)
    .where('source_id', '=', sourceId)
    .execute();
  return new Map(rows.map((row) => [row.key, row.sealed]));
}

export async function removeSecrets(db: Kysely<Database>, workspace: string, sourceId: string): Promise<void> {
  await db.deleteFrom('secret').where('workspace_id', '=', workspace).where('source_id', '=', sourceId).execute();
}
