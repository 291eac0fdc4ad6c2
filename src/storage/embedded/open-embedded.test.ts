import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeEmptyStore } from '../../../test/databases.ts';
import { runProgram } from '../../../test/run-program.ts';
import { makeTemporaryFolder } from '../../../test/temporary-folder.ts';
import { openDatabase } from '../database.ts';
import { StoreUnusable, type UnusableReason } from '../store-unusable.ts';
import { lockFolder } from './lock.ts';

interface Rows {
  row: { id: number; note: string };
}

// Making a store, and many openings, take their time on a machine that does other things too.
vi.setConfig({ testTimeout: 180_000 });

let parent = '';
let folder = '';

beforeEach(() => {
  parent = makeTemporaryFolder('open');
  folder = path.join(parent, 'store');
});

afterEach(() => {
  fs.rmSync(parent, { recursive: true, force: true });
});

async function expectUnusable(reason: UnusableReason, said: RegExp): Promise<void> {
  const error = await openDatabase({ folder }).then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (!(error instanceof StoreUnusable)) throw new Error(`Opened, or failed otherwise: ${String(error)}`);
  expect(error.message).toMatch(said);
  expect(error.message).toContain(folder);
  expect(error.reason).toBe(reason);
}

function expectUnlocked(): void {
  lockFolder(folder, 'millrace test').release();
}

/** The largest file of a store's tables; a table of the test's own, once it holds enough. */
function largestTableFile(): string {
  const tables = path.join(folder, 'postgres', 'base', '5');
  const files = fs.readdirSync(tables).map((name) => path.join(tables, name));
  return files.toSorted((a, b) => fs.statSync(b).size - fs.statSync(a).size)[0] ?? '';
}

describe('a folder that cannot be a store', () => {
  test('a file in its place is named', async () => {
    fs.writeFileSync(folder, 'text');
    await expectUnusable('not-a-folder', /is not a folder/);
  });

  test('a place that this user may not write is named', async () => {
    fs.mkdirSync(folder, { mode: 0o500 });
    fs.chmodSync(parent, 0o500);
    // The superuser may write everywhere, so be nobody for a moment.
    const isRoot = process.geteuid?.() === 0;
    folder = path.join(folder, 'inner');
    if (isRoot) process.seteuid?.('nobody');
    try {
      await expectUnusable('not-writable', /cannot be written/);
    } finally {
      if (isRoot) process.seteuid?.('root');
      fs.chmodSync(parent, 0o700);
    }
  });

  test('neither a folder nor a server is refused with what to do', async () => {
    await expect(openDatabase({})).rejects.toThrow(/give a folder, or the address/);
  });
});

describe('a damaged store', () => {
  beforeEach(() => makeEmptyStore(folder));

  test('data files of another version of PostgreSQL are left alone', async () => {
    fs.writeFileSync(path.join(folder, 'postgres', 'PG_VERSION'), '17\n');
    await expectUnusable('other-version', /PostgreSQL 17.*PostgreSQL 18/);
    expectUnlocked();
  });

  test('a missing PG_VERSION is not taken for an empty folder', async () => {
    const control = path.join(folder, 'postgres', 'global', 'pg_control');
    const before = fs.readFileSync(control);
    fs.rmSync(path.join(folder, 'postgres', 'PG_VERSION'));
    await expectUnusable('damaged', /PG_VERSION is missing/);
    expect(fs.readFileSync(control)).toEqual(before);
    expectUnlocked();
  });

  test('a truncated control file is told, with what to do', async () => {
    fs.truncateSync(path.join(folder, 'postgres', 'global', 'pg_control'), 100);
    await expectUnusable('damaged', /pg_control.*restore the last backup/);
    expectUnlocked();
  });

  test('a lost log is told, with what to do', async () => {
    for (const name of fs.readdirSync(path.join(folder, 'postgres', 'pg_wal'))) {
      fs.rmSync(path.join(folder, 'postgres', 'pg_wal', name), { recursive: true });
    }
    await expectUnusable('damaged', /checkpoint record.*restore the last backup/);
    expectUnlocked();
  });

  test('a page that was overwritten is noticed by its checksum when it is read', async () => {
    const store = await openDatabase<Rows>({ folder });
    await sql`create table row as select id, repeat('note', 50) as note from generate_series(1, 50000) id`.execute(
      store.db,
    );
    await store.close();
    const file = fs.openSync(largestTableFile(), 'r+');
    fs.writeSync(file, Buffer.alloc(64, 'x'), 0, 64, 8192 * 3 + 4000);
    fs.closeSync(file);
    const again = await openDatabase<Rows>({ folder });
    await expect(sql`select sum(length(note)) from row`.execute(again.db)).rejects.toMatchObject({
      code: 'XX001',
      message: expect.stringMatching(/is damaged: invalid page in block 3 .*restore the last backup/),
    });
    await again.close();
  });
});

