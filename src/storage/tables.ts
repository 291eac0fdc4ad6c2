/**
 * The store's tables as Kysely sees them. `migrations/` makes them; the two change together.
 *
 * Instants are ms UTC (`bigint`), days are `YYYY-MM-DD` text, JSON is text (never queried, so never parsed by the database).
 * Every key begins with `workspace_id`, which is never updated.
 */
export interface Database {
  readonly workspace: WorkspaceTable;
  readonly setting: SettingTable;
  readonly source: SourceTable;
  readonly import_run: ImportRunTable;
  readonly raw_record: RawRecordTable;
  readonly work_item: WorkItemTable;
  readonly item_link: ItemLinkTable;
  readonly stream: StreamTable;
  readonly stream_document: StreamDocumentTable;
  readonly stream_state: StreamStateTable;
  readonly stream_facts: StreamFactsTable;
  readonly fact: FactTable;
  readonly day_sum: DaySumTable;
  readonly note: NoteTable;
  readonly saved_view: SavedViewTable;
  readonly edit: EditTable;
  readonly metric_value: MetricValueTable;
  readonly gone_record: GoneRecordTable;
  readonly secret: SecretTable;
  readonly sync_state: SyncStateTable;
  readonly sync_run: SyncRunTable;
  readonly delivery_record: DeliveryRecordTable;
  readonly job: JobTable;
}

export interface WorkspaceTable {
  workspace_id: string;
  name: string;
  created_at: number;
  /** Counts batches of work items; `work_item.revision` says in which one an item last changed. */
  revision: number;
}

export interface SettingTable {
  workspace_id: string;
  key: string;
  version: number;
  /** JSON. */
  value: string;
  author: string;
  saved_at: number;
}

export interface SourceTable {
  workspace_id: string;
  source_id: string;
  kind: string;
  name: string;
  is_sample: boolean;
  created_at: number;
}

export interface ImportRunTable {
  workspace_id: string;
  import_id: string;
  source_id: string;
  format: string;
  /** Identity of what is imported, so that a repeated or interrupted import of it is recognised. */
  fingerprint: string;
  state: 'running' | 'done' | 'failed' | 'stopped';
  /** JSON: how far the reader had come at the last whole batch; null before the first. */
  position: string | null;
  new_items: number;
  changed_items: number;
  unchanged_items: number;
  refused_items: number;
  author: string;
  started_at: number;
  updated_at: number;
  ended_at: number | null;
  message: string | null;
}

export interface RawRecordTable {
  workspace_id: string;
  source_id: string;
  record_id: string;
  content_hash: string;
  payload: string;
  import_id: string;
}

export interface WorkItemTable {
  workspace_id: string;
  source_id: string;
  item: string;
  title: string;
  created_at: number;
  deleted_at: number | null;
  content_hash: string;
  revision: number;
  /** JSON of `ItemHistory`. */
  history: string;
}

/** Which items a history mentions in its links, so that they are folded again when the mentioned item changes. */
export interface ItemLinkTable {
  workspace_id: string;
  source_id: string;
  target: string;
  item: string;
}

export interface StreamTable {
  workspace_id: string;
  stream_id: string;
  is_sample: boolean;
  created_at: number;
  author: string;
}

export interface StreamDocumentTable {
  workspace_id: string;
  stream_id: string;
  version: number;
  name: string;
  text: string;
  author: string;
  saved_at: number;
}

export interface StreamStateTable {
  workspace_id: string;
  stream_id: string;
  version: number;
  is_archived: boolean;
  author: string;
  saved_at: number;
}

export interface StreamFactsTable {
  workspace_id: string;
  stream_id: string;
  /** The facts that pages read; 0 while there are none. */
  version: number;
  /** Counts changes inside a version; (version, revision) names one state of a stream's facts. */
  revision: number;
  document_version: number;
  /** The workspace's revision that these facts know. */
  items_revision: number;
  computed_at: number | null;
  item_count: number;
  /** The version that is being written beside the readable one; null while none is. */
  building_version: number | null;
  /** The latest version that was ever begun, so that no number is used twice. */
  last_version: number;
  /** The state of the delivery records that these facts know; null where no step of the stream names an event. */
  delivery_version: string | null;
}

