import { describe, expect, it } from 'vitest';
import { logGamma } from './gamma.ts';
import { logBeta, regularisedBeta } from './incomplete-beta.ts';
import { studentT } from './student-t.ts';

describe('log gamma', () => {
  it('is the logarithm of factorials', () => {
    expect(logGamma(1)).toBeCloseTo(0, 13);
    expect(logGamma(2)).toBeCloseTo(0, 13);
    // Γ(10) = 9! = 362,880; Γ(21) = 20! = 2,432,902,008,176,640,000.
    expect(logGamma(10)).toBeCloseTo(Math.log(362_880), 12);
    expect(logGamma(21)).toBeCloseTo(Math.log(2_432_902_008_176_640_000), 11);
  });

  it('knows the halves and quarters', () => {
    // Γ(½) = √π; Γ(¼) = 3.62560 99082 (Abramowitz and Stegun, 6.1.10).
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
    expect(logGamma(0.25)).toBeCloseTo(Math.log(3.625_609_908_2), 10);
    // Γ(100.5) = Γ(99.5) · 99.5
    expect(logGamma(100.5) - logGamma(99.5)).toBeCloseTo(Math.log(99.5), 11);
  });

  it('refuses what it does not hold', () => {
    expect(() => logGamma(0)).toThrow('above 0');
    expect(() => logGamma(Number.NaN)).toThrow('above 0');
  });
});

describe('the regularised incomplete beta function', () => {
  it('is a polynomial for whole shapes', () => {
    // I½(2, 3) = P(at least 2 of 4 fair coins) = 11/16; I₀.₃(2, 1) = 0.3².
    expect(regularisedBeta(2, 3, 0.5)).toBeCloseTo(11 / 16, 14);
    expect(regularisedBeta(2, 1, 0.3)).toBeCloseTo(0.09, 14);
    expect(regularisedBeta(1, 1, 0.7)).toBeCloseTo(0.7, 14);
  });

  it('is the arcsine law for halves', () => {
    // I¼(½, ½) = (2/π) · arcsin √¼ = 1/3.
    expect(regularisedBeta(0.5, 0.5, 0.25)).toBeCloseTo(1 / 3, 13);
    expect(logBeta(0.5, 0.5)).toBeCloseTo(Math.log(Math.PI), 13);
  });

  it('mirrors, and ends at 0 and 1', () => {
    expect(regularisedBeta(30.5, 0.5, 0.9) + regularisedBeta(0.5, 30.5, 0.1)).toBeCloseTo(1, 13);
    expect(regularisedBeta(3, 4, 0)).toBe(0);
    expect(regularisedBeta(3, 4, 1)).toBe(1);
    expect(() => regularisedBeta(3, 4, 1.1)).toThrow('0…1');
  });
});

describe('Student’s t', () => {
  it('has closed forms for one, two and four degrees of freedom', () => {
    for (const t of [-7, -1, -0.2, 0, 0.5, 3, 40]) {
      expect(studentT(1).cdf(t)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 13);
      expect(studentT(2).cdf(t)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 13);
      const s = t / Math.sqrt(4 + t * t);
      expect(studentT(4).cdf(t)).toBeCloseTo(0.5 + 0.75 * s * (1 - (s * s) / 3), 13);
    }
  });

  it('has the percentage points of the printed tables', () => {
    // Fisher and Yates, table III: two-sided 5 %, and one-sided 1 %.
    for (const [degrees, t] of [
      [5, 2.571],
      [10, 2.228],
      [35, 2.03],
      [60, 2.0],
      [120, 1.98],
    ] as const) {
      expect(studentT(degrees).cdf(t)).toBeCloseTo(0.975, 3);
    }
    expect(studentT(10).cdf(2.764)).toBeCloseTo(0.99, 3);
  });

  it('has a density whose slope is that of its distribution', () => {
    // Density at 0 for 2 degrees is 1/(2√2); for 1 it is 1/π.
    expect(studentT(2).density(0)).toBeCloseTo(1 / (2 * Math.SQRT2), 13);
    expect(studentT(1).density(1)).toBeCloseTo(1 / (2 * Math.PI), 13);
  });

  it('is certain at its ends', () => {
    expect(studentT(9).cdf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(studentT(9).cdf(1e200)).toBe(1);
    expect(studentT(9).cdf(Number.NaN)).toBeNaN();
    expect(() => studentT(0)).toThrow('above 0');
  });
});
