import { normalQuantile } from './normal.ts';

/** A range that holds the unknown value with the stated level. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval for a proportion of k in n: stays inside 0…1, and says something sensible at 0 of n and n of n.
 * null for n = 0: nothing is known. RangeError where k is not within 0…n. Level 0.95 unless told.
 * Source: methods.md 3.3; Wilson 1927.
 */
export function wilsonInterval(k: number, n: number, level = 0.95): Interval | null {
  if (!(k >= 0 && k <= n)) throw new RangeError(`proportion: ${k} of ${n} cannot be`);
  if (n === 0) return null;
  const z = normalQuantile((1 + level) / 2);
  const share = k / n;
  const spread = (z * z) / n;
  const middle = (share + spread / 2) / (1 + spread);
  const half = Math.sqrt(spread * (share * (1 - share) + spread / 4)) / (1 + spread);
  return { low: k === 0 ? 0 : Math.max(0, middle - half), high: k === n ? 1 : Math.min(1, middle + half) };
}
