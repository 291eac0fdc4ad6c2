import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import type { Kysely } from 'kysely';
import type { ReportProgress } from './backup.ts';
import { type BackedUpTable, type BackupContent, damaged, readVerifiedBackup } from './backup-manifest.ts';
import { copyTextInto } from './copy.ts';
import { vacuumAndAnalyze } from './maintain.ts';
import { isKnownSchema, migrateToLatest, shapeEmptyStore } from './migrate.ts';
import { StoreRefused } from './store-refused.ts';
import { columnsOf, requireEmpty } from './table-list.ts';
import type { Database } from './tables.ts';

const NEWLINE = 10;
const CHUNK_BYTES = 4 * 1024 * 1024;

/**
 * Fills an empty store from a backup, all or nothing. Every byte of the backup is verified before anything is changed. A backup of an
 * older shape is loaded as it was and then upgraded.
 */
export async function restoreBackup(
  db: Kysely<Database>,
  folder: string,
  options: { readonly report?: ReportProgress } = {},
): Promise<BackupContent> {
  const backup = await readVerifiedBackup(folder);
  if (!isKnownSchema(backup.schema)) {
    throw new StoreRefused(
      'newer-than-program',
      `backup ${folder}: it was made by a newer Millrace (${backup.schema}); nothing was changed; restore it with that version or a later one`,
    );
  }
  await requireEmpty(db, 'restore');
  await shapeEmptyStore(db, backup.schema);
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('workspace').execute();
    for (const [tablesDone, table] of backup.tables.entries()) {
      options.report?.({ table: table.table, tablesDone, tableCount: backup.tables.length, rowsDone: 0 });
      await loadTable(transaction, folder, table);
    }
  });
  await migrateToLatest(db);
  await vacuumAndAnalyze(db);
  return backup;
}

async function loadTable(db: Kysely<Database>, folder: string, table: BackedUpTable): Promise<void> {
  const columns = await columnsOf(db, table.table);
  const ordered = table.columns.flatMap((name) => columns.filter((column) => column === name));
  if (ordered.length !== table.columns.length) {
    throw damaged(folder, `${table.file} has columns that the store of its time had not`);
  }
  const file = createReadStream(path.join(folder, table.file));
  const text = createGunzip();
  file.on('error', (error) => text.destroy(error));
  const loaded = await copyTextInto(db, table.table, ordered, wholeLines(file.pipe(text)));
  if (loaded !== table.rows) throw damaged(folder, `${table.file} gave ${loaded} rows instead of ${table.rows}`);
}

/** Chunks of some megabytes that end where a line ends. */
async function* wholeLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    size += chunk.length;
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (size < CHUNK_BYTES || end === 0) continue;
    waiting[waiting.length - 1] = chunk.subarray(0, end);
    yield new Uint8Array(Buffer.concat(waiting));
    waiting = [chunk.subarray(end)];
    size = chunk.length - end;
  }
  if (size > 0) yield new Uint8Array(Buffer.concat(waiting));
}
