import { addDays, type Day } from '../calendar.ts';
import type { Window } from '../window.ts';

const DAY_MS = 86_400_000;

/** The days of a window up to `asOf`, with the instant at which each ends (the last one may end at `asOf`). */
export interface DaysIn {
  readonly days: readonly Day[];
  readonly endAt: readonly number[];
  /**
   * The first day whose end is after an instant: 0 for all before the window, `days.length` for its end and later.
   * What happens at an instant shows first on that day, since a day shows how things are just before it ends.
   */
  readonly placeAfter: (instant: number) => number;
}

/** The days on which a window's charts have a point. Source: methods.md 0. */
export function daysIn(window: Window): DaysIn {
  const { calendar } = window;
  const days: Day[] = [];
  const endAt: number[] = [];
  for (let day = window.from; day < window.to && calendar.startOf(day) < window.endAt; day = addDays(day, 1)) {
    days.push(day);
    endAt.push(Math.min(calendar.startOf(addDays(day, 1)), window.endAt));
  }
  const placeAfter = (instant: number): number => {
    if (instant < window.fromAt) return 0;
    if (instant >= window.endAt) return days.length;
    // Days with a clock change are an hour off the grid, so the first guess may be one day off.
    let place = Math.min(Math.floor((instant - window.fromAt) / DAY_MS), days.length - 1);
    while (place > 0 && (endAt[place - 1] ?? 0) > instant) place -= 1;
    while ((endAt[place] ?? Number.POSITIVE_INFINITY) <= instant) place += 1;
    return place;
  };
  return { days, endAt, placeAfter };
}

/** Sums of a row of differences: what has been added up to and with each place. */
export function running(differences: Int32Array): readonly number[] {
  let sum = 0;
  return Array.from(differences, (difference) => {
    sum += difference;
    return sum;
  });
}
