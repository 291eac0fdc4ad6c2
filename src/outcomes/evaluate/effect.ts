import { daysBetween } from '../../flow/calendar.ts';
import { type Ar1Fit, combinationOf, planAr1 } from '../../statistics/ar1-regression.ts';
import type { StudentMixture } from '../../statistics/student-mixture.ts';
import { daysOfStep, type Step } from './grid.ts';
import type { Point } from './points.ts';

/** Two years, less the days that 104 weeks lack. */
const TWO_YEARS_DAYS = 728;
const YEAR_DAYS = 365.25;
/** A season is seen by points that divide it at least so often. */
const POINTS_A_SEASON = 4;
const TWO_WEEKS_DAYS = 14;

/** Which parts the regression has besides level, release and trend. */
export interface Parts {
  readonly hasYear: boolean;
  readonly hasWeek: boolean;
  readonly hasControl: boolean;
}

/**
 * The parts that a series allows: the season of the year from two full ones before the release, a level for each day of the week in a daily
 * series from two weeks before it, the control series where there is one. Source: methods.md 5.5.
 */
export function partsOf(before: readonly Point[], step: Step): Parts {
  const [first] = before;
  const last = before.at(-1);
  const span = first === undefined || last === undefined ? 0 : daysBetween(first.on, last.on) + daysOfStep(step);
  return {
    hasYear: span >= TWO_YEARS_DAYS && YEAR_DAYS / daysOfStep(step) >= POINTS_A_SEASON,
    hasWeek: step.unit === 'days' && step.count === 1 && span >= TWO_WEEKS_DAYS,
    hasControl: first !== undefined && first.control !== null,
  };
}

/** A regression of points, in units of their own spread so that neither huge nor tiny values lose digits. */
export interface Model {
  readonly fit: Ar1Fit;
  /** What one unit of the regression is in the metric's. */
  readonly scale: number;
  readonly centre: number;
  /** The row of the regression at a point, `post` being 1 where the release is thought to work. */
  readonly rowOf: (point: Point, post: number) => Float64Array;
}

/** What stands beside level, trend and the parts: the release, the square of time, or nothing. */
export type Extra = 'release' | 'bend' | 'none';

/** The regression of points whose values are still to come, for many sets of values. */
export type ModelPlan = (values: readonly number[]) => Model | null;

/**
 * y = level + effect · post + trend · time + the parts, with AR(1) errors. `isPost` tells the points after the release; under `bend` the
 * square of time takes the place of the release, under `none` nothing does. null where the columns cannot be told apart or leave no scatter.
 * Source: methods.md 5.5.
 */
export function modelOf(
  points: readonly Point[],
  parts: Parts,
  isPost: (point: Point) => boolean,
  extra: Extra = 'release',
): Model | null {
  return planModel(points, parts, isPost, extra)?.(points.map(({ value }) => value)) ?? null;
}

/** As `modelOf`, whatever the values of the points. null where the columns cannot be told apart. */
export function planModel(
  points: readonly Point[],
  parts: Parts,
  isPost: (point: Point) => boolean,
  extra: Extra = 'release',
): ModelPlan | null {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const controls = parts.hasControl ? standard(points.map(({ control }) => control ?? Number.NaN)) : null;
  const weekdays = parts.hasWeek
    ? [...new Set(points.map(({ season }) => season.weekday))].toSorted((a, b) => a - b).slice(1)
    : [];
  const span = Math.max(1, last.place - first.place);
  const rowOf = (point: Point, post: number) => {
    const time = (point.place - first.place) / span - 0.5;
    return Float64Array.from([
      1,
      ...(extra === 'none' ? [] : [extra === 'bend' ? time * time : post]),
      time,
      ...(parts.hasYear ? [point.season.cos, point.season.sin] : []),
      ...weekdays.map((one) => (point.season.weekday === one ? 1 : 0)),
      ...(controls === null
        ? []
        : [((point.control ?? Number.NaN) / controls.size - controls.centre) / controls.spread]),
    ]);
  };
  const rows = points.map((point) => rowOf(point, isPost(point) ? 1 : 0));
  const plan = planAr1({
    places: points.map(({ place }) => place),
    columns: Array.from(rows[0] ?? [], (_, column) => rows.map((row) => row[column] ?? Number.NaN)),
  });
  if (plan === null) return null;
  return (values) => {
    const { size, centre, spread, standardised } = standard(values);
    const fit = plan.fit(standardised);
    return fit === null ? null : { fit, scale: spread * size, centre: centre * size, rowOf };
  };
}

/** What is known of the coefficient of the release, in the metric's unit, turned so that positive is wanted. */
export function effectOf({ fit, scale }: Model, sign: 1 | -1): StudentMixture {
  const loadings = new Float64Array(fit.points[0]?.coefficients.length ?? 0);
  loadings[1] = 1;
  const { degrees, components } = combinationOf(fit, loadings);
  return {
    degrees,
    components: components.map((one) => ({
      weight: one.weight,
      centre: sign * scale * one.centre,
      scale: scale * one.scale,
    })),
  };
}

/** Divided by the largest, less the mean, divided by the largest distance: within −1…1 without loss. */
function standard(values: readonly number[]) {
  const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const centre = values.reduce((sum, value) => sum + value / size, 0) / values.length;
  const spread = values.reduce((most, value) => Math.max(most, Math.abs(value / size - centre)), 0) || 1;
  return { size, centre, spread, standardised: values.map((value) => (value / size - centre) / spread) };
}
