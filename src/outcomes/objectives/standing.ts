import { addDays, type Day, daysBetween } from '../../flow/calendar.ts';
import { type CycleBody, seenOn } from './cycle.ts';
import type { Band, KeyResultDirection } from './key-result.ts';
import { type BandPeriods, bandPeriods, type DatedValue, type Progress, progressOf } from './progress.ts';

/** What a key result is measured against, its outcome's own figures filled in where it names none. */
export interface Terms {
  readonly direction: KeyResultDirection;
  readonly baseline: number | null;
  readonly target: number | null;
  readonly band: Band | null;
}

/** A check-in with its value: typed, or the metric's as it was known on that day; null where there is none. */
export interface Reading {
  readonly on: Day;
  readonly value: number | null;
  readonly confidence: number | null;
}

/**
 * `present`: checked in within the cadence; `stale`: not any more; `none`: never; `not-begun`: its cycle lies ahead.
 * Source: methods.md 6.2.
 */
export type Freshness = 'present' | 'stale' | 'none' | 'not-begun';

/** Where a key result stands. Progress is of the past, confidence of what is to come, and neither is made from the other. */
export interface Standing {
  readonly freshness: Freshness;
  readonly progress: Progress | null;
  /** Why progress is unknown; null where it is known. */
  readonly unknownBecause: string | null;
  readonly value: number | null;
  readonly valueOn: Day | null;
  readonly confidence: number | null;
  readonly confidenceOn: Day | null;
  /** The latest check-in, however old. */
  readonly lastOn: Day | null;
  /** The last day on which it still counts as present; null when nothing is due any more. */
  readonly dueOn: Day | null;
  /** For what is maintained. */
  readonly periods: BandPeriods | null;
}

/**
 * Where a key result stands on a day. Only check-ins within the cadence count: `daysBetween(on, seen) ≤ checkInEveryDays`. Without one,
 * neither progress nor confidence is known, whatever was said earlier. Progress comes from the latest of them that has a value, confidence
 * from the latest that names one. `values`: all that is known by day, for what is maintained. A closed or ended cycle is seen on its last
 * day. Source: methods.md 6.1, 6.2.
 */
export function standingOf(
  terms: Terms,
  readings: readonly Reading[],
  values: readonly DatedValue[],
  { cycle, today }: { readonly cycle: CycleBody; readonly today: Day },
): Standing {
  const seen = seenOn(cycle, today);
  const until = readings.filter(({ on }) => on <= seen).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const fresh = until.filter(({ on }) => daysBetween(on, seen) <= cycle.checkInEveryDays);
  const lastOn = until.at(-1)?.on ?? null;
  const freshness: Freshness =
    fresh.length > 0 ? 'present' : lastOn !== null ? 'stale' : today < cycle.from ? 'not-begun' : 'none';
  const valued = fresh.findLast(({ value }) => value !== null);
  const sure = fresh.findLast(({ confidence }) => confidence !== null);
  const measured = measure(terms, valued?.value ?? null, values, cycle, seen);
  const isKnown = freshness === 'present';
  return {
    freshness,
    progress: isKnown ? measured.progress : null,
    unknownBecause: isKnown ? measured.unknownBecause : WHY[freshness](cycle.checkInEveryDays),
    value: valued?.value ?? null,
    valueOn: valued?.on ?? null,
    confidence: sure?.confidence ?? null,
    confidenceOn: sure?.on ?? null,
    lastOn,
    dueOn: isOver(cycle, today) ? null : addDays(latestOf(lastOn, cycle.from), cycle.checkInEveryDays),
    periods: isKnown ? measured.periods : null,
  };
}

const WHY: Readonly<Record<Freshness, (days: number) => string | null>> = {
  present: () => null,
  stale: (days) => `no check-in in the last ${days} days`,
  none: () => 'no check-in yet',
  'not-begun': () => 'its cycle has not begun',
};

function isOver(cycle: CycleBody, today: Day): boolean {
  return cycle.state === 'closed' || today >= cycle.to;
}

/** A check-in before the cycle does not ask for the next one before the cycle has begun. */
function latestOf(lastOn: Day | null, from: Day): Day {
  return lastOn === null || lastOn < from ? from : lastOn;
}

type Measured = Pick<Standing, 'progress' | 'unknownBecause' | 'periods'>;

function measure(
  { direction, baseline, target, band }: Terms,
  current: number | null,
  values: readonly DatedValue[],
  { from, checkInEveryDays }: CycleBody,
  on: Day,
): Measured {
  const unknown = (unknownBecause: string): Measured => ({ progress: null, unknownBecause, periods: null });
  if (direction === 'maintain') {
    if (band === null) return unknown('no band is named');
    const periods = bandPeriods(values, band, { from, on, everyDays: checkInEveryDays });
    if (periods.known === 0) return { progress: null, unknownBecause: 'no value is known in this cycle', periods };
    const share = periods.inBand / periods.known;
    return { progress: { share, unclamped: share }, unknownBecause: null, periods };
  }
  if (target === null) return unknown('no target is known');
  if (baseline === null) return unknown('no baseline is known');
  if (current === null) return unknown('no value is known');
  const progress = progressOf(baseline, target, current);
  return progress === null
    ? unknown('the target equals the baseline')
    : { progress, unknownBecause: null, periods: null };
}
