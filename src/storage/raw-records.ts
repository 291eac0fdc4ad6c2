import { type Kysely, sql } from 'kysely';
import { contentHash } from './content-hash.ts';
import { type Column, insertRows, textArray } from './insert-rows.ts';
import type { Database, RawRecordTable } from './tables.ts';

/** A record as the source gave it, through the connector's allow-list of fields: kept so that it can be mapped again. */
export interface RawRecord {
  readonly recordId: string;
  readonly payload: string;
}

const COLUMNS: readonly Column<RawRecordTable>[] = [
  { name: 'workspace_id', type: 'text', of: (row) => row.workspace_id },
  { name: 'source_id', type: 'text', of: (row) => row.source_id },
  { name: 'record_id', type: 'text', of: (row) => row.record_id },
  { name: 'content_hash', type: 'text', of: (row) => row.content_hash },
  { name: 'payload', type: 'text', of: (row) => row.payload },
  { name: 'import_id', type: 'text', of: (row) => row.import_id },
];

/** Keeps records, replacing those whose content differs. Of several with one id the last counts. Returns how many were written. */
export async function writeRawRecords(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
  importId: string,
  records: readonly RawRecord[],
): Promise<number> {
  const byId = new Map(records.map((record) => [record.recordId, record.payload]));
  const known = await db
    .selectFrom('raw_record')
    .select(['record_id', 'content_hash'])
    .where('workspace_id', '=', workspace)
    .where('source_id', '=', sourceId)
    .where(sql<boolean>`record_id = any(${textArray([...byId.keys()])})`)
    .execute();
  const hashes = new Map(known.map((row) => [row.record_id, row.content_hash]));
  const rows: RawRecordTable[] = [];
  for (const [recordId, payload] of byId) {
    const hash = contentHash(payload);
    if (hashes.get(recordId) === hash) continue;
    rows.push({
      workspace_id: workspace,
      source_id: sourceId,
      record_id: recordId,
      content_hash: hash,
      payload,
      import_id: importId,
    });
  }
  await insertRows(
    db,
    'raw_record',
    COLUMNS,
    rows,
    sql`on conflict (workspace_id, source_id, record_id) do update
      set content_hash = excluded.content_hash, payload = excluded.payload, import_id = excluded.import_id`,
  );
  return rows.length;
}

/** Some records of a source, by their ids; those that are not kept are left out. */
export function readRawRecordsOf(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
  ids: readonly string[],
): Promise<readonly RawRecord[]> {
  return db
    .selectFrom('raw_record')
    .select(['record_id as recordId', 'payload'])
    .where('workspace_id', '=', workspace)
    .where('source_id', '=', sourceId)
    .where(sql<boolean>`record_id = any(${textArray(ids)})`)
    .execute();
}

/** Ids of all records of a source that are not known to be gone, in order. */
export async function* readRecordIds(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
  batchSize = 10_000,
): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('raw_record')
      .select('record_id')
      .where('workspace_id', '=', workspace)
      .where('source_id', '=', sourceId)
      .where('record_id', '>', after)
      .where(
        sql<boolean>`not exists (select 1 from gone_record where gone_record.workspace_id = raw_record.workspace_id
          and gone_record.source_id = raw_record.source_id and gone_record.record_id = raw_record.record_id)`,
      )
      .orderBy('record_id')
      .limit(batchSize)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    for (const row of rows) yield row.record_id;
    after = last.record_id;
  }
}

/** All records of a source in batches, by id. */
export async function* readRawRecords(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
  batchSize = 1_000,
): AsyncGenerator<readonly RawRecord[]> {
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('raw_record')
      .select(['record_id as recordId', 'payload'])
      .where('workspace_id', '=', workspace)
      .where('source_id', '=', sourceId)
      .where('record_id', '>', after)
      .orderBy('record_id')
      .limit(batchSize)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.recordId;
  }
}