export interface FactTable {
  workspace_id: string;
  stream_id: string;
  version: number;
  source_id: string;
  item: string;
  level: string | null;
  kind: string;
  team: string | null;
  created_at: number;
  committed_at: number | null;
  completed_at: number | null;
  cancelled_at: number | null;
  /** The timeline as `timelineText` writes it. */
  body: string;
}

export interface DaySumTable {
  workspace_id: string;
  stream_id: string;
  version: number;
  /** Index into the stream's steps; -1: the stream as a whole; -2: the same over all teams. */
  step: number;
  /** Empty: no team. */
  team: string;
  kind: string;
  day: string;
  arrivals: number;
  departures: number;
  load: number;
  active_ms: number;
  waiting_ms: number;
  completed: number;
  cancelled: number;
}

export interface NoteTable {
  workspace_id: string;
  note_id: string;
  version: number;
  /** null: shown on every stream. */
  stream_id: string | null;
  day: string;
  text: string;
  is_deleted: boolean;
  author: string;
  saved_at: number;
}

export interface SavedViewTable {
  workspace_id: string;
  view_id: string;
  version: number;
  name: string;
  path: string;
  query: string;
  is_deleted: boolean;
  author: string;
  saved_at: number;
}

/** A version of something that a person states or decides: an outcome, a metric, a review, an objective, a check-in … */
export interface EditTable {
  workspace_id: string;
  /** What it is: `outcome`, `metric`, `review` … */
  kind: string;
  subject_id: string;
  version: number;
  /** JSON. */
  body: string;
  is_deleted: boolean;
  author: string;
  saved_at: number;
}

/** What a metric was on a day, as it was known then: a correction is a further version. */
export interface MetricValueTable {
  workspace_id: string;
  metric_id: string;
  day: string;
  version: number;
  /** null: taken back. */
  value: number | null;
  author: string;
  saved_at: number;
}

/** A raw record that its source has no more, or does not show any more. */
export interface GoneRecordTable {
  workspace_id: string;
  source_id: string;
  record_id: string;
  /** When it was noticed. */
  gone_at: number;
}

/** A credential of a live source, sealed with a key that is not in the store. */
export interface SecretTable {
  workspace_id: string;
  source_id: string;
  key: string;
  sealed: string;
  saved_at: number;
}

export interface SyncStateTable {
  workspace_id: string;
  source_id: string;
  /** JSON in the connector's own form: where the next page begins; null before the first. */
  cursor: string | null;
  updated_at: number;
  /** When a sweep for records that are gone last came to its end. */
  swept_at: number | null;
}

export interface SyncRunTable {
  workspace_id: string;
  run_id: string;
  source_id: string;
  mode: 'changes' | 'sweep';
  state: 'running' | 'done' | 'failed' | 'stopped';
  requests: number;
  bytes: number;
  waited_ms: number;
  records: number;
  new_items: number;
  changed_items: number;
  unchanged_items: number;
  gone_records: number;
  delivery_records: number;
  message: string | null;
  started_at: number;
  ended_at: number | null;
}

/** A change, pull request, deployment, incident, iteration or release. */
export interface DeliveryRecordTable {
  workspace_id: string;
  source_id: string;
  kind: string;
  record_id: string;
  /** Its own first instant. */
  at: number;
  content_hash: string;
  /** JSON of `DeliveryRecord`. */
  body: string;
}

export interface JobTable {
  workspace_id: string;
  job_id: string;
  kind: string;
  subject: string;
  state: 'queued' | 'running' | 'done' | 'failed' | 'stopped';
  done: number;
  /** null: not known. */
  total: number | null;
  message: string | null;
  /** JSON. */
  result: string | null;
  author: string;
  created_at: number;
  started_at: number | null;
  updated_at: number;
  ended_at: number | null;
}
