import type { Kysely } from 'kysely';
import type { Database } from './tables.ts';

/** The workspace of an installation that has one, which is every installation so far. */
export const DEFAULT_WORKSPACE = 'default';

/** Makes the default workspace at the first start; later starts find it. Returns its id. */
export async function ensureWorkspace(db: Kysely<Database>, createdAt: number): Promise<string> {
  await db
    .insertInto('workspace')
    .values({ workspace_id: DEFAULT_WORKSPACE, name: 'Default', created_at: createdAt, revision: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return DEFAULT_WORKSPACE;
}

/** How many batches of work items the workspace has taken; facts that know this revision are up to date. */
export async function itemsRevisionOf(db: Kysely<Database>, workspace: string): Promise<number> {
  const row = await db
    .selectFrom('workspace')
    .select('revision')
    .where('workspace_id', '=', workspace)
    .executeTakeFirstOrThrow();
  return row.revision;
}
