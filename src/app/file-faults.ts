/** What the system says of files, in words. */
const FAULTS: Readonly<Record<string, string>> = {
  EACCES: 'it may not be opened; check its permissions',
  EPERM: 'it may not be opened; check its permissions',
  EISDIR: 'it is a folder; name a file',
  EEXIST: 'something of that name is there already',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
  ENOSPC: 'the disk is full; make room and try again',
  EDQUOT: 'the disk quota is used up; make room and try again',
  EROFS: 'it lies on a read-only disk',
  EFBIG: 'it would become larger than this user may write',
  EMFILE: 'too many files are open; try again later',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk could not read or write it',
};

/** Why a file could not be read or written. */
export function fileFault(error: unknown): string {
  return FAULTS[faultCode(error)] ?? (error instanceof Error ? error.message : String(error));
}

/** Whether an error is the system's about a file, and so nobody's bug. */
export function isFileFault(error: unknown): boolean {
  return Object.hasOwn(FAULTS, faultCode(error));
}

function faultCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
