import { StoreUnusable, type UnusableReason } from '../store-unusable.ts';
import { EmbeddedDatabaseError, EngineNotReady } from './database-worker.ts';

/** PostgreSQL's codes for a full disk, a failed read or write, and damage found in its files. */
const DISK_FULL = '53100';
const IO_ERROR = '58030';
const DAMAGE = ['XX001', 'XX002'];

const SIGNS: readonly (readonly [RegExp, UnusableReason])[] = [
  [/ENOSPC|EDQUOT|No space left on device|Disk quota exceeded|Quota exceeded/i, 'disk-full'],
  [
    /EACCES|EPERM|EROFS|Permission denied|Read-only file system|readonly database|unable to open database/i,
    'not-writable',
  ],
  [/ENOTDIR|EEXIST|Not a directory/i, 'not-a-folder'],
  [/was written by PostgreSQL|incompatible with server|CATALOG_VERSION_NO|PG_CONTROL_VERSION/i, 'other-version'],
];

/** Say what keeps a folder's store from being opened, and what to do. */
export function explainOpening(folder: string, error: unknown): StoreUnusable {
  const said = error instanceof EngineNotReady ? findLast(error.log) : undefined;
  const detail = said ?? (error instanceof Error ? error.message : String(error));
  const sign = [...(error instanceof EngineNotReady ? error.log : []), detail].join('\n');
  const reason = SIGNS.find(([pattern]) => pattern.test(sign))?.[1] ?? 'damaged';
  return new StoreUnusable(reason, describe(reason, folder, detail), { cause: error });
}

/** Add to a statement's failure what a reader must know when it is the disk that failed, not the statement. */
export function explainStatement(folder: string, error: unknown): unknown {
  if (!(error instanceof EmbeddedDatabaseError) || error.code === undefined) return error;
  if (error.code === DISK_FULL) return error.withMessage(describe('disk-full', folder, error.message));
  if (error.code === IO_ERROR || DAMAGE.includes(error.code)) {
    return error.withMessage(describe('damaged', folder, error.message));
  }
  return error;
}

/** PostgreSQL's last word, without its date, from the lines of its log. */
function findLast(log: readonly string[]): string | undefined {
  return log.flatMap((line) => /\b(?:FATAL|PANIC|ERROR): +(.*)/.exec(line)?.[1] ?? []).at(-1);
}

function describe(reason: UnusableReason, folder: string, detail: string): string {
  switch (reason) {
    case 'disk-full':
      return `The disk that holds the store in ${folder} is full (${detail}). Free some space, 100 MB at least, and try again; what was saved is still there.`;
    case 'not-writable':
      return `The store's folder ${folder} cannot be written (${detail}). Make it writable for the user that runs Millrace, or choose another folder.`;
    case 'not-a-folder':
      return `The store's place ${folder} is not a folder (${detail}). Choose another one, or move that file away.`;
    case 'other-version':
      return `The store in ${folder} does not fit this Millrace: ${detail}. Use the Millrace that wrote it to make a backup, then restore that backup with this one into a new folder.`;
    case 'damaged':
      return `The store in ${folder} is damaged: ${detail}. Keep a copy of the folder, then restore the last backup into a new one.`;
    case 'unreachable':
      return `The store in ${folder} cannot be reached: ${detail}.`;
  }
}
