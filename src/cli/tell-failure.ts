import { CommanderError } from 'commander';
import { Failure } from '../app/errors.ts';
import { fileFault, isFileFault } from '../app/file-faults.ts';
import { Interrupted } from './long-work.ts';
import { exitCodeOf } from './signals.ts';

/** Exit codes, described in docs/running.md. */
const EXPECTED_FAILURE = 1;
const WRONG_USAGE = 2;
const BUG = 70;

/** Expected failures by name; everything else is a bug. */
const EXPECTED = new Set(['Failure', 'StoreRefused', 'StoreUnusable', 'FolderInUse', 'UnreadableFile', 'Stopped']);
/** PostgreSQL's classes of trouble that no program can prevent: connections, resources, an operator, the system. */
const STORE_TROUBLE = /^(?:08|53|57|58)/;

/** Tells a failure on standard error and answers with the exit code: 1 for an expected one, 2 for a wrong usage, 70 for a bug. */
export function tellFailure(error: unknown): number {
  if (error instanceof CommanderError) {
    // It has been told already, by the parser of the command line.
    return error.exitCode === 0 ? 0 : WRONG_USAGE;
  }
  if (error instanceof Interrupted) {
    tell(error.message);
    return exitCodeOf(error.signal);
  }
  if (error instanceof Failure) {
    tell(error.message);
    for (const problem of error.problems) {
      const place =
        problem.line === null ? '' : `line ${problem.line}${problem.column === null ? '' : `:${problem.column}`} `;
      process.stderr.write(`  ${place}${problem.path === '' ? '' : `${problem.path}: `}${problem.message}\n`);
    }
    return EXPECTED_FAILURE;
  }
  if (error instanceof Error && (EXPECTED.has(error.name) || STORE_TROUBLE.test(codeOf(error)))) {
    tell(error.message);
    return EXPECTED_FAILURE;
  }
  if (error instanceof Error && isFileFault(error)) {
    tell(`${'path' in error ? String(error.path) : 'a file'}: ${fileFault(error)}`);
    return EXPECTED_FAILURE;
  }
  tell(
    `a mistake of the program, not of yours: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  return BUG;
}

function tell(message: string): void {
  process.stderr.write(`millrace: ${message}\n`);
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' && error.code.length === 5 ? error.code : '';
}
