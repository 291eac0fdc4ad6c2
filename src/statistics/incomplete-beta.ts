import { logGamma } from './gamma.ts';
import { expOf, logOf } from './portable-math.ts';

const TINY = 1e-300;
const MOST_STEPS = 10_000;
const CLOSE = 1e-16;

/** ln B(a, b). RangeError unless both are above 0. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/**
 * The regularised incomplete beta function Iₓ(a, b): the chance that a beta variable with these shapes is at most x.
 * `complement` is 1 − x where the caller knows it with more digits; `logBetaOfShapes` is ln B(a, b) where it is known.
 * Source: Abramowitz and Stegun 26.5.8 (continued fraction), evaluated by Lentz's method.
 */
export function regularisedBeta(
  a: number,
  b: number,
  x: number,
  complement = 1 - x,
  logBetaOfShapes = logBeta(a, b),
): number {
  if (!(x >= 0 && x <= 1)) throw new RangeError(`incomplete beta: x must lie in 0…1, not ${x}`);
  if (x === 0) return 0;
  if (complement === 0) return 1;
  const front = expOf(a * logOf(x) + b * logOf(complement) - logBetaOfShapes);
  // The fraction comes to its end quickly below the mean only; above it the other tail is taken.
  return x < (a + 1) / (a + b + 2) ? (front * fraction(a, b, x)) / a : 1 - (front * fraction(b, a, complement)) / b;
}

function fraction(a: number, b: number, x: number): number {
  const guarded = (value: number) => (value > -TINY && value < TINY ? TINY : value);
  let upper = 1;
  let lower = 1 / guarded(1 - ((a + b) * x) / (a + 1));
  let total = lower;
  for (let step = 1; step <= MOST_STEPS; step += 1) {
    const even = (step * (b - step) * x) / ((a + 2 * step - 1) * (a + 2 * step));
    lower = 1 / guarded(1 + even * lower);
    upper = guarded(1 + even / upper);
    total *= lower * upper;
    const odd = (-(a + step) * (a + b + step) * x) / ((a + 2 * step) * (a + 2 * step + 1));
    lower = 1 / guarded(1 + odd * lower);
    upper = guarded(1 + odd / upper);
    const change = lower * upper;
    total *= change;
    if (Math.abs(change - 1) <= CLOSE) break;
  }
  return total;
}
