import { logOf } from './portable-math.ts';

const HALF_LOG_TWO_PI = 0.918_938_533_204_672_7;
/** Above this Stirling's series is right to the last digits with the terms below. */
const STIRLING_FROM = 12;
/** B₂ₖ / (2k(2k − 1)) for k = 1 … 7. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156];

/**
 * The logarithm of the gamma function, ln Γ(x). RangeError for x ≤ 0, where it is not needed.
 * Source: Abramowitz and Stegun 6.1.41 (Stirling), 6.1.15 (recurrence).
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`log gamma: x must be above 0, not ${x}`);
  let product = 1;
  let high = x;
  for (; high < STIRLING_FROM; high += 1) product *= high;
  const square = 1 / (high * high);
  let series = 0;
  for (let term = STIRLING.length - 1; term >= 0; term -= 1) series = series * square + (STIRLING[term] ?? 0);
  return (high - 0.5) * logOf(high) - high + HALF_LOG_TWO_PI + series / high - logOf(product);
}
