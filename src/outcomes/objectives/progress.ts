import { addDays, type Day } from '../../flow/calendar.ts';
import type { Band } from './key-result.ts';

/** How far along: `share` 0 to 1, and the same before it was cut to that range. */
export interface Progress {
  readonly share: number;
  readonly unclamped: number;
}

/**
 * The part of the way from baseline to target that is behind: clamp((current − baseline) / (target − baseline), 0, 1), whichever way is
 * wanted. Unit: share, 0 to 1; `unclamped` below 0 where it went the wrong way, above 1 beyond the target. null where baseline and target
 * are equal, or too far apart for numbers. Source: methods.md 6.1.
 */
export function progressOf(baseline: number, target: number, current: number): Progress | null {
  const way = target - baseline;
  const unclamped = (current - baseline) / way;
  // A way too long for numbers would make every step nothing.
  if (way === 0 || !Number.isFinite(way) || !Number.isFinite(unclamped)) return null;
  // Adding nothing turns −0 into 0.
  return { share: Math.min(1, Math.max(0, unclamped)) + 0, unclamped: unclamped + 0 };
}

/** A value and the day it is of. */
export interface DatedValue {
  readonly on: Day;
  readonly value: number;
}

/** How many periods of a cadence lay in a band. `of`: all begun so far; `known`: those with a value. */
export interface BandPeriods {
  readonly inBand: number;
  readonly known: number;
  readonly of: number;
}

/**
 * Periods of `everyDays` days from `from` on, the one that holds `on` the last. A period is in the band when each of its values is: one
 * that left it in between was not maintained. Both edges are inside. Periods without a value are counted in `of` alone.
 * Source: methods.md 6.1.
 */
export function bandPeriods(
  values: readonly DatedValue[],
  band: Band,
  { from, on, everyDays }: { readonly from: Day; readonly on: Day; readonly everyDays: number },
): BandPeriods {
  let inBand = 0;
  let known = 0;
  let of = 0;
  const inside = values.filter((one) => one.on >= from && one.on <= on);
  for (let start = from; start <= on; start = addDays(start, everyDays)) {
    of += 1;
    const end = addDays(start, everyDays);
    const ofPeriod = inside.filter((one) => one.on >= start && one.on < end);
    if (ofPeriod.length === 0) continue;
    known += 1;
    if (ofPeriod.every(({ value }) => isInBand(value, band))) inBand += 1;
  }
  return { inBand, known, of };
}

/** Whether a value lies in a band, its edges among it. Source: methods.md 6.1. */
export function isInBand(value: number, { low, high }: Band): boolean {
  return (low === null || value >= low) && (high === null || value <= high);
}
