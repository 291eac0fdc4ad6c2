import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runCli } from './run-cli.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const cwd = makeTemporaryFolder('outcome-check');
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const check = (words: readonly string[], input?: string) =>
  runCli(['outcome', 'check', ...words], input === undefined ? { cwd } : { cwd, input });

const WHOLE = 'Reduce waiting time of patients from 10 to 5 days by Q3 2027';
const answer = z.strictObject({
  verdict: z.enum(['PASS', 'WARN', 'FAIL']),
  findings: z.array(
    z.strictObject({
      code: z.string(),
      severity: z.enum(['WARN', 'FAIL']),
      span: z.tuple([z.number(), z.number()]),
      message: z.string(),
      suggestion: z.string(),
    }),
  ),
  parsed: z.strictObject({
    metric: z.string().nullable(),
    direction: z.enum(['up', 'down', 'hold']).nullable(),
    baseline: z.number().nullable(),
    target: z.number().nullable(),
    unit: z.string().nullable(),
    by: z.string().nullable(),
    beneficiary: z.string().nullable(),
  }),
});

describe('millrace outcome check', () => {
  it('answers in the documented shape', async () => {
    const { code, out, err } = await check([WHOLE, '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(answer.parse(JSON.parse(out))).toEqual({
      verdict: 'PASS',
      findings: [],
      parsed: {
        metric: 'waiting time of patients',
        direction: 'down',
        baseline: 10,
        target: 5,
        unit: 'days',
        by: '2027-09-30',
        beneficiary: 'patients',
      },
    });
  });

  it('underlines the words, says what to do, and ends with 1 on a failure', async () => {
    const { code, out } = await check(['Complete three refactoring tickets']);
    expect(code).toBe(1);
    const lines = out.split('\n');
    expect(lines[0]).toBe('FAIL');
    const at = lines.findIndex((line) => line.includes('Complete three'));
    expect(lines[at + 1]).toBe('    ~~~~~~~~');
    expect(out).toContain('FAIL OUTPUT-LED:');
    expect(out).toContain('FAIL ACTIVITY-METRIC:');
    expect(out).toContain('  metric     refactoring tickets');
  });

  it('ends with 0 where something is only worth saying', async () => {
    const { code, out } = await check(['Reduce onboarding-related support tickets by 15 %', '--json']);
    expect(code).toBe(0);
    expect(answer.parse(JSON.parse(out))).toMatchObject({
      verdict: 'WARN',
      findings: [{ code: 'NO-BASELINE' }, { code: 'NO-DATE' }, { code: 'NO-BENEFICIARY' }],
    });
  });

  it('reads standard input, and words without quotes', async () => {
    expect((await check(['-'], `${WHOLE}\n`)).out).toContain('PASS');
    expect((await check(WHOLE.split(' '))).out).toContain('PASS');
  });

  it('takes the day that dates without a year are read from', async () => {
    const { out } = await check([WHOLE.replace('Q3 2027', 'end of June'), '--json', '--today', '2030-07-01']);
    expect(answer.parse(JSON.parse(out)).parsed.by).toBe('2031-06-30');
  });

  it('refuses what is no statement: nothing, ten megabytes, no text, no day', async () => {
    expect(await check(['  '])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('the statement is empty'),
    });
    const long = await check(['-'], 'reduce churn '.repeat(800_000));
    expect(long).toMatchObject({ code: 1, out: '' });
    expect(long.err).toMatch(
      /^millrace: the statement has 10,399,999 characters, and at most 10,000 are read; state one outcome/,
    );
    expect(await check([])).toMatchObject({ code: 2, out: '' });
    expect(await check([WHOLE, '--today', 'soon'])).toMatchObject({ code: 2, out: '' });
  });
});
