import fs from 'node:fs';
import path from 'node:path';
import {
  DefaultQueryExecutor,
  type Dialect,
  type DialectAdapter,
  Kysely,
  PGliteAdapter,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import { GuardedConnectionProvider } from './connection-provider.ts';
import { StoreDriver } from './driver.ts';
import { EmbeddedSource } from './embedded/embedded-source.ts';
import { lockFolder } from './embedded/lock.ts';
import { ServerSource } from './server/server-source.ts';
import type { ConnectionSource } from './statement.ts';

const STATEMENT_TIME_LIMIT_MS = 60_000;

export interface DatabaseConfig {
  /** The folder of an embedded database; made when it is missing. */
  readonly folder?: string;
  /** The address of a PostgreSQL server, `postgres://…`; it goes before a folder. */
  readonly url?: string;
  /** What this process is doing, told to others who find the folder locked. */
  readonly command?: string;
  /** How long one statement may take; `withTimeLimit` sets another for a piece of work. */
  readonly statementTimeLimitMs?: number;
}

export interface OpenDatabase<DB> {
  readonly db: Kysely<DB>;
  readonly kind: 'embedded' | 'server';
  /** Tell others who find the folder locked where the HTTP API of this process listens. */
  setHolderAddress(address: string): void;
  close(): Promise<void>;
}

/** Open the store's database: a folder's embedded one, or a server's. */
export async function openDatabase<DB>(config: DatabaseConfig): Promise<OpenDatabase<DB>> {
  const timeLimitMs = config.statementTimeLimitMs ?? STATEMENT_TIME_LIMIT_MS;
  if (config.url) return openServer(config.url, timeLimitMs);
  if (config.folder) return openEmbedded(config.folder, config.command ?? 'millrace', timeLimitMs);
  throw new Error('No store is configured: give a folder, or the address of a PostgreSQL server.');
}

async function openEmbedded<DB>(folder: string, command: string, timeLimitMs: number): Promise<OpenDatabase<DB>> {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.chmodSync(folder, 0o700);
  const lock = lockFolder(folder, command);
  const source = new EmbeddedSource({ dataFolder: path.join(folder, 'postgres') }, timeLimitMs);
  try {
    await source.open();
  } catch (error) {
    lock.release();
    throw error;
  }
  return {
    db: buildKysely<DB>(source, new PGliteAdapter()),
    kind: 'embedded',
    setHolderAddress: (address) => lock.setAddress(address),
    close: async () => {
      try {
        await source.close();
      } finally {
        lock.release();
      }
    },
  };
}

async function openServer<DB>(url: string, timeLimitMs: number): Promise<OpenDatabase<DB>> {
  const source = new ServerSource(url, timeLimitMs);
  await source.open();
  return {
    db: buildKysely<DB>(source, new PostgresAdapter()),
    kind: 'server',
    setHolderAddress: () => undefined,
    close: () => source.close(),
  };
}

function buildKysely<DB>(source: ConnectionSource, adapter: DialectAdapter): Kysely<DB> {
  const driver = new StoreDriver(source);
  const dialect: Dialect = {
    createDriver: () => driver,
    createAdapter: () => adapter,
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  };
  // Put together by hand, because Kysely's own provider of connections would let a transaction wait for itself.
  const executor = new DefaultQueryExecutor(
    new PostgresQueryCompiler(),
    adapter,
    new GuardedConnectionProvider(driver),
  );
  return new Kysely<DB>({ config: { dialect }, dialect, driver, executor });
}
