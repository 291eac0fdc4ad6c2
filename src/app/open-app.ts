import { mkdir } from 'node:fs/promises';
import { openDatabase } from '../storage/database.ts';
import { vacuumAndAnalyze } from '../storage/maintain.ts';
import { latestSchemaVersion, migrateToLatest } from '../storage/migrate.ts';
import { readStreamHeads } from '../storage/stream-heads.ts';
import type { Database } from '../storage/tables.ts';
import { ensureWorkspace } from '../storage/workspaces.ts';
import type { App, Log } from './app.ts';
import { invalid } from './errors.ts';
import { fileFault } from './file-faults.ts';
import { latestMap } from './latest-map.ts';
import { rememberRead } from './remember-read.ts';
import { shareRead } from './share-read.ts';

export interface StoreConfig {
  /** Folder of the embedded database and of files beside it. */
  readonly folder: string;
  /** Address of a PostgreSQL server; it goes before the embedded database. */
  readonly databaseUrl?: string;
  /** What this process does, told to others who find the folder taken. */
  readonly command: string;
  readonly version: string;
  readonly log: Log;
  /** Databases that metrics may be read from, by name. */
  readonly connections?: Readonly<Record<string, string>>;
  /** What credentials of sources are sealed with; a key in the folder when left out. */
  readonly secretKey?: string;
  readonly now?: () => number;
}

export interface OpenApp {
  readonly app: App;
  /** Tells others who find the folder taken where this process listens. */
  readonly setAddress: (address: string) => void;
  /** VACUUM and ANALYZE; worth calling after large changes. */
  readonly maintain: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Streams kept in memory: by number and by what they weigh. */
const KEPT_STREAMS = 200;
const KEPT_BYTES = 1_500_000_000;
const KEPT_DOCUMENTS = 1000;
/** A summary takes some ten kilobytes. */
const KEPT_SUMMARIES = 5000;
const KEPT_QUESTIONS = 6;

/** Opens the store, brings it to this program's shape, and makes it ready for the verbs of the product. */
export async function openApp(config: StoreConfig): Promise<OpenApp> {
  const now = config.now ?? Date.now;
  if (config.databaseUrl !== undefined) await makeFolder(config.folder);
  const database = await openDatabase<Database>({
    ...(config.databaseUrl === undefined ? { folder: config.folder } : { url: config.databaseUrl }),
    command: config.command,
  });
  try {
    const steps = await migrateToLatest(database.db);
    if (steps.length > 0) config.log.info({ steps }, 'the store was brought to the shape of this version');
    const workspace = await ensureWorkspace(database.db, now());
    const app: App = {
      db: database.db,
      workspace,
      now,
      author: 'local owner',
      log: config.log,
      version: config.version,
      store: { kind: database.kind, where: whereOf(config), schema: latestSchemaVersion() },
      folder: config.folder,
      connections: config.connections ?? {},
      secretKey: config.secretKey ?? null,
      changes: () => database.changes(),
      readHeads: rememberRead(
        shareRead(() => readStreamHeads(database.db, workspace)),
        () => database.changes(),
      ),
      compiled: latestMap(KEPT_DOCUMENTS),
      streams: latestMap(KEPT_STREAMS, { budget: KEPT_BYTES, weigh: (data) => data.bytes }),
      summaries: latestMap(KEPT_SUMMARIES),
      epics: latestMap(KEPT_STREAMS),
      portfoliosAsked: latestMap(KEPT_QUESTIONS),
      loading: new Map(),
      statuses: latestMap(KEPT_STREAMS),
    };
    return {
      app,
      setAddress: (address) => database.setHolderAddress(address),
      maintain: () => vacuumAndAnalyze(database.db),
      close: () => database.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Beside a server the folder holds uploads and refused rows; the embedded database makes its own. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw invalid(`the folder ${folder} for uploads and refused rows cannot be made: ${fileFault(error)}`);
  });
}

/** The store in words; a server's address without name and password. */
function whereOf(config: StoreConfig): string {
  if (config.databaseUrl === undefined) return config.folder;
  try {
    const { host, pathname } = new URL(config.databaseUrl);
    return `${host}${pathname}`;
  } catch {
    return 'a PostgreSQL server';
  }
}
