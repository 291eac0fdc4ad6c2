import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { z } from 'zod';

/** A real PostgreSQL server for tests, shared by all test files of one run. */
export interface TestServer {
  /** The server's own database `postgres`, as its superuser. */
  readonly url: string;
  /** A new empty database; the answer is its address. */
  createDatabase(): Promise<string>;
  /** Drop the databases that were made by this caller. The server itself ends with the test run. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 90_000;

const stateSchema = z.union([z.object({ url: z.string() }), z.object({ failure: z.string() })]);

let shared: Promise<string> | undefined;

/** Start the run's server, or find the one that another test file has started. */
export async function startPostgres(): Promise<TestServer> {
  shared ??= findOrStart();
  const url = await shared;
  const made: string[] = [];
  return {
    url,
    createDatabase: async () => {
      const name = `test_${randomBytes(6).toString('hex')}`;
      await runOn(url, `create database ${name}`);
      made.push(name);
      const address = new URL(url);
      address.pathname = `/${name}`;
      return address.href;
    },
    stop: async () => {
      for (const name of made.splice(0)) await runOn(url, `drop database ${name} with (force)`);
    },
  };
}

async function findOrStart(): Promise<string> {
  const owner = findOwner();
  const stateFolder = path.join(os.tmpdir(), `millrace-test-postgres-${os.userInfo().username}-${owner}`);
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (claim(stateFolder)) startSupervisor(owner, stateFolder);
    const url = await waitForState(path.join(stateFolder, 'state.json'), deadline);
    if (await answers(url)) return url;
    // Left behind by a run that was killed together with its supervisor, whose process id was given out again.
    fs.rmSync(stateFolder, { recursive: true, force: true });
  }
  throw new Error(`PostgreSQL for tests did not start within ${START_TIMEOUT_MS / 1000} s.`);
}

/** The process that the server ends with: the test runner, not one of its workers. */
function findOwner(): number {
  const isForkOfRunner = process.env.VITEST !== undefined && process.send !== undefined;
  return isForkOfRunner ? process.ppid : process.pid;
}

function claim(stateFolder: string): boolean {
  try {
    fs.mkdirSync(stateFolder, { mode: 0o700 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function startSupervisor(owner: number, stateFolder: string): void {
  const script = fileURLToPath(new URL('./postgres-supervisor.ts', import.meta.url));
  // In a process group of its own, so that an interrupt in the terminal does not end it before it has cleaned up.
  const child = spawn(process.execPath, [script, String(owner), stateFolder], {
    detached: true,
    stdio: 'ignore',
    env: withoutRunner(process.env),
  });
  child.unref();
}

function withoutRunner(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith('VITEST') && name !== 'NODE_OPTIONS'),
  );
}

async function waitForState(file: string, deadline: number): Promise<string> {
  while (Date.now() < deadline) {
    if (fs.existsSync(file)) {
      const state = stateSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
      if ('failure' in state) throw new Error(`PostgreSQL for tests could not be started. ${state.failure}`);
      return state.url;
    }
    await wait(50);
  }
  throw new Error(`PostgreSQL for tests did not start within ${START_TIMEOUT_MS / 1000} s.`);
}

async function answers(url: string): Promise<boolean> {
  try {
    await runOn(url, 'select 1');
    return true;
  } catch {
    return false;
  }
}

async function runOn(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
