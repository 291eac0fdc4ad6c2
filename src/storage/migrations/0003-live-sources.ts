import { type Kysely, sql } from 'kysely';

/** Live sources: their sealed credentials, where each goes on, the history of runs, and how changes reach the customer. */
const STATEMENTS: readonly string[] = [
  `create table gone_record (
    workspace_id text collate "C" not null,
    source_id text collate "C" not null,
    record_id text collate "C" not null,
    gone_at bigint not null,
    primary key (workspace_id, source_id, record_id)
  )`,
  `create table secret (
    workspace_id text collate "C" not null,
    source_id text collate "C" not null,
    key text collate "C" not null,
    sealed text not null,
    saved_at bigint not null,
    primary key (workspace_id, source_id, key)
  )`,
  `create table sync_state (
    workspace_id text collate "C" not null,
    source_id text collate "C" not null,
    cursor text,
    updated_at bigint not null,
    swept_at bigint,
    primary key (workspace_id, source_id)
  )`,
  `create table sync_run (
    workspace_id text collate "C" not null,
    run_id text collate "C" not null,
    source_id text collate "C" not null,
    mode text not null check (mode in ('changes', 'sweep')),
    state text not null check (state in ('running', 'done', 'failed', 'stopped')),
    requests integer not null default 0,
    bytes bigint not null default 0,
    waited_ms bigint not null default 0,
    records integer not null default 0,
    new_items integer not null default 0,
    changed_items integer not null default 0,
    unchanged_items integer not null default 0,
    gone_records integer not null default 0,
    delivery_records integer not null default 0,
    message text,
    started_at bigint not null,
    ended_at bigint,
    primary key (workspace_id, run_id)
  )`,
  'create index sync_run_by_source on sync_run (workspace_id, source_id, started_at)',
  `create table delivery_record (
    workspace_id text collate "C" not null,
    source_id text collate "C" not null,
    kind text collate "C" not null,
    record_id text collate "C" not null,
    at bigint not null,
    content_hash text collate "C" not null,
    body text not null,
    primary key (workspace_id, source_id, kind, record_id)
  )`,
];

export const liveSources = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
