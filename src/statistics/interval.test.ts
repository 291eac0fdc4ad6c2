import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wilsonInterval } from './interval.ts';

it('agrees with the published examples of Newcombe', () => {
  // Newcombe 1998, Statistics in Medicine 17, table I, method 3: 81/263 → 0.2553 to 0.3662; 15/148 → 0.0624 to 0.1605;
  // 0/20 → 0.0000 to 0.1611; 1/29 → 0.0061 to 0.1718.
  const rounded = (k: number, n: number) => {
    const interval = wilsonInterval(k, n);
    return [interval?.low.toFixed(4), interval?.high.toFixed(4)];
  };
  expect(rounded(81, 263)).toEqual(['0.2553', '0.3662']);
  expect(rounded(15, 148)).toEqual(['0.0624', '0.1605']);
  expect(rounded(0, 20)).toEqual(['0.0000', '0.1611']);
  expect(rounded(1, 29)).toEqual(['0.0061', '0.1718']);
});

it('nothing tried, nothing known', () => {
  expect(wilsonInterval(0, 0)).toBeNull();
});

it('refuses more hits than tries', () => {
  expect(() => wilsonInterval(3, 2)).toThrow(RangeError);
  expect(() => wilsonInterval(-1, 2)).toThrow(RangeError);
});

it('holds the share, stays within 0 and 1, and mirrors', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
      const k = Math.round(part * n);
      const here = wilsonInterval(k, n);
      const there = wilsonInterval(n - k, n);
      if (here === null || there === null) throw new Error('n is at least 1');
      expect(here.low).toBeGreaterThanOrEqual(0);
      expect(here.high).toBeLessThanOrEqual(1);
      expect(here.low).toBeLessThanOrEqual(k / n);
      expect(here.high).toBeGreaterThanOrEqual(k / n);
      expect(here.low).toBeCloseTo(1 - there.high, 12);
    }),
  );
});

it('a higher level is wider', () => {
  const narrow = wilsonInterval(7, 20, 0.8);
  const wide = wilsonInterval(7, 20, 0.99);
  expect(Number(wide?.low)).toBeLessThan(Number(narrow?.low));
  expect(Number(wide?.high)).toBeGreaterThan(Number(narrow?.high));
});
