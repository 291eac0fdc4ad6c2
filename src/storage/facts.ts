import { type Kysely, sql } from 'kysely';
import type { KindOrUnmapped, Level } from '../flow/facts.ts';
import type { Timeline } from '../flow/timeline.ts';
import { type Column, insertRows, textArray } from './insert-rows.ts';
import type { Database, FactTable } from './tables.ts';
import { parseTimelines, timelineText } from './timeline-text.ts';
import type { ItemKey } from './work-items.ts';

/** What is kept of an item in a stream: its timeline, and what selects it (as known when it was computed). */
export interface Fact {
  readonly timeline: Timeline;
  readonly level: Level | null;
  readonly kind: KindOrUnmapped;
  readonly team: string | null;
  readonly committedAt: number | null;
  readonly completedAt: number | null;
  readonly cancelledAt: number | null;
  /** `timelineText` of the timeline, where the caller has made it already. */
  readonly text?: string;
}

const COLUMNS: readonly Column<FactTable>[] = [
  { name: 'workspace_id', type: 'text', of: (row) => row.workspace_id },
  { name: 'stream_id', type: 'text', of: (row) => row.stream_id },
  { name: 'version', type: 'integer', of: (row) => row.version },
  { name: 'source_id', type: 'text', of: (row) => row.source_id },
  { name: 'item', type: 'text', of: (row) => row.item },
  { name: 'level', type: 'text', of: (row) => row.level },
  { name: 'kind', type: 'text', of: (row) => row.kind },
  { name: 'team', type: 'text', of: (row) => row.team },
  { name: 'created_at', type: 'bigint', of: (row) => row.created_at },
  { name: 'committed_at', type: 'bigint', of: (row) => row.committed_at },
  { name: 'completed_at', type: 'bigint', of: (row) => row.completed_at },
  { name: 'cancelled_at', type: 'bigint', of: (row) => row.cancelled_at },
  { name: 'body', type: 'text', of: (row) => row.body },
];

/** Writes facts into a version of a stream's facts, replacing those of the same items. */
export async function writeFacts(
  db: Kysely<Database>,
  workspace: string,
  streamId: string,
  version: number,
  facts: readonly Fact[],
): Promise<void> {
  const rows = facts.map((fact) => ({
    workspace_id: workspace,
    stream_id: streamId,
    version,
    source_id: fact.timeline.source,
    item: fact.timeline.item,
    level: fact.level,
    kind: fact.kind,
    team: fact.team,
    created_at: fact.timeline.createdAt,
    committed_at: fact.committedAt,
    completed_at: fact.completedAt,
    cancelled_at: fact.cancelledAt,
    body: fact.text ?? timelineText(fact.timeline),
  }));
  await insertRows(
    db,
    'fact',
    COLUMNS,
    rows,
    sql`on conflict (workspace_id, stream_id, version, source_id, item) do update
      set level = excluded.level, kind = excluded.kind, team = excluded.team, created_at = excluded.created_at,
        committed_at = excluded.committed_at, completed_at = excluded.completed_at,
        cancelled_at = excluded.cancelled_at, body = excluded.body`,
  );
}

/** Takes items out of a version of a stream's facts. */
export async function removeFacts(
  db: Kysely<Database>,
  workspace: string,
  streamId: string,
  version: number,
  items: readonly ItemKey[],
): Promise<void> {
  for (const [source, keys] of Map.groupBy(items, (key) => key.source)) {
    await db
      .deleteFrom('fact')
      .where('workspace_id', '=', workspace)
      .where('stream_id', '=', streamId)
      .where('version', '=', version)
      .where('source_id', '=', source)
      .where(sql<boolean>`item = any(${textArray(keys.map((key) => key.item))})`)
      .execute();
  }
}

/**
 * The timelines of a version of a stream's facts in batches, ordered by source and item. A batch comes as one row: rows cost
 * more than the text in them. `notClosedBefore` leaves out items whose completion or cancellation lies before an instant.
 */
export async function* readTimelineBatches(
  db: Kysely<Database>,
  workspace: string,
  streamId: string,
  version: number,
  options: { readonly notClosedBefore?: number; readonly batchSize?: number } = {},
): AsyncGenerator<readonly Timeline[]> {
  for await (const texts of readTimelineTexts(db, workspace, streamId, version, options)) {
    yield parseTimelines(texts.join(','));
  }
}

/** The same as they are kept: a text an item, which `parseTimelines` reads. */
export async function* readTimelineTexts(
  db: Kysely<Database>,
  workspace: string,
  streamId: string,
  version: number,
  options: { readonly notClosedBefore?: number; readonly batchSize?: number } = {},
): AsyncGenerator<readonly string[]> {
  const size = options.batchSize ?? 20_000;
  const since = options.notClosedBefore;
  let after: ItemKey = { source: '', item: '' };
  for (;;) {
    const page = db
      .selectFrom('fact')
      .select(['source_id', 'item', 'body'])
      .where('workspace_id', '=', workspace)
      .where('stream_id', '=', streamId)
      .where('version', '=', version)
      .where(sql<boolean>`(source_id, item) > (${after.source}, ${after.item})`)
      .$if(since !== undefined, (query) =>
        query.where(sql<boolean>`coalesce(completed_at, cancelled_at, ${since ?? 0}) >= ${since ?? 0}`),
      )
      .orderBy('source_id')
      .orderBy('item')
      .limit(size);
    const row = await db
      .selectFrom(page.as('page'))
      // JSON has no bare line end, so that one can stand between two texts.
      .select(sql<string | null>`string_agg(body, E'\n')`.as('texts'))
      .executeTakeFirstOrThrow();
    if (row.texts === null) return;
    const texts = row.texts.split('\n');
    yield texts;
    const [last] = parseTimelines(texts.at(-1) ?? '');
    if (last === undefined || texts.length < size) return;
    after = last;
  }
}

/** All timelines of a version of a stream's facts; see `readTimelineBatches`. */
export async function readTimelines(
  db: Kysely<Database>,
  workspace: string,
  streamId: string,
  version: number,
  options: { readonly notClosedBefore?: number } = {},
): Promise<readonly Timeline[]> {
  const all: Timeline[] = [];
  for await (const batch of readTimelineBatches(db, workspace, streamId, version, options)) {
    for (const timeline of batch) all.push(timeline);
  }
  return all;
}

/** How many items a version of a stream's facts holds. */
export async function countFacts(
  db: Kysely<Database>,
  workspace: string,
  streamId: string,
  version: number,
): Promise<number> {
  const row = await db
    .selectFrom('fact')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('workspace_id', '=', workspace)
    .where('stream_id', '=', streamId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return row.count;
}
