import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateRelease } from '../src/outcomes/evaluate/evaluate-release.ts';
import type { DatedValue } from '../src/outcomes/evaluate/evaluation.ts';

/** Series of which the literature knows the answer; test/golden/outcomes-series/README.md names the sources. */
const folder = path.join(import.meta.dirname, 'golden/outcomes-series');

function read(name: string): readonly DatedValue[] {
  const [, ...lines] = readFileSync(path.join(folder, `${name}.csv`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const [on = '', value = ''] = line.split(',');
    return { on, value: Number(value) };
  });
}

function mean(series: readonly DatedValue[]): number {
  return series.reduce((sum, { value }) => sum + value, 0) / series.length;
}

/** A fall is wanted in all of them. */
function fallOf(series: readonly DatedValue[], releaseOn: string, anticipated: number) {
  const found = evaluateRelease({ series, releaseOn, direction: 'down', anticipated });
  const { low, high } = found.effect;
  if (low === null || high === null) throw new Error('no interval');
  return { ...found, low, high };
}

it('the Nile fell by about 248 in 1899', () => {
  const nile = read('nile');
  const before = nile.filter(({ on }) => on < '1899');
  const after = nile.filter(({ on }) => on >= '1899');
  // Means as published; they also hold the file.
  expect(mean(before)).toBeCloseTo(1097.75, 2);
  expect(mean(after)).toBeCloseTo(849.97, 2);
  const { low, high, grade, verdict, points } = fallOf(nile, '1899-01-01', 248);
  expect({ grade, verdict, points }).toEqual({ grade: 'C', verdict: 'REALISED', points: { before: 28, after: 72 } });
  expect(low).toBeGreaterThan(0);
  expect(low).toBeLessThan(247.78);
  expect(high).toBeGreaterThan(247.78);
});

describe('compulsory seat belts, Great Britain, 31 January 1983', () => {
  const shares = (name: string) => {
    const series = read(name);
    const year = mean(series.filter(({ on }) => on >= '1982-02' && on < '1983-02'));
    const found = fallOf(series, '1983-02-01', 0.2 * year);
    return { ...found, low: found.low / year, high: found.high / year };
  };

  it('spared car drivers, by 23 %', () => {
    const { low, high, verdict } = shares('car-drivers');
    expect(verdict).toBe('REALISED');
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThan(0.23);
    expect(high).toBeGreaterThan(0.23);
  });

  it('spared front seat passengers, by 30 %', () => {
    const { low, high, verdict } = shares('front-seat-passengers');
    expect(verdict).toBe('REALISED');
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThan(0.3);
    expect(high).toBeGreaterThan(0.3);
  });

  it('did nothing to rear seat passengers, whom it did not touch', () => {
    // A published rise of 3 %, called no effect: the interval holds it and nothing at all.
    const { low, high, verdict } = shares('rear-seat-passengers');
    expect(low).toBeLessThan(-0.03);
    expect(high).toBeGreaterThan(0);
    expect(['INCONCLUSIVE', 'NO-WORTHWHILE-EFFECT']).toContain(verdict);
  });

  it('shows against rear seat passengers as a control, too', () => {
    const series = read('car-drivers');
    const { grade, verdict, effect } = evaluateRelease({
      series,
      control: read('rear-seat-passengers'),
      releaseOn: '1983-02-01',
      direction: 'down',
      anticipated: 300,
    });
    expect({ grade, verdict }).toEqual({ grade: 'B', verdict: 'REALISED' });
    const year = mean(series.filter(({ on }) => on >= '1982-02' && on < '1983-02'));
    expect((effect.low ?? 0) / year).toBeLessThan(0.23);
    expect((effect.high ?? 0) / year).toBeGreaterThan(0.23);
  });
});
