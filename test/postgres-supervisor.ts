/**
 * Runs a PostgreSQL server for as long as the test runner lives, then removes every trace of it.
 *
 * A process of its own, because test files come and go while the server stays, and because a runner that is killed
 * cannot clean up after itself. Started by postgres.ts: node postgres-supervisor.ts OWNER_PID STATE_FOLDER
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { chooseAccount, makeFolderFor, type ServerAccount } from './postgres-account.ts';
import { findBinaries } from './postgres-binaries.ts';

const USER = 'millrace';
const START_ATTEMPTS = 5;

interface Running {
  readonly server: ChildProcess;
  readonly url: string;
}

async function main(owner: number, stateFolder: string): Promise<void> {
  const account = chooseAccount();
  const folder = makeFolderFor(account);
  let running: Running | undefined;
  try {
    running = await start(folder, account);
    writeState(stateFolder, { url: running.url });
    while (isAlive(owner) && running.server.exitCode === null) await wait(300);
  } catch (error) {
    writeState(stateFolder, { failure: error instanceof Error ? error.message : String(error) });
    while (isAlive(owner)) await wait(300);
  } finally {
    await end(running?.server);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.rmSync(stateFolder, { recursive: true, force: true });
  }
}

async function start(folder: string, account: ServerAccount): Promise<Running> {
  const binaries = await findBinaries(folder, account);
  const options = { cwd: folder, env: serverEnv(), ...account.ids };
  const password = randomBytes(18).toString('base64url');
  const passwordFile = path.join(folder, 'password');
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.ids) fs.chownSync(passwordFile, account.ids.uid, account.ids.gid);
  const data = path.join(folder, 'data');
  const made = spawnSync(
    binaries.initdb,
    [
      '-D',
      data,
      '-U',
      USER,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C',
      // Another order of text than the embedded database has, so that a test notices where a query leaves it open.
      '--locale-provider=icu',
      '--icu-locale=en-US',
      '--no-sync',
    ],
    { ...options, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    const log: string[] = [];
    const server = spawn(binaries.postgres, ['-D', data, ...settings(port)], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    server.stderr.on('data', (text: Buffer) => log.push(text.toString()));
    const url = `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;
    if (await becomesReady(server, url)) return { server, url };
    if (attempt === START_ATTEMPTS) throw new Error(`The server did not start: ${log.join('')}`);
  }
}

function settings(port: number): string[] {
  const values = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    // The tests' data need not survive a power cut, and many databases are made.
    fsync: 'off',
    full_page_writes: 'off',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function serverEnv(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(inherited), LC_ALL: 'C', TZ: 'UTC' };
}

async function becomesReady(server: ChildProcess, url: string): Promise<boolean> {
  while (server.exitCode === null && server.signalCode === null) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      // Not yet: the server refuses connections until it has started.
      await wait(50);
    }
  }
  return false;
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('No free port on 127.0.0.1.'));
      });
    });
  });
}

async function end(server: ChildProcess | undefined): Promise<void> {
  if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const exited = new Promise((resolve) => server.once('exit', resolve));
  // PostgreSQL's immediate shutdown: nothing of it is kept.
  server.kill('SIGQUIT');
  await exited;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function writeState(stateFolder: string, state: { url: string } | { failure: string }): void {
  const draft = path.join(stateFolder, 'state.new');
  fs.writeFileSync(draft, JSON.stringify(state), { mode: 0o600 });
  fs.renameSync(draft, path.join(stateFolder, 'state.json'));
}

const [owner, stateFolder] = process.argv.slice(2);
if (owner === undefined || stateFolder === undefined) throw new Error('Give the owner and the folder for the state.');
await main(Number(owner), stateFolder);
