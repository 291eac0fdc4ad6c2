import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOM_NEEDED = 1024 ** 3;

/**
 * A new folder for a test, in memory where the machine has room for it: the stores that tests make and drop by the dozen
 * are forced to the disk file by file, which is what takes the time. Not for a test about the disk.
 */
export function makeTemporaryFolder(name: string): string {
  return fs.mkdtempSync(path.join(hasRoomInMemory() ? '/dev/shm' : os.tmpdir(), `millrace-${name}-`));
}

function hasRoomInMemory(): boolean {
  try {
    fs.accessSync('/dev/shm', fs.constants.W_OK);
    const { bavail, bsize } = fs.statfsSync('/dev/shm');
    return bavail * bsize > ROOM_NEEDED;
  } catch {
    // Not Linux, or not for this user.
    return false;
  }
}
