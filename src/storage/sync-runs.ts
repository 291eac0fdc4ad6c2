import type { Kysely } from 'kysely';
import type { SyncCounts } from './sync.ts';
import type { Database, SyncRunTable } from './tables.ts';

/** One run of a live source, as its history shows it. */
export interface SyncRun extends SyncCounts {
  readonly runId: string;
  readonly sourceId: string;
  readonly mode: SyncRunTable['mode'];
  readonly state: SyncRunTable['state'];
  readonly requests: number;
  readonly bytes: number;
  readonly waitedMs: number;
  readonly message: string | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
}

/** Keeps a run as it is now; it is written with its first page and again with each further one, never for a run that found nothing. */
export async function saveSyncRun(db: Kysely<Database>, workspace: string, run: SyncRun): Promise<void> {
  const values = {
    mode: run.mode,
    state: run.state,
    requests: run.requests,
    bytes: run.bytes,
    waited_ms: run.waitedMs,
    records: run.records,
    new_items: run.newItems,
    changed_items: run.changedItems,
    unchanged_items: run.unchangedItems,
    gone_records: run.goneRecords,
    delivery_records: run.deliveryRecords,
    message: run.message,
    started_at: run.startedAt,
    ended_at: run.endedAt,
  };
  await db
    .insertInto('sync_run')
    .values({ workspace_id: workspace, run_id: run.runId, source_id: run.sourceId, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'run_id']).doUpdateSet(values))
    .execute();
}

/** Runs of a source, the latest first. */
export async function readSyncRuns(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
  limit = 30,
): Promise<readonly SyncRun[]> {
  const rows = await db
    .selectFrom('sync_run')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('source_id', '=', sourceId)
    .orderBy('started_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    runId: row.run_id,
    sourceId: row.source_id,
    mode: row.mode,
    state: row.state,
    requests: row.requests,
    bytes: row.bytes,
    waitedMs: row.waited_ms,
    records: row.records,
    newItems: row.new_items,
    changedItems: row.changed_items,
    unchangedItems: row.unchanged_items,
    goneRecords: row.gone_records,
    deliveryRecords: row.delivery_records,
    message: row.message,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  }));
}

/** At start: runs that a crash left running have ended; the next one goes on after their last page. */
export async function endLeftoverSyncRuns(db: Kysely<Database>, workspace: string, at: number): Promise<void> {
  await db
    .updateTable('sync_run')
    .set({ state: 'stopped', message: 'the program ended; the next run goes on from here', ended_at: at })
    .where('workspace_id', '=', workspace)
    .where('state', '=', 'running')
    .execute();
}
