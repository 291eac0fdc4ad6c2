import type { Kysely } from 'kysely';
import type { TableName } from './table-list.ts';
import type { Database } from './tables.ts';

/** A row of every table, with what is hard to carry: quotes, tabs, line ends, backslashes, other scripts, nothing, and large numbers. */
export const ODD_TEXT = 'a "b" \'c\'\t\\N\\t\r\n{"d":"e\\u0000"} \u{1F6B0} ü ,;|';

export const EVERY_TABLE: { readonly [Table in TableName]: Database[Table] } = {
  workspace: { workspace_id: 'w', name: ODD_TEXT, created_at: 1, revision: 3 },
  setting: { workspace_id: 'w', key: 'k', version: 1, value: '{"a":1}', author: 'local owner', saved_at: 2 },
  source: { workspace_id: 'w', source_id: 's', kind: 'jira', name: ODD_TEXT, is_sample: true, created_at: 3 },
  import_run: {
    workspace_id: 'w',
    import_id: 'i',
    source_id: 's',
    format: 'jira',
    fingerprint: 'f',
    state: 'stopped',
    position: '{"byte":12}',
    new_items: 1,
    changed_items: 2,
    unchanged_items: 3,
    refused_items: 4,
    author: 'local owner',
    started_at: 4,
    updated_at: 5,
    ended_at: null,
    message: ODD_TEXT,
  },
  raw_record: {
    workspace_id: 'w',
    source_id: 's',
    record_id: 'r',
    content_hash: 'h',
    payload: ODD_TEXT,
    import_id: 'i',
  },
  work_item: {
    workspace_id: 'w',
    source_id: 's',
    item: 'K-1',
    title: ODD_TEXT,
    created_at: 8_640_000_000_000_000,
    deleted_at: null,
    content_hash: 'h',
    revision: 3,
    history: JSON.stringify({ title: ODD_TEXT }),
  },
  item_link: { workspace_id: 'w', source_id: 's', target: 'K-2', item: 'K-1' },
  stream: { workspace_id: 'w', stream_id: 'islandora', is_sample: false, created_at: 6, author: 'local owner' },
  stream_document: {
    workspace_id: 'w',
    stream_id: 'islandora',
    version: 1,
    name: 'Islandora',
    text: 'version: 1 # first\nstream: Islandora\n',
    author: 'local owner',
    saved_at: 7,
  },
  stream_state: {
    workspace_id: 'w',
    stream_id: 'islandora',
    version: 1,
    is_archived: true,
    author: 'local owner',
    saved_at: 8,
  },
  stream_facts: {
    workspace_id: 'w',
    stream_id: 'islandora',
    version: 2,
    revision: 5,
    document_version: 1,
    items_revision: 3,
    computed_at: null,
    item_count: 1,
    building_version: 3,
    last_version: 3,
    delivery_version: '7:0f',
  },
  fact: {
    workspace_id: 'w',
    stream_id: 'islandora',
    version: 2,
    source_id: 's',
    item: 'K-1',
    level: null,
    kind: 'defect',
    team: ODD_TEXT,
    created_at: -1,
    committed_at: 9,
    completed_at: null,
    cancelled_at: null,
    body: JSON.stringify({ item: ODD_TEXT }),
  },
  day_sum: {
    workspace_id: 'w',
    stream_id: 'islandora',
    version: 2,
    step: -1,
    team: '',
    kind: 'defect',
    day: '2024-02-29',
    arrivals: 1,
    departures: 2,
    load: 3,
    active_ms: 9_007_199_254_740_991,
    waiting_ms: 5,
    completed: 6,
    cancelled: 7,
  },
  note: {
    workspace_id: 'w',
    note_id: 'n',
    version: 1,
    stream_id: null,
    day: '2024-03-01',
    text: ODD_TEXT,
    is_deleted: false,
    author: 'local owner',
    saved_at: 10,
  },
  saved_view: {
    workspace_id: 'w',
    view_id: 'v',
    version: 1,
    name: 'Defects',
    path: '/streams/islandora',
    query: 'kind=defect',
    is_deleted: false,
    author: 'local owner',
    saved_at: 11,
  },
  edit: {
    workspace_id: 'w',
    kind: 'outcome',
    subject_id: 'o',
    version: 1,
    body: JSON.stringify({ statement: ODD_TEXT }),
    is_deleted: false,
    author: 'local owner',
    saved_at: 11,
  },
  metric_value: {
    workspace_id: 'w',
    metric_id: 'm',
    day: '2024-03-01',
    version: 1,
    value: 0.1,
    author: 'local owner',
    saved_at: 11,
  },
  gone_record: { workspace_id: 'w', source_id: 's', record_id: 'r', gone_at: 9 },
  secret: { workspace_id: 'w', source_id: 's', key: 'token', sealed: 'v1.c2VhbGVk', saved_at: 8 },
  sync_state: { workspace_id: 'w', source_id: 's', cursor: '{"since":12}', updated_at: 9, swept_at: null },
  sync_run: {
    workspace_id: 'w',
    run_id: 'r',
    source_id: 's',
    mode: 'sweep',
    state: 'failed',
    requests: 1,
    bytes: 5_000_000_000,
    waited_ms: 2,
    records: 3,
    new_items: 4,
    changed_items: 5,
    unchanged_items: 6,
    gone_records: 7,
    delivery_records: 8,
    message: ODD_TEXT,
    started_at: 9,
    ended_at: null,
  },
  delivery_record: {
    workspace_id: 'w',
    source_id: 's',
    kind: 'change',
    record_id: 'o/r@1',
    at: 10,
    content_hash: 'h',
    body: JSON.stringify({ title: ODD_TEXT }),
  },
  job: {
    workspace_id: 'w',
    job_id: 'j',
    kind: 'import',
    subject: 'i',
    state: 'failed',
    done: 12,
    total: null,
    message: ODD_TEXT,
    result: null,
    author: 'local owner',
    created_at: 12,
    started_at: null,
    updated_at: 13,
    ended_at: 14,
  },
};

