import { describe, expect, test } from 'vitest';
import { bootstrapShares, shareInterval, shareOfFirst } from './bootstrap-shares.ts';

describe('bootstrap of shares', () => {
  test('rows that are alike give the same shares in every resample', () => {
    const bootstrap = bootstrapShares(Float64Array.from([1, 3, 1, 3, 1, 3]), 2, 50, 1);
    expect(new Set(bootstrap.shares)).toEqual(new Set([0.25, 0.75]));
    expect(shareInterval(bootstrap, 1, 0.95)).toEqual({ low: 0.75, high: 0.75 });
    expect(shareOfFirst(bootstrap, 1, [0])).toBe(1);
    expect(shareOfFirst(bootstrap, 0, [1])).toBe(0);
  });

  test('the same seed gives the same resamples, another seed others', () => {
    const table = Float64Array.from([1, 0, 0, 1, 2, 5, 4, 1]);
    expect(bootstrapShares(table, 2, 20, 7)).toEqual(bootstrapShares(table, 2, 20, 7));
    expect(bootstrapShares(table, 2, 20, 7)).not.toEqual(bootstrapShares(table, 2, 20, 8));
  });

  test('a tie is first for none; without others a column is always first', () => {
    const bootstrap = bootstrapShares(Float64Array.from([1, 1, 2, 2]), 2, 10, 1);
    expect(shareOfFirst(bootstrap, 0, [1])).toBe(0);
    expect(shareOfFirst(bootstrap, 0, [])).toBe(1);
  });

  test('a table of zeros has shares of zero, and an empty one none', () => {
    expect([...bootstrapShares(new Float64Array(4), 2, 3, 1).shares]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(bootstrapShares(new Float64Array(0), 0, 3, 1).shares).toHaveLength(0);
  });

  test('the spread is that of theory: of 100 items, half all in one column, the share has σ = √(0.25 / 100)', () => {
    const table = Float64Array.from({ length: 200 }, (_, at) => (Math.floor(at / 2) % 2 === at % 2 ? 1 : 0));
    const { low, high } = shareInterval(bootstrapShares(table, 2, 4000, 3), 0, 0.95);
    // 0.5 ± 1.96 · 0.05; the share moves in steps of 0.01.
    expect(low).toBeGreaterThan(0.38);
    expect(low).toBeLessThan(0.42);
    expect(high).toBeGreaterThan(0.58);
    expect(high).toBeLessThan(0.62);
  });

  test('many rows are gathered into groups, and the spread stays that of the rows', () => {
    // 10,000 rows, half in each column: σ = √(0.25 / 10000) = 0.005.
    const table = Float64Array.from({ length: 20_000 }, (_, at) => (Math.floor(at / 2) % 2 === at % 2 ? 1 : 0));
    const { low, high } = shareInterval(bootstrapShares(table, 2, 2000, 3), 0, 0.95);
    expect(low).toBeGreaterThan(0.5 - 0.0115);
    expect(low).toBeLessThan(0.5 - 0.0085);
    expect(high).toBeGreaterThan(0.5 + 0.0085);
    expect(high).toBeLessThan(0.5 + 0.0115);
  });
});
