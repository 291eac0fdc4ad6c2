import { Failure } from '../app/errors.ts';

/** Expected failures by name; everything else is a bug. */
const EXPECTED = new Set(['Failure', 'StoreRefused', 'StoreUnusable', 'FolderInUse', 'UnreadableFile', 'Stopped']);

/** Tells a failure on standard error and answers with the exit code: 1 for an expected one, 70 for a bug. */
export function tellFailure(error: unknown): number {
  if (error instanceof Failure) {
    process.stderr.write(`millrace: ${error.message}\n`);
    for (const problem of error.problems) {
      const place =
        problem.line === null ? '' : `line ${problem.line}${problem.column === null ? '' : `:${problem.column}`} `;
      process.stderr.write(`  ${place}${problem.path === '' ? '' : `${problem.path}: `}${problem.message}\n`);
    }
    return 1;
  }
  if (error instanceof Error && EXPECTED.has(error.name)) {
    process.stderr.write(`millrace: ${error.message}\n`);
    return 1;
  }
  process.stderr.write(
    `millrace: a mistake of the program, not of yours: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return 70;
}
