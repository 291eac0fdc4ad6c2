import { mean } from './sum.ts';

/** Far below the distance of two ranks, far above the rounding of p · n / 100. */
const ROUNDING = 1e-9;

/**
 * The nearest rank of the p-th percentile among n values, from 1: the smallest rank with at least p % of the values at or below it.
 * p = 95, n = 20 is rank 19, also where p · n / 100 is not exact in binary. p = 0 is rank 1. RangeError for p outside 0…100 or n < 1.
 * Source: methods.md 0.
 */
export function nearestRank(n: number, p: number): number {
  if (!(p >= 0 && p <= 100)) throw new RangeError(`percentile: p must lie in 0…100, not ${p}`);
  if (!(n >= 1)) throw new RangeError('percentile: there is no rank among no values');
  const exact = (p * n) / 100;
  const whole = Math.round(exact);
  const rank = Math.abs(exact - whole) <= ROUNDING * Math.max(1, exact) ? whole : Math.ceil(exact);
  return Math.min(Math.max(rank, 1), n);
}

/**
 * The p-th percentile by nearest rank: always one of the values, never a mean of two. null for no values.
 * Edge: fewer than 5 values still answer here; that they are too few to show is the measure's rule. Source: methods.md 0.
 */
export function percentile(values: ArrayLike<number>, p: number): number | null {
  return values.length === 0 ? null : percentileOfSorted(sorted(values), p);
}

/** Several percentiles of the same values with one sort; nulls for no values. Source: methods.md 0. */
export function percentiles(values: ArrayLike<number>, ps: readonly number[]): readonly (number | null)[] {
  if (values.length === 0) return ps.map(() => null);
  const ascending = sorted(values);
  return ps.map((p) => percentileOfSorted(ascending, p));
}

/** As `percentile`, of values that are already in ascending order. */
export function percentileOfSorted(ascending: ArrayLike<number>, p: number): number | null {
  return ascending.length === 0 ? null : (ascending[nearestRank(ascending.length, p) - 1] ?? null);
}

/** The values in ascending order, as a copy: typed arrays sort numbers natively, several times as fast as `sort((a, b) => a - b)`. */
export function sorted(values: ArrayLike<number>): Float64Array {
  return new Float64Array(values).sort();
}

/**
 * The middle value, or the mean of the two middle ones. The ordinary median of statistics; service levels and every percentile of
 * durations use nearest rank instead, so that the answer is a real item. null for no values.
 */
export function median(values: ArrayLike<number>): number | null {
  if (values.length === 0) return null;
  const ascending = sorted(values);
  const half = ascending.length >> 1;
  return ascending.length % 2 === 1 ? (ascending[half] ?? null) : mean(ascending.subarray(half - 1, half + 1));
}
