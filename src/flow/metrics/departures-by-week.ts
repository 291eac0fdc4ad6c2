import { addDays, type Day, weekOf, wholeWeeks } from '../calendar.ts';
import type { MeasureInput } from '../measure.ts';
import { prepare } from './prepare.ts';

const WEEK_MS = 7 * 86_400_000;

/** Departures from each step in each whole week. */
export interface DeparturesByWeek {
  /** Mondays, in order. */
  readonly weeks: readonly Day[];
  /** Week w, step s at `w * steps + s`. */
  readonly counts: Int32Array;
}

/**
 * Departures from waiting and active steps in the whole weeks that end within the window or in `weeksBefore` weeks before it.
 * Part weeks are left out. Source: methods.md 0, 2.10.
 */
export function departuresByWeek(input: MeasureInput, weeksBefore: number): DeparturesByWeek {
  const { calendar, from, endAt } = input.window;
  const weeks = wholeWeeks(addDays(weekOf(from), -7 * weeksBefore), calendar.dayOf(endAt));
  const steps = input.stream.steps.length;
  const counts = new Int32Array(weeks.length * steps);
  const bounds = weeks.map((week) => calendar.startOf(week));
  const first = bounds[0];
  const last = weeks[weeks.length - 1];
  if (first === undefined || last === undefined) return { weeks, counts };
  const end = calendar.startOf(addDays(last, 7));
  const { length, step, exitAt } = prepare(input).stays;
  for (let index = 0; index < length; index += 1) {
    const exit = exitAt[index] ?? 0;
    if (exit < first || exit >= end) continue;
    // Weeks with a clock change are an hour off the grid, so the first guess may be one week off.
    let week = Math.min(Math.floor((exit - first) / WEEK_MS), weeks.length - 1);
    while ((bounds[week] ?? 0) > exit) week -= 1;
    while ((bounds[week + 1] ?? end) <= exit) week += 1;
    const at = week * steps + (step[index] ?? 0);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return { weeks, counts };
}
