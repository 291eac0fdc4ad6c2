import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosOfTurns, expOf, logOf, sinOfTurns } from './portable-math.ts';

describe('exponential and logarithm', () => {
  it('have their known values', () => {
    expect(expOf(0)).toBe(1);
    // e, e⁻¹ and e¹⁰ as printed in Abramowitz and Stegun, table 4.4; ln 2 and ln 10 in table 4.2.
    expect(expOf(1)).toBeCloseTo(Math.E, 14);
    expect(expOf(-1)).toBeCloseTo(0.367_879_441_171_442_3, 15);
    expect(expOf(10) / 22_026.465_794_806_718).toBeCloseTo(1, 14);
    expect(logOf(1)).toBe(0);
    expect(logOf(2)).toBeCloseTo(Math.LN2, 15);
    expect(logOf(10)).toBeCloseTo(Math.LN10, 14);
  });

  it('reach their ends', () => {
    expect(expOf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(expOf(1000)).toBe(Number.POSITIVE_INFINITY);
    expect(logOf(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(logOf(-1)).toBeNaN();
    expect(expOf(Number.NaN)).toBeNaN();
    // The smallest double is 2⁻¹⁰⁷⁴.
    expect(logOf(Number.MIN_VALUE)).toBeCloseTo(-1074 * Math.LN2, 11);
  });

  it('undo each other', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(logOf(expOf(x)) - x)).toBeLessThan(1e-12);
      }),
    );
  });

  it('turn sums into products', () => {
    const part = fc.double({ min: -300, max: 300, noNaN: true });
    fc.assert(
      fc.property(part, part, (a, b) => {
        expect(Math.abs(expOf(a + b) / (expOf(a) * expOf(b)) - 1)).toBeLessThan(1e-12);
      }),
    );
  });
});

describe('sine and cosine of turns', () => {
  it('have their known values', () => {
    expect(sinOfTurns(0)).toBe(0);
    expect(sinOfTurns(1 / 12)).toBeCloseTo(0.5, 14);
    expect(sinOfTurns(0.25)).toBeCloseTo(1, 14);
    expect(sinOfTurns(0.75)).toBeCloseTo(-1, 14);
    expect(cosOfTurns(0.125)).toBeCloseTo(Math.sqrt(0.5), 14);
    expect(cosOfTurns(0.5)).toBeCloseTo(-1, 14);
  });

  it('lie on a circle, and come back after whole turns', () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), fc.integer({ min: -9, max: 9 }), (turns, whole) => {
        const [x, y] = [cosOfTurns(turns), sinOfTurns(turns)];
        expect(x * x + y * y).toBeCloseTo(1, 12);
        expect(sinOfTurns(turns + whole)).toBeCloseTo(y, 12);
      }),
    );
  });
});
