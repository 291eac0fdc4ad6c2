/** The numbers that PGlite's C library gives to a disk's errors; they differ from those of the host. */
const WASM_ERRNO: Readonly<Record<string, number>> = {
  EACCES: 2,
  EDQUOT: 19,
  EFBIG: 22,
  EIO: 29,
  ENOSPC: 51,
  EPERM: 63,
  EROFS: 69,
};

const INPUT_OUTPUT_ERROR = 29;

/** The number for an error of the host's file system; an input/output error where it is none of these. */
export function errnoOf(error: unknown): number {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return WASM_ERRNO[code] ?? INPUT_OUTPUT_ERROR;
}

/** What PGlite's file layer threw, which is a number without words. */
export function describeErrno(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('errno' in error)) return undefined;
  const { errno } = error;
  // Those of the host are negative, and come with words.
  if (typeof errno !== 'number' || errno <= 0) return undefined;
  const name = Object.keys(WASM_ERRNO).find((each) => WASM_ERRNO[each] === errno);
  return `a file could not be written or read (${name ?? `error ${errno}`})`;
}
