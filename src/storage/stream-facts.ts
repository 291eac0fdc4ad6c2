import { type Kysely, sql } from 'kysely';
import type { DaySum } from '../flow/day-sums.ts';
import { replaceDaySums } from './day-sums.ts';
import { countFacts, type Fact, removeFacts, writeFacts } from './facts.ts';
import type { Database } from './tables.ts';
import { inTransaction } from './transaction.ts';
import type { ItemKey } from './work-items.ts';

/** Which facts of a stream pages read, and what they know. */
export interface StreamFacts {
  readonly streamId: string;
  /** 0: none yet. */
  readonly version: number;
  /** With `version`, names one state of the facts: a key for caches. */
  readonly revision: number;
  /** The document that they were computed by; older than the stream's latest one means: figures by the old map. */
  readonly documentVersion: number;
  /** The workspace's revision that they know; smaller than the present one means: there are changes to fold. */
  readonly itemsRevision: number;
  /** The state of the delivery records that they know, by `deliveryVersion`; null where no step of the stream names an event. */
  readonly deliveryVersion: string | null;
  readonly computedAt: number | null;
  readonly itemCount: number;
  /** New facts are being computed beside these. */
  readonly isRecomputing: boolean;
}

/** What is said of facts when they become the ones that pages read. */
export interface FactsStamp {
  readonly documentVersion: number;
  readonly itemsRevision: number;
  readonly deliveryVersion: string | null;
  readonly computedAt: number;
}

export async function readStreamFacts(
  db: Kysely<Database>,
  workspace: string,
  streamId: string,
): Promise<StreamFacts | null> {
  return (await selectStreamFacts(db, workspace).where('stream_id', '=', streamId).executeTakeFirst()) ?? null;
}

/** For every stream that has, or is getting, facts. */
export function readAllStreamFacts(db: Kysely<Database>, workspace: string): Promise<readonly StreamFacts[]> {
  return selectStreamFacts(db, workspace).orderBy('stream_id').execute();
}

/**
 * Begins new facts beside the readable ones and returns their version, to be filled by `writeFacts` and `replaceDaySums` and made
 * readable by `publishFacts`. A second begin takes over: the first builder's publish is then refused.
 */
export async function beginFacts(db: Kysely<Database>, workspace: string, streamId: string): Promise<number> {
  const { version } = await db
    .insertInto('stream_facts')
    .values({
      workspace_id: workspace,
      stream_id: streamId,
      version: 0,
      revision: 0,
      document_version: 0,
      items_revision: 0,
      computed_at: null,
      item_count: 0,
      building_version: 1,
      last_version: 1,
      delivery_version: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'stream_id']).doUpdateSet({
        building_version: sql`stream_facts.last_version + 1`,
        last_version: sql`stream_facts.last_version + 1`,
      }),
    )
    .returning('last_version as version')
    .executeTakeFirstOrThrow();
  return version;
}

/**
 * Makes a finished version the one that pages read, in one step; day sums come with it. Returns false, and changes nothing, when
 * another builder has begun since. The facts before stay until `dropOldFacts`.
 */
export async function publishFacts(
  db: Kysely<Database>,
  workspace: string,
  streamId: string,
  version: number,
  stamp: FactsStamp,
): Promise<boolean> {
  const itemCount = await countFacts(db, workspace, streamId, version);
  const switched = await db
    .updateTable('stream_facts')
    .set({
      version,
      revision: 0,
      document_version: stamp.documentVersion,
      items_revision: stamp.itemsRevision,
      delivery_version: stamp.deliveryVersion,
      computed_at: stamp.computedAt,
      item_count: itemCount,
      building_version: null,
    })
    .where('workspace_id', '=', workspace)
    .where('stream_id', '=', streamId)
    .where('building_version', '=', version)
    .returning('version')
    .execute();
  return switched.length === 1;
}

/**
 * Brings the readable facts up to date in place, all or nothing: changed items are replaced, left ones removed, the day sums
 * replaced when given. Returns false, and changes nothing, when `version` is no longer the readable one.
 */
