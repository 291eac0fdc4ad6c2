import { type Kysely, sql } from 'kysely';
import type { StreamFacts } from './stream-facts.ts';
import { type StoredStream, selectStreams } from './streams.ts';
import type { Database } from './tables.ts';

/** What names the present state of a stream: the stream, its latest document's version, and which facts pages read. */
export interface StreamHead {
  readonly stored: StoredStream;
  /** null: none yet, and none begun. */
  readonly facts: StreamFacts | null;
}

/** The heads of all streams by name, archived ones too, in one statement: the first thing that every page asks. */
export async function readStreamHeads(db: Kysely<Database>, workspace: string): Promise<readonly StreamHead[]> {
  const rows = await selectStreams(db, workspace)
    .leftJoin('stream_facts as facts', (join) =>
      join.onRef('facts.workspace_id', '=', 'stream.workspace_id').onRef('facts.stream_id', '=', 'stream.stream_id'),
    )
    .select([
      'facts.version as version',
      'facts.revision as revision',
      'facts.document_version as factsDocumentVersion',
      'facts.items_revision as itemsRevision',
      'facts.delivery_version as deliveryVersion',
      'facts.computed_at as computedAt',
      'facts.item_count as itemCount',
      sql<boolean>`facts.building_version is not null`.as('isRecomputing'),
    ])
    .orderBy('name')
    .orderBy('streamId')
    .execute();
  return rows.map((row) => {
    const { streamId, isSample, isArchived, createdAt, name, documentVersion, savedAt, author } = row;
    const stored = { streamId, isSample, isArchived, createdAt, name, documentVersion, savedAt, author };
    const { version, revision, factsDocumentVersion, itemsRevision, deliveryVersion } = row;
    const { computedAt, itemCount, isRecomputing } = row;
    if (version === null || revision === null || factsDocumentVersion === null) return { stored, facts: null };
    return {
      stored,
      facts: {
        streamId,
        version,
        revision,
        documentVersion: factsDocumentVersion,
        itemsRevision: itemsRevision ?? 0,
        deliveryVersion,
        computedAt,
        itemCount: itemCount ?? 0,
        isRecomputing,
      },
    };
  });
}
