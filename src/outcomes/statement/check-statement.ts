import { parsedOf } from './parsed.ts';
import { readStatement } from './reading.ts';
import { RULES } from './rules/index.ts';
import {
  type Finding,
  type StatementCheck,
  type StatementFields,
  StatementTooLong,
  type StatementVerdict,
  statementFault,
} from './statement.ts';

function worstOf(findings: readonly Finding[]): StatementVerdict {
  if (findings.some((each) => each.severity === 'FAIL')) return 'FAIL';
  return findings.length === 0 ? 'PASS' : 'WARN';
}

/**
 * What a statement of an outcome says and what it leaves open. The same text, fields and day always give the same answer; the work grows
 * with the length of the text. `today` (2026-11-22) settles dates without a year and tells past from coming; without it they stay unknown.
 * Throws StatementTooLong; ask `statementFault` first where the text comes from outside. Source: methods.md 5.2.
 */
export function checkStatement(
  text: string,
  fields: StatementFields = {},
  today: string | null = null,
): StatementCheck {
  const fault = statementFault(text);
  if (fault !== null) throw new StatementTooLong(fault);
  const reading = readStatement(text, fields, today);
  const findings = RULES.flatMap((rule) => rule.find(reading, today));
  return { verdict: worstOf(findings), findings, parsed: parsedOf(reading, today) };
}
