import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeEmptyStore } from '../../../test/databases.ts';
import { makeTemporaryFolder } from '../../../test/temporary-folder.ts';
import type { LentConnection } from '../statement.ts';
import { withTimeLimit } from '../time-limit.ts';
import { EmbeddedSource } from './embedded-source.ts';

// Openings take their time on a machine that does other things too.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let folder = '';
let source: EmbeddedSource;

beforeAll(async () => {
  folder = makeTemporaryFolder('source');
  await makeEmptyStore(folder);
  source = new EmbeddedSource(folder, 60_000);
  await source.open();
});

afterAll(async () => {
  await source.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function run(sql: string): Promise<unknown[]> {
  const connection = await source.acquire();
  try {
    return (await connection.run({ sql, parameters: [] })).rows;
  } finally {
    connection.release();
  }
}

test('those who ask are served in the order in which they asked', async () => {
  const served: number[] = [];
  const first = await source.acquire();
  const later = [1, 2, 3].map(async (number) => {
    const connection = await source.acquire();
    served.push(number);
    connection.release();
  });
  served.push(0);
  first.release();
  await Promise.all(later);
  expect(served).toEqual([0, 1, 2, 3]);
});

test('the database is tuned for its folder and safe against a power cut', async () => {
  const names = [
    'fsync',
    'synchronous_commit',
    'full_page_writes',
    'wal_sync_method',
    'data_checksums',
    'random_page_cost',
    'work_mem',
  ];
  const settings = names.map((name) => `current_setting('${name}') as ${name}`).join(', ');
  expect(await run(`select ${settings}`)).toEqual([
    {
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      wal_sync_method: 'fsync',
      data_checksums: 'on',
      random_page_cost: '1.1',
      work_mem: '64MB',
    },
  ]);
});

test('changes are counted: a statement that may write is one, a select is none', async () => {
  await run('create table noted (id int)');
  const before = source.changes;
  await run('select count(*) from noted');
  expect(source.changes).toBe(before);
  await run('insert into noted values (1)');
  const written = source.changes;
  expect(written).toBeGreaterThan(before);
  await run('with more as (insert into noted values (2) returning id) select id from more');
  expect(source.changes).toBeGreaterThan(written);
});

test('each commit costs at least one fsync, counted where they are made', async () => {
  await run('create table counted (id int)');
  const before = await source.countFsyncs();
  for (let id = 0; id < 20; id += 1) await run(`insert into counted values (${id})`);
  expect((await source.countFsyncs()) - before).toBeGreaterThanOrEqual(20);
});

test('when the database stops, all who wait are told, and the next one finds it running', async () => {
  await run('create table kept as select 1 as id');
  const connection = await source.acquire();
  await connection.run({ sql: 'begin', parameters: [] });
  await connection.run({ sql: 'insert into kept values (2)', parameters: [] });
  // Too long for the limit here, which ends the whole run of the database.
  const endless = 'select count(*) from generate_series(1, 1000000) a, generate_series(1, 1000000) b';
  const waiting = withTimeLimit(300, () =>
    Promise.allSettled([endless, 'select 1', 'select 2'].map((sql) => connection.run({ sql, parameters: [] }))),
  );
  const outcomes = await waiting;
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(connection.isLost).toBe(true);
  await expect(connection.run({ sql: 'select 3', parameters: [] })).rejects.toMatchObject({ code: '25P02' });
  connection.release();
  expect(await run('select id from kept')).toEqual([{ id: 1 }]);
});

test('the log is kept short while rows are written, also inside one transaction', async () => {
  await run('create table filled (id int, text text)');
  const logged = () => run(`select (pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') / 1e6)::float8 as mb`);
  const segments = () => fs.readdirSync(path.join(folder, 'postgres', 'pg_wal')).filter((name) => name.length === 24);
  const fill = `insert into filled select n, repeat('x', 500) from generate_series(1, 20000) n`;
  const [before] = await logged();
  let most = 0;
  const connection = await source.acquire();
  await connection.run({ sql: 'begin', parameters: [] });
  for (let round = 0; round < 10; round += 1) {
    await connection.run({ sql: fill, parameters: [] });
    most = Math.max(most, segments().length);
  }
  await connection.run({ sql: 'commit', parameters: [] });
  connection.release();
  for (let round = 0; round < 10; round += 1) {
    await run(fill);
    most = Math.max(most, segments().length);
  }
  const [after] = await logged();
  // All of it would be 14 segments of 16 MB; the limit of 64 MB and what one statement adds are 5.
  expect(mb(after) - mb(before)).toBeGreaterThan(220);
  expect(most).toBeLessThan(10);
});

function mb(row: unknown): number {
  return typeof row === 'object' && row !== null && 'mb' in row ? Number(row.mb) : Number.NaN;
}

test('a statement that cannot be sent leaves the connection usable', async () => {
  const connection: LentConnection = await source.acquire();
  await expect(connection.run({ sql: 'select $1::text', parameters: [() => 1] })).rejects.toThrow(
    /could not be cloned/,
  );
  expect((await connection.run({ sql: 'select 1 as one', parameters: [] })).rows).toEqual([{ one: 1 }]);
  connection.release();
});
