import { type Kysely, sql } from 'kysely';
import type { Saved } from './saved.ts';
import type { Database } from './tables.ts';
import { inTransaction } from './transaction.ts';

/** A page with its filters under a name. */
export interface SavedView {
  readonly viewId: string;
  readonly version: number;
  readonly name: string;
  readonly path: string;
  /** The part of the address after `?`. */
  readonly query: string;
  readonly isDeleted: boolean;
  readonly author: string;
  readonly savedAt: number;
}

/** Keeps a view as the version after `basedOn` (0: a new one); deleting is a version too. Refused when somebody saved in between. */
export async function saveView(
  db: Kysely<Database>,
  workspace: string,
  view: Omit<SavedView, 'version'> & { readonly basedOn: number },
): Promise<Saved> {
  return inTransaction(db, async (transaction) => {
    const { latest } = await transaction
      .selectFrom('saved_view')
      .select(sql<number>`coalesce(max(version), 0)`.as('latest'))
      .where('workspace_id', '=', workspace)
      .where('view_id', '=', view.viewId)
      .executeTakeFirstOrThrow();
    if (latest !== view.basedOn) return { saved: false, latest };
    const inserted = await transaction
      .insertInto('saved_view')
      .values({
        workspace_id: workspace,
        view_id: view.viewId,
        version: latest + 1,
        name: view.name,
        path: view.path,
        query: view.query,
        is_deleted: view.isDeleted,
        author: view.author,
        saved_at: view.savedAt,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .execute();
    return inserted.length === 1 ? { saved: true, version: latest + 1 } : { saved: false, latest: latest + 1 };
  });
}

/** The views that stand, by name. */
export function readViews(db: Kysely<Database>, workspace: string): Promise<readonly SavedView[]> {
  return db
    .selectFrom(latestViews(db, workspace).as('latest'))
    .selectAll()
    .where('isDeleted', '=', false)
    .orderBy('name')
    .orderBy('viewId')
    .execute();
}

/** A view as it stands, a deleted one too; null when there never was one. */
export async function readView(db: Kysely<Database>, workspace: string, viewId: string): Promise<SavedView | null> {
  return (await latestViews(db, workspace).where('view_id', '=', viewId).executeTakeFirst()) ?? null;
}

function latestViews(db: Kysely<Database>, workspace: string) {
  return db
    .selectFrom('saved_view')
    .distinctOn('view_id')
    .select([
      'view_id as viewId',
      'version',
      'name',
      'path',
      'query',
      'is_deleted as isDeleted',
      'author',
      'saved_at as savedAt',
    ])
    .where('workspace_id', '=', workspace)
    .orderBy('view_id')
    .orderBy('version', 'desc');
}
