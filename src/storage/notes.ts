import { type Kysely, sql } from 'kysely';
import type { Day } from '../flow/calendar.ts';
import type { Saved } from './saved.ts';
import type { Database } from './tables.ts';
import { inTransaction } from './transaction.ts';

/** A context note: a few words pinned to a day, shown on every chart of its stream, or of all streams. */
export interface Note {
  readonly noteId: string;
  readonly version: number;
  readonly streamId: string | null;
  readonly day: Day;
  readonly text: string;
  readonly isDeleted: boolean;
  readonly author: string;
  readonly savedAt: number;
}

/** Keeps a note as the version after `basedOn` (0: a new note); deleting is a version too. Refused when somebody saved in between. */
export async function saveNote(
  db: Kysely<Database>,
  workspace: string,
  note: Omit<Note, 'version'> & { readonly basedOn: number },
): Promise<Saved> {
  return inTransaction(db, async (transaction) => {
    const { latest } = await transaction
      .selectFrom('note')
      .select(sql<number>`coalesce(max(version), 0)`.as('latest'))
      .where('workspace_id', '=', workspace)
      .where('note_id', '=', note.noteId)
      .executeTakeFirstOrThrow();
    if (latest !== note.basedOn) return { saved: false, latest };
    const inserted = await transaction
      .insertInto('note')
      .values({
        workspace_id: workspace,
        note_id: note.noteId,
        version: latest + 1,
        stream_id: note.streamId,
        day: note.day,
        text: note.text,
        is_deleted: note.isDeleted,
        author: note.author,
        saved_at: note.savedAt,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .execute();
    return inserted.length === 1 ? { saved: true, version: latest + 1 } : { saved: false, latest: latest + 1 };
  });
}

/** The notes that stand, by day: those of a stream and those of all streams; without a stream every one. */
export async function readNotes(db: Kysely<Database>, workspace: string, streamId?: string): Promise<readonly Note[]> {
  const rows = await db
    .selectFrom(latestNotes(db, workspace).as('latest'))
    .selectAll()
    .where('isDeleted', '=', false)
    .$if(streamId !== undefined, (query) =>
      query.where((where) => where.or([where('streamId', 'is', null), where('streamId', '=', streamId ?? '')])),
    )
    .orderBy('day')
    .orderBy('noteId')
    .execute();
  return rows;
}

/** A note as it stands, a deleted one too; null when there never was one. */
export async function readNote(db: Kysely<Database>, workspace: string, noteId: string): Promise<Note | null> {
  return (await latestNotes(db, workspace).where('note_id', '=', noteId).executeTakeFirst()) ?? null;
}

function latestNotes(db: Kysely<Database>, workspace: string) {
  return db
    .selectFrom('note')
    .distinctOn('note_id')
    .select([
      'note_id as noteId',
      'version',
      'stream_id as streamId',
      'day',
      'text',
      'is_deleted as isDeleted',
      'author',
      'saved_at as savedAt',
    ])
    .where('workspace_id', '=', workspace)
    .orderBy('note_id')
    .orderBy('version', 'desc');
}
