import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { checkStatement } from '../../src/outcomes/statement/check-statement.ts';

const folder = path.resolve(import.meta.dirname, 'outcomes');

const statement = z.strictObject({
  id: z.string(),
  text: z.string(),
  fields: z
    .strictObject({
      metric: z.string().optional(),
      direction: z.enum(['up', 'down', 'hold']).optional(),
      baseline: z.number().optional(),
      target: z.number().optional(),
      unit: z.string().optional(),
      by: z.string().optional(),
      beneficiary: z.string().optional(),
    })
    .optional(),
  verdict: z.enum(['PASS', 'WARN', 'FAIL']),
  codes: z.array(z.string()),
  maybe: z.array(z.string()).optional(),
  why: z.string(),
});
export type Statement = z.infer<typeof statement>;

/** The day on which the statements were written. */
export const STATEMENTS_DAY = '2026-11-22';

/** The corpus of statements with a careful reader's verdicts, by file and place. */
export function readStatements(): readonly Statement[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .flatMap((name) => z.array(statement).parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))));
}

/** FNV-1a over the id's bytes; bit 24 of 32 is set: set aside until the rules were finished. */
export function isHeldOut(id: string): boolean {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(id)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return ((hash >>> 24) & 1) === 1;
}

export interface Scored {
  readonly id: string;
  readonly text: string;
  readonly expected: string;
  readonly found: string;
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
  readonly hasVerdict: boolean;
  readonly hasCodes: boolean;
}

/** The checker's answer to a statement, beside the careful reader's. */
export function scoreStatement(one: Statement): Scored {
  const check = checkStatement(one.text, one.fields ?? {}, STATEMENTS_DAY);
  const found = [...new Set(check.findings.map((each) => each.code))];
  const allowed = new Set([...one.codes, ...(one.maybe ?? [])]);
  const missing = one.codes.filter((code) => !found.some((each) => each === code));
  const unexpected = found.filter((code) => !allowed.has(code));
  const hasVerdict = check.verdict === one.verdict;
  return {
    id: one.id,
    text: one.text,
    expected: one.verdict,
    found: check.verdict,
    missing,
    unexpected,
    hasVerdict,
    hasCodes: hasVerdict && missing.length === 0 && unexpected.length === 0,
  };
}
