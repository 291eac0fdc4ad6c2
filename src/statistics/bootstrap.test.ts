import { describe, expect, it } from 'vitest';
import { bootstrapInterval, bootstrapRatio } from './bootstrap.ts';
import { normalQuantile } from './normal.ts';
import { randomOf } from './random.ts';
import { mean } from './sum.ts';

describe('a bootstrap interval', () => {
  const values = Array.from({ length: 100 }, (_, index) => index);
  const meanOf = (drawn: Int32Array) => mean(Array.from(drawn, (place) => values[place] ?? 0));

  it('of a mean is about the mean ± 1.96 standard errors', () => {
    // 0…99: mean 49.5, spread √((100² − 1)/12) = 28.87, standard error 2.887. The ends are resampled quantiles: with 4,000
    // resamples each is off by about √(0.025 · 0.975 / 4000) / φ(1.96) = 0.0422 standard errors = 0.12; five of them allowed.
    const interval = bootstrapInterval(100, meanOf, { seed: 1, resamples: 4000 });
    const half = normalQuantile(0.975) * 2.887;
    expect(Math.abs(Number(interval?.low) - (49.5 - half))).toBeLessThan(0.6);
    expect(Math.abs(Number(interval?.high) - (49.5 + half))).toBeLessThan(0.6);
  });

  it('is the same for the same seed, and another for another', () => {
    const at = (seed: number) => bootstrapInterval(100, meanOf, { seed, resamples: 200 });
    expect(at(5)).toEqual(at(5));
    expect(at(5)).not.toEqual(at(6));
  });

  it('of equal items is a point', () => {
    expect(bootstrapInterval(3, () => 7, { seed: 1, resamples: 50 })).toEqual({ low: 7, high: 7 });
  });

  it('cuts both tails alike', () => {
    // A statistic that counts 1, 2, … 100: the middle 90 % leaves out five values at each end.
    let count = 0;
    const interval = bootstrapInterval(2, () => ++count, { seed: 1, resamples: 100, level: 0.9 });
    expect(interval).toEqual({ low: 5, high: 96 });
  });

  it('is unknown from one item, or where the statistic mostly is', () => {
    expect(bootstrapInterval(1, () => 7, { seed: 1 })).toBeNull();
    expect(bootstrapInterval(9, () => null, { seed: 1 })).toBeNull();
  });
});

describe('a ratio of sums', () => {
  it('agrees with resampling the items themselves', () => {
    const random = randomOf(11);
    const under = Array.from({ length: 400 }, () => random.lognormal(5, 0.8));
    const over = under.map((value) => value * random.uniform());
    const ratio = bootstrapRatio(over, under, { seed: 2 });
    const plain = bootstrapInterval(
      400,
      (drawn) => {
        let above = 0;
        let below = 0;
        for (const place of drawn) {
          above += over[place] ?? 0;
          below += under[place] ?? 0;
        }
        return above / below;
      },
      { seed: 3 },
    );
    // Two independent sets of 2,000 resamples: ends differ by chance only, well under a fifth of the width.
    const width = Number(plain?.high) - Number(plain?.low);
    expect(Math.abs(Number(ratio?.low) - Number(plain?.low))).toBeLessThan(width / 5);
    expect(Math.abs(Number(ratio?.high) - Number(plain?.high))).toBeLessThan(width / 5);
  });

  it('of groups is as wide as of single items', () => {
    const random = randomOf(12);
    const under = Array.from({ length: 5000 }, () => 1 + random.exponential(4));
    const over = under.map((value) => (random.chance(0.3) ? value : 0));
    const grouped = bootstrapRatio(over, under, { seed: 4 });
    // Delta method: R = Σa/Σb, standard error √(Σ(a − R b)²) / Σb.
    const total = under.reduce((sum, value) => sum + value, 0);
    const ratio = over.reduce((sum, value) => sum + value, 0) / total;
    const error =
      Math.sqrt(over.reduce((sum, value, place) => sum + (value - ratio * (under[place] ?? 0)) ** 2, 0)) / total;
    // 1,000 groups estimate a spread to 1/√2000 = 2.2 %, 2,000 resamples each end to some 4 % of it: 15 % is beyond chance.
    expect(Math.abs((Number(grouped?.high) - Number(grouped?.low)) / (2 * 1.96 * error) - 1)).toBeLessThan(0.15);
    expect(Number(grouped?.low)).toBeLessThan(ratio);
    expect(Number(grouped?.high)).toBeGreaterThan(ratio);
  });

  it('is unknown where nothing is divided by', () => {
    expect(bootstrapRatio([1, 2, 3], [0, 0, 0], { seed: 1 })).toBeNull();
    expect(bootstrapRatio([], [], { seed: 1 })).toBeNull();
    expect(() => bootstrapRatio([1], [1, 2], { seed: 1 })).toThrow(RangeError);
  });
});
