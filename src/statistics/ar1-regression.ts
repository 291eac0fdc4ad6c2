import { cholesky, solveLower, solveUpper } from './cholesky.ts';
import { expOf, logOf } from './portable-math.ts';
import type { StudentMixture } from './student-mixture.ts';

/** Values at whole places in time, and the columns that should explain them. */
export interface Ar1Input {
  /** The first value's place, and so on: whole numbers, ascending. A place that is left out is a value that is missing. */
  readonly places: ArrayLike<number>;
  readonly columns: readonly ArrayLike<number>[];
  readonly values: ArrayLike<number>;
}

/** What least squares says when neighbouring errors are correlated by `rho`. */
interface Ar1Point {
  readonly rho: number;
  /** How likely this rho is; the weights sum to 1. */
  readonly weight: number;
  readonly coefficients: Float64Array;
  /** Estimated variance of one error. */
  readonly variance: number;
  /** Of XᵀV⁻¹X, by `cholesky`. */
  readonly lower: Float64Array;
}

export interface Ar1Fit {
  /** n − k. */
  readonly degrees: number;
  readonly points: readonly Ar1Point[];
}

/** −0.30, −0.28 … 0.98. Source: methods.md 5.5. */
const GRID: readonly number[] = Array.from({ length: 65 }, (_, place) => (place * 2 - 30) / 100);
/** A rho this much less likely than the likeliest changes no reported digit. */
const NEGLIGIBLE = 1e-12;
/** Below this share of the values' own sum of squares the residuals are rounding. */
const NO_NOISE = 1e-20;

/** A regression whose columns are known, for values still to come. */
export interface Ar1Plan {
  /** null where the columns explain the values without a rest. RangeError where their number differs. */
  readonly fit: (values: ArrayLike<number>) => Ar1Fit | null;
}

/**
 * Regression with AR(1) errors: for each rho of the grid the generalised least squares fit, and how likely that rho is: the restricted
 * likelihood (the error's variance integrated out) times (1 + rho)². Values that are missing are left out exactly: errors that lie
 * g places apart are correlated by rho^g. null where no more values than columns are given, the columns cannot be told apart, or the
 * columns explain the values without a rest. RangeError where lengths differ or places do not ascend. Source: methods.md 5.5.
 */
export function fitAr1({ places, columns, values }: Ar1Input): Ar1Fit | null {
  return planAr1({ places, columns })?.fit(values) ?? null;
}

/** As `fitAr1`, with what depends on the columns alone done once, for many sets of values. */
export function planAr1({ places, columns }: Omit<Ar1Input, 'values'>): Ar1Plan | null {
  const n = places.length;
  const k = columns.length;
  if (columns.some((column) => column.length !== n)) {
    throw new RangeError('regression: places and columns differ in number');
  }
  const gaps = gapsOf(places);
  const degrees = n - k;
  if (degrees < 1 || k < 1) return null;
  const designs = columns.map((one) => columns.map((other) => productsOf(one, other, gaps)));
  const plans = GRID.map((rho) => {
    const matrix = new Float64Array(k * k);
    for (let row = 0; row < k; row += 1) {
      for (let column = 0; column < k; column += 1)
        matrix[row * k + column] = weighted(designs[row]?.[column], gaps, rho);
    }
    const lower = cholesky(matrix, k);
    if (lower === null) return null;
    let logDeterminants = 0;
    for (const { distance, ends } of gaps) {
      const phi = power(rho, distance);
      logDeterminants += ends.length * logOf(1 - phi * phi);
    }
    for (let row = 0; row < k; row += 1) logDeterminants += 2 * logOf(lower[row * k + row] ?? 0);
    return { rho, lower, logPrior: 2 * logOf(1 + rho) - logDeterminants / 2 };
  }).filter((plan) => plan !== null);
  if (plans.length < GRID.length) return null;
  return {
    fit: (values) => {
      if (values.length !== n) throw new RangeError('regression: places and values differ in number');
      const own = productsOf(values, values, gaps);
      const noNoise = NO_NOISE * own.total;
      const crossed = columns.map((column) => productsOf(column, values, gaps));
      const right = new Float64Array(k);
      const found: (Ar1Point & { readonly logWeight: number })[] = [];
      for (const { rho, lower, logPrior } of plans) {
        for (let row = 0; row < k; row += 1) right[row] = weighted(crossed[row], gaps, rho);
        const whitened = solveLower(lower, k, right);
        const residual = weighted(own, gaps, rho) - squareOf(whitened);
        if (!(residual > noNoise)) return null;
        const logWeight = logPrior - (degrees * logOf(residual)) / 2;
        const coefficients = solveUpper(lower, k, whitened);
        found.push({ rho, weight: 0, logWeight, coefficients, variance: residual / degrees, lower });
      }
      return { degrees, points: likely(found) };
    },
  };
}

