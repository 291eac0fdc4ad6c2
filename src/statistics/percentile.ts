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
  return percentiles(values, [p])[0] ?? null;
}

/**
 * Several percentiles of the same values; nulls for no values. The values are not put in order as a whole: each rank is selected, which
 * for tens of thousands takes a fifth of the time. Source: methods.md 0; C. A. R. Hoare, Algorithm 65: Find, 1961.
 */
export function percentiles(values: ArrayLike<number>, ps: readonly number[]): readonly (number | null)[] {
  if (values.length === 0) return ps.map(() => null);
  const copy = new Float64Array(values);
  return ps.map((p) => valueOfRank(copy, nearestRank(copy.length, p) - 1));
}

/** As `percentile`, of values that are already in ascending order. */
export function percentileOfSorted(ascending: ArrayLike<number>, p: number): number | null {
  return ascending.length === 0 ? null : (ascending[nearestRank(ascending.length, p) - 1] ?? null);
}

/** The value at a place of the ascending order; moves values about, so that smaller ones stand before it and larger ones after. */
function valueOfRank(values: Float64Array, place: number): number | null {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = middleOfThree(values[low] ?? 0, values[(low + high) >>> 1] ?? 0, values[high] ?? 0);
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] ?? pivot) < pivot) left += 1;
      while ((values[right] ?? pivot) > pivot) right -= 1;
      if (left > right) break;
      const held = values[left] ?? 0;
      values[left] = values[right] ?? 0;
      values[right] = held;
      left += 1;
      right -= 1;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else break;
  }
  return values[place] ?? null;
}

function middleOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
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
