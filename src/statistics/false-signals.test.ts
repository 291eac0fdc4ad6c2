import { describe, expect, it } from 'vitest';
import { expectedFalseSignals } from './false-signals.ts';
import { findSignals, type Rule } from './process-signals.ts';
import { randomOf } from './random.ts';

const both = () => true;

describe('expected false signals', () => {
  it('of a year of weeks, by hand', () => {
    // Beyond a limit: 2 · 52 · Q(3.0005) = 104 · 0.001348 = 0.1402. Runs: 2 · 2⁻⁸ · (1 + 44/2) = 0.1797.
    // Ranges: 2 · 51 · Q(3.6863/√2 = 2.6066) = 102 · 0.004572 = 0.4664.
    const expected = expectedFalseSignals({ values: 52, ranges: 51, canFallBelow: both, rules: 'default' });
    expect(expected.byRule['beyond-limit']).toBeCloseTo(0.1402, 3);
    expect(expected.byRule['eight-on-one-side']).toBeCloseTo(46 / 256, 12);
    expect(expected.byRule['range-beyond-limit']).toBeCloseTo(0.4664, 3);
    expect(expected.total).toBeCloseTo(0.786, 2);
    expect(expected.byRule['four-of-five-beyond-one-sigma']).toBeUndefined();
  });

  it('of exactly one window are its chance', () => {
    // 2 of 3: 2 · (3 p² (1 − p) + p³) with p = 0.0227501; 4 of 5: 2 · (5 p⁴ (1 − p) + p⁵) with p = 0.1586553.
    const three = expectedFalseSignals({ values: 3, ranges: 2, canFallBelow: both, rules: 'all' });
    expect(three.byRule['two-of-three-beyond-two-sigma']).toBeCloseTo(
      2 * (3 * 0.0227501 ** 2 * 0.9772499 + 0.0227501 ** 3),
      7,
    );
    const five = expectedFalseSignals({ values: 5, ranges: 4, canFallBelow: both, rules: 'all' });
    expect(five.byRule['four-of-five-beyond-one-sigma']).toBeCloseTo(
      2 * (5 * 0.1586553 ** 4 * 0.8413447 + 0.1586553 ** 5),
      7,
    );
    expect(five.byRule['eight-on-one-side']).toBe(0);
  });

  it('are one-sided where a floor lies in the way', () => {
    const floored = expectedFalseSignals({
      values: 52,
      ranges: 51,
      canFallBelow: (sigmas) => sigmas < 2,
      rules: 'all',
    });
    const free = expectedFalseSignals({ values: 52, ranges: 51, canFallBelow: both, rules: 'all' });
    expect(floored.byRule['beyond-limit']).toBeCloseTo(Number(free.byRule['beyond-limit']) / 2, 12);
    expect(floored.byRule['two-of-three-beyond-two-sigma']).toBeCloseTo(
      Number(free.byRule['two-of-three-beyond-two-sigma']) / 2,
      12,
    );
    expect(floored.byRule['four-of-five-beyond-one-sigma']).toBeCloseTo(
      Number(free.byRule['four-of-five-beyond-one-sigma']),
      12,
    );
  });

  it('are what is found on values that never change', () => {
    // 4,000 series of 60 standard normal values against the true limits: σ = 1, so the mean moving range is 1.128.
    const limits = {
      centre: 0,
      lower: -2.66 * 1.128,
      upper: 2.66 * 1.128,
      oneSigma: [-1, 1],
      twoSigma: [-2, 2],
      averageRange: 1.128,
      rangeLimit: 3.268 * 1.128,
    } as const;
    const series = 4000;
    const random = randomOf(20);
    const found = new Map<Rule, number>();
    for (let run = 0; run < series; run += 1) {
      const values = Array.from({ length: 60 }, random.normal);
      const ranges = values.map((value, index) => (index === 0 ? null : Math.abs(value - (values[index - 1] ?? 0))));
      for (const { rule } of findSignals(values, ranges, limits, 'all')) found.set(rule, (found.get(rule) ?? 0) + 1);
    }
    const expected = expectedFalseSignals({ values: 60, ranges: 59, canFallBelow: both, rules: 'all' });
    for (const [rule, count] of found) {
      const mean = series * Number(expected.byRule[rule]);
      // Rare events: the variance is about the mean (up to twice it, as successive ranges share a value); five deviations allowed.
      expect(Math.abs(count - mean), rule).toBeLessThan(5 * Math.sqrt(2 * mean));
    }
    expect(found.size).toBe(5);
  });
});