/** Tables that the first store did not have. */
export const LATER_TABLES = [
  'edit',
  'metric_value',
  'gone_record',
  'secret',
  'sync_state',
  'sync_run',
  'delivery_record',
] as const;

/** Puts one row into every table. */
export async function fillEveryTable(db: Kysely<Database>): Promise<void> {
  await fillFirstTables(db);
  const { delivery_version } = EVERY_TABLE.stream_facts;
  await db.updateTable('stream_facts').set({ delivery_version }).where('workspace_id', '=', 'w').execute();
  await db.insertInto('edit').values(EVERY_TABLE.edit).execute();
  await db.insertInto('metric_value').values(EVERY_TABLE.metric_value).execute();
  await db.insertInto('gone_record').values(EVERY_TABLE.gone_record).execute();
  await db.insertInto('secret').values(EVERY_TABLE.secret).execute();
  await db.insertInto('sync_state').values(EVERY_TABLE.sync_state).execute();
  await db.insertInto('sync_run').values(EVERY_TABLE.sync_run).execute();
  await db.insertInto('delivery_record').values(EVERY_TABLE.delivery_record).execute();
}

/** Puts one row into every table of the first store. */
export async function fillFirstTables(db: Kysely<Database>): Promise<void> {
  await db.insertInto('workspace').values(EVERY_TABLE.workspace).execute();
  await db.insertInto('setting').values(EVERY_TABLE.setting).execute();
  await db.insertInto('source').values(EVERY_TABLE.source).execute();
  await db.insertInto('import_run').values(EVERY_TABLE.import_run).execute();
  await db.insertInto('raw_record').values(EVERY_TABLE.raw_record).execute();
  await db.insertInto('work_item').values(EVERY_TABLE.work_item).execute();
  await db.insertInto('item_link').values(EVERY_TABLE.item_link).execute();
  await db.insertInto('stream').values(EVERY_TABLE.stream).execute();
  await db.insertInto('stream_document').values(EVERY_TABLE.stream_document).execute();
  await db.insertInto('stream_state').values(EVERY_TABLE.stream_state).execute();
  const { delivery_version: _later, ...stream_facts } = EVERY_TABLE.stream_facts;
  await db.insertInto('stream_facts').values(stream_facts).execute();
  await db.insertInto('fact').values(EVERY_TABLE.fact).execute();
  await db.insertInto('day_sum').values(EVERY_TABLE.day_sum).execute();
  await db.insertInto('note').values(EVERY_TABLE.note).execute();
  await db.insertInto('saved_view').values(EVERY_TABLE.saved_view).execute();
  await db.insertInto('job').values(EVERY_TABLE.job).execute();
}

/** Everything in the store, by table. */
export async function readEveryTable(db: Kysely<Database>): Promise<{ readonly [Table in TableName]: unknown }> {
  return {
    workspace: await db.selectFrom('workspace').selectAll().execute(),
    setting: await db.selectFrom('setting').selectAll().execute(),
    source: await db.selectFrom('source').selectAll().execute(),
    import_run: await db.selectFrom('import_run').selectAll().execute(),
    raw_record: await db.selectFrom('raw_record').selectAll().execute(),
    work_item: await db.selectFrom('work_item').selectAll().execute(),
    item_link: await db.selectFrom('item_link').selectAll().execute(),
    stream: await db.selectFrom('stream').selectAll().execute(),
    stream_document: await db.selectFrom('stream_document').selectAll().execute(),
    stream_state: await db.selectFrom('stream_state').selectAll().execute(),
    stream_facts: await db.selectFrom('stream_facts').selectAll().execute(),
    fact: await db.selectFrom('fact').selectAll().execute(),
    day_sum: await db.selectFrom('day_sum').selectAll().execute(),
    note: await db.selectFrom('note').selectAll().execute(),
    saved_view: await db.selectFrom('saved_view').selectAll().execute(),
    edit: await db.selectFrom('edit').selectAll().execute(),
    metric_value: await db.selectFrom('metric_value').selectAll().execute(),
    gone_record: await db.selectFrom('gone_record').selectAll().execute(),
    secret: await db.selectFrom('secret').selectAll().execute(),
    sync_state: await db.selectFrom('sync_state').selectAll().execute(),
    sync_run: await db.selectFrom('sync_run').selectAll().execute(),
    delivery_record: await db.selectFrom('delivery_record').selectAll().execute(),
    job: await db.selectFrom('job').selectAll().execute(),
  };
}

/** What `readEveryTable` finds after `fillEveryTable`. */
export const EVERY_TABLE_FILLED = Object.fromEntries(Object.entries(EVERY_TABLE).map(([table, row]) => [table, [row]]));
