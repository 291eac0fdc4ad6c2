/** How a statement fares. Source: methods.md 5.2. */
export type Severity = 'WARN' | 'FAIL';
export type StatementVerdict = 'PASS' | Severity;

/** What a finding can be about. Source: methods.md 5.2. */
export type FindingCode =
  | 'NO-METRIC'
  | 'NO-DIRECTION'
  | 'NO-TARGET'
  | 'OUTPUT-LED'
  | 'ACTIVITY-METRIC'
  | 'INDIVIDUAL'
  | 'CIRCULAR'
  | 'NO-MOVEMENT'
  | 'SIGN-CONFLICT'
  | 'NO-BASELINE'
  | 'NO-DATE'
  | 'NO-BENEFICIARY'
  | 'MANY-OUTCOMES'
  | 'VAGUE'
  | 'AMBIGUOUS-PERCENT'
  | 'LONG';

/** Offsets into the text in UTF-16 units, the end left out. */
export type Span = readonly [start: number, end: number];

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  /** What could be written instead; empty where nothing concrete can be said. */
  readonly suggestion: string;
}

/** Which way is wanted; `hold` keeps a level or stays within a limit. */
export type Direction = 'up' | 'down' | 'hold';

/** What a form holds beside the sentence. A field that is absent, null or empty says nothing. */
export interface StatementFields {
  readonly metric?: string | null;
  readonly direction?: Direction | null;
  readonly baseline?: number | null;
  readonly target?: number | null;
  readonly unit?: string | null;
  /** A day, as 2027-09-30. */
  readonly by?: string | null;
  readonly beneficiary?: string | null;
}

/** What was understood. Null is "not said". */
export interface ParsedStatement {
  readonly metric: string | null;
  readonly direction: Direction | null;
  readonly baseline: number | null;
  /** The level to reach, in `unit`; where only a change is said, the change with its sign, and `unit` ends in "change". */
  readonly target: number | null;
  readonly unit: string | null;
  /** The last day of the period that was said. */
  readonly by: string | null;
  readonly beneficiary: string | null;
}

export interface StatementCheck {
  /** The worst severity among the findings. */
  readonly verdict: StatementVerdict;
  readonly findings: readonly Finding[];
  readonly parsed: ParsedStatement;
}

/** The longest statement that is read, in UTF-16 units. Source: methods.md 5.2. */
export const LONGEST_STATEMENT = 10_000;

/** Why a text cannot be read as a statement, in words, or null. Source: methods.md 5.2. */
export function statementFault(text: string): string | null {
  return text.length <= LONGEST_STATEMENT
    ? null
    : `the statement has ${text.length.toLocaleString('en-US')} characters, and at most ${LONGEST_STATEMENT.toLocaleString('en-US')} are read; state one outcome in a sentence or two`;
}

/** A text that is longer than any statement; the message says how long and what to do. */
export class StatementTooLong extends Error {
  override readonly name = 'StatementTooLong';
}