function likely(found: readonly (Ar1Point & { readonly logWeight: number })[]): readonly Ar1Point[] {
  const best = found.reduce((most, { logWeight }) => Math.max(most, logWeight), Number.NEGATIVE_INFINITY);
  const kept = found
    .map(({ logWeight, ...point }) => ({ ...point, weight: expOf(logWeight - best) }))
    .filter(({ weight }) => weight > NEGLIGIBLE);
  const total = kept.reduce((sum, { weight }) => sum + weight, 0);
  return kept.map((point) => ({ ...point, weight: point.weight / total }));
}

/** What is known of Σ loadings · coefficients: for each rho a t distribution with n − k degrees of freedom. Source: methods.md 5.5. */
export function combinationOf(fit: Ar1Fit, loadings: ArrayLike<number>): StudentMixture {
  return {
    degrees: fit.degrees,
    components: fit.points.map(({ weight, coefficients, variance, lower }) => {
      const whitened = solveLower(lower, coefficients.length, loadings);
      return {
        weight,
        centre: coefficients.reduce((sum, one, place) => sum + one * (loadings[place] ?? 0), 0),
        scale: Math.sqrt(variance * squareOf(whitened)),
      };
    }),
  };
}

/** Neighbours that lie so far apart, by the index of the later one. */
interface Gap {
  readonly distance: number;
  readonly ends: readonly number[];
}

function gapsOf(places: ArrayLike<number>): readonly Gap[] {
  const ends = new Map<number, number[]>();
  for (let index = 1; index < places.length; index += 1) {
    const distance = (places[index] ?? Number.NaN) - (places[index - 1] ?? Number.NaN);
    if (!(Number.isSafeInteger(distance) && distance >= 1)) {
      throw new RangeError('regression: places must be whole and ascend');
    }
    const known = ends.get(distance);
    if (known === undefined) ends.set(distance, [index]);
    else known.push(index);
  }
  return [...ends].map(([distance, indexes]) => ({ distance, ends: indexes }));
}

/** The sums over two variables that every rho needs: of the first point, and by gap of the later neighbours, the earlier, and across. */
interface Products {
  readonly first: number;
  readonly total: number;
  readonly byGap: Float64Array;
}

function productsOf(a: ArrayLike<number>, b: ArrayLike<number>, gaps: readonly Gap[]): Products {
  const first = (a[0] ?? Number.NaN) * (b[0] ?? Number.NaN);
  const byGap = new Float64Array(3 * gaps.length);
  let total = first;
  for (let gap = 0; gap < gaps.length; gap += 1) {
    let later = 0;
    let earlier = 0;
    let across = 0;
    for (const end of gaps[gap]?.ends ?? []) {
      const a1 = a[end] ?? Number.NaN;
      const a0 = a[end - 1] ?? Number.NaN;
      const b1 = b[end] ?? Number.NaN;
      const b0 = b[end - 1] ?? Number.NaN;
      later += a1 * b1;
      earlier += a0 * b0;
      across += a1 * b0 + a0 * b1;
    }
    byGap[3 * gap] = later;
    byGap[3 * gap + 1] = earlier;
    byGap[3 * gap + 2] = across;
    total += later;
  }
  return { first, total, byGap };
}

/** aᵀV⁻¹b for errors of variance 1 whose correlation is rho^gap. */
function weighted(products: Products | undefined, gaps: readonly Gap[], rho: number): number {
  if (products === undefined) return Number.NaN;
  let sum = products.first;
  for (let gap = 0; gap < gaps.length; gap += 1) {
    const phi = power(rho, gaps[gap]?.distance ?? Number.NaN);
    const later = products.byGap[3 * gap] ?? 0;
    const earlier = products.byGap[3 * gap + 1] ?? 0;
    const across = products.byGap[3 * gap + 2] ?? 0;
    sum += (later - phi * across + phi * phi * earlier) / (1 - phi * phi);
  }
  return sum;
}

/** By repeated squaring: the same bits in every engine, which `**` does not promise. */
function power(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

function squareOf(vector: Float64Array): number {
  let square = 0;
  for (let place = 0; place < vector.length; place += 1) square += (vector[place] ?? 0) * (vector[place] ?? 0);
  return square;
}
