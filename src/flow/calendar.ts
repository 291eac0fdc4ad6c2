import { Temporal } from 'temporal-polyfill';

/** A local day, `YYYY-MM-DD`; compares as text. */
export type Day = string;

const DAY_MS = 86_400_000;

/** Days and weeks of one time zone. A day begins at its first instant there (there may be no midnight). Source: methods.md 0. */
export interface Calendar {
  readonly timeZone: string;
  /** First instant of a day, ms UTC. */
  readonly startOf: (day: Day) => number;
  /** The day that an instant belongs to. */
  readonly dayOf: (instant: number) => Day;
  /** The same day as a count of days since 1 January 1970, for counting days between many instants. */
  readonly dayNumberOf: (instant: number) => number;
}

const calendars = new Map<string, Calendar>();

/** The calendar of a zone, with day starts remembered. Throws a RangeError for an unknown zone. Source: methods.md 0. */
export function calendarOf(timeZone: string): Calendar {
  const known = calendars.get(timeZone);
  if (known !== undefined) return known;
  const made = makeCalendar(timeZone);
  calendars.set(timeZone, made);
  return made;
}

function makeCalendar(timeZone: string): Calendar {
  const starts = new Map<number, number>();
  const startOfNumber = (number: number): number => {
    const known = starts.get(number);
    if (known !== undefined) return known;
    const at = Temporal.PlainDate.from(nameOf(number)).toZonedDateTime(timeZone).startOfDay().epochMilliseconds;
    starts.set(number, at);
    return at;
  };
  const dayNumberOf = (instant: number): number => {
    // Zones lie within UTC−12…+14, so the local day is the UTC day, the one before or the one after.
    let number = Math.floor(instant / DAY_MS);
    while (startOfNumber(number) > instant) number -= 1;
    while (startOfNumber(number + 1) <= instant) number += 1;
    return number;
  };
  const dayOf = (instant: number): Day => nameOf(dayNumberOf(instant));
  const startOf = (day: Day): number => startOfNumber(numberOf(day));
  startOf('2000-01-01'); // an unknown zone fails here, at once
  return { timeZone, startOf, dayOf, dayNumberOf };
}

/** Days that were named or counted before: charts and weeks ask for the same few hundred again and again. */
const MOST_DAYS = 100_000;
const numbers = new Map<Day, number>();
const names = new Map<number, Day>();

/** A day as a count of days since 1 January 1970. */
function numberOf(day: Day): number {
  const known = numbers.get(day);
  if (known !== undefined) return known;
  const number = Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
  if (numbers.size >= MOST_DAYS) numbers.clear();
  numbers.set(day, number);
  return number;
}

function nameOf(number: number): Day {
  const known = names.get(number);
  if (known !== undefined) return known;
  const name = new Date(number * DAY_MS).toISOString().slice(0, 10);
  if (names.size >= MOST_DAYS) names.clear();
  names.set(number, name);
  return name;
}

/** `day` moved by whole days. */
export function addDays(day: Day, days: number): Day {
  return nameOf(numberOf(day) + days);
}

/** `day` moved by months, clamped to the month's end (31 Jan + 1 month = 28 or 29 Feb). Source: methods.md 0. */
export function addMonths(day: Day, months: number): Day {
  return Temporal.PlainDate.from(day).add({ months }, { overflow: 'constrain' }).toString();
}

/** Whole days from `from` to `to` (negative when `to` is earlier). */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

/** Monday of the ISO week that holds `day`. */
export function weekOf(day: Day): Day {
  return addDays(day, -weekday(day) + 1);
}

/** ISO weekday, Monday 1 … Sunday 7. */
export function weekday(day: Day): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** Mondays of the whole ISO weeks inside `[from, to)`; part weeks are left out. Source: methods.md 0. */
export function wholeWeeks(from: Day, to: Day): readonly Day[] {
  const weeks: Day[] = [];
  let monday = weekOf(from);
  if (monday < from) monday = addDays(monday, 7);
  for (; addDays(monday, 7) <= to; monday = addDays(monday, 7)) weeks.push(monday);
  return weeks;
}

/** Every day of `[from, to)`. */
export function daysOf(from: Day, to: Day): readonly Day[] {
  const days: Day[] = [];
  for (let day = from; day < to; day = addDays(day, 1)) days.push(day);
  return days;
}
