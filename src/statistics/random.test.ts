import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomOf } from './random.ts';

const many = (draw: () => number, times: number) => Array.from({ length: times }, draw);
const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a seeded source', () => {
  it('gives the same draws for the same seed, and others for another', () => {
    expect(many(randomOf(7).uniform, 50)).toEqual(many(randomOf(7).uniform, 50));
    expect(many(randomOf(7).uniform, 50)).not.toEqual(many(randomOf(8).uniform, 50));
  });

  it('tells seeds apart that share their lower 32 bits', () => {
    expect(randomOf(1).uniform()).not.toBe(randomOf(1 + 2 ** 32).uniform());
  });

  it('does not begin alike for neighbouring seeds', () => {
    // First draws of 2,000 neighbouring seeds: mean 1/2 with standard error 1/√(12 · 2000) = 0.0065; six of them allowed.
    const first = Array.from({ length: 2000 }, (_, seed) => randomOf(seed).uniform());
    expect(Math.abs(average(first) - 0.5)).toBeLessThan(0.039);
    // Neighbours do not follow each other: correlation of successive seeds has standard error 1/√2000 = 0.0224.
    const products = first.slice(1).map((value, index) => (value - 0.5) * ((first[index] ?? 0) - 0.5) * 12);
    expect(Math.abs(average(products))).toBeLessThan(6 * 0.0224);
  });

  it('refuses a seed that is no whole number', () => {
    expect(() => randomOf(0.5)).toThrow(RangeError);
    expect(() => randomOf(Number.NaN)).toThrow(RangeError);
  });

  it('a fork does not move its origin, and its key names it', () => {
    const plain = randomOf(3);
    const forked = randomOf(3);
    const side = forked.fork('team A');
    many(side.uniform, 10);
    expect(many(forked.uniform, 10)).toEqual(many(plain.uniform, 10));
    expect(randomOf(3).fork('team A').uniform()).toBe(randomOf(3).fork('team A').uniform());
    expect(randomOf(3).fork('team A').uniform()).not.toBe(randomOf(3).fork('team B').uniform());
  });
});

describe('draws', () => {
  const n = 40_000;
  // Each bound is six standard errors of the mean: spread of one draw / √40,000, times 6 = spread · 0.03.
  it('uniform: mean 1/2, spread 0.2887', () => {
    const draws = many(randomOf(1).uniform, n);
    expect(Math.abs(average(draws) - 0.5)).toBeLessThan(0.2887 * 0.03);
    expect(draws.every((value) => value >= 0 && value < 1)).toBe(true);
  });

  it('normal: mean 0, mean square 1', () => {
    const draws = many(randomOf(2).normal, n);
    expect(Math.abs(average(draws))).toBeLessThan(0.03);
    // The variance of Z² is 2.
    expect(Math.abs(average(draws.map((z) => z * z)) - 1)).toBeLessThan(Math.SQRT2 * 0.03);
  });

  it('exponential: mean and spread are the mean', () => {
    const random = randomOf(3);
    const draws = many(() => random.exponential(5), n);
    expect(Math.abs(average(draws) - 5)).toBeLessThan(5 * 0.03);
    expect(random.exponential(0)).toBeCloseTo(0, 12);
  });

  it('lognormal: half below the median, log spread sigma', () => {
    const random = randomOf(4);
    const draws = many(() => random.lognormal(8, 0.7), n);
    const below = draws.filter((value) => value < 8).length / n;
    expect(Math.abs(below - 0.5)).toBeLessThan(0.5 * 0.03);
    expect(Math.abs(average(draws.map((value) => Math.log(value / 8) ** 2)) - 0.49)).toBeLessThan(
      0.49 * Math.SQRT2 * 0.03,
    );
  });

  it('poisson: mean and variance are the mean, small and large', () => {
    const random = randomOf(5);
    for (const mean of [0.3, 4, 90]) {
      const draws = many(() => random.poisson(mean), n);
      expect(Math.abs(average(draws) - mean)).toBeLessThan(Math.sqrt(mean) * 0.03);
      // The variance of (X − m)² is m + 2m².
      const squares = draws.map((value) => (value - mean) ** 2);
      expect(Math.abs(average(squares) - mean)).toBeLessThan(Math.sqrt(mean + 2 * mean * mean) * 0.03);
    }
    expect(random.poisson(0)).toBe(0);
    expect(() => random.poisson(-1)).toThrow(RangeError);
  });

  it('whole numbers fill their range evenly', () => {
    const random = randomOf(6);
    const counts = [0, 0, 0, 0, 0, 0, 0];
    for (let draw = 0; draw < 70_000; draw += 1) {
      const value = random.integer(7);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    // Each is binomial(70,000, 1/7): 10,000 ± 92.6; six of them allowed.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(556);
    expect(counts).toHaveLength(7);
    expect(() => random.integer(0)).toThrow(RangeError);
  });

  it('a weight of zero is never drawn, others by their share', () => {
    const random = randomOf(7);
    const drawn = many(() => random.weighted([1, 0, 3]), n);
    expect(drawn.includes(1)).toBe(false);
    expect(Math.abs(drawn.filter((index) => index === 2).length / n - 0.75)).toBeLessThan(0.4331 * 0.03);
    expect(() => random.weighted([0, 0])).toThrow(RangeError);
    expect(() => random.weighted([])).toThrow(RangeError);
  });

  it('chance is as often as it says, and never or always at the ends', () => {
    const random = randomOf(8);
    const hits = Array.from({ length: n }, () => random.chance(0.2)).filter(Boolean).length;
    expect(Math.abs(hits / n - 0.2)).toBeLessThan(0.4 * 0.03);
    expect(random.chance(0)).toBe(false);
    expect(random.chance(1)).toBe(true);
  });

  it('a choice is one of the values, a shuffle all of them', () => {
    const random = randomOf(9);
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const before = [...values];
        expect(values).toContain(random.choice(values));
        expect(random.shuffled(values).sort((a, b) => a - b)).toEqual([...values].sort((a, b) => a - b));
        expect(values).toEqual(before);
      }),
    );
    expect(() => random.choice([])).toThrow(RangeError);
  });
});
