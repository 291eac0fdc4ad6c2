import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normalCdf, normalQuantile } from './normal.ts';

it('agrees with printed tables', () => {
  // Abramowitz & Stegun, table 26.1: P(1) = 0.841344746068543, P(2) = 0.977249868051821, P(3) = 0.998650101968370.
  expect(normalCdf(0)).toBe(0.5);
  expect(normalCdf(1)).toBeCloseTo(0.841344746068543, 14);
  expect(normalCdf(2)).toBeCloseTo(0.977249868051821, 14);
  expect(normalCdf(3)).toBeCloseTo(0.99865010196837, 14);
});

it('keeps its digits in the far tail', () => {
  // The same book: Q(6) = 9.86587645 · 10⁻¹⁰, Q(10) = 7.61985302 · 10⁻²⁴.
  expect(normalCdf(-6) / 9.86587645e-10).toBeCloseTo(1, 8);
  expect(normalCdf(-10) / 7.61985302e-24).toBeCloseTo(1, 8);
});

it('the well-known quantiles', () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
  expect(normalQuantile(0.95)).toBeCloseTo(1.644853626951473, 12);
  expect(normalQuantile(0.005)).toBeCloseTo(-2.575829303548901, 12);
  expect(normalQuantile(0.5)).toBeCloseTo(0, 14);
});

it('the quantile undoes the distribution, and both sides mirror', () => {
  fc.assert(
    fc.property(fc.double({ min: -6, max: 0, noNaN: true }), (z) => {
      expect(normalQuantile(normalCdf(z))).toBeCloseTo(z, 8);
      expect(normalCdf(z) + normalCdf(-z)).toBeCloseTo(1, 14);
    }),
  );
});

it('series and tail meet without a step', () => {
  expect(normalCdf(-5 - 1e-9) / normalCdf(-5 + 1e-9)).toBeCloseTo(1, 6);
});

it('refuses 0 and 1, and says nothing of no number', () => {
  expect(() => normalQuantile(0)).toThrow(RangeError);
  expect(() => normalQuantile(1)).toThrow(RangeError);
  expect(normalCdf(Number.NaN)).toBeNaN();
});
