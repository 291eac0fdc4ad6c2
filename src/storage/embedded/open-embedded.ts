import fs from 'node:fs';
import path from 'node:path';
import { EmbeddedSource } from './embedded-source.ts';
import { explainOpening } from './explain-failure.ts';
import { FolderInUse, type FolderLock, lockFolder } from './lock.ts';

export interface OpenedFolder {
  readonly source: EmbeddedSource;
  readonly lock: FolderLock;
}

/** Lock a folder and open the database in it; whatever fails, the lock is given back. */
export async function openFolder(folder: string, command: string, timeLimitMs: number): Promise<OpenedFolder> {
  const absolute = path.resolve(folder);
  let lock: FolderLock | undefined;
  try {
    prepareFolder(absolute);
    lock = lockFolder(absolute, command);
    const source = new EmbeddedSource(absolute, timeLimitMs);
    await source.open();
    return { source, lock };
  } catch (error) {
    lock?.release();
    throw error instanceof FolderInUse ? error : explainOpening(absolute, error);
  }
}

function prepareFolder(folder: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The files inside are readable by all; only the folder keeps others out.
  fs.chmodSync(folder, 0o700);
}
