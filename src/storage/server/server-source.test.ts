import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startPostgres, type TestServer } from '../../../test/postgres.ts';
import { openDatabase } from '../database.ts';
import type { LentConnection } from '../statement.ts';
import { ServerSource } from './server-source.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: TestServer;
let url = '';
let source: ServerSource;

beforeAll(async () => {
  server = await startPostgres();
  url = await server.createDatabase();
  source = new ServerSource(url, 60_000);
  await source.open();
});

afterAll(async () => {
  await source.close();
  await server.stop();
});

async function run(connection: LentConnection, sql: string): Promise<unknown[]> {
  return (await connection.run({ sql, parameters: [] })).rows;
}

async function pidOf(connection: LentConnection): Promise<number> {
  const [row] = await run(connection, 'select pg_backend_pid() as pid');
  return typeof row === 'object' && row !== null && 'pid' in row ? Number(row.pid) : 0;
}

test('a session that the server ends is lost with its transaction, and the next one is a new one', async () => {
  const [ended, other] = [await source.acquire(), await source.acquire()];
  await run(ended, 'begin; create table made (id int)');
  const pid = await pidOf(ended);
  const waiting = run(ended, 'select pg_sleep(60)');
  const outcome = expect(waiting).rejects.toMatchObject({ code: '57P01' });
  await run(other, `select pg_terminate_backend(${pid})`);
  await outcome;
  await vi.waitFor(() => expect(ended.isLost).toBe(true));
  ended.release();
  other.release();
  const next = await source.acquire();
  expect(await pidOf(next)).not.toBe(pid);
  expect(await run(next, `select to_regclass('made') is null as is_absent`)).toEqual([{ is_absent: true }]);
  next.release();
});

test('an idle session that the server ends does not end this process', async () => {
  const [one, other] = [await source.acquire(), await source.acquire()];
  const pid = await pidOf(one);
  one.release();
  await run(other, `select pg_terminate_backend(${pid})`);
  // The end arrives as an event on a connection that nobody has.
  await run(other, 'select pg_sleep(0.2)');
  other.release();
  const next = await source.acquire();
  expect(await run(next, 'select 1 as one')).toEqual([{ one: 1 }]);
  next.release();
});

test('a database that is not there, and a wrong password, are named without the password', async () => {
  const absent = new URL(url);
  absent.pathname = '/absent';
  await expect(openDatabase({ url: absent.href })).rejects.toThrow(
    /127\.0\.0\.1:\d+\/absent cannot be used: .*does not exist/,
  );
  const wrong = new URL(url);
  wrong.password = 'guessed';
  await expect(openDatabase({ url: wrong.href })).rejects.toThrow(
    /cannot be used: (?!.*guessed).*password authentication failed/,
  );
});

test('an address that is none is refused', async () => {
  await expect(openDatabase({ url: 'not an address' })).rejects.toMatchObject({ reason: 'unreachable' });
});
