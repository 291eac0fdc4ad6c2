import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const main = path.resolve(import.meta.dirname, '../src/cli/main.ts');
const nile = path.join(import.meta.dirname, 'golden/outcomes-series/nile.csv');
const folder = mkdtempSync(path.join(tmpdir(), 'millrace-outcome-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

function evaluate(series: string, ...more: readonly string[]): Promise<Answer> {
  const args = [main, 'outcome', 'evaluate', '--series', series, '--direction', 'down', ...more];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, (_, out, error) =>
      resolve({ code: child.exitCode ?? -1, out, error }),
    );
  });
}

let files = 0;

function csv(text: string): string {
  files += 1;
  const file = path.join(folder, `series-${files}.csv`);
  writeFileSync(file, text);
  return file;
}

const RELEASE = ['--release', '1899-01-01', '--anticipated', '200'];

describe('millrace outcome evaluate', () => {
  it('answers as JSON with the keys of the contract, in their order', async () => {
    const { code, out } = await evaluate(nile, ...RELEASE, '--json');
    expect(code).toBe(0);
    const answer: unknown = JSON.parse(out);
    expect(Object.keys(Object(answer))).toEqual([
      'grade',
      'points',
      'effect',
      'probabilities',
      'verdict',
      'reason',
      'targetReached',
      'assumptions',
      'placebo',
      'sentence',
    ]);
    expect(answer).toMatchObject({
      grade: 'C',
      points: { before: 28, after: 72 },
      effect: { level: 0.95 },
      verdict: 'REALISED',
      targetReached: null,
    });
  });

  it('answers in words', async () => {
    const { code, out } = await evaluate(nile, ...RELEASE);
    expect(code).toBe(0);
    expect(out).toContain('REALISED (grade C; 28 points before, 72 after)');
    expect(out).toContain('lower than the path without it would be');
    expect(out).toMatch(/unknown\s+no-other-change/);
  });

  it('takes a minimum, a burn-in and a control', async () => {
    const control = csv(
      `date,value\n${Array.from({ length: 100 }, (_, year) => `${1871 + year}-01-01,${(year * 37) % 11}`).join('\n')}\n`,
    );
    const { out } = await evaluate(
      nile,
      ...RELEASE,
      '--minimum',
      '150',
      '--burn-in',
      '2',
      '--control',
      control,
      '--json',
    );
    expect(JSON.parse(out)).toMatchObject({ grade: 'B', points: { before: 28, after: 70 } });
  });

  it.each([
    ['a value that is no number', 'date,value\n2026-01-05,1\n2026-01-12,many\n', /:3: the value "many" is no number/],
    ['a value that is missing', 'date,value\n2026-01-05,1\n2026-01-12,\n', /:3: the value is missing/],
    ['an infinite value', 'date,value\n2026-01-05,1\n2026-01-12,Infinity\n', /:3: the value "Infinity" is infinite/],
    ['a value beyond all numbers', 'date,value\n2026-01-05,1\n2026-01-12,1e999\n', /infinite/],
    ['a date that is none', 'date,value\n2026-01-05,1\n12/01/2026,2\n', /:3: "12\/01\/2026" is no day/],
    ['a date that stands twice', 'date,value\n2026-01-05,1\n2026-01-05,2\n2026-01-12,2\n', /2026-01-05 twice/],
    ['one point', 'date,value\n2026-01-05,1\n', /one point only/],
    ['no point', 'date,value\n', /the series is empty/],
    ['an empty file', '', /is empty/],
    ['other columns', 'when,what\n2026-01-05,1\n', /must name the columns date and value/],
    ['a release before the series', 'date,value\n2026-01-12,1\n2026-01-19,2\n', /nothing lies before it/],
    ['a release after the series', 'date,value\n2025-01-12,1\n2025-01-19,2\n', /nothing lies after it/],
  ])('refuses %s', async (_, text, message) => {
    const { code, out, error } = await evaluate(csv(text), '--release', '2026-01-10', '--anticipated', '1');
    expect(error).toMatch(message);
    expect(error).not.toContain('mistake of the program');
    expect({ code, out }).toEqual({ code: 1, out: '' });
  });

  it('refuses a minimum above the promise, and a file that is not there', async () => {
    const large = await evaluate(nile, ...RELEASE, '--minimum', '201');
    expect(large.error).toContain('larger than the anticipated');
    expect(large.code).toBe(1);
    const gone = await evaluate(path.join(folder, 'gone.csv'), ...RELEASE);
    expect(gone.error).toContain('no such file');
    expect(gone.code).toBe(1);
  });

  it.each([
    ['nothing promised', ['--release', '1899-01-01', '--anticipated', '0']],
    ['less than nothing promised', ['--release', '1899-01-01', '--anticipated', '-3']],
    ['no day', ['--release', 'soon', '--anticipated', '3']],
    ['half a point', [...RELEASE, '--burn-in', '0.5']],
    ['a way that is none', [...RELEASE, '--direction', 'sideways']],
    ['no promise', ['--release', '1899-01-01']],
  ])('calls %s a wrong usage', async (_, args) => {
    const { code, error } = await evaluate(nile, ...args);
    expect(error).toContain('error:');
    expect(code).toBe(2);
  });
});
