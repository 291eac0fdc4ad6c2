import { logBeta, regularisedBeta } from './incomplete-beta.ts';
import { expOf, logOf } from './portable-math.ts';

/** Student's t distribution with its constants at hand, for many questions to the same one. */
export interface StudentT {
  readonly degrees: number;
  /** P(T ≤ t). */
  readonly cdf: (t: number) => number;
  readonly density: (t: number) => number;
}

/** Student's t with these degrees of freedom (any number above 0). Source: Abramowitz and Stegun 26.7.1. */
export function studentT(degrees: number): StudentT {
  if (!(degrees > 0 && Number.isFinite(degrees))) {
    throw new RangeError(`student t: the degrees of freedom must be above 0, not ${degrees}`);
  }
  const constant = logBeta(degrees / 2, 0.5);
  return {
    degrees,
    cdf: (t) => {
      if (Number.isNaN(t)) return Number.NaN;
      if (t === Number.POSITIVE_INFINITY) return 1;
      if (t === Number.NEGATIVE_INFINITY) return 0;
      const square = t * t;
      const whole = degrees + square;
      // For huge t the square overflows; the tail is nothing there.
      const tail = Number.isFinite(whole)
        ? regularisedBeta(degrees / 2, 0.5, degrees / whole, square / whole, constant) / 2
        : 0;
      return t < 0 ? tail : 1 - tail;
    },
    density: (t) => expOf((-(degrees + 1) / 2) * logOf(1 + (t * t) / degrees) - constant - logOf(degrees) / 2),
  };
}
