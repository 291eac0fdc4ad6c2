import { type ProcessBehaviour, processBehaviour } from '../../statistics/process-behaviour.ts';
import { addDays, type Day, wholeWeeks } from '../calendar.ts';
import type { MeasureInput, Metric, Unmeasurable, WeeklyValue } from '../measure.ts';
import { type Window, windowOf } from '../window.ts';
import { type Prepared, prepare } from './prepare.ts';

export interface WeeklyPoint {
  /** Its Monday. */
  readonly week: Day;
  readonly value: number | null;
  readonly items: readonly string[];
}

/** A metric week by week, with its process limits. */
export interface WeeklySeries {
  readonly metric: string;
  readonly name: string;
  readonly unit: string;
  readonly scale: 'linear' | 'log';
  /** Whole weeks only. */
  readonly weeks: readonly WeeklyPoint[];
  readonly behaviour: ProcessBehaviour | Unmeasurable;
}

export interface WeeklyOptions {
  /** `false` leaves the items of each week out, for pictures that open to nothing. Default: true. */
  readonly withItems?: boolean;
  readonly rules?: 'default' | 'all';
  /** Days of the baseline, half-open; its whole weeks count. By default the first twenty measured weeks. */
  readonly baseline?: { readonly from: Day; readonly to: Day };
}

/**
 * A metric's weekly value over the whole weeks of the window, and its process behaviour; null for a metric without one.
 * Population: ISO weeks that lie in the window and ended by `asOf`; a week that ended before the first item existed is unknown, not
 * zero. Values are as known at `asOf`. Source: methods.md 2.11, 0.
 */
export function weeklySeries(metric: Metric, input: MeasureInput, options: WeeklyOptions = {}): WeeklySeries | null {
  const { weekly } = metric;
  if (weekly === undefined) return null;
  const { firstCreatedAt } = prepare(input);
  const mondays = wholeWeeksIn(input);
  const inputs = mondays.map((week) => inputOfWeek(input, week));
  const windowsAsked = inputs.map((ofWeek) => ofWeek.window);
  const values = weekly.ofEach?.(input, windowsAsked) ?? inputs.map(weekly.of);
  const weeks = mondays.map((week, place): WeeklyPoint => {
    const ofWeek = inputs[place] ?? input;
    if (ofWeek.window.endAt <= firstCreatedAt) return { week, value: null, items: [] };
    const value = values[place] ?? null;
    if (options.withItems === false) return { week, value, items: [] };
    const measure = metric.measure(ofWeek);
    return { week, value, items: measure.status === 'measured' ? measure.items : [] };
  });
  const { name, unit, scale } = weekly;
  return { metric: metric.id, name, unit, scale, weeks, behaviour: behaviourOf(weekly, weeks, options) };
}

/** The same weeks held against limits from another baseline or by other rules. Source: methods.md 2.11. */
export function judgedAnew(known: WeeklySeries, metric: Metric, options: WeeklyOptions): WeeklySeries {
  const { weekly } = metric;
  return weekly === undefined ? known : { ...known, behaviour: behaviourOf(weekly, known.weeks, options) };
}

function behaviourOf(
  { scale, canBeNegative }: WeeklyValue,
  weeks: readonly WeeklyPoint[],
  { rules = 'default', baseline }: WeeklyOptions,
): WeeklySeries['behaviour'] {
  return processBehaviour(
    weeks.map((point) => point.value),
    {
      scale,
      canBeNegative,
      rules,
      ...(baseline === undefined ? {} : { baseline: placesOf(weeks, baseline.from, baseline.to) }),
    },
  );
}

/** Mondays of the whole weeks that lie in the window and ended by `asOf`. Source: methods.md 0. */
export function wholeWeeksIn(input: MeasureInput): readonly Day[] {
  const { from, endAt, calendar } = input.window;
  return wholeWeeks(from, calendar.dayOf(endAt));
}

const windows = new WeakMap<Prepared, Map<string, Window>>();

/** The same items, seen through one week; the same window for all who ask, so that they share what is computed of it. */
export function inputOfWeek(input: MeasureInput, week: Day): MeasureInput {
  const { calendar, asOf } = input.window;
  const prepared = prepare(input);
  const known = windows.get(prepared) ?? new Map<string, Window>();
  windows.set(prepared, known);
  const key = `${week} ${asOf} ${calendar.timeZone}`;
  const window = known.get(key) ?? windowOf(calendar.timeZone, week, addDays(week, 7), asOf);
  known.set(key, window);
  return { ...input, window };
}

function placesOf(weeks: readonly WeeklyPoint[], from: Day, to: Day): { readonly from: number; readonly to: number } {
  const inside = weeks.flatMap((point, place) => (point.week >= from && addDays(point.week, 7) <= to ? place : []));
  const first = inside[0] ?? 0;
  return { from: first, to: first + inside.length };
}
