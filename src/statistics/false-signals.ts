import { normalCdf } from './normal.ts';
import { LIMIT_FACTOR, RANGE_LIMIT_FACTOR, SIGMA_DIVISOR } from './process-factors.ts';
import { BEYOND_ONE_SIGMA, BEYOND_TWO_SIGMA, RUN, type Rule } from './process-signals.ts';

export interface FalseSignals {
  readonly total: number;
  /** Only rules that were looked at. */
  readonly byRule: Readonly<Partial<Record<Rule, number>>>;
}

/**
 * How many signals a process that never changes would be expected to show, so that a page can say it beside what it shows.
 * Computed for independent normal values and limits known exactly; a baseline of twenty and skewed values make it somewhat more.
 * Each rule is counted by itself; a value that breaks two rules counts twice, as it is shown twice.
 * Edge: where the lower line of a rule lies at or below a floor of 0, only the upper side can signal. Source: methods.md 2.11.
 */
export function expectedFalseSignals(shown: {
  readonly values: number;
  readonly ranges: number;
  /** Whether a value can lie this many sigmas under the centre at all. */
  readonly canFallBelow: (sigmas: number) => boolean;
  readonly rules: 'default' | 'all';
}): FalseSignals {
  const sides = (sigmas: number) => (shown.canFallBelow(sigmas) ? 2 : 1);
  const limitSigmas = LIMIT_FACTOR * SIGMA_DIVISOR;
  // The step between two independent values has √2 times their spread, and counts in both directions.
  const rangeSigmas = (RANGE_LIMIT_FACTOR * SIGMA_DIVISOR) / Math.SQRT2;
  const byRule: Partial<Record<Rule, number>> = {
    'beyond-limit': sides(limitSigmas) * shown.values * normalCdf(-limitSigmas),
    'range-beyond-limit': 2 * shown.ranges * normalCdf(-rangeSigmas),
    'eight-on-one-side': 2 * expectedRuns(shown.values),
  };
  if (shown.rules === 'all') {
    byRule['two-of-three-beyond-two-sigma'] = sides(2) * expectedGroups(shown.values, BEYOND_TWO_SIGMA, normalCdf(-2));
    byRule['four-of-five-beyond-one-sigma'] = sides(1) * expectedGroups(shown.values, BEYOND_ONE_SIGMA, normalCdf(-1));
  }
  return { total: Object.values(byRule).reduce((total, expected) => total + expected, 0), byRule };
}

/** Runs of at least 8 on one given side among n fair coins: one may begin at the first value, or after a value on the other side. */
function expectedRuns(n: number): number {
  return n < RUN.of ? 0 : 0.5 ** RUN.of * (1 + (n - RUN.of) / 2);
}

/**
 * Expected signals (overlapping windows joined) of "`need` of `of` beyond" among n values, each beyond with probability p: a signal begins
 * at a window that fits when none of the windows that overlap it from before does. Every pattern of the values involved is weighed.
 */
function expectedGroups(n: number, window: { readonly of: number; readonly need: number }, p: number): number {
  const full = 2 * window.of - 1;
  let expected = 0;
  let settled = 0;
  for (let end = window.of; end <= n; end += 1) {
    if (end <= full) settled = probabilityOfBeginning(end, window, p);
    expected += settled;
  }
  return expected;
}

function probabilityOfBeginning(
  values: number,
  window: { readonly of: number; readonly need: number },
  p: number,
): number {
  let probability = 0;
  for (let pattern = 0; pattern < 2 ** values; pattern += 1) {
    // Bit 0 is the latest value; the window that ends k values earlier is the pattern shifted by k.
    let isBeginning = onesOf(pattern & (2 ** window.of - 1)) >= window.need;
    for (let earlier = 1; isBeginning && earlier <= values - window.of; earlier += 1) {
      if (onesOf((pattern >> earlier) & (2 ** window.of - 1)) >= window.need) isBeginning = false;
    }
    if (isBeginning) probability += p ** onesOf(pattern) * (1 - p) ** (values - onesOf(pattern));
  }
  return probability;
}

function onesOf(bits: number): number {
  let ones = 0;
  for (let left = bits; left > 0; left >>= 1) ones += left & 1;
  return ones;
}
