import { addMonths, type Day } from '../calendar.ts';
import type { StreamDocument } from '../stream/document.ts';

const DAY_MS = 86_400_000;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
/** A forecast looks this far ahead; beyond it is no date worth naming. */
export const HORIZON_YEARS = 10;

/** Which days a stream works, by the days off of its document. Source: methods.md 3.1. */
export interface WorkingDays {
  readonly isWorking: (day: Day) => boolean;
  /** Working days of `[from, to]`, both ends within; 0 where `to` lies before `from`. */
  readonly count: (from: Day, to: Day) => number;
  /** The k-th working day (1 is the first) from `from` on, both within; null where it lies after `last`. */
  readonly nth: (from: Day, k: number, last: Day) => Day | null;
}

/** Reads the days off of a stream's document. Source: methods.md 3.1. */
export function workingDaysOf(daysOff: StreamDocument['daysOff']): WorkingDays {
  const isWeekdayOff = WEEKDAYS.map((weekday) => daysOff.weekdays.includes(weekday));
  const datesOff = new Set(daysOff.dates.map(numberOf));
  // 1 January 1970 was a Thursday, place 3 of the week.
  const isWorking = (day: number) => isWeekdayOff[(((day + 3) % 7) + 7) % 7] !== true && !datesOff.has(day);
  return {
    isWorking: (day) => isWorking(numberOf(day)),
    count: (from, to) => {
      let count = 0;
      for (let day = numberOf(from), end = numberOf(to); day <= end; day += 1) if (isWorking(day)) count += 1;
      return count;
    },
    nth: (from, k, last) => {
      let left = k;
      for (let day = numberOf(from), end = numberOf(last); day <= end; day += 1) {
        if (isWorking(day)) left -= 1;
        if (left <= 0) return dayOf(day);
      }
      return null;
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
