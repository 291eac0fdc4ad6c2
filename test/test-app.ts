import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe } from 'vitest';
import type { Log } from '../src/app/app.ts';
import { type OpenApp, openApp } from '../src/app/open-app.ts';
import { makeMigratedStore } from './databases.ts';
import { startPostgres, type TestServer } from './postgres.ts';

/** A log that keeps errors, so that a test can hold that there were none. */
export function keepingLog(): Log & { readonly errors: string[] } {
  const errors: string[] = [];
  return {
    errors,
    info: () => undefined,
    error: (facts, message) => errors.push(`${message} ${JSON.stringify(facts)}`),
  };
}

export interface TestApp extends OpenApp {
  readonly folder: string;
  readonly log: ReturnType<typeof keepingLog>;
}

export interface TestAppOptions {
  readonly now?: () => number;
  /** A closed store of which this one starts as a copy; embedded only. */
  readonly copyOf?: string;
}

export type OpenTestApp = (options?: TestAppOptions) => Promise<TestApp>;

/** One suite over the whole product, on the embedded database and on a PostgreSQL server. */
export function describeAppOnBothDatabases(name: string, define: (open: OpenTestApp) => void): void {
  describe(`${name} (embedded)`, () => define(opener(false)));
  describe(`${name} (server)`, () => define(opener(true)));
}

/** Opens empty stores on the embedded database; they are closed and removed after the suite. */
export function openTestApps(): OpenTestApp {
  return opener(false);
}

function opener(isOnServer: boolean): OpenTestApp {
  const cleanups: (() => Promise<void>)[] = [];
  let server: TestServer | undefined;
  afterAll(async () => {
    for (const clean of cleanups.splice(0).reverse()) await clean();
  });
  return async (options = {}) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'millrace-app-'));
    cleanups.push(async () => fs.rmSync(folder, { recursive: true, force: true }));
    if (isOnServer && server === undefined) {
      const started = await startPostgres();
      cleanups.push(() => started.stop());
      server = started;
    }
    if (options.copyOf !== undefined) fs.cpSync(options.copyOf, folder, { recursive: true });
    else if (server === undefined) await makeMigratedStore(folder);
    const log = keepingLog();
    const open = await openApp({
      folder,
      command: 'test',
      version: '0.0.0-test',
      log,
      ...(server === undefined ? {} : { databaseUrl: await server.createDatabase() }),
      ...(options.now === undefined ? {} : { now: options.now }),
    });
    cleanups.push(() => open.close());
    return { ...open, folder, log };
  };
}

/** A report that nobody reads. */
export const SILENT = async (): Promise<void> => undefined;
