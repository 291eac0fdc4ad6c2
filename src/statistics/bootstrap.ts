import type { Interval } from './interval.ts';
import { nearestRank, percentileOfSorted, sorted } from './percentile.ts';
import { type Random, randomOf } from './random.ts';

export interface BootstrapOptions {
  readonly seed: number;
  /** 2,000 unless told. */
  readonly resamples?: number;
  /** 0.95 unless told. */
  readonly level?: number;
}

const RESAMPLES = 2000;
const LEVEL = 0.95;
/** Above this many items a ratio of sums resamples groups of items. */
const MOST_UNITS = 1000;

/**
 * How far a statistic of n items would move if other items of the same kind had come: the middle `level` of its values over samples of n
 * drawn with replacement (percentile interval). The statistic is given the places of the items drawn, and must not keep that array.
 * Population: resamples in which the statistic is null are left out; null when that is more than half of them, and for fewer than
 * two items, which say nothing about their spread. The same seed gives the same interval.
 * Source: methods.md 2.10; Efron and Tibshirani, An Introduction to the Bootstrap, chapter 13.
 */
export function bootstrapInterval(
  n: number,
  statistic: (drawn: Int32Array) => number | null,
  options: BootstrapOptions,
): Interval | null {
  if (n < 2) return null;
  const random = randomOf(options.seed);
  const drawn = new Int32Array(n);
  return intervalOf(options, () => {
    for (let place = 0; place < n; place += 1) drawn[place] = random.integer(n);
    return statistic(drawn);
  });
}

/**
 * As `bootstrapInterval`, for Σ numerator / Σ denominator over items, without gathering the items of each resample. Above 1,000 items,
 * groups are resampled: items put at random into 1,000 groups of equal size (one more or less) have the same spread of sums.
 * Null also where the denominators sum to zero. RangeError where the two lists differ in length. Source: methods.md 2.3, 2.10.
 */
export function bootstrapRatio(
  numerator: ArrayLike<number>,
  denominator: ArrayLike<number>,
  options: BootstrapOptions,
): Interval | null {
  if (numerator.length !== denominator.length)
    throw new RangeError('ratio: numerators and denominators differ in number');
  const random = randomOf(options.seed);
  const { over, under } = unitsOf(numerator, denominator, random);
  const n = over.length;
  if (n < 2) return null;
  return intervalOf(options, () => {
    let above = 0;
    let below = 0;
    for (let draw = 0; draw < n; draw += 1) {
      const place = random.integer(n);
      above += over[place] ?? 0;
      below += under[place] ?? 0;
    }
    return below === 0 ? null : above / below;
  });
}

function intervalOf(options: BootstrapOptions, resample: () => number | null): Interval | null {
  const { resamples = RESAMPLES, level = LEVEL } = options;
  const values: number[] = [];
  for (let count = 0; count < resamples; count += 1) {
    const value = resample();
    if (value !== null && !Number.isNaN(value)) values.push(value);
  }
  if (values.length * 2 <= resamples) return null;
  const ascending = sorted(values);
  const low = percentileOfSorted(ascending, 50 * (1 - level));
  // Counted from the top as the low end is from the bottom, so that the interval cuts both tails alike.
  const high = ascending[ascending.length - nearestRank(ascending.length, 50 * (1 - level))];
  return low === null || high === undefined ? null : { low, high };
}

function unitsOf(numerator: ArrayLike<number>, denominator: ArrayLike<number>, random: Random) {
  const items = numerator.length;
  if (items <= MOST_UNITS) return { over: new Float64Array(numerator), under: new Float64Array(denominator) };
  const over = new Float64Array(MOST_UNITS);
  const under = new Float64Array(MOST_UNITS);
  const order = random.shuffled(Array.from({ length: items }, (_, place) => place));
  for (const [index, place] of order.entries()) {
    const unit = index % MOST_UNITS;
    over[unit] = (over[unit] ?? 0) + (numerator[place] ?? 0);
    under[unit] = (under[unit] ?? 0) + (denominator[place] ?? 0);
  }
  return { over, under };
}
