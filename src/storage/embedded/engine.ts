import fs from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { DATE, INT8, parseInt8 } from '../column-types.ts';
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
  max_wal_size: '256MB',
} as const;

/** Open the database in a folder, making it first when the folder is new. */
export async function openEngine(dataFolder: string, onLog: (line: string) => void): Promise<Engine> {
  const created = prepareDataFolder(dataFolder);
  const durable = new DurableNodeFS(dataFolder);
  const pg = new PGlite({
    fs: durable,
    startParams: startParams(),
    parsers: { [INT8]: parseInt8, [DATE]: (text: string) => text },
    onStderr: (line: string) => {
      onLog(line);
      return false;
    },
  });
  await pg.waitReady;
  if (created) {
    await pg.exec('checkpoint');
    fsyncTree(dataFolder);
    fs.rmSync(unfinishedMark(dataFolder));
    fsyncPath(path.dirname(dataFolder));
  }
  return { pg, fs: durable, created };
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
