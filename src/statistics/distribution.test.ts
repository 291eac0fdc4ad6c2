import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDistributions,
  distributionOf,
  largestReached,
  momentsOf,
  probabilityAtLeast,
  probabilityBelow,
  quantile,
  reaches,
  sumOfDraws,
} from './distribution.ts';

const someCounts = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 });

/** P(sum of `draws` ≥ total), by writing out every possible course. */
function byEnumeration(counts: readonly number[], draws: number, total: number): number {
  let reached = 0;
  const courses = counts.length ** draws;
  for (let course = 0; course < courses; course += 1) {
    let sum = 0;
    for (let draw = 0, rest = course; draw < draws; draw += 1) {
      sum += counts[rest % counts.length] ?? 0;
      rest = Math.floor(rest / counts.length);
    }
    if (sum >= total) reached += 1;
  }
  return reached / courses;
}

describe('one draw', () => {
  it('counts each observed value, zeros too', () => {
    expect(distributionOf([2, 0, 2, 1])).toEqual({ from: 0, probabilities: new Float64Array([0.25, 0.25, 0.5]) });
  });

  it('begins at the smallest count', () => {
    expect(distributionOf([7, 5])).toEqual({ from: 5, probabilities: new Float64Array([0.5, 0, 0.5]) });
  });

  it('refuses what is not a count', () => {
    expect(() => distributionOf([])).toThrow(RangeError);
    expect(() => distributionOf([1, -1])).toThrow(RangeError);
    expect(() => distributionOf([0.5])).toThrow(RangeError);
  });
});

