import { addDays, addMonths, type Day, weekOf } from '../calendar.ts';
import type { Window } from '../window.ts';

export type PeriodUnit = 'week' | 'month';

/** A week or month of a window, `[fromAt, endAt)`; a part period is cut by the window or by `asOf`. */
export interface PeriodIn {
  /** Its first day, whole or not: the Monday of a week, the first of a month. */
  readonly on: Day;
  readonly fromAt: number;
  readonly endAt: number;
  readonly isPart: boolean;
}

/** The ISO weeks that a window touches, in order, cut to it. Part weeks are drawn, never used in limits or means. Source: methods.md 0. */
export function weeksIn(window: Window): readonly PeriodIn[] {
  return periodsIn(window, 'week');
}

/** The weeks or months that a window touches, in order, cut to it. Source: methods.md 0. */
export function periodsIn(window: Window, unit: PeriodUnit): readonly PeriodIn[] {
  const { calendar } = window;
  const periods: PeriodIn[] = [];
  let on = unit === 'week' ? weekOf(window.from) : `${window.from.slice(0, 7)}-01`;
  while (on < window.to) {
    const next = unit === 'week' ? addDays(on, 7) : addMonths(on, 1);
    const startAt = calendar.startOf(on);
    const nextAt = calendar.startOf(next);
    const fromAt = Math.max(startAt, window.fromAt);
    const endAt = Math.min(nextAt, window.endAt);
    if (endAt <= fromAt) break;
    periods.push({ on, fromAt, endAt, isPart: fromAt > startAt || endAt < nextAt });
    on = next;
  }
  return periods;
}

/** The place of the period that an instant lies in, -1 for none. */
export function placeOf(periods: readonly PeriodIn[], at: number): number {
  let low = 0;
  let high = periods.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const period = periods[middle];
    if (period === undefined || at < period.fromAt) high = middle - 1;
    else if (at >= period.endAt) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** Things sorted into the periods that their instant lies in, empty periods kept; those outside every period are passed over. */
export function groupByPeriod<One>(
  periods: readonly PeriodIn[],
  ones: Iterable<One>,
  at: (one: One) => number | null,
): readonly (readonly One[])[] {
  const groups = periods.map(none<One>);
  for (const one of ones) {
    const instant = at(one);
    if (instant !== null) groups[placeOf(periods, instant)]?.push(one);
  }
  return groups;
}

function none<One>(): One[] {
  return [];
}
