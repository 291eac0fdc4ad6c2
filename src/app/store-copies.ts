import path from 'node:path';
import { backUp, type ReportProgress } from '../storage/backup.ts';
import { openDatabase } from '../storage/database.ts';
import { migrateStore } from '../storage/migrate-store.ts';
import { restoreBackup } from '../storage/restore.ts';
import type { Database } from '../storage/tables.ts';
import type { App } from './app.ts';

export type CopyReport = ReportProgress;

/** Writes the whole store into a new folder; returns the number of rows. */
export async function backUpStore(app: App, folder: string, report: CopyReport): Promise<number> {
  return rowsIn(await backUp(app.db, folder, { madeAt: app.now(), report }));
}

/** A folder beside the store for a backup that a running server makes. */
export function newBackupFolder(app: App): string {
  const moment = new Date(app.now()).toISOString().replaceAll(/[:.]/g, '-');
  return path.join(app.folder, 'backups', moment);
}

/** Reads a backup into an empty store; a damaged one changes nothing. */
export async function restoreStore(app: App, folder: string, report: CopyReport): Promise<number> {
  return rowsIn(await restoreBackup(app.db, folder, { report }));
}

/** Copies the store to a PostgreSQL server or an embedded folder that is empty. */
export async function moveStore(
  app: App,
  to: { readonly url: string } | { readonly folder: string },
  report: CopyReport,
): Promise<number> {
  const target = await openDatabase<Database>({ ...to, command: 'millrace migrate-store' });
  try {
    const moved = await migrateStore(app.db, target.db, { report });
    return moved.reduce((sum, table) => sum + table.rows, 0);
  } finally {
    await target.close();
  }
}

function rowsIn(content: { readonly tables: readonly { readonly rows: number }[] }): number {
  return content.tables.reduce((sum, table) => sum + table.rows, 0);
}
