import { randomUUID } from 'node:crypto';
import { readGit } from '../connectors/index.ts';
import { applyImportBatch } from '../storage/import-batch.ts';
import { endImportRun, openImportRun } from '../storage/import-runs.ts';
import type { RawRecord } from '../storage/raw-records.ts';
import type { App } from './app.ts';
import { invalid } from './errors.ts';
import { openSource } from './import-source.ts';
import type { Report } from './report.ts';

const BATCH = 2_000;

/** Keeps a local repository's changes and tags, without anybody's name; repeated, it keeps only what is new. */
export async function importGit(
  app: App,
  place: string,
  source: string,
  report: Report,
): Promise<{ readonly changes: number; readonly releases: number }> {
  const git = await readGit(place).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'UnreadableFile') throw invalid(error.message);
    throw error;
  });
  const records: RawRecord[] = [
    ...git.changes.map((change) => ({ recordId: `change:${change.sha}`, payload: JSON.stringify(change) })),
    ...git.releases.map((release) => ({ recordId: `release:${release.name}`, payload: JSON.stringify(release) })),
  ];
  await openSource(app, { id: source, kind: 'git' });
  const run = await openImportRun(app.db, app.workspace, {
    importId: randomUUID(),
    sourceId: source,
    format: 'git',
    fingerprint: git.changes[0]?.sha ?? 'empty',
    author: app.author,
    at: app.now(),
  });
  for (let from = 0; from < records.length; from += BATCH) {
    await applyImportBatch(app.db, app.workspace, {
      importId: run.importId,
      sourceId: source,
      records: records.slice(from, from + BATCH),
      histories: [],
      refusedItems: 0,
      position: from,
      at: app.now(),
    });
    await report({
      done: Math.min(from + BATCH, records.length),
      total: records.length,
      message: `importing ${source}`,
    });
  }
  await endImportRun(app.db, app.workspace, run.importId, { state: 'done', message: null, at: app.now() });
  return { changes: git.changes.length, releases: git.releases.length };
}
