import type { Reading } from '../reading.ts';
import type { Finding, FindingCode, Severity, Span } from '../statement.ts';

/** A rule looks at what was read and says what it finds. */
export interface Rule {
  readonly code: FindingCode;
  readonly find: (reading: Reading, today: string | null) => readonly Finding[];
}

/** A finding with its words. Source: methods.md 5.2. */
export function finding(
  code: FindingCode,
  severity: Severity,
  span: Span,
  message: string,
  suggestion = '',
): readonly Finding[] {
  return [{ code, severity, span, message, suggestion }];
}

/** The metric's words, or the whole statement where it names none. Source: methods.md 5.2. */
export function metricSpan({ line, metric }: Reading): Span {
  return metric === null ? line.span(0, line.length) : line.span(metric.first, metric.last);
}

/** Whether the count is of own work, so that the metric counts as named. Source: methods.md 5.2. */
export function countsOwnWork(reading: Reading): boolean {
  return reading.activity !== null || reading.circular !== null;
}
