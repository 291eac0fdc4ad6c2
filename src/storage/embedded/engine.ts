import fs from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { DATE, INT8, parseInt8, TEXT } from '../column-types.ts';
import { DurableNodeFS, fsyncPath, fsyncTree } from './durable-node-fs.ts';

export interface Engine {
  readonly pg: PGlite;
  readonly fs: DurableNodeFS;
  /** True when this call made the database. */
  readonly created: boolean;
}

/** The version of PostgreSQL's data files that this PGlite reads and writes. */
const DATA_VERSION = '18';

const SETTINGS = {
  // Files are on disk as soon as PostgreSQL says so; `open_datasync`, its default, is not understood by the file layer.
  wal_sync_method: 'fsync',
  // An embedded store is on a disk that seeks for free.
  random_page_cost: '1.1',
  work_mem: '64MB',
  // Pages are also kept by the machine's own file cache; a second copy of many was seen to bring nothing but its memory.
  shared_buffers: '16MB',
  // Log files kept for reuse.
  min_wal_size: '32MB',
} as const;

/** The status with which PostgreSQL's code leaves the middle of a statement that failed, to go on with the next. */
const STATEMENT_FAILED = 100;

export interface EngineEvents {
  onLog(line: string): void;
  /** PostgreSQL has stopped for good in the middle of its work; its memory is not to be used any more. */
  onCrash(error: unknown): void;
}

/** Open the database in a folder, making it first when the folder is new. */
export async function openEngine(dataFolder: string, events: EngineEvents): Promise<Engine> {
  const created = prepareDataFolder(dataFolder);
  const durable = new DurableNodeFS(dataFolder);
  const pg = new PGlite({
    fs: durable,
    startParams: startParams(),
    serializers: { [TEXT]: asText },
    parsers: { [INT8]: parseInt8, [DATE]: (text: string) => text },
    onStderr: (line: string) => {
      events.onLog(line);
      return false;
    },
  });
  await pg.waitReady;
  watchForCrash(pg, (error) => events.onCrash(error));
  if (created) {
    await pg.exec('checkpoint');
    fsyncTree(dataFolder);
    fs.rmSync(unfinishedMark(dataFolder));
    fsyncPath(path.dirname(dataFolder));
  }
  return { pg, fs: durable, created };
}

/** A text goes as it is, or as its bytes in UTF-8. */
function asText<Value>(value: Value): Value {
  if (typeof value === 'string' || value instanceof Uint8Array) return value;
  throw new TypeError(`a ${typeof value} is no text`);
}

/**
 * Notice when PostgreSQL leaves its loop by anything but a failed statement: a PANIC for a log that cannot be written, a
 * trap, memory gone. PGlite would ignore it and call the dead program again, for ever.
 */
function watchForCrash(pg: PGlite, onCrash: (error: unknown) => void): void {
  const mod = pg.Module;
  const runLoopOnce = mod._PostgresMainLoopOnce;
  mod._PostgresMainLoopOnce = () => {
    try {
      runLoopOnce();
    } catch (error) {
      const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
      if (status !== STATEMENT_FAILED) onCrash(error);
      throw error;
    }
  };
}

function startParams(): string[] {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return [...PGlite.defaultStartParams.filter((param) => param !== '-F'), ...settings];
}

/** A mark that stands beside the folder for as long as its creation may have been broken off. */
function unfinishedMark(dataFolder: string): string {
  return `${dataFolder}.unfinished`;
}

function prepareDataFolder(dataFolder: string): boolean {
  const mark = unfinishedMark(dataFolder);
  // Nothing was ever acknowledged from a database whose creation did not finish.
  if (fs.existsSync(mark)) fs.rmSync(dataFolder, { recursive: true, force: true });
  if (!fs.existsSync(dataFolder)) {
    fs.writeFileSync(mark, '', { mode: 0o600 });
    fs.mkdirSync(dataFolder, { mode: 0o700 });
    fsyncPath(path.dirname(dataFolder));
    return true;
  }
  const found = readDataVersion(dataFolder);
  if (found !== DATA_VERSION) {
    throw new Error(
      found === undefined
        ? 'its file PG_VERSION is missing, so it is damaged or no store'
        : `it was written by PostgreSQL ${found}, and this Millrace reads PostgreSQL ${DATA_VERSION}`,
    );
  }
  return false;
}

function readDataVersion(dataFolder: string): string | undefined {
  const file = path.join(dataFolder, 'PG_VERSION');
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : undefined;
}
