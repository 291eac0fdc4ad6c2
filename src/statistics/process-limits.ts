import { LIMIT_FACTOR, RANGE_LIMIT_FACTOR, SIGMA_DIVISOR } from './process-factors.ts';

/** Centre, limits and lines of a process behaviour chart. Source: methods.md 2.11. */
export interface ProcessLimits {
  /** The mean of the baseline; on the log scale the geometric mean. */
  readonly centre: number;
  readonly lower: number;
  readonly upper: number;
  /** Centre ± 1σ and ± 2σ, not floored. */
  readonly oneSigma: readonly [number, number];
  readonly twoSigma: readonly [number, number];
  /** The mean moving range; on the log scale a factor from one value to the next, at least 1. */
  readonly averageRange: number;
  /** Upper limit of the moving ranges; on the log scale a factor. */
  readonly rangeLimit: number;
}

/** Limits from the mean and the mean moving range, on the scale of both. Source: methods.md 2.11. */
export function limitsOf(centre: number, averageRange: number, isFloored: boolean): ProcessLimits {
  const sigma = averageRange / SIGMA_DIVISOR;
  const lower = centre - LIMIT_FACTOR * averageRange;
  return {
    centre,
    lower: isFloored ? Math.max(0, lower) : lower,
    upper: centre + LIMIT_FACTOR * averageRange,
    oneSigma: [centre - sigma, centre + sigma],
    twoSigma: [centre - 2 * sigma, centre + 2 * sigma],
    averageRange,
    rangeLimit: RANGE_LIMIT_FACTOR * averageRange,
  };
}

/** Limits carried from the scale they were computed on to the scale of the values. */
export function turnedBack(limits: ProcessLimits, back: (value: number) => number): ProcessLimits {
  return {
    centre: back(limits.centre),
    lower: back(limits.lower),
    upper: back(limits.upper),
    oneSigma: [back(limits.oneSigma[0]), back(limits.oneSigma[1])],
    twoSigma: [back(limits.twoSigma[0]), back(limits.twoSigma[1])],
    averageRange: back(limits.averageRange),
    rangeLimit: back(limits.rangeLimit),
  };
}
