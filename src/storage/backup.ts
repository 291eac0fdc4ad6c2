import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Kysely } from 'kysely';
import { type BackedUpTable, type BackupContent, MANIFEST_FILE, writeManifest } from './backup-manifest.ts';
import { copyTextOut } from './copy.ts';
import { schemaVersionOf } from './migrate.ts';
import { StoreRefused } from './store-refused.ts';
import { StoreUnusable } from './store-unusable.ts';
import { columnsOf, TABLES, type TableName } from './table-list.ts';
import type { Database } from './tables.ts';

/** How far a backup, a restore or a move is: tables that are through, and rows of the present one. */
export interface TableProgress {
  readonly table: TableName;
  readonly tablesDone: number;
  readonly tableCount: number;
  readonly rowsDone: number;
}

export type ReportProgress = (progress: TableProgress) => void;

const COMPRESSION = { level: 3 };
const NEWLINE = 10;

/**
 * Writes the whole store, as it is at one moment, into a new folder. The folder appears under its name only when everything in it
 * has reached the disk. The embedded database has one connection: it answers nobody else meanwhile.
 */
export async function backUp(
  db: Kysely<Database>,
  folder: string,
  options: { readonly madeAt: number; readonly report?: ReportProgress },
): Promise<BackupContent> {
  const target = path.resolve(folder);
  await requireFree(target);
  const schema = await schemaVersionOf(db);
  if (schema === null)
    throw new StoreRefused('not-a-backup', 'backup: the store is empty; there is nothing to back up');
  const draft = `${target}.partial`;
  // Left by a backup that was interrupted: it never became one.
  await rm(draft, { recursive: true, force: true });
  try {
    await mkdir(draft, { recursive: true, mode: 0o700 });
    const tables = await writeTables(db, draft, options.report);
    const backup: BackupContent = {
      format: 'millrace-backup',
      version: 1,
      schema,
      madeAt: new Date(options.madeAt).toISOString(),
      tables,
    };
    await writeFile(path.join(draft, MANIFEST_FILE), writeManifest(backup), { mode: 0o600, flush: true });
    await syncFolder(draft);
    await rename(draft, target);
    await syncFolder(path.dirname(target));
    return backup;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
      throw new StoreUnusable(
        'disk-full',
        `backup: the disk of ${target} is full; nothing was kept there; make room or name a folder on another disk`,
        { cause: error },
      );
    }
    throw error;
  }
}

function writeTables(
  db: Kysely<Database>,
  draft: string,
  report: ReportProgress | undefined,
): Promise<BackedUpTable[]> {
  const moment = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return moment.execute(async (transaction) => {
    const written: BackedUpTable[] = [];
    for (const [tablesDone, table] of TABLES.entries()) {
      const tell = (rowsDone: number): void => report?.({ table, tablesDone, tableCount: TABLES.length, rowsDone });
      written.push(await writeTable(transaction, draft, table, tell));
    }
    return written;
  });
}

async function writeTable(
  db: Kysely<Database>,
  draft: string,
  table: TableName,
  tell: (rowsDone: number) => void,
): Promise<BackedUpTable> {
  const columns = await columnsOf(db, table);
  const file = `${table}.copy.gz`;
  const digest = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  tell(0);
  await pipeline(
    Readable.from(copyTextOut(db, table, columns)),
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        rows += countLines(chunk);
        tell(rows);
        yield chunk;
      }
    },
    createGzip(COMPRESSION),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        digest.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(path.join(draft, file), { mode: 0o600, flush: true }),
  );
  return { table, file, columns: [...columns], rows, bytes, sha256: digest.digest('hex') };
}

/** In COPY's text format a row is a line and no line ends inside a row. */
function countLines(chunk: Uint8Array): number {
  let count = 0;
  for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}

async function requireFree(target: string): Promise<void> {
  const entries = await readdir(target).catch(() => null);
  if (entries !== null && entries.length > 0) {
    throw new StoreRefused(
      'already-there',
      `backup: ${target} exists and is not empty; nothing was written; name a new folder`,
    );
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
