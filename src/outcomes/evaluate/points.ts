import { addMonths, type Day, daysBetween, weekday } from '../../flow/calendar.ts';
import { cosOfTurns, sinOfTurns } from '../../statistics/portable-math.ts';
import { mean } from '../../statistics/sum.ts';
import type { DatedValue, EvaluationInput } from './evaluation.ts';
import { gridOf, type Step, stepInWords } from './grid.ts';

/** Points of `earlier` lie too far back to say where a straight path leads, and are shown only. */
export type Phase = 'earlier' | 'before' | 'burn-in' | 'after';

/**
 * A path is seldom straight for long: a line through fourteen years of British road casualties misses what the law of 1983 did, while any stretch of two to
 * seven years shows it (docs/outcomes-method.md). Fewer points than these are taken from as far back as they reach.
 */
const MOST_MONTHS_BEFORE = 36;
const POINTS_BEFORE = 36;

/** One point of the series on its grid. */
export interface Point {
  readonly on: Day;
  /** In steps from the first point. */
  readonly place: number;
  readonly value: number;
  readonly control: number | null;
  readonly phase: Phase;
  readonly season: Season;
}

/** Where a day stands in the week and in the year. */
export interface Season {
  /** Monday 1 … Sunday 7. */
  readonly weekday: number;
  /** Of the turn of the year. */
  readonly cos: number;
  readonly sin: number;
}

const YEAR_DAYS = 365.25;

export interface Points {
  readonly step: Step;
  readonly all: readonly Point[];
  /** What was done to the series, in words. */
  readonly notes: readonly string[];
}

/** The points of a series on an even grid, by time. Population: with a control series, days that both have. */
export function pointsOf({ series, control, releaseOn, burnIn = 0 }: EvaluationInput): Points {
  const notes: string[] = [];
  const controlled = control === undefined ? null : new Map(control.map(({ on, value }) => [on, value]));
  const shared = controlled === null ? series : series.filter(({ on }) => controlled.has(on));
  if (shared.length < series.length) {
    notes.push(`${counted(series.length - shared.length, 'point')} without a value of the control series left out`);
  }
  const values = shared.toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const grid = gridOf(
    values.map(({ on }) => on),
    releaseOn,
  );
  const merged = merge(values, grid.places, controlled);
  const name = stepInWords(grid.step);
  if (grid.isResampled) {
    notes.push(
      `the dates are uneven, so values were averaged over spans of ${spanInWords(name)} counted from the release`,
    );
  }
  const missing = (merged.at(-1)?.place ?? 0) + 1 - merged.length;
  if (missing > 0) {
    notes.push(`${counted(missing, 'value')} missing at steps of one ${name}; the points keep their true distance`);
  }
  const firstUsed = firstUsedOf(merged, releaseOn);
  if (merged.some(({ on }) => on < firstUsed)) {
    notes.push(`points before ${firstUsed} are left out, since a path is seldom straight for so long`);
  }
  let burning = burnIn;
  const all = merged.map((one): Point => {
    if (one.on < releaseOn) return { ...one, phase: one.on < firstUsed ? 'earlier' : 'before' };
    burning -= 1;
    return { ...one, phase: burning >= 0 ? 'burn-in' : 'after' };
  });
  if (burnIn > 0) notes.push(`the first ${counted(burnIn, 'point')} after the release left out as burn-in`);
  return { step: grid.step, all, notes };
}

function firstUsedOf(points: readonly Omit<Point, 'phase'>[], releaseOn: Day): Day {
  const before = points.filter(({ on }) => on < releaseOn).map(({ on }) => on);
  const byTime = addMonths(releaseOn, -MOST_MONTHS_BEFORE);
  const byNumber = before.at(-POINTS_BEFORE) ?? before[0] ?? byTime;
  return byTime < byNumber ? byTime : byNumber;
}

function spanInWords(name: string): string {
  return /^\d/.test(name) ? name : `one ${name}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? ' is' : 's are'}`;
}

function merge(
  values: readonly DatedValue[],
  places: readonly number[],
  controlled: ReadonlyMap<Day, number> | null,
): readonly Omit<Point, 'phase'>[] {
  const spans = Map.groupBy(values.keys(), (index) => places[index] ?? 0);
  return [...spans].map(([place, indexes]) => {
    const inside = indexes.flatMap((index) => values.slice(index, index + 1));
    const controls = inside.flatMap(({ on }) => controlled?.get(on) ?? []);
    return {
      on: inside[0]?.on ?? '',
      place,
      // A mean of values near the largest number would overflow; one value stays itself.
      value:
        inside.length === 1 ? (inside[0]?.value ?? Number.NaN) : (mean(inside.map(({ value }) => value)) ?? Number.NaN),
      control: controlled === null ? null : mean(controls),
      season: seasonOf(inside[0]?.on ?? ''),
    };
  });
}

/** Where a day stands in the week and in the year. */
export function seasonOf(day: Day): Season {
  const turns = daysBetween('2000-01-01', day) / YEAR_DAYS;
  return { weekday: weekday(day), cos: cosOfTurns(turns), sin: sinOfTurns(turns) };
}
