import { type Kysely, sql } from 'kysely';
import type { Saved } from './saved.ts';
import type { Database } from './tables.ts';
import { inTransaction } from './transaction.ts';

/** A version of something that a person states or decides. `body` is what the rooms above make of it. */
export interface Edit {
  readonly id: string;
  readonly version: number;
  readonly body: unknown;
  readonly isDeleted: boolean;
  readonly author: string;
  readonly savedAt: number;
}

/** Keeps the version after `basedOn` (0: something new); deleting is a version too. Refused when somebody saved in between. */
export async function saveEdit(
  db: Kysely<Database>,
  workspace: string,
  kind: string,
  edit: Omit<Edit, 'version'> & { readonly basedOn: number },
): Promise<Saved> {
  return inTransaction(db, async (transaction) => {
    const { latest } = await transaction
      .selectFrom('edit')
      .select(sql<number>`coalesce(max(version), 0)`.as('latest'))
      .where('workspace_id', '=', workspace)
      .where('kind', '=', kind)
      .where('subject_id', '=', edit.id)
      .executeTakeFirstOrThrow();
    if (latest !== edit.basedOn) return { saved: false, latest };
    const inserted = await transaction
      .insertInto('edit')
      .values({
        workspace_id: workspace,
        kind,
        subject_id: edit.id,
        version: latest + 1,
        body: JSON.stringify(edit.body),
        is_deleted: edit.isDeleted,
        author: edit.author,
        saved_at: edit.savedAt,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .execute();
    return inserted.length === 1 ? { saved: true, version: latest + 1 } : { saved: false, latest: latest + 1 };
  });
}

/** Everything of a kind as it stands, by id; what was taken away is left out. */
export async function readEdits(db: Kysely<Database>, workspace: string, kind: string): Promise<readonly Edit[]> {
  const rows = await db
    .selectFrom(
      versions(db, workspace, kind)
        .distinctOn('subject_id')
        .orderBy('subject_id')
        .orderBy('version', 'desc')
        .as('latest'),
    )
    .selectAll()
    .where('isDeleted', '=', false)
    .orderBy('id')
    .execute();
  return rows.map(editOf);
}

/** Every version of one thing, oldest first; none when there never was one. */
export async function readEditVersions(
  db: Kysely<Database>,
  workspace: string,
  kind: string,
  id: string,
): Promise<readonly Edit[]> {
  const rows = await versions(db, workspace, kind).where('subject_id', '=', id).orderBy('version').execute();
  return rows.map(editOf);
}

/** Every version of everything of a kind, by id, oldest first. */
export async function readAllEditVersions(
  db: Kysely<Database>,
  workspace: string,
  kind: string,
): Promise<readonly Edit[]> {
  const rows = await versions(db, workspace, kind).orderBy('subject_id').orderBy('version').execute();
  return rows.map(editOf);
}

function versions(db: Kysely<Database>, workspace: string, kind: string) {
  return db
    .selectFrom('edit')
    .select(['subject_id as id', 'version', 'body', 'is_deleted as isDeleted', 'author', 'saved_at as savedAt'])
    .where('workspace_id', '=', workspace)
    .where('kind', '=', kind);
}

function editOf(row: Omit<Edit, 'body'> & { readonly body: string }): Edit {
  return { ...row, body: JSON.parse(row.body) };
}
