import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { startPostgres } from './postgres.ts';
import { runProgram } from './run-program.ts';

vi.setConfig({ testTimeout: 120_000 });

const server = await startPostgres();
afterAll(() => server.stop());

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('each new database is empty, and knows nothing of the others', async () => {
  const [one, other] = [await server.createDatabase(), await server.createDatabase()];
  await ask(one, 'create table mine (id int)');
  expect(await ask(other, `select to_regclass('mine') is null as is_absent`)).toEqual([{ is_absent: true }]);
});

test('it listens on this machine alone, asks for its password, and does not run as root', async () => {
  const address = new URL(await server.createDatabase());
  expect(address.hostname).toBe('127.0.0.1');
  const settings = `select current_setting('listen_addresses') as hosts, current_setting('unix_socket_directories') as sockets`;
  expect(await ask(address.href, settings)).toEqual([{ hosts: '127.0.0.1', sockets: '' }]);
  const folder = await ask(address.href, `select current_setting('data_directory') as at`);
  const owner = fs.statSync(String(Object.values(folder[0] ?? {})[0])).uid;
  expect(owner).not.toBe(0);
  address.password = 'guessed';
  await expect(ask(address.href, 'select 1')).rejects.toThrow(/password/);
});

test('those who ask at the same time are given the same server', async () => {
  const all = await Promise.all([startPostgres(), startPostgres(), startPostgres()]);
  expect(new Set(all.map(({ url }) => url))).toEqual(new Set([server.url]));
});

test('it ends with its run, even one that was killed, and leaves nothing behind', async () => {
  const run = runProgram('start-postgres', []);
  await run.untilSaid(/^postgres:/);
  const url = run.lines()[0] ?? '';
  const [row] = await ask(url, `select current_setting('data_directory') as at`);
  const folder = path.dirname(String(Object.values(row ?? {})[0]));
  expect(fs.existsSync(folder)).toBe(true);
  const pid = run.child.pid ?? 0;
  await run.kill();
  const state = path.join(os.tmpdir(), `millrace-test-postgres-${os.userInfo().username}-${pid}`);
  while (fs.existsSync(folder) || fs.existsSync(state)) await wait(100);
  await expect(ask(url, 'select 1')).rejects.toThrow();
});
