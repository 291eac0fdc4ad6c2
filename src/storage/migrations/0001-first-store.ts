import { type Kysely, sql } from 'kysely';

/**
 * The first store. Keys are `collate "C"`: they sort the same on every server and compare by bytes, which is also faster.
 * Tables written in bulk have no foreign keys (a check a row); the rooms above write a source before its items.
 */
const STATEMENTS: readonly string[] = [
  `create table workspace (
    workspace_id text collate "C" not null primary key,
    name text not null,
    created_at bigint not null,
    revision bigint not null default 0
  )`,
  `create table setting (
    workspace_id text collate "C" not null,
    key text collate "C" not null,
    version integer not null,
    value text not null,
    author text not null,
    saved_at bigint not null,
    primary key (workspace_id, key, version)
  )`,
  `create table source (
    workspace_id text collate "C" not null,
    source_id text collate "C" not null,
    kind text not null,
    name text not null,
    is_sample boolean not null,
    created_at bigint not null,
    primary key (workspace_id, source_id)
  )`,
  `create table import_run (
    workspace_id text collate "C" not null,
    import_id text collate "C" not null,
    source_id text collate "C" not null,
    format text not null,
    fingerprint text collate "C" not null,
    state text not null check (state in ('running', 'done', 'failed', 'stopped')),
    position text,
    new_items integer not null default 0,
    changed_items integer not null default 0,
    unchanged_items integer not null default 0,
    refused_items integer not null default 0,
    author text not null,
    started_at bigint not null,
    updated_at bigint not null,
    ended_at bigint,
    message text,
    primary key (workspace_id, import_id)
  )`,
  `create table raw_record (
    workspace_id text collate "C" not null,
    source_id text collate "C" not null,
    record_id text collate "C" not null,
    content_hash text collate "C" not null,
    payload text not null,
    import_id text collate "C" not null,
    primary key (workspace_id, source_id, record_id)
  )`,
  `create table work_item (
    workspace_id text collate "C" not null,
    source_id text collate "C" not null,
    item text collate "C" not null,
    title text not null,
    created_at bigint not null,
    deleted_at bigint,
    content_hash text collate "C" not null,
    revision bigint not null,
    history text not null,
    primary key (workspace_id, source_id, item)
  )`,
  `create index work_item_by_revision on work_item (workspace_id, revision)`,
  `create table item_link (
    workspace_id text collate "C" not null,
    source_id text collate "C" not null,
    target text collate "C" not null,
    item text collate "C" not null,
    primary key (workspace_id, source_id, target, item)
  )`,
  `create index item_link_by_item on item_link (workspace_id, source_id, item)`,
  `create table stream (
    workspace_id text collate "C" not null,
    stream_id text collate "C" not null,
    is_sample boolean not null,
    created_at bigint not null,
    author text not null,
    primary key (workspace_id, stream_id)
  )`,
  `create table stream_document (
    workspace_id text collate "C" not null,
    stream_id text collate "C" not null,
    version integer not null,
    name text not null,
    text text not null,
    author text not null,
    saved_at bigint not null,
    primary key (workspace_id, stream_id, version),
    foreign key (workspace_id, stream_id) references stream (workspace_id, stream_id)
  )`,
  `create table stream_state (
    workspace_id text collate "C" not null,
    stream_id text collate "C" not null,
    version integer not null,
    is_archived boolean not null,
    author text not null,
    saved_at bigint not null,
    primary key (workspace_id, stream_id, version),
    foreign key (workspace_id, stream_id) references stream (workspace_id, stream_id)
  )`,
  `create table stream_facts (
    workspace_id text collate "C" not null,
    stream_id text collate "C" not null,
    version integer not null,
    revision integer not null,
    document_version integer not null,
    items_revision bigint not null,
    computed_at bigint,
    item_count integer not null,
    building_version integer,
    last_version integer not null,
    primary key (workspace_id, stream_id)
  )`,
  `create table fact (
    workspace_id text collate "C" not null,
    stream_id text collate "C" not null,
    version integer not null,
    source_id text collate "C" not null,
    item text collate "C" not null,
    level text,
    kind text not null,
    team text,
    created_at bigint not null,
    committed_at bigint,
    completed_at bigint,
    cancelled_at bigint,
    body text not null,
    primary key (workspace_id, stream_id, version, source_id, item)
  )`,
  `create table day_sum (
    workspace_id text collate "C" not null,
    stream_id text collate "C" not null,
    version integer not null,
    step integer not null,
    team text collate "C" not null,
    kind text collate "C" not null,
    day text collate "C" not null,
    arrivals integer not null,
    departures integer not null,
    load integer not null,
    active_ms bigint not null,
    waiting_ms bigint not null,
    completed integer not null,
    cancelled integer not null,
    primary key (workspace_id, stream_id, version, step, team, kind, day)
  )`,
  `create table note (
    workspace_id text collate "C" not null,
    note_id text collate "C" not null,
    version integer not null,
    stream_id text collate "C",
    day text collate "C" not null,
    text text not null,
    is_deleted boolean not null,
    author text not null,
    saved_at bigint not null,
    primary key (workspace_id, note_id, version)
  )`,
  `create table saved_view (
    workspace_id text collate "C" not null,
    view_id text collate "C" not null,
    version integer not null,
    name text not null,
    path text not null,
    query text not null,
    is_deleted boolean not null,
    author text not null,
    saved_at bigint not null,
    primary key (workspace_id, view_id, version)
  )`,
  `create table job (
    workspace_id text collate "C" not null,
    job_id text collate "C" not null,
    kind text not null,
    subject text not null,
    state text not null check (state in ('queued', 'running', 'done', 'failed', 'stopped')),
    done bigint not null,
    total bigint,
    message text,
    result text,
    author text not null,
    created_at bigint not null,
    started_at bigint,
    updated_at bigint not null,
    ended_at bigint,
    primary key (workspace_id, job_id)
  )`,
  `create index job_by_age on job (workspace_id, created_at)`,
];

export const firstStore = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
