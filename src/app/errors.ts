/** The failures that a caller is expected to handle; anything else is a bug. */
export type FailureCode = 'not-found' | 'invalid' | 'forbidden' | 'conflict' | 'unreachable';

export interface PlacedProblem {
  readonly line: number | null;
  readonly column: number | null;
  readonly path: string;
  readonly message: string;
}

/** An expected failure. The message says what, which, and what to do. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly problems: readonly PlacedProblem[];

  constructor(code: FailureCode, message: string, problems: readonly PlacedProblem[] = []) {
    super(message);
    this.code = code;
    this.problems = problems;
  }
}

export const notFound = (message: string): Failure => new Failure('not-found', message);
export const invalid = (message: string, problems: readonly PlacedProblem[] = []): Failure =>
  new Failure('invalid', message, problems);
export const forbidden = (message: string): Failure => new Failure('forbidden', message);
export const conflict = (message: string): Failure => new Failure('conflict', message);
