import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, nearestRank, percentile, percentileOfSorted, percentiles } from './percentile.ts';

describe('nearest rank', () => {
  it('95 % of 20 values is rank 19, not 20', () => {
    expect(nearestRank(20, 95)).toBe(19);
  });

  it('a product that is not exact in binary does not lift the rank', () => {
    // 99.9 · 1000 / 100 is 999.0000000000001 in doubles, 55 · 20 / 100 is 11 and 0.07 · 10000 / 100 is 7.000000000000001.
    expect(nearestRank(1000, 99.9)).toBe(999);
    expect(nearestRank(20, 55)).toBe(11);
    expect(nearestRank(10_000, 0.07)).toBe(7);
  });

  it('the ends are the smallest and the largest value', () => {
    expect(nearestRank(7, 0)).toBe(1);
    expect(nearestRank(7, 100)).toBe(7);
  });

  it('is the smallest rank with at least p % at or below it, for every whole p and n to 200', () => {
    for (let n = 1; n <= 200; n += 1) {
      for (let p = 1; p <= 100; p += 1) {
        const rank = nearestRank(n, p);
        // In whole numbers, so that no rounding is left: rank / n ≥ p / 100 and (rank − 1) / n < p / 100.
        expect(rank * 100 >= p * n && (rank - 1) * 100 < p * n).toBe(true);
      }
    }
  });

  it('refuses what is no percentage', () => {
    expect(() => nearestRank(5, 101)).toThrow(RangeError);
    expect(() => nearestRank(5, -1)).toThrow(RangeError);
    expect(() => nearestRank(5, Number.NaN)).toThrow(RangeError);
    expect(() => nearestRank(0, 50)).toThrow(RangeError);
  });
});

describe('percentile', () => {
  it('answers the textbook example of nearest rank', () => {
    // 15, 20, 35, 40, 50: 5 % → rank ⌈0.25⌉ = 1, 30 % → ⌈1.5⌉ = 2, 40 % → 2, 50 % → ⌈2.5⌉ = 3, 100 % → 5.
    expect(percentiles([35, 20, 50, 15, 40], [5, 30, 40, 50, 100])).toEqual([15, 20, 20, 35, 50]);
  });

  it('sorts as numbers, not as text, and leaves the input alone', () => {
    const values = [10, 9, 100, 1];
    expect(percentile(values, 50)).toBe(9);
    expect(values).toEqual([10, 9, 100, 1]);
    const typed = new Float64Array([3, 1, 2]);
    expect(percentile(typed, 100)).toBe(3);
    expect([...typed]).toEqual([3, 1, 2]);
  });

  it('one value is every percentile, a tie is itself', () => {
    expect(percentiles([4], [0, 50, 95, 100])).toEqual([4, 4, 4, 4]);
    expect(percentiles([2, 2, 2], [1, 50, 99])).toEqual([2, 2, 2]);
  });

  it('no values have no percentile', () => {
    expect(percentile([], 50)).toBeNull();
    expect(percentileOfSorted([], 50)).toBeNull();
    expect(percentiles([], [50, 85])).toEqual([null, null]);
    expect(median([])).toBeNull();
  });

  it('is always one of the values, and never falls as p rises', () => {
    const someValues = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(someValues, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (values, p, q) => {
        const [low, high] = percentiles(values, [Math.min(p, q), Math.max(p, q)]);
        expect(values.some((value) => value === low)).toBe(true);
        expect(Number(low)).toBeLessThanOrEqual(Number(high));
      }),
    );
  });
});

describe('median', () => {
  it('of an even number of values lies between the middle two', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([5, 1, 3])).toBe(3);
  });
});
