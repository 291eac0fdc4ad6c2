import { Temporal } from 'temporal-polyfill';

/** The last day of a month. Source: methods.md 5.2. */
export function endOfMonth(year: number, month: number): string {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return first.with({ day: first.daysInMonth }).toString();
}

/** The last day of a year. Source: methods.md 5.2. */
export function endOfYear(year: number): string {
  return endOfMonth(year, 12);
}

/** The last day of the quarter in which a day lies. Source: methods.md 5.2. */
export function endOfQuarter(day: string): string {
  const { year, month } = Temporal.PlainDate.from(day);
  return endOfMonth(year, Math.ceil(month / 3) * 3);
}

/** A day some months later, clamped to the month's end. Source: methods.md 0. */
export function shiftMonths(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** A day some days later. Source: methods.md 0. */
export function shiftDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The day itself if the calendar has it, else null: 31 June is no day. Source: methods.md 5.2. */
export function isDay(day: string | null): string | null {
  if (day === null) return null;
  try {
    return Temporal.PlainDate.from(day, { overflow: 'reject' }).toString();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The first end of a yearly period that is not before today; null when today is not given. Source: methods.md 5.2. */
export function nextEnd(today: string | null, endIn: (year: number) => string): string | null {
  if (today === null) return null;
  const year = Number(today.slice(0, 4));
  const here = endIn(year);
  return here >= today ? here : endIn(year + 1);
}
