import { type Kysely, sql } from 'kysely';
import type { DeliveryRecord } from '../flow/delivery/records.ts';
import { contentHash } from './content-hash.ts';
import { type Column, insertRows, textArray } from './insert-rows.ts';
import type { Database, DeliveryRecordTable } from './tables.ts';

/** Identity of a delivery record within its source. */
export interface DeliveryKey {
  readonly kind: DeliveryRecord['kind'];
  readonly id: string;
}

const COLUMNS: readonly Column<DeliveryRecordTable>[] = [
  { name: 'workspace_id', type: 'text', of: (row) => row.workspace_id },
  { name: 'source_id', type: 'text', of: (row) => row.source_id },
  { name: 'kind', type: 'text', of: (row) => row.kind },
  { name: 'record_id', type: 'text', of: (row) => row.record_id },
  { name: 'at', type: 'bigint', of: (row) => row.at },
  { name: 'content_hash', type: 'text', of: (row) => row.content_hash },
  { name: 'body', type: 'text', of: (row) => row.body },
];

/** Keeps records of one source, new or replaced; what is the same stays untouched. Returns how many were written. */
export async function writeDeliveryRecords(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
  records: readonly DeliveryRecord[],
): Promise<number> {
  const byKey = new Map(records.map((record) => [JSON.stringify([record.kind, record.id]), record]));
  const known = await db
    .selectFrom('delivery_record')
    .select(['kind', 'record_id', 'content_hash'])
    .where('workspace_id', '=', workspace)
    .where('source_id', '=', sourceId)
    .where(sql<boolean>`record_id = any(${textArray(records.map(({ id }) => id))})`)
    .execute();
  const hashes = new Map(known.map((row) => [JSON.stringify([row.kind, row.record_id]), row.content_hash]));
  const rows: DeliveryRecordTable[] = [];
  for (const [key, record] of byKey) {
    const body = JSON.stringify(record);
    const hash = contentHash(body);
    if (hashes.get(key) === hash) continue;
    rows.push({
      workspace_id: workspace,
      source_id: sourceId,
      kind: record.kind,
      record_id: record.id,
      at: firstInstantOf(record),
      content_hash: hash,
      body,
    });
  }
  await insertRows(
    db,
    'delivery_record',
    COLUMNS,
    rows,
    sql`on conflict (workspace_id, source_id, kind, record_id) do update
      set at = excluded.at, content_hash = excluded.content_hash, body = excluded.body`,
  );
  return rows.length;
}

export async function removeDeliveryRecords(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
  keys: readonly DeliveryKey[],
): Promise<void> {
  for (const kind of new Set(keys.map((key) => key.kind))) {
    const ids = keys.filter((key) => key.kind === kind).map(({ id }) => id);
    await db
      .deleteFrom('delivery_record')
      .where('workspace_id', '=', workspace)
      .where('source_id', '=', sourceId)
      .where('kind', '=', kind)
      .where(sql<boolean>`record_id = any(${textArray(ids)})`)
      .execute();
  }
}

/** Every delivery record of a workspace, by source, as JSON text: the rooms above know the type and keep what they made of it. */
export async function readDeliveryBodies(
  db: Kysely<Database>,
  workspace: string,
): Promise<readonly { readonly source: string; readonly body: string }[]> {
  return db
    .selectFrom('delivery_record')
    .select(['source_id as source', 'body'])
    .where('workspace_id', '=', workspace)
    .orderBy('source_id')
    .orderBy('kind')
    .orderBy('record_id')
    .execute();
}

/** Count and a digest of all delivery records: the same two, the same records. */
export async function deliveryVersion(db: Kysely<Database>, workspace: string): Promise<string> {
  const row = await db
    .selectFrom('delivery_record')
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      sql<string | null>`md5(string_agg(content_hash, '' order by source_id, kind, record_id))`.as('digest'),
    ])
    .where('workspace_id', '=', workspace)
    .executeTakeFirstOrThrow();
  return `${row.count}:${row.digest ?? ''}`;
}

function firstInstantOf(record: DeliveryRecord): number {
  switch (record.kind) {
    case 'change':
      return record.committedAt;
    case 'pull-request':
    case 'incident':
      return record.openedAt;
    case 'deployment':
      return record.createdAt;
    case 'release':
      return record.at;
    case 'iteration':
      return record.startAt ?? 0;
  }
}
