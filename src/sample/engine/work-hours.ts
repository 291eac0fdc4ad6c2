import type { Day } from '../../flow/calendar.ts';
import { addDays, addMonths, calendarOf, daysOf, weekday } from '../../flow/calendar.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** People come a quarter to nine and leave a quarter to six; breaks are within. */
const BEGINS_MS = 8.75 * HOUR_MS;
const LASTS_MS = 9 * HOUR_MS;

/**
 * Working time as one axis without nights, weekends and holidays, in hours. A working day is eight hours long there, a day in
 * which many are away shorter, so that everything slows down around the end of the year and a little in summer.
 */
export interface WorkHours {
  /** Working hour at which the shown months begin; the hours before it warm the simulation up. */
  readonly shownFrom: number;
  /** Working hour at which `endOn` begins: nothing happens from there on. */
  readonly end: number;
  readonly startAt: number;
  readonly endAt: number;
  /** Days off other than weekends, up to a year after the end (forecasts need those to come). */
  readonly holidays: readonly Day[];
  /** Working hours at which the working days begin. */
  readonly dayStarts: readonly { readonly day: Day; readonly hour: number }[];
  readonly instantOf: (hour: number) => number;
  readonly hourOf: (instant: number) => number;
  /** Calendar weeks from a working hour to the end. */
  readonly weeksLeft: (hour: number) => number;
}

/** The working time of one zone, `months` long, ending where `endOn` begins, with `warmUpWeeks` before it. */
export function workHoursOf(timeZone: string, endOn: Day, months: number, warmUpWeeks: number): WorkHours {
  const calendar = calendarOf(timeZone);
  const startOn = addMonths(endOn, -months);
  const days: { day: Day; at: number; hour: number; length: number }[] = [];
  let total = 0;
  for (const day of daysOf(addDays(startOn, -7 * warmUpWeeks), endOn)) {
    const length = 8 * presence(day);
    if (length > 0) days.push({ day, at: calendar.startOf(day) + BEGINS_MS, hour: total, length });
    total += length;
  }
  const endAt = calendar.startOf(endOn);
  const last = days[days.length - 1];
  const first = days[0];
  if (first === undefined || last === undefined) throw new RangeError(`no working day before ${endOn}`);
  const before = <T extends { at: number; hour: number }>(
    list: readonly T[],
    isAfter: (one: T) => boolean,
  ): T | undefined => {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const one = list[middle];
      if (one !== undefined && isAfter(one)) high = middle;
      else low = middle + 1;
    }
    return list[low - 1];
  };
  const instantOf = (hour: number): number => {
    const day = before(days, (one) => one.hour > hour) ?? first;
    return Math.min(endAt - 1, Math.round(day.at + (Math.max(0, hour - day.hour) / day.length) * LASTS_MS));
  };
  const hourOf = (instant: number): number => {
    const day = before(days, (one) => one.at > instant);
    return day === undefined ? 0 : day.hour + Math.min(1, (instant - day.at) / LASTS_MS) * day.length;
  };
  const startAt = calendar.startOf(startOn);
  return {
    shownFrom: hourOf(startAt),
    end: total,
    startAt,
    endAt,
    holidays: daysOf(startOn, addMonths(endOn, 12)).filter((day) => HOLIDAYS.has(day.slice(5)) && weekday(day) < 6),
    dayStarts: days.map(({ day, hour }) => ({ day, hour })),
    instantOf,
    hourOf,
    weeksLeft: (hour) => (endAt - instantOf(hour)) / WEEK_MS,
  };
}

const HOLIDAYS = new Set(['01-01', '05-01', '12-24', '12-25', '12-26', '12-31']);

/** The share of people at work on a day. */
function presence(day: Day): number {
  const date = day.slice(5);
  if (weekday(day) > 5 || HOLIDAYS.has(date)) return 0;
  if (date >= '12-20' || date <= '01-03') return 0.35;
  if (date >= '07-20' && date <= '08-14') return 0.85;
  return 1;
}
