import { expectedFalseSignals, type FalseSignals } from './false-signals.ts';
import { SIGMA_DIVISOR } from './process-factors.ts';
import { limitsOf, type ProcessLimits, turnedBack } from './process-limits.ts';
import { findSignals, type Signal } from './process-signals.ts';
import { mean } from './sum.ts';

/** A baseline of this many points is taken where there are as many; from 15 on it is as good as one needs. */
const PREFERRED_BASELINE = 20;
/** Limits from fewer points than this are provisional. */
const FIRM_FROM = 10;

export interface ProcessBehaviourOptions {
  /** `log` for durations: limits are computed on logarithms and turned back. */
  readonly scale: 'linear' | 'log';
  readonly canBeNegative: boolean;
  /** `default`: beyond a limit, and 8 on one side. `all`: also 2 of 3 beyond 2σ and 4 of 5 beyond 1σ. */
  readonly rules?: 'default' | 'all';
  /** Places in `values`, `[from, to)`; by default up to and with the 20th measured value. */
  readonly baseline?: { readonly from: number; readonly to: number };
}

export interface ProcessBehaviour extends ProcessLimits {
  readonly status: 'measured';
  readonly scale: 'linear' | 'log';
  /** Values that were measured, of those given. */
  readonly n: number;
  /** Where the limits come from: places `[from, to)`, measured values in it, ranges between neighbours. */
  readonly baseline: {
    readonly from: number;
    readonly to: number;
    readonly n: number;
    readonly ranges: number;
    readonly isProvisional: boolean;
  };
  /** |value − value before|, null where either was not measured; on the log scale the larger divided by the smaller. */
  readonly movingRanges: readonly (number | null)[];
  readonly signals: readonly Signal[];
  /** How many signals a process that never changes would still show on as many values. */
  readonly expectedFalseSignals: FalseSignals;
}

/**
 * The process behaviour (XmR) chart of values in time order: limits from a fixed baseline, and the signals by rule.
 * Limits are centre ± 2.66 · mean moving range, the lower one floored at 0 where the measure cannot be negative; not rounded.
 * Population: `null` is a value that could not be measured. No moving range is taken across it, since a range stands for the variation
 * between neighbours and these are none; but it does not end a run, since it says nothing about either side.
 * On the log scale values of 0 or less have no logarithm and count as not measured.
 * Unmeasurable without two neighbouring values in the baseline.
 * Source: methods.md 2.11; Wheeler, Making Sense of Data.
 */
export function processBehaviour(
  values: readonly (number | null)[],
  options: ProcessBehaviourOptions,
): ProcessBehaviour | { readonly status: 'unmeasurable'; readonly reason: string } {
  const { scale, canBeNegative, rules = 'default' } = options;
  const scaled = values.map((value) => scaledValue(value, scale));
  const n = scaled.filter((value) => value !== null).length;
  const { from, to } = options.baseline ?? defaultBaseline(scaled);
  const inBaseline = scaled.slice(from, to);
  const measured = inBaseline.filter((value) => value !== null);
  const ranges = movingRanges(inBaseline).filter((range) => range !== null);
  const centre = mean(measured);
  const averageRange = mean(ranges);
  if (centre === null || averageRange === null) {
    return {
      status: 'unmeasurable',
      reason:
        'Limits need at least two neighbouring measured values in the baseline; a moving range is the step between two.',
    };
  }
  const isFloored = scale === 'linear' && !canBeNegative;
  const limits = limitsOf(centre, averageRange, isFloored);
  const allRanges = movingRanges(scaled);
  const back = scale === 'log' ? Math.exp : (value: number) => value;
  return {
    status: 'measured',
    scale,
    n,
    baseline: { from, to, n: measured.length, ranges: ranges.length, isProvisional: measured.length < FIRM_FROM },
    ...turnedBack(limits, back),
    movingRanges: allRanges.map((range) => (range === null ? null : back(range))),
    signals: findSignals(scaled, allRanges, limits, rules),
    expectedFalseSignals: expectedFalseSignals({
      values: n,
      ranges: allRanges.filter((range) => range !== null).length,
      canFallBelow: (sigmas) => !isFloored || centre - (sigmas * averageRange) / SIGMA_DIVISOR > 0,
      rules,
    }),
  };
}

function scaledValue(value: number | null, scale: 'linear' | 'log'): number | null {
  if (value === null || Number.isNaN(value)) return null;
  if (scale === 'linear') return value;
  return value > 0 ? Math.log(value) : null;
}

function movingRanges(values: readonly (number | null)[]): (number | null)[] {
  return values.map((value, index) => {
    const before = values[index - 1] ?? null;
    return value === null || before === null ? null : Math.abs(value - before);
  });
}

function defaultBaseline(values: readonly (number | null)[]): { readonly from: number; readonly to: number } {
  const from = Math.max(
    0,
    values.findIndex((value) => value !== null),
  );
  let seen = 0;
  const last = values.findIndex((value) => value !== null && ++seen === PREFERRED_BASELINE);
  return { from, to: last === -1 ? values.length : last + 1 };
}
