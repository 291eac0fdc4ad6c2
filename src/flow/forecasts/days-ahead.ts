import { addDays, calendarOf, type Day } from '../calendar.ts';
import type { Stream } from '../stream/compile.ts';
import { horizonOf, workingDaysIn } from './working-days.ts';

/** The days that a forecast looks at. Source: methods.md 3.1. */
export interface DaysAhead {
  /** Day 1: the first working day that begins at or after `asOf`; null where every day up to `lastDay` is off. */
  readonly firstDay: Day | null;
  /** The last day looked at, ten years on. */
  readonly lastDay: Day;
  /** Working days from `firstDay` to `lastDay`. */
  readonly limit: number;
  /** The k-th working day from 1; null beyond `lastDay`. */
  readonly nth: (k: number) => Day | null;
  /** Working days up to and with a day; 0 before `firstDay`. */
  readonly countTo: (day: Day) => number;
}

/**
 * The days after `asOf` in the stream's zone. What is left of the day of `asOf` is not counted on: a part of a day is no day.
 * Source: methods.md 3.1.
 */
export function daysAhead(stream: Stream, asOf: number): DaysAhead {
  const { dayOf, startOf } = calendarOf(stream.timeZone);
  const today = dayOf(asOf);
  const next = startOf(today) === asOf ? today : addDays(today, 1);
  const lastDay = horizonOf(next);
  const working = workingDaysIn(stream.document.daysOff, next, lastDay);
  return { firstDay: working.nth(1), lastDay, limit: working.count, nth: working.nth, countTo: working.countTo };
}
