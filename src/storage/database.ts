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
import { openFolder } from './embedded/open-embedded.ts';
import { ServerSource } from './server/server-source.ts';
import type { ConnectionSource } from './statement.ts';
import { StoreUnusable } from './store-unusable.ts';

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
  /**
   * Grows with every statement that may have changed something, so that what was read at the same number still holds. null where other
   * processes write, too: a server's database.
   */
  changes(): number | null;
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
  const { source, lock } = await openFolder(folder, command, timeLimitMs);
  return {
    db: buildKysely<DB>(source, new PGliteAdapter()),
    kind: 'embedded',
    changes: () => source.changes,
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
  try {
    await source.open();
  } catch (error) {
    await source.close();
    throw new StoreUnusable('unreachable', describeUnreachable(url, error), { cause: error });
  }
  return {
    db: buildKysely<DB>(source, new PostgresAdapter()),
    kind: 'server',
    changes: () => null,
    setHolderAddress: () => undefined,
    close: () => source.close(),
  };
}

function describeUnreachable(url: string, error: unknown): string {
  const { hostname, port, pathname } = URL.canParse(url) ? new URL(url) : { hostname: '?', port: '', pathname: '' };
  // A refused connection to a name with several addresses has an empty message and a code.
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
  const detail = error instanceof Error && error.message !== '' ? error.message : code;
  const place = `${hostname}${port ? `:${port}` : ''}${pathname}`;
  return `The PostgreSQL server at ${place} cannot be used: ${detail}. Check DATABASE_URL and that the server runs.`;
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
