/** Where the series would lose digits to cancellation, the continued fraction of the tail takes over. */
const TAIL_FROM = 5;
const HALF_LOG_TWO_PI = 0.918_938_533_204_672_7;

/** P(Z ≤ z) of the standard normal distribution, right to about 15 digits. Source: series of Marsaglia 2004; tail by Laplace. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  if (z < -TAIL_FROM) return upperTail(-z);
  if (z > TAIL_FROM) return 1 - upperTail(z);
  const square = z * z;
  let term = z;
  let total = z;
  for (let odd = 3, before = Number.NaN; total !== before; odd += 2) {
    term *= square / odd;
    before = total;
    total += term;
  }
  return 0.5 + total * Math.exp(-0.5 * square - HALF_LOG_TWO_PI);
}

/** z with P(Z ≤ z) = p. RangeError for p outside (0, 1), where there is no finite answer. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`normal quantile: p must lie between 0 and 1, not ${p}`);
  // The lower half keeps its digits in the tail; 1 − p has lost them already.
  if (p > 0.5) return -normalQuantile(1 - p);
  let low = -39;
  let high = 0;
  for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return high;
}

function upperTail(z: number): number {
  let fraction = z;
  for (let step = 100; step >= 1; step -= 1) fraction = z + step / fraction;
  return Math.exp(-0.5 * z * z - HALF_LOG_TWO_PI) / fraction;
}
