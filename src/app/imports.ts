import { type ImportRun, readImportRun } from '../storage/import-runs.ts';
import type { App } from './app.ts';
import { notFound } from './errors.ts';

/** An import by its id. Throws NotFound. */
export async function importOf(app: App, importId: string): Promise<ImportRun> {
  const run = await readImportRun(app.db, app.workspace, importId);
  if (run === null) throw notFound(`import "${importId}" does not exist; GET /api/jobs lists the recent ones`);
  return run;
}
