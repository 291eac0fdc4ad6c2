import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe } from 'vitest';
import { z } from 'zod';
import { type DatabaseConfig, type OpenDatabase, openDatabase } from '../src/storage/database.ts';
import { migrateToLatest } from '../src/storage/migrate.ts';
import type { Database } from '../src/storage/tables.ts';
import { startPostgres, type TestServer } from './postgres.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

/** Open a new, empty database; it is closed and removed after the suite. Options are passed on to `openDatabase`. */
export type OpenEmpty = <DB>(options?: Omit<DatabaseConfig, 'folder' | 'url'>) => Promise<OpenDatabase<DB>>;

/**
 * One suite, run on the embedded database and on a PostgreSQL server.
 *
 * Opening costs a quarter of a second: open one database in `beforeAll`, and give each test a workspace of its own.
 */
export function describeOnBothDatabases(
  name: string,
  define: (open: OpenEmpty, kind: OpenDatabase<unknown>['kind']) => void,
): void {
  describe(`${name} (embedded)`, () => define(openEmbeddedInSuite(), 'embedded'));
  describe(`${name} (server)`, () => define(openServerInSuite(), 'server'));
}

/** As `describeOnBothDatabases` gives it, for a suite about the embedded database only. */
export function openEmbeddedInSuite(): OpenEmpty {
  const cleanups: (() => Promise<void>)[] = [];
  afterAll(() => runAll(cleanups));
  return async <DB>(options = {}) => {
    const folder = makeTemporaryFolder('store');
    cleanups.push(async () => fs.rmSync(folder, { recursive: true, force: true }));
    await makeEmptyStore(folder);
    const database = await openDatabase<DB>({ ...options, folder });
    cleanups.push(() => database.close());
    return database;
  };
}

/** As `describeOnBothDatabases` gives it, for a suite that needs a server beside something else. */
export function openServerInSuite(): OpenEmpty {
  const cleanups: (() => Promise<void>)[] = [];
  afterAll(() => runAll(cleanups));
  let server: TestServer | undefined;
  return async <DB>(options = {}) => {
    if (server === undefined) {
      const started = await startPostgres();
      cleanups.push(() => started.stop());
      server = started;
    }
    const database = await openDatabase<DB>({ ...options, url: await server.createDatabase() });
    cleanups.push(() => database.close());
    return database;
  };
}

async function runAll(cleanups: (() => Promise<void>)[]): Promise<void> {
  for (const clean of cleanups.splice(0).reverse()) await clean();
}

/** Make a folder an empty store: copying takes a tenth of the time that PostgreSQL takes to make one. */
export async function makeEmptyStore(folder: string): Promise<void> {
  copyStore(await emptyTemplate(), folder);
}

/** The same in this program's shape, with nothing in it. */
export async function makeMigratedStore(folder: string): Promise<void> {
  copyStore(await migratedTemplate(), folder);
}

function copyStore(template: string, folder: string): void {
  fs.cpSync(path.join(template, 'postgres'), path.join(folder, 'postgres'), { recursive: true });
}

/** An empty store, made once for each version of PGlite and kept between runs. */
const emptyTemplate = madeOnce(
  () => `empty-${versionOfPGlite()}`,
  async (draft) => (await openDatabase({ folder: draft, command: 'test' })).close(),
);

/** The same for each state of the steps that bring a store to its shape. */
const migratedTemplate = madeOnce(
  () => `migrated-${versionOfPGlite()}-${hashOfMigrations()}`,
  async (draft) => {
    await makeEmptyStore(draft);
    const database = await openDatabase<Database>({ folder: draft, command: 'test' });
    await migrateToLatest(database.db);
    await database.close();
  },
);

function madeOnce(nameOf: () => string, make: (draft: string) => Promise<void>): () => Promise<string> {
  let made: Promise<string> | undefined;
  return () => {
    made ??= findOrMake(path.join(os.tmpdir(), `millrace-test-store-${os.userInfo().username}-${nameOf()}`), make);
    return made;
  };
}

async function findOrMake(kept: string, make: (draft: string) => Promise<void>): Promise<string> {
  if (fs.existsSync(kept)) return kept;
  const draft = fs.mkdtempSync(`${kept}-`);
  await make(draft);
  try {
    fs.renameSync(draft, kept);
  } catch {
    // Another test file was faster; its template is as good.
    fs.rmSync(draft, { recursive: true, force: true });
  }
  return kept;
}

function versionOfPGlite(): string {
  const installed = path.join(import.meta.dirname, '../node_modules/@electric-sql/pglite/package.json');
  return z.object({ version: z.string() }).parse(JSON.parse(fs.readFileSync(installed, 'utf8'))).version;
}

function hashOfMigrations(): string {
  const folder = path.join(import.meta.dirname, '../src/storage/migrations');
  const hash = createHash('sha256');
  for (const file of fs.readdirSync(folder).toSorted())
    hash.update(file).update(fs.readFileSync(path.join(folder, file)));
  return hash.digest('hex').slice(0, 12);
}
