import type { Kysely } from 'kysely';
import type { Database, ImportRunTable } from './tables.ts';

export interface ImportRun {
  readonly importId: string;
  readonly sourceId: string;
  readonly format: string;
  readonly fingerprint: string;
  readonly state: ImportRunTable['state'];
  /** Where the reader goes on, as it said with the last whole batch; null at the beginning. */
  readonly position: unknown;
  readonly counts: ImportCounts;
  readonly author: string;
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly endedAt: number | null;
  readonly message: string | null;
}

export interface ImportCounts {
  readonly newItems: number;
  readonly changedItems: number;
  readonly unchangedItems: number;
  readonly refusedItems: number;
}

/**
 * Takes up the unfinished import of the same thing (source, format, fingerprint), whatever interrupted it, or begins a new one
 * under `importId`. The answer says where to go on: `position` null means from the beginning.
 */
export async function openImportRun(
  db: Kysely<Database>,
  workspace: string,
  run: {
    readonly importId: string;
    readonly sourceId: string;
    readonly format: string;
    readonly fingerprint: string;
    readonly author: string;
    readonly at: number;
  },
): Promise<ImportRun> {
  const unfinished = await selectRuns(db, workspace)
    .where('source_id', '=', run.sourceId)
    .where('format', '=', run.format)
    .where('fingerprint', '=', run.fingerprint)
    .where('state', '!=', 'done')
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const importId = unfinished?.import_id ?? run.importId;
  if (unfinished === undefined) {
    await db
      .insertInto('import_run')
      .values({
        workspace_id: workspace,
        import_id: importId,
        source_id: run.sourceId,
        format: run.format,
        fingerprint: run.fingerprint,
        state: 'running',
        position: null,
        new_items: 0,
        changed_items: 0,
        unchanged_items: 0,
        refused_items: 0,
        author: run.author,
        started_at: run.at,
        updated_at: run.at,
        ended_at: null,
        message: null,
      })
      .execute();
  } else {
    await db
      .updateTable('import_run')
      .set({ state: 'running', updated_at: run.at, ended_at: null, message: null })
      .where('workspace_id', '=', workspace)
      .where('import_id', '=', importId)
      .execute();
  }
  const row = await selectRuns(db, workspace).where('import_id', '=', importId).executeTakeFirstOrThrow();
  return importRunOf(row);
}

/** Ends a run: `done` for good, `failed` and `stopped` so that opening the same import again resumes it. */
export async function endImportRun(
  db: Kysely<Database>,
  workspace: string,
  importId: string,
  end: { readonly state: 'done' | 'failed' | 'stopped'; readonly message: string | null; readonly at: number },
): Promise<void> {
  await db
    .updateTable('import_run')
    .set({ state: end.state, message: end.message, ended_at: end.at, updated_at: end.at })
    .where('workspace_id', '=', workspace)
    .where('import_id', '=', importId)
    .execute();
}

export async function readImportRun(
  db: Kysely<Database>,
  workspace: string,
  importId: string,
): Promise<ImportRun | null> {
  const row = await selectRuns(db, workspace).where('import_id', '=', importId).executeTakeFirst();
  return row === undefined ? null : importRunOf(row);
}

/** The latest runs first. */
export async function readImportRuns(
  db: Kysely<Database>,
  workspace: string,
  limit = 50,
): Promise<readonly ImportRun[]> {
  const rows = await selectRuns(db, workspace)
    .orderBy('started_at', 'desc')
    .orderBy('import_id')
    .limit(limit)
    .execute();
  return rows.map(importRunOf);
}

function selectRuns(db: Kysely<Database>, workspace: string) {
  return db.selectFrom('import_run').selectAll().where('workspace_id', '=', workspace);
}

function importRunOf(row: ImportRunTable): ImportRun {
  return {
    importId: row.import_id,
    sourceId: row.source_id,
    format: row.format,
    fingerprint: row.fingerprint,
    state: row.state,
    position: row.position === null ? null : JSON.parse(row.position),
    counts: {
      newItems: row.new_items,
      changedItems: row.changed_items,
      unchangedItems: row.unchanged_items,
      refusedItems: row.refused_items,
    },
    author: row.author,
    startedAt: row.started_at,
    updatedAt: row.updated_at,
    endedAt: row.ended_at,
    message: row.message,
  };
}