export async function updateFacts(
  db: Kysely<Database>,
  workspace: string,
  streamId: string,
  version: number,
  update: {
    readonly facts: readonly Fact[];
    readonly removed: readonly ItemKey[];
    readonly daySums?: readonly DaySum[];
    readonly itemsRevision: number;
    readonly computedAt: number;
  },
): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    const claimed = await transaction
      .updateTable('stream_facts')
      .set({
        revision: sql`revision + 1`,
        items_revision: update.itemsRevision,
        computed_at: update.computedAt,
      })
      .where('workspace_id', '=', workspace)
      .where('stream_id', '=', streamId)
      .where('version', '=', version)
      .returning('version')
      .execute();
    if (claimed.length === 0) return false;
    await writeFacts(transaction, workspace, streamId, version, update.facts);
    await removeFacts(transaction, workspace, streamId, version, update.removed);
    if (update.daySums !== undefined) {
      await replaceDaySums(transaction, workspace, streamId, version, update.daySums);
    }
    if (update.facts.length > 0 || update.removed.length > 0) {
      await transaction
        .updateTable('stream_facts')
        .set({ item_count: await countFacts(transaction, workspace, streamId, version) })
        .where('workspace_id', '=', workspace)
        .where('stream_id', '=', streamId)
        .execute();
    }
    return true;
  });
}

/** Gives up facts that were begun and not published (a job that was stopped or killed); with `version`, only when that one is being built. */
export async function abandonFacts(
  db: Kysely<Database>,
  workspace: string,
  streamId: string,
  version?: number,
): Promise<void> {
  await db
    .updateTable('stream_facts')
    .set({ building_version: null })
    .where('workspace_id', '=', workspace)
    .where('stream_id', '=', streamId)
    .$if(version !== undefined, (query) => query.where('building_version', '=', version ?? 0))
    .execute();
}

/**
 * Deletes facts and day sums that no page reads and no builder writes, a bounded number of rows a statement. Call it after
 * publishing and at start. Returns how many facts went.
 */
export async function dropOldFacts(db: Kysely<Database>, workspace: string, batchSize = 20_000): Promise<number> {
  let dropped = 0;
  const streams = await db
    .selectFrom('stream_facts')
    .select(['stream_id', 'version', 'building_version'])
    .where('workspace_id', '=', workspace)
    .execute();
  for (const stream of streams) {
    const kept = [stream.version, stream.building_version ?? stream.version];
    await db
      .deleteFrom('day_sum')
      .where('workspace_id', '=', workspace)
      .where('stream_id', '=', stream.stream_id)
      .where('version', 'not in', kept)
      .execute();
    for (;;) {
      const { rows } = await sql<{ count: number }>`
        with gone as (
          delete from fact where ctid = any (array(
            select ctid from fact
            where workspace_id = ${workspace} and stream_id = ${stream.stream_id}
              and version <> ${kept[0]} and version <> ${kept[1]}
            limit ${batchSize}))
          and workspace_id = ${workspace}
          returning 1)
        select count(*)::integer as count from gone`.execute(db);
      const count = rows[0]?.count ?? 0;
      dropped += count;
      if (count < batchSize) break;
    }
  }
  return dropped;
}

/** Drops everything that is derived, also what is being computed; `millrace rebuild` computes it again, as new versions. */
export async function dropAllFacts(db: Kysely<Database>, workspace: string): Promise<void> {
  await inTransaction(db, async (transaction) => {
    await transaction
      .updateTable('stream_facts')
      .set({
        version: 0,
        revision: 0,
        document_version: 0,
        items_revision: 0,
        delivery_version: null,
        computed_at: null,
        item_count: 0,
        building_version: null,
      })
      .where('workspace_id', '=', workspace)
      .execute();
    for (const table of ['fact', 'day_sum'] as const) {
      await transaction.deleteFrom(table).where('workspace_id', '=', workspace).execute();
    }
  });
}

function selectStreamFacts(db: Kysely<Database>, workspace: string) {
  return db
    .selectFrom('stream_facts')
    .select([
      'stream_id as streamId',
      'version',
      'revision',
      'document_version as documentVersion',
      'items_revision as itemsRevision',
      'delivery_version as deliveryVersion',
      'computed_at as computedAt',
      'item_count as itemCount',
      sql<boolean>`building_version is not null`.as('isRecomputing'),
    ])
    .where('workspace_id', '=', workspace);
}