describe('sums', () => {
  const zeroOneTwo = distributionOf([0, 1, 2]);

  it('two draws of 0, 1, 2 reach 3 in 3 of 9 courses', () => {
    // (1,2), (2,1), (2,2).
    expect(probabilityAtLeast(sumOfDraws(zeroOneTwo, 2), 3)).toBeCloseTo(3 / 9, 14);
    // Below 3: (0,0) (0,1) (0,2) (1,0) (1,1) (2,0).
    expect(probabilityBelow(sumOfDraws(zeroOneTwo, 2), 3)).toBeCloseTo(6 / 9, 14);
  });

  it('two dice make seven in 6 of 36', () => {
    const dice = sumOfDraws(distributionOf([1, 2, 3, 4, 5, 6]), 2);
    expect(dice.from).toBe(2);
    expect(dice.probabilities[7 - dice.from]).toBeCloseTo(6 / 36, 14);
  });

  it('no draws sum to zero', () => {
    const none = sumOfDraws(zeroOneTwo, 0);
    expect(probabilityAtLeast(none, 0)).toBe(1);
    expect(probabilityAtLeast(none, 1)).toBe(0);
  });

  it('draws that are all zero stay zero, draws that are all three only grow', () => {
    expect(sumOfDraws(distributionOf([0, 0]), 9)).toEqual({ from: 0, probabilities: new Float64Array([1]) });
    expect(sumOfDraws(distributionOf([3]), 4)).toEqual({ from: 12, probabilities: new Float64Array([1]) });
  });

  it('a sum of coins is the binomial', () => {
    // C(10, 5) / 2¹⁰ = 252 / 1024.
    const coins = sumOfDraws(distributionOf([0, 1]), 10);
    expect(coins.probabilities[5 - coins.from]).toBeCloseTo(252 / 1024, 14);
  });

  it('agree with every course written out', () => {
    fc.assert(
      fc.property(
        someCounts,
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 21 }),
        (counts, draws, total) => {
          const exact = probabilityAtLeast(sumOfDraws(distributionOf(counts), draws), total);
          expect(exact).toBeCloseTo(byEnumeration(counts, draws, total), 12);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('kept below a bound they say the same about that bound', () => {
    fc.assert(
      fc.property(
        someCounts,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 120 }),
        (counts, draws, total) => {
          const one = distributionOf(counts);
          const whole = probabilityAtLeast(sumOfDraws(one, draws), total);
          expect(probabilityAtLeast(sumOfDraws(one, draws, total), total)).toBeCloseTo(whole, 12);
        },
      ),
    );
  });

  it('keep all mass, and add up means and variances', () => {
    fc.assert(
      fc.property(someCounts, fc.integer({ min: 0, max: 400 }), (counts, draws) => {
        const one = distributionOf(counts);
        const total = sumOfDraws(one, draws);
        expect(total.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
        const single = momentsOf(one);
        const summed = momentsOf(total);
        expect(summed.mean).toBeCloseTo(draws * single.mean, 6);
        expect(summed.variance).toBeCloseTo(draws * single.variance, 6);
      }),
    );
  });

  it('of different counts do not depend on the order', () => {
    fc.assert(
      fc.property(someCounts, someCounts, (a, b) => {
        const ab = addDistributions(distributionOf(a), distributionOf(b));
        const ba = addDistributions(distributionOf(b), distributionOf(a));
        expect(ab.from).toBe(ba.from);
        for (const [index, p] of ab.probabilities.entries()) expect(p).toBeCloseTo(ba.probabilities[index] ?? -1, 14);
      }),
    );
  });

  it('leave their parts alone', () => {
    const one = distributionOf([0, 1, 2]);
    sumOfDraws(one, 7);
    expect(one).toEqual(distributionOf([0, 1, 2]));
  });

  it('refuse a broken number of draws', () => {
    expect(() => sumOfDraws(zeroOneTwo, -1)).toThrow(RangeError);
    expect(() => sumOfDraws(zeroOneTwo, 1.5)).toThrow(RangeError);
  });
});

describe('reading a distribution', () => {
  const twenty = distributionOf([0, ...Array.from({ length: 19 }, () => 1)]);

  it('a probability that is 95 % but for rounding counts as 95 %', () => {
    expect(reaches(0.1 + 0.2 + 0.65 - 1e-16, 0.95)).toBe(true);
    expect(reaches(0.9499999, 0.95)).toBe(false);
    // 19 of 20 days finish one: P(≥ 1) is exactly 95 %.
    expect(largestReached(twenty, 0.95)).toBe(1);
    expect(largestReached(twenty, 0.951)).toBe(0);
  });

  it('quantiles of a die', () => {
    const die = distributionOf([1, 2, 3, 4, 5, 6]);
    expect([0, 1 / 6, 0.17, 0.5, 1].map((p) => quantile(die, p))).toEqual([1, 1, 2, 3, 6]);
    // P(≥ 6) = 1/6, P(≥ 5) = 1/3, P(≥ 4) = 1/2, P(≥ 1) = 1.
    expect([1 / 6, 0.2, 0.5, 0.51, 1].map((p) => largestReached(die, p))).toEqual([6, 5, 4, 3, 1]);
  });

  it('a sum kept below a bound does not answer beyond it', () => {
    const capped = sumOfDraws(distributionOf([1, 2]), 4, 6);
    // Sums 4, 5 of 4 draws: (1 + 4) / 16.
    expect(quantile(capped, 0.3)).toBe(5);
    expect(quantile(capped, 0.5)).toBeNull();
  });

  it('what is reached for certain falls as certainty rises', () => {
    fc.assert(
      fc.property(someCounts, fc.integer({ min: 0, max: 30 }), (counts, draws) => {
        const sum = sumOfDraws(distributionOf(counts), draws);
        const reached = [0.5, 0.7, 0.85, 0.95].map((p) => largestReached(sum, p));
        expect(reached).toEqual([...reached].sort((a, b) => b - a));
      }),
    );
  });

  it('refuses what is no probability', () => {
    expect(() => quantile(twenty, 1.1)).toThrow(RangeError);
    expect(() => largestReached(twenty, 0)).toThrow(RangeError);
  });
});
