/** Why a source could not be read. */
export type FailureKind =
  /** The credentials are not taken. */
  | 'unauthorised'
  /** They are taken, and something is not allowed. */
  | 'forbidden'
  /** What was asked for is not there, or may not be seen. */
  | 'missing'
  /** The source understood and said no. */
  | 'refused'
  /** What came back is not what the connector reads. */
  | 'unreadable'
  /** It did not answer, or not in time, however often it was asked. */
  | 'unreachable'
  /** It asks to be left alone for longer than a run waits. */
  | 'limited';

const PASSING: ReadonlySet<FailureKind> = new Set(['unreachable', 'limited']);

/** A source that could not be read: the message says what was asked, what came back and what to do, and never a secret. */
export class SourceFailure extends Error {
  readonly kind: FailureKind;
  /** When to try again, ms UTC; null where time alone mends nothing. */
  readonly retryAt: number | null;

  constructor(
    kind: FailureKind,
    message: string,
    { retryAt = null, cause }: { retryAt?: number | null; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'SourceFailure';
    this.kind = kind;
    this.retryAt = retryAt;
  }

  /** Whether the next run may well succeed without anybody doing anything. */
  get isPassing(): boolean {
    return PASSING.has(this.kind);
  }
}
