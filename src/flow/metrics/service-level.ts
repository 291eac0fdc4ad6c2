import { percentile } from '../../statistics/percentile.ts';
import { addDays, type Calendar, type Day } from '../calendar.ts';
import type { MeasureInput } from '../measure.ts';
import { windowOf } from '../window.ts';
import { defineMetric, measured, unmeasurable } from './define.ts';
import { FEWEST_FOR_PERCENTILES } from './durations.ts';
import { timedIn } from './flow-time.ts';
import { keysOf, openAtAsOf } from './items-in.ts';

export interface ServiceLevel {
  readonly percent: number;
  readonly days: number;
  readonly from: Day;
  readonly to: Day;
  readonly learnedFrom: number;
  readonly met: number;
  readonly of: number;
  readonly share: number | null;
  readonly openBeyond: readonly string[];
}

const PERCENT = 85;
/** The past window that the promise is learned from: the twelve weeks before the window. */
const PAST_DAYS = 84;

/**
 * The service level expectation "85 % within N days", learned from the twelve weeks before the window, and the share that met it since.
 * Unit: days in the counted form, localDate(d) − localDate(c) + 1. Population: started items completed in the past window and in this
 * one. Fewer than five in the past window: unmeasurable; none in this one: the share is null. Source: methods.md 2.12, 0.
 */
export const serviceLevel = defineMetric<ServiceLevel>({
  id: 'service-level',
  name: 'Service level expectation',
  meaning: 'Within how many days 85 % of the items were finished before the window, and which share kept to it since.',
  unit: 'days',
  population:
    'For the expectation: flow items completed in the twelve weeks before the window that ever started. For the share: those completed in the window; n counts these. Days are counted as people do: a start and a finish on the same day is one day.',
  source: 'methods.md 2.12',
  exclusions: { 'never-started': 'Completed without ever entering a waiting or active step.' },
  shape: {
    percent: '85.',
    days: 'N: the 85th percentile (nearest rank) of the past window, in counted days.',
    from: 'First day of the past window.',
    to: 'First day after it: the first of this window.',
    learnedFrom: 'Items that the expectation rests on.',
    met: 'Items of this window finished within N days.',
    of: 'Items finished in this window.',
    share: 'met / of; null when nothing was finished.',
    openBeyond: 'Unfinished items that have already taken more than N days.',
  },
  measure: (input) => {
    const { calendar, from, asOf } = input.window;
    const past = { ...input, window: windowOf(calendar.timeZone, addDays(from, -PAST_DAYS), from, asOf) };
    const learned = countedDays(past);
    const days = learned.length < FEWEST_FOR_PERCENTILES ? null : percentile(learned, PERCENT);
    if (days === null) {
      return unmeasurable(
        `Only ${learned.length} items were finished in the twelve weeks before the window; an expectation needs at least ${FEWEST_FOR_PERCENTILES}.`,
      );
    }
    const { items, excluded } = timedIn(input);
    const met = countedDays(input).filter((taken) => taken <= days).length;
    const value: ServiceLevel = {
      percent: PERCENT,
      days,
      from: past.window.from,
      to: from,
      learnedFrom: learned.length,
      met,
      of: items.length,
      share: items.length === 0 ? null : met / items.length,
      openBeyond: openAtAsOf(input).flatMap((facts) =>
        within(calendar, facts.committedAt ?? asOf, asOf) > days ? facts.item : [],
      ),
    };
    return measured(value, keysOf(items), { unit: 'days', excluded });
  },
});

function countedDays(input: MeasureInput): readonly number[] {
  const { calendar } = input.window;
  return timedIn(input).items.map((facts) => within(calendar, facts.committedAt ?? 0, facts.completedAt ?? 0));
}

/** Days from start to end as people count them: the same day is one. Source: methods.md 0. */
export function within(calendar: Calendar, startAt: number, endAt: number): number {
  return calendar.dayNumberOf(endAt) - calendar.dayNumberOf(startAt) + 1;
}
