import { addDays, addMonths, type Day } from '../../flow/calendar.ts';
import type { Ar1Fit } from '../../statistics/ar1-regression.ts';
import { solveUpper } from '../../statistics/cholesky.ts';
import { percentile } from '../../statistics/percentile.ts';
import { type Random, randomOf } from '../../statistics/random.ts';
import { mixtureQuantiles, type StudentMixture } from '../../statistics/student-mixture.ts';
import type { StudentT } from '../../statistics/student-t.ts';
import { tabulatedT } from '../../statistics/student-t-table.ts';
import { checkSeries } from './check-input.ts';
import { effectOf, type Model, modelOf, partsOf, planModel } from './effect.ts';
import { FEWEST_AFTER, FEWEST_BEFORE } from './evaluate-release.ts';
import type { DatedValue } from './evaluation.ts';
import { inWords, reported } from './figures.ts';
import { dayOfPlace, stepInWords } from './grid.ts';
import { type Point, pointsOf, seasonOf } from './points.ts';
import { certaintyOf } from './verdict.ts';

export interface DetectabilityInput {
  /** The metric's values so far. */
  readonly history: readonly DatedValue[];
  /** The promise; what is worthwhile is half of it unless `minimum` is told. Unit: the metric's, above 0. */
  readonly anticipated: number;
  readonly minimum?: number;
  /** Points that the release is given to take hold. */
  readonly burnIn?: number;
  /** The month of the look that must see it; 6 unless told. */
  readonly lookMonths?: number;
  readonly seed: number;
}

/** How small an effect would still be seen. */
export interface Detectability {
  /** The smallest effect with 80 % power; null where there is none to name, with the reason. Unit: the metric's. */
  readonly smallest: number | null;
  /** Whether the promise is at least that. */
  readonly isPromiseSeen: boolean | null;
  readonly points: { readonly before: number; readonly after: number };
  readonly sentence: string;
}

const POWER = 80;
/** The 80th percentile of so many is right to about 2 points of power. */
const PATHS = 300;
const QUANTILE_CLOSE = 1e-4;
const UNLIKELY = 1e-5;
const FULL_LOOK = 6;

/**
 * The smallest effect that the look would call REALISED or PARTLY REALISED in 80 % of the ways in which the metric may go on: its history, continued as its own
 * regression with AR(1) errors has it (each path drawn from what the history leaves open about trend, spread and correlation), judged as the release will
 * be. An effect moves the judgement by exactly itself, so each path gives one threshold, and their 80th percentile is the answer. The same seed gives the
 * same answer. null below 24 points of history or 6 points within the look. RangeError for a history that is no series.
 * Source: methods.md 5.3.
 */
export function detectEffect(input: DetectabilityInput): Detectability {
  const { history, anticipated, minimum = anticipated / 2, burnIn = 0, lookMonths = FULL_LOOK } = input;
  const [problem] = checkSeries(history, 'the history');
  if (problem !== undefined) throw new RangeError(problem);
  if (!(minimum > 0 && minimum <= anticipated))
    throw new RangeError('detectability: 0 < minimum ≤ anticipated must hold');
  const { all, step, firstOn, before } = continued(history);
  const last = before.at(-1)?.place ?? 0;
  const until = addMonths(firstOn(last + 1), lookMonths);
  const after: Point[] = [];
  for (let place = last + 1; firstOn(place) < until; place += 1) after.push(blank(firstOn(place), place));
  const judged = after.slice(burnIn);
  const counts = { before: before.length, after: judged.length };
  const name = stepInWords(step);
  if (before.length < FEWEST_BEFORE || judged.length < FEWEST_AFTER) {
    const sentence = `With ${before.length} values before and ${judged.length} after, at one a ${name}, no verdict is possible: 24 and 6 are needed, so collect more history, choose a finer series, or give it a longer look.`;
    return { smallest: null, isPromiseSeen: null, points: counts, sentence };
  }
  const parts = partsOf(before, step);
  const model = modelOf(before, parts, () => false, 'none');
  if (model === null) {
    const sentence = 'The history shows no scatter, so nothing says how small an effect would be seen.';
    return { smallest: null, isPromiseSeen: null, points: counts, sentence };
  }
  const random = randomOf(input.seed);
  const plan = planModel([...before, ...after.slice(burnIn)], parts, ({ place }) => place > last);
  const known = before.map(({ value }) => value);
  let table: StudentT | null = null;
  const thresholds = Array.from({ length: PATHS }, (_, path) => {
    const future = continuation(model, before, after, random.fork(path)).slice(burnIn);
    const fitted = plan?.([...known, ...future]) ?? null;
    if (fitted === null) return Number.POSITIVE_INFINITY;
    const effect = effectOf(fitted, 1);
    table ??= tabulatedT(effect.degrees);
    return thresholdOf(effect, minimum, table);
  });
  const size = all.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0);
  const found = percentile(thresholds, POWER) ?? Number.POSITIVE_INFINITY;
  const smallest = Number.isFinite(found) ? Math.max(0, reported(found, size)) : null;
  return { smallest, ...sayWhether(smallest, anticipated, lookMonths, judged.length, name), points: counts };
}

