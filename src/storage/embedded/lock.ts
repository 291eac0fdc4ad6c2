import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

const SQLITE_BUSY = 5;

const holderSchema = z.object({
  pid: z.number(),
  host: z.string(),
  startedAt: z.string(),
  command: z.string(),
  address: z.string().optional(),
});

/** Who has a store open. */
export type Holder = z.infer<typeof holderSchema>;

export interface FolderLock {
  /** Tell others where the holder's HTTP API listens. */
  setAddress(address: string): void;
  release(): void;
}

/** The store is open in another process; `holder` is what that process says about itself. */
export class FolderInUse extends Error {
  override name = 'FolderInUse';
  readonly folder: string;
  readonly holder: Holder | undefined;

  constructor(folder: string, holder: Holder | undefined) {
    super(describeHolder(folder, holder));
    this.folder = folder;
    this.holder = holder;
  }
}

// A handle that nothing refers to is collected, and its lock goes with it.
const heldHandles = new Set<DatabaseSync>();

/**
 * Take a store's folder for this process, or throw FolderInUse.
 *
 * The lock is one of the kernel's on an open file, so it ends with the process, however that ends, and holds between
 * containers that share a disk. Two processes on one embedded database would silently lose each other's rows.
 */
export function lockFolder(folder: string, command: string): FolderLock {
  const handle = openExclusively(folder);
  heldHandles.add(handle);
  const holder: Holder = { pid: process.pid, host: os.hostname(), startedAt: new Date().toISOString(), command };
  const release = () => {
    if (!heldHandles.delete(handle)) return;
    fs.rmSync(holderFile(folder), { force: true });
    handle.close();
  };
  try {
    writeHolder(folder, holder);
  } catch (error) {
    release();
    throw error;
  }
  return { release, setAddress: (address) => writeHolder(folder, { ...holder, address }) };
}

/** Who holds the folder, as far as a file can tell: the process may have ended since without removing it. */
export function readHolder(folder: string): Holder | undefined {
  if (!fs.existsSync(holderFile(folder))) return undefined;
  try {
    return holderSchema.parse(JSON.parse(fs.readFileSync(holderFile(folder), 'utf8')));
  } catch {
    // The file only names the holder; a damaged one must not hide that the folder is held.
    return undefined;
  }
}

function openExclusively(folder: string): DatabaseSync {
  const handle = new DatabaseSync(path.join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    // With the journal in memory, taking the lock writes nothing and leaves nothing behind.
    handle.exec('pragma journal_mode = memory; begin exclusive');
    return handle;
  } catch (error) {
    handle.close();
    if (isBusy(error)) throw new FolderInUse(folder, readHolder(folder));
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

function holderFile(folder: string): string {
  return path.join(folder, 'holder.json');
}

function writeHolder(folder: string, holder: Holder): void {
  const draft = `${holderFile(folder)}.new`;
  fs.writeFileSync(draft, `${JSON.stringify(holder, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(draft, holderFile(folder));
}

function describeHolder(folder: string, holder: Holder | undefined): string {
  if (holder === undefined)
    return `The store in ${folder} is open in another process. Stop that process, then try again.`;
  const who = `"${holder.command}", process ${holder.pid} on ${holder.host}, since ${holder.startedAt}`;
  const todo = holder.address
    ? `It serves ${holder.address}: use that, or stop it and try again.`
    : 'Wait for it to end or stop it, then try again.';
  return `The store in ${folder} is open in another process (${who}). ${todo}`;
}
