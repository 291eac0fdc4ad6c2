import { addMonths, type Day } from '../calendar.ts';
import type { StreamDocument } from '../stream/document.ts';

const DAY_MS = 86_400_000;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
/** A forecast looks this far ahead; beyond it is no date worth naming. */
export const HORIZON_YEARS = 10;

/** Which days a stream works, by the days off of its document. Source: methods.md 3.1. */
export function workingDaysOf(daysOff: StreamDocument['daysOff']): (day: Day) => boolean {
  const isOff = offDays(daysOff);
  return (day) => !isOff(numberOf(day));
}

/** The working days of a stretch of days, in order: they are looked up many times for one forecast. */
export interface WorkingDays {
  /** How many there are. */
  readonly count: number;
  /** The k-th of them, 1 the first; null beyond the last. */
  readonly nth: (k: number) => Day | null;
  /** How many lie at or before a day. */
  readonly countTo: (day: Day) => number;
}

/** The working days of `[from, to]`, both ends within. Source: methods.md 3.1. */
export function workingDaysIn(daysOff: StreamDocument['daysOff'], from: Day, to: Day): WorkingDays {
  const isOff = offDays(daysOff);
  const first = numberOf(from);
  const days = new Int32Array(Math.max(0, numberOf(to) - first + 1));
  let count = 0;
  for (let day = first; day < first + days.length; day += 1) {
    if (isOff(day)) continue;
    days[count] = day;
    count += 1;
  }
  return {
    count,
    nth: (k) => {
      const day = k <= count ? days[k - 1] : undefined;
      return day === undefined ? null : dayOf(day);
    },
    countTo: (day) => {
      const last = numberOf(day);
      let low = 0;
      let high = count;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((days[middle] ?? 0) <= last) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

/** The last day that a forecast made for days from `first` on looks at. */
export function horizonOf(first: Day): Day {
  return addMonths(first, 12 * HORIZON_YEARS);
}

/** Days as whole numbers: a forecast walks over thousands of them. */
function numberOf(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

function dayOf(day: number): Day {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function offDays(daysOff: StreamDocument['daysOff']): (day: number) => boolean {
  const isWeekdayOff = WEEKDAYS.map((weekday) => daysOff.weekdays.includes(weekday));
  const datesOff = new Set(daysOff.dates.map(numberOf));
  // 1 January 1970 was a Thursday, place 3 of the week.
  return (day) => isWeekdayOff[(((day + 3) % 7) + 7) % 7] === true || (datesOff.size > 0 && datesOff.has(day));
}
