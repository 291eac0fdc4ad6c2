import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RunningProgram, runProgram } from '../../../test/run-program.ts';
import { fsyncTree } from './durable-node-fs.ts';
import { FolderInUse, lockFolder, readHolder } from './lock.ts';

let folder = '';
let other: RunningProgram | undefined;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'millrace-lock-'));
});

afterEach(async () => {
  await other?.kill();
  other = undefined;
  fs.rmSync(folder, { recursive: true, force: true });
});

async function holdElsewhere(): Promise<RunningProgram> {
  other = runProgram('hold-lock', [folder], ['--expose-gc']);
  await other.untilSaid(/^held$/);
  return other;
}

function refusal(): FolderInUse {
  try {
    lockFolder(folder, 'millrace import').release();
  } catch (error) {
    if (error instanceof FolderInUse) return error;
    throw error;
  }
  throw new Error('The folder was given to a second holder.');
}

test('a second process is refused, and is told who holds the folder and where it serves', async () => {
  const holder = await holdElsewhere();
  const { message, holder: named } = refusal();
  expect(named).toMatchObject({ pid: holder.child.pid, host: os.hostname(), command: 'millrace start' });
  expect(message).toContain(folder);
  expect(message).toContain(`"millrace start", process ${holder.child.pid} on ${os.hostname()}`);
  expect(message).toContain('http://127.0.0.1:4477');
});

test('a folder is free again after its holder was killed, whatever its holder file says', async () => {
  const holder = await holdElsewhere();
  await holder.kill();
  expect(readHolder(folder)?.pid).toBe(holder.child.pid);
  const lock = lockFolder(folder, 'millrace import');
  expect(readHolder(folder)?.pid).toBe(process.pid);
  lock.release();
});

test('a second holder in the same process is refused, and the first one keeps the folder', () => {
  const lock = lockFolder(folder, 'millrace start');
  expect(refusal().holder?.pid).toBe(process.pid);
  expect(refusal().holder?.pid).toBe(process.pid);
  lock.release();
});

test('a released folder can be taken again and names nobody', () => {
  lockFolder(folder, 'millrace start').release();
  expect(readHolder(folder)).toBeUndefined();
  expect(fs.readdirSync(folder)).toEqual(['lock.sqlite']);
  const again = lockFolder(folder, 'millrace start');
  again.release();
  again.release();
});

test('a damaged holder file hides the name, not that the folder is held', async () => {
  await holdElsewhere();
  fs.writeFileSync(path.join(folder, 'holder.json'), '{"pid":');
  const { holder, message } = refusal();
  expect(holder).toBeUndefined();
  expect(message).toContain('open in another process');
});

test('a fsync of the database folder leaves the lock in place', () => {
  const data = path.join(folder, 'postgres');
  fs.mkdirSync(data);
  fs.writeFileSync(path.join(data, 'file'), 'text');
  const lock = lockFolder(folder, 'millrace start');
  fsyncTree(data);
  // A lock that this process has lost would still look taken from inside it, so ask another one.
  const probe = runProgram('hold-lock', [folder], ['--expose-gc']);
  other = probe;
  return expect(probe.untilSaid(/^held$/))
    .rejects.toThrow('FolderInUse')
    .finally(() => lock.release());
});
