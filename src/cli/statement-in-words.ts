import type { Finding, ParsedStatement, StatementCheck } from '../outcomes/statement/statement.ts';

/** How much of a long line is shown around the words that a finding is about. */
const AROUND = 60;

/** A check for reading: each finding with its words underlined, then what was understood. */
export function statementInWords(text: string, { verdict, findings, parsed }: StatementCheck): string {
  const opening = findings.length === 0 ? `${verdict}: nothing to add.` : verdict;
  return [opening, ...findings.map((each) => findingInWords(text, each)), '', understood(parsed), ''].join('\n');
}

function findingInWords(text: string, { code, severity, span, message, suggestion }: Finding): string {
  const lines = ['', ...underlined(text, span[0], span[1]), `  ${severity} ${code}: ${message}`];
  if (suggestion !== '') lines.push(`  Perhaps: ${suggestion}`);
  return lines.join('\n');
}

/** The line of the text in which the words stand, with a line of marks beneath; nothing for a finding about the whole text. */
function underlined(text: string, start: number, end: number): readonly string[] {
  if (text.slice(start, end).trim() === '' || isWhole(text, start, end)) return [];
  const lineStart = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
  const nextBreak = text.indexOf('\n', start);
  const lineEnd = nextBreak === -1 ? text.length : nextBreak;
  const from = Math.max(lineStart, start - AROUND);
  const to = Math.min(lineEnd, Math.max(end, start) + AROUND);
  const before = from > lineStart ? '…' : '';
  const after = to < lineEnd ? '…' : '';
  const shown = text.slice(from, to).replaceAll(/\p{Cc}/gu, ' ');
  const marks = '~'.repeat(Math.max(1, Math.min(end, to) - start));
  return [`    ${before}${shown}${after}`, `    ${' '.repeat(before.length + start - from)}${marks}`];
}

function isWhole(text: string, start: number, end: number): boolean {
  return end - start >= text.trim().replace(/[.!?]$/, '').length;
}

function understood(parsed: ParsedStatement): string {
  const { metric, direction, baseline, target, unit, by, beneficiary } = parsed;
  const level = (value: number | null): string =>
    value === null ? 'not said' : `${value}${unit === null ? '' : ` ${unit}`}`;
  return [
    'Understood:',
    `  metric     ${metric ?? 'not said'}`,
    `  direction  ${direction ?? 'not said'}`,
    `  baseline   ${baseline === null ? 'not said' : level(baseline).replace(/ change$/, '')}`,
    `  target     ${level(target)}`,
    `  by         ${by ?? 'no day known'}`,
    `  for        ${beneficiary ?? 'not said'}`,
  ].join('\n');
}
