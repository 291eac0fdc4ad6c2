import { type Kysely, sql } from 'kysely';
import type { Saved } from './saved.ts';
import type { Database } from './tables.ts';
import { inTransaction } from './transaction.ts';

export interface StoredStream {
  readonly streamId: string;
  readonly isSample: boolean;
  readonly isArchived: boolean;
  readonly createdAt: number;
  /** Name, version and time of the latest document. */
  readonly name: string;
  readonly documentVersion: number;
  readonly savedAt: number;
  readonly author: string;
}

export interface StoredDocument {
  readonly streamId: string;
  readonly version: number;
  readonly name: string;
  /** The document as its author wrote it, comments and all. */
  readonly text: string;
  readonly author: string;
  readonly savedAt: number;
}

/**
 * Keeps a stream's document as the version after `basedOn`; 0 makes the stream. Earlier versions stay. When somebody has saved
 * in between (or the stream exists already), nothing is written and the answer names the latest version.
 */
export async function saveStreamDocument(
  db: Kysely<Database>,
  workspace: string,
  document: {
    readonly streamId: string;
    readonly basedOn: number;
    readonly name: string;
    readonly text: string;
    readonly author: string;
    readonly savedAt: number;
    /** Read when the stream is made; later versions do not change it. */
    readonly isSample?: boolean;
  },
): Promise<Saved> {
  return inTransaction(db, async (transaction) => {
    if (document.basedOn === 0) {
      await transaction
        .insertInto('stream')
        .values({
          workspace_id: workspace,
          stream_id: document.streamId,
          is_sample: document.isSample ?? false,
          created_at: document.savedAt,
          author: document.author,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    // The stream's row is the gate: two savers go through it one after the other.
    const stream = await transaction
      .selectFrom('stream')
      .select('stream_id')
      .where('workspace_id', '=', workspace)
      .where('stream_id', '=', document.streamId)
      .forUpdate()
      .executeTakeFirst();
    if (stream === undefined) return { saved: false, latest: 0 };
    const { latest } = await transaction
      .selectFrom('stream_document')
      .select(sql<number>`coalesce(max(version), 0)`.as('latest'))
      .where('workspace_id', '=', workspace)
      .where('stream_id', '=', document.streamId)
      .executeTakeFirstOrThrow();
    if (latest !== document.basedOn) return { saved: false, latest };
    await transaction
      .insertInto('stream_document')
      .values({
        workspace_id: workspace,
        stream_id: document.streamId,
        version: latest + 1,
        name: document.name,
        text: document.text,
        author: document.author,
        saved_at: document.savedAt,
      })
      .execute();
    return { saved: true, version: latest + 1 };
  });
}

/** Every stream by its name, archived ones too. */
export async function readStreams(db: Kysely<Database>, workspace: string): Promise<readonly StoredStream[]> {
  return selectStreams(db, workspace).orderBy('name').orderBy('streamId').execute();
}

export async function readStream(
  db: Kysely<Database>,
  workspace: string,
  streamId: string,
): Promise<StoredStream | null> {
  return (await selectStreams(db, workspace).where('stream.stream_id', '=', streamId).executeTakeFirst()) ?? null;
}

/** A version of a stream's document, the latest by default. */
export async function readStreamDocument(
  db: Kysely<Database>,
  workspace: string,
  streamId: string,
  version?: number,
): Promise<StoredDocument | null> {
  const row = await selectDocuments(db, workspace, streamId)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Every version, latest first. */
export function readStreamDocuments(
  db: Kysely<Database>,
  workspace: string,
  streamId: string,
): Promise<readonly StoredDocument[]> {
  return selectDocuments(db, workspace, streamId).orderBy('version', 'desc').execute();
}

/** Puts a stream aside or back, as a version of its own with its author. */
export async function saveStreamState(
  db: Kysely<Database>,
  workspace: string,
  state: {
    readonly streamId: string;
    readonly isArchived: boolean;
    readonly author: string;
    readonly savedAt: number;
  },
): Promise<void> {
  await sql`
    insert into stream_state (workspace_id, stream_id, version, is_archived, author, saved_at)
    select cast(${workspace} as text), cast(${state.streamId} as text), coalesce(max(version), 0) + 1,
      cast(${state.isArchived} as boolean), cast(${state.author} as text), cast(${state.savedAt} as bigint)
    from stream_state where workspace_id = ${workspace} and stream_id = ${state.streamId}`.execute(db);
}

function selectDocuments(db: Kysely<Database>, workspace: string, streamId: string) {
  return db
    .selectFrom('stream_document')
    .select(['stream_id as streamId', 'version', 'name', 'text', 'author', 'saved_at as savedAt'])
    .where('workspace_id', '=', workspace)
    .where('stream_id', '=', streamId);
}

/** Streams with their latest document and state. */
export function selectStreams(db: Kysely<Database>, workspace: string) {
  const documents = db
    .selectFrom('stream_document')
    .distinctOn('stream_id')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .orderBy('stream_id')
    .orderBy('version', 'desc');
  const states = db
    .selectFrom('stream_state')
    .distinctOn('stream_id')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .orderBy('stream_id')
    .orderBy('version', 'desc');
  return db
    .selectFrom('stream')
    .innerJoin(documents.as('latest'), (join) =>
      join.onRef('latest.workspace_id', '=', 'stream.workspace_id').onRef('latest.stream_id', '=', 'stream.stream_id'),
    )
    .leftJoin(states.as('state'), (join) =>
      join.onRef('state.workspace_id', '=', 'stream.workspace_id').onRef('state.stream_id', '=', 'stream.stream_id'),
    )
    .select([
      'stream.stream_id as streamId',
      'stream.is_sample as isSample',
      sql<boolean>`coalesce(state.is_archived, false)`.as('isArchived'),
      'stream.created_at as createdAt',
      'latest.name as name',
      'latest.version as documentVersion',
      'latest.saved_at as savedAt',
      'latest.author as author',
    ])
    .where('stream.workspace_id', '=', workspace);
}
