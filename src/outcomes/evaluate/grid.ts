import { addDays, addMonths, type Day, daysBetween } from '../../flow/calendar.ts';

/** The distance between neighbouring points of a series. */
export interface Step {
  readonly unit: 'days' | 'months';
  readonly count: number;
}

/** Days on an even grid. */
export interface Grid {
  readonly step: Step;
  /** Of each day, in steps from the first; two of the same place are to be averaged. */
  readonly places: readonly number[];
  /** Whether the days did not lie on the grid by themselves. */
  readonly isResampled: boolean;
}

/**
 * The grid that ascending days lie on: months where all have the same day of the month (or its end), else the commonest distance in days
 * where all are multiples of it. Days that lie on no grid are put into spans of the middle distance, counted from the release, so that
 * none holds days of both sides. RangeError for fewer than two days. Source: methods.md 5.5; "evenly spaced or resampled".
 */
export function gridOf(days: readonly Day[], releaseOn: Day): Grid {
  const [first] = days;
  if (first === undefined || days.length < 2) throw new RangeError('grid: one day has no distance to another');
  const months = monthGrid(days);
  if (months !== null) return months;
  const fromFirst = days.map((day) => daysBetween(first, day));
  const gaps = fromFirst.slice(1).map((place, index) => place - (fromFirst[index] ?? 0));
  const common = commonest(gaps);
  if (gaps.every((gap) => gap % common === 0)) {
    return {
      step: { unit: 'days', count: common },
      places: fromFirst.map((place) => place / common),
      isResampled: false,
    };
  }
  const span = gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 1;
  const spans = days.map((day) => Math.floor(daysBetween(releaseOn, day) / span));
  const [start = 0] = spans;
  return { step: { unit: 'days', count: span }, places: spans.map((place) => place - start), isResampled: true };
}

function monthGrid(days: readonly Day[]): Grid | null {
  const parts = days.map((day) => ({
    month: Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1,
    dayOfMonth: Number(day.slice(8, 10)),
  }));
  const latest = parts.reduce((most, { dayOfMonth }) => Math.max(most, dayOfMonth), 0);
  const isOnGrid = parts.every(
    ({ month, dayOfMonth }, index) =>
      dayOfMonth === Math.min(latest, daysInMonth(month)) && month !== parts[index - 1]?.month,
  );
  if (!isOnGrid) return null;
  const start = parts[0]?.month ?? 0;
  const places = parts.map(({ month }) => month - start);
  const count = places.reduce(greatestDivisor, 0);
  return { step: { unit: 'months', count }, places: places.map((place) => place / count), isResampled: false };
}

function daysInMonth(month: number): number {
  return new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

function commonest(gaps: readonly number[]): number {
  const seen = new Map<number, number>();
  for (const gap of gaps) seen.set(gap, (seen.get(gap) ?? 0) + 1);
  return [...seen].reduce((best, one) =>
    one[1] > best[1] || (one[1] === best[1] && one[0] < best[0]) ? one : best,
  )[0];
}

const DAYS_A_MONTH = 365.25 / 12;

/** How long a step is. Unit: days, months being a twelfth of a year. */
export function daysOfStep({ unit, count }: Step): number {
  return unit === 'days' ? count : count * DAYS_A_MONTH;
}

/** The day so many steps after another. */
export function dayOfPlace(day: Day, steps: number, { unit, count }: Step): Day {
  return unit === 'days' ? addDays(day, steps * count) : addMonths(day, steps * count);
}

const NAMED: Readonly<Record<string, string>> = {
  'days 1': 'day',
  'days 7': 'week',
  'months 1': 'month',
  'months 3': 'quarter',
  'months 12': 'year',
};

/** A step as a noun: "week", "14 days". */
export function stepInWords({ unit, count }: Step): string {
  return NAMED[`${unit} ${count}`] ?? `${count} ${unit}`;
}
