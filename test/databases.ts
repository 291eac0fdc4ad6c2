import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe } from 'vitest';
import { z } from 'zod';
import { type DatabaseConfig, type OpenDatabase, openDatabase } from '../src/storage/database.ts';
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
  fs.cpSync(path.join(await prepareTemplate(), 'postgres'), path.join(folder, 'postgres'), { recursive: true });
}

let template: Promise<string> | undefined;

/** An empty store, made once for each version of PGlite and kept between runs. */
function prepareTemplate(): Promise<string> {
  template ??= findOrMakeTemplate();
  return template;
}

async function findOrMakeTemplate(): Promise<string> {
  const installed = path.join(import.meta.dirname, '../node_modules/@electric-sql/pglite/package.json');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(fs.readFileSync(installed, 'utf8')));
  const kept = path.join(os.tmpdir(), `millrace-test-store-${os.userInfo().username}-${version}`);
  if (fs.existsSync(kept)) return kept;
  const draft = fs.mkdtempSync(`${kept}-`);
  await (await openDatabase({ folder: draft, command: 'test' })).close();
  try {
    fs.renameSync(draft, kept);
  } catch {
    // Another test file was faster; its template is as good.
    fs.rmSync(draft, { recursive: true, force: true });
  }
  return kept;
}