test('a creation that was broken off is done again', async () => {
  const program = runProgram('commit-rows', [folder]);
  const mark = path.join(folder, 'postgres.unfinished');
  while (!fs.existsSync(path.join(folder, 'postgres', 'base'))) await new Promise((resolve) => setTimeout(resolve, 5));
  await program.kill();
  expect(fs.existsSync(mark)).toBe(true);
  const store = await openDatabase({ folder });
  const { rows } = await sql<{ tables: number }>`select count(*) as tables from pg_class`.execute(store.db);
  expect(rows[0]?.tables).toBeGreaterThan(100);
  await store.close();
  expect(fs.existsSync(mark)).toBe(false);
});

test('every acknowledged commit is there after kill -9, and no half of a transaction', async () => {
  await makeEmptyStore(folder);
  let acknowledged = 0;
  for (const commits of [1, 60]) {
    const program = runProgram('commit-rows', [folder]);
    await program.untilSaid(new RegExp(`^${acknowledged + commits}$`));
    await program.kill();
    acknowledged = Number(program.lines().at(-1)) + 1;
    const store = await openDatabase<Rows>({ folder });
    const kept = await store.db.selectFrom('row').selectAll().orderBy('id').execute();
    await store.close();
    expect(kept.length).toBeGreaterThanOrEqual(acknowledged);
    expect(kept).toEqual(kept.map((_, id) => ({ id, note: `row ${id}` })));
    acknowledged = kept.length;
  }
});

/** A small disk of its own, where this machine lets one be made. */
function mountSmallDisk(place: string, megabytes: number): boolean {
  fs.mkdirSync(place);
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place]).status === 0;
}

describe('a full disk', () => {
  test('is told, keeps what was acknowledged, and is over when there is space again', async (context) => {
    const disk = path.join(parent, 'disk');
    if (!mountSmallDisk(disk, 80)) context.skip('Only the superuser can make the small disk that this test fills.');
    folder = path.join(disk, 'store');
    try {
      await makeEmptyStore(folder);
      const store = await openDatabase<Rows>({ folder });
      await sql`create table row (id integer primary key, note text)`.execute(store.db);
      let acknowledged = 0;
      const failure = await (async () => {
        for (;;) {
          const notes = sql`select ${acknowledged} + id, repeat('note', 50) from generate_series(1, 2000) id`;
          await sql`insert into row ${notes}`.execute(store.db);
          acknowledged += 2000;
        }
      })().catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: '53100', message: expect.stringContaining(`${folder} is full`) });
      await store.close();
      expect(spawnSync('mount', ['-o', 'remount,size=300m', disk]).status).toBe(0);
      const again = await openDatabase<Rows>({ folder });
      const { rows } = await sql<{ kept: number }>`select count(*) as kept from row`.execute(again.db);
      await again.close();
      expect(rows[0]?.kept).toBe(acknowledged);
    } finally {
      spawnSync('umount', [disk]);
    }
  });

  test('while a store is made is told, and leaves the folder to be made later', async (context) => {
    const disk = path.join(parent, 'disk');
    if (!mountSmallDisk(disk, 20)) context.skip('Only the superuser can make the small disk that this test fills.');
    folder = path.join(disk, 'store');
    try {
      await expectUnusable('disk-full', /is full/);
      // The mark that has the next opening start over.
      expect(fs.existsSync(path.join(folder, 'postgres.unfinished'))).toBe(true);
      expectUnlocked();
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});
