import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeEmptyStore } from '../../../test/databases.ts';
import { runProgram } from '../../../test/run-program.ts';
import { openDatabase } from '../database.ts';
import { type Engine, openEngine } from './engine.ts';

// Openings take their time on a machine that does other things too.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const COMMITS = 200;
const silent = { onLog: () => undefined, onCrash: () => undefined };

let folder = '';
let engine: Engine | undefined;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'millrace-fsync-'));
});

afterEach(async () => {
  vi.restoreAllMocks();
  await engine?.pg.close();
  engine = undefined;
  fs.rmSync(folder, { recursive: true, force: true });
});

/** PostgreSQL in this thread, so that the calls which reach the operating system can be counted. */
async function openHere(): Promise<Engine> {
  await makeEmptyStore(folder);
  engine = await openEngine(path.join(folder, 'postgres'), silent);
  return engine;
}

test('each commit is forced to the disk', async () => {
  const { pg } = await openHere();
  await pg.exec('create table row (id int primary key)');
  const calls = vi.spyOn(fs, 'fsyncSync');
  for (let id = 0; id < COMMITS; id += 1) await pg.query('insert into row values ($1)', [id]);
  expect(calls.mock.calls.length).toBeGreaterThanOrEqual(COMMITS);
});

test('reading forces nothing to the disk', async () => {
  const { pg } = await openHere();
  const calls = vi.spyOn(fs, 'fsyncSync');
  for (let round = 0; round < 20; round += 1) await pg.query('select count(*) from pg_class');
  expect(calls).not.toHaveBeenCalled();
});

test('a new database is forced to the disk file by file, its folders too, before it is used', async () => {
  const opened: string[] = [];
  const open = fs.openSync;
  vi.spyOn(fs, 'openSync').mockImplementation((file, flags, mode) => {
    const handle = open(file, flags, mode);
    opened[handle] = String(file);
    return handle;
  });
  const forced = new Set<string>();
  const fsync = fs.fsyncSync;
  vi.spyOn(fs, 'fsyncSync').mockImplementation((handle) => {
    forced.add(opened[handle] ?? '');
    fsync(handle);
  });
  const data = path.join(folder, 'postgres');
  engine = await openEngine(data, silent);
  expect(engine.created).toBe(true);
  const made = fs
    .readdirSync(data, { recursive: true, withFileTypes: true })
    .map((entry) => path.join(entry.parentPath, entry.name));
  expect(made.length).toBeGreaterThan(500);
  expect([folder, data, ...made].filter((each) => !forced.has(each))).toEqual([]);
});

test('a log that cannot be forced to the disk stops the database instead of acknowledging the commit', async () => {
  await makeEmptyStore(folder);
  const failing = path.join(import.meta.dirname, '../../../test/programs/fail-fsync.ts');
  const program = runProgram('commit-rows', [folder], ['--import', failing]);
  await expect(program.untilSaid(/^100$/)).rejects.toThrow(/PANIC: +could not fsync/);
  // Fifty fsyncs were let through; a commit needs at least one.
  expect(program.lines().length).toBeLessThanOrEqual(50);
  const store = await openDatabase<{ row: { id: number } }>({ folder });
  const kept = await store.db.selectFrom('row').select('id').orderBy('id').execute();
  await store.close();
  expect(kept.map(({ id }) => String(id)).slice(0, program.lines().length)).toEqual(program.lines());
});

test('nobody else can enter the folder of a store', async () => {
  const inside = path.join(folder, 'new', 'store');
  await makeEmptyStore(inside);
  fs.chmodSync(inside, 0o755);
  const store = await openDatabase({ folder: inside });
  await store.close();
  expect(fs.statSync(inside).mode & 0o777).toBe(0o700);
});
