import type { ProcessLimits } from './process-limits.ts';

/** The rules by which a value is worth asking about. Source: methods.md 2.11. */
export type Rule =
  | 'beyond-limit'
  | 'range-beyond-limit'
  | 'eight-on-one-side'
  | 'two-of-three-beyond-two-sigma'
  | 'four-of-five-beyond-one-sigma';

export interface Signal {
  readonly rule: Rule;
  readonly side: 'above' | 'below';
  /** Places of the values that make the signal, in order; of a range signal the later of the two. The last one completes it. */
  readonly at: readonly number[];
}

/** How many of how many successive values make a signal. */
export const RUN = { of: 8, need: 8 } as const;
export const BEYOND_TWO_SIGMA = { of: 3, need: 2 } as const;
export const BEYOND_ONE_SIGMA = { of: 5, need: 4 } as const;

/**
 * The signals on a process behaviour chart, in order of the value that completes them. A value on a limit is within it; a value on the
 * centre line lies on neither side, so it ends a run of eight. Windows of one rule that overlap are one signal: a run of twelve is told
 * once. Values not measured (null) are passed over. Source: methods.md 2.11; Wheeler, Making Sense of Data.
 */
export function findSignals(
  values: readonly (number | null)[],
  ranges: readonly (number | null)[],
  limits: ProcessLimits,
  rules: 'default' | 'all',
): readonly Signal[] {
  const { centre, oneSigma, twoSigma } = limits;
  const signals: Signal[] = [];
  for (const [place, value] of values.entries()) {
    if (value !== null && value > limits.upper) signals.push({ rule: 'beyond-limit', side: 'above', at: [place] });
    if (value !== null && value < limits.lower) signals.push({ rule: 'beyond-limit', side: 'below', at: [place] });
    const range = ranges[place] ?? null;
    if (range !== null && range > limits.rangeLimit) {
      signals.push({ rule: 'range-beyond-limit', side: 'above', at: [place] });
    }
  }
  const look = (rule: Rule, window: Window, low: number, high: number) => {
    for (const at of windowsOf(values, window, (value) => value > high)) signals.push({ rule, side: 'above', at });
    for (const at of windowsOf(values, window, (value) => value < low)) signals.push({ rule, side: 'below', at });
  };
  look('eight-on-one-side', RUN, centre, centre);
  if (rules === 'all') {
    look('two-of-three-beyond-two-sigma', BEYOND_TWO_SIGMA, ...twoSigma);
    look('four-of-five-beyond-one-sigma', BEYOND_ONE_SIGMA, ...oneSigma);
  }
  return signals.sort((a, b) => lastOf(a) - lastOf(b));
}

interface Window {
  readonly of: number;
  readonly need: number;
}

/** Places that are beyond in windows of `of` measured values with at least `need` beyond; overlapping windows joined. */
function windowsOf(
  values: readonly (number | null)[],
  window: Window,
  isBeyond: (value: number) => boolean,
): readonly (readonly number[])[] {
  const measured = [...values.entries()].flatMap(([place, value]) =>
    value === null ? [] : [{ place, isBeyond: isBeyond(value) }],
  );
  const found: { from: number; to: number }[] = [];
  for (let end = window.of; end <= measured.length; end += 1) {
    const beyond = measured.slice(end - window.of, end).filter((one) => one.isBeyond).length;
    if (beyond < window.need) continue;
    const last = found[found.length - 1];
    if (last !== undefined && end - window.of < last.to) last.to = end;
    else found.push({ from: end - window.of, to: end });
  }
  return found.map(({ from, to }) =>
    measured
      .slice(from, to)
      .filter((one) => one.isBeyond)
      .map((one) => one.place),
  );
}

function lastOf(signal: Signal): number {
  return signal.at[signal.at.length - 1] ?? -1;
}