function sayWhether(smallest: number | null, anticipated: number, months: number, points: number, step: string) {
  if (smallest === null) return { isPromiseSeen: null, sentence: 'No effect of any size would be seen.' };
  const isPromiseSeen = anticipated >= smallest;
  const size = roughly(smallest, anticipated);
  const look = `month ${months} (${points} values, one a ${step})`;
  return {
    isPromiseSeen,
    sentence: isPromiseSeen
      ? `An effect of ${size} or more would be seen by ${look} in four of five cases; the promise of ${inWords(anticipated)} is large enough.`
      : `Only an effect of ${size} or more would be seen by ${look} in four of five cases, and the promise is ${inWords(anticipated)}: name a control series, take a longer look or a finer series, or accept that the answer may be "inconclusive".`,
  };
}

/** No more digits than so many paths can tell, except where the promise is nearer than that. */
function roughly(smallest: number, anticipated: number): string {
  const rough = Number(smallest.toPrecision(2));
  return anticipated >= rough === anticipated >= smallest ? String(rough) : inWords(smallest);
}

/** The history on its grid, and the day of each further place. */
function continued(history: readonly DatedValue[]) {
  const lastOn = history.reduce((last, { on }) => (on > last ? on : last), '');
  const { all, step } = pointsOf({ series: history, releaseOn: addDays(lastOn, 1), direction: 'up', anticipated: 1 });
  const before = all.filter(({ phase }) => phase === 'before');
  const anchor = before.at(-1);
  const firstOn = (place: number): Day =>
    anchor === undefined ? lastOn : dayOfPlace(anchor.on, place - anchor.place, step);
  return { all, step, firstOn, before };
}

function blank(on: Day, place: number): Point {
  return { on, place, value: 0, control: null, phase: 'after', season: seasonOf(on) };
}

/**
 * The smallest effect that this path would be called REALISED or PARTLY for. With E = e + b for an effect b: PARTLY from b = −q(2.5 %), REALISED from
 * m − q(5 %); and neither while P(E < m) ≥ 95 %, up to m − q(95 %). Source: methods.md 5.6.
 */
function thresholdOf(effect: StudentMixture, minimum: number, table: StudentT): number {
  const { oneSided, twoSided } = certaintyOf(FULL_LOOK);
  const [low = 0, lower = 0, upper = 0] = mixtureQuantiles(
    likelyOf(effect),
    [1 - twoSided, 1 - oneSided, oneSided],
    QUANTILE_CLOSE,
    table,
  );
  return Math.max(minimum - upper, Math.min(-low, minimum - lower));
}

/** Without the components that move no third digit of a threshold, for speed. */
function likelyOf({ degrees, components }: StudentMixture): StudentMixture {
  const likely = components.filter(({ weight }) => weight > UNLIKELY);
  const total = likely.reduce((sum, { weight }) => sum + weight, 0);
  return { degrees, components: likely.map((one) => ({ ...one, weight: one.weight / total })) };
}

/** One way for the metric to go on: a value for each point after. */
function continuation(
  { fit, scale, centre, rowOf }: Model,
  before: readonly Point[],
  after: readonly Point[],
  random: Random,
): readonly number[] {
  const { rho, variance, coefficients } = drawFrom(fit, random);
  const level = (point: Point) => {
    const row = rowOf(point, 0);
    return coefficients.reduce((sum, one, column) => sum + one * (row[column] ?? 0), 0);
  };
  let previous = before.at(-1);
  let error = previous === undefined ? 0 : (previous.value - centre) / scale - level(previous);
  return after.map((point) => {
    const phi = rho ** (point.place - (previous?.place ?? 0));
    error = phi * error + Math.sqrt((1 - phi * phi) * variance) * random.normal();
    previous = point;
    return centre + scale * (level(point) + error);
  });
}

/**
 * A correlation, a variance and coefficients by what the history leaves open of them. The weight (1 + rho)² is a caution of the judge, and a forecast that had it would promise
 * less than is kept (87 % seen instead of 80 % at 26+26 points without correlation); in its place stands the reference prior of Jeffreys, 1 / √(1 − rho²), with which promises are
 * kept nearest to 80 % over all correlations (docs/outcomes-method.md has the figures).
 */
function drawFrom(fit: Ar1Fit, random: Random) {
  const likelihoods = fit.points.map(({ rho, weight }) => weight / ((1 + rho) * (1 + rho) * Math.sqrt(1 - rho * rho)));
  const point = fit.points[random.weighted(likelihoods)];
  if (point === undefined) throw new RangeError('detectability: a fit has at least one correlation');
  const { rho, coefficients, lower } = point;
  let square = 0;
  for (let count = 0; count < fit.degrees; count += 1) {
    const one = random.normal();
    square += one * one;
  }
  const variance = (point.variance * fit.degrees) / square;
  const size = coefficients.length;
  const spread = solveUpper(
    lower,
    size,
    Array.from({ length: size }, () => Math.sqrt(variance) * random.normal()),
  );
  return { rho, variance, coefficients: coefficients.map((one, column) => one + (spread[column] ?? 0)) };
}
