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

/**
 * Regression with AR(1) errors: for each rho of the grid the generalised least squares fit, and how likely that rho is: the restricted
 * likelihood (the error's variance integrated out) times (1 + rho)². Values that are missing are left out exactly: errors that lie
 * g places apart are correlated by rho^g. null where no more values than columns are given, the columns cannot be told apart, or the
 * columns explain the values without a rest. RangeError where lengths differ or places do not ascend. Source: methods.md 5.5.
 */
export function fitAr1({ places, columns, values }: Ar1Input): Ar1Fit | null {
  const n = values.length;
  const k = columns.length;
  if (places.length !== n || columns.some((column) => column.length !== n)) {
    throw new RangeError('regression: places, columns and values differ in number');
  }
  const degrees = n - k;
  if (degrees < 1 || k < 1) return null;
  const size = k + 1;
  const sums = sumsByGap([...columns, values], places);
  const noNoise = NO_NOISE * (sums.total[size * size - 1] ?? 0);
  const found = GRID.flatMap((rho) => {
    const { matrix, logVariance } = precisionOf(sums, rho);
    const { design, right, square } = partsOf(matrix, k);
    const lower = cholesky(design, k);
    if (lower === null) return [];
    const whitened = solveLower(lower, k, right);
    const residual = square - squareOf(whitened);
    if (!(residual > noNoise)) return [];
    let pivots = 1;
    for (let row = 0; row < k; row += 1) pivots *= lower[row * k + row] ?? 0;
    const logWeight = -logVariance / 2 - logOf(pivots) - (degrees * logOf(residual)) / 2 + 2 * logOf(1 + rho);
    return [{ rho, logWeight, coefficients: solveUpper(lower, k, whitened), variance: residual / degrees, lower }];
  });
  if (found.length < GRID.length) return null;
  const best = found.reduce((most, one) => Math.max(most, one.logWeight), Number.NEGATIVE_INFINITY);
  const kept = found
    .map((one) => ({ ...one, weight: expOf(one.logWeight - best) }))
    .filter((one) => one.weight > NEGLIGIBLE);
  const total = kept.reduce((sum, one) => sum + one.weight, 0);
  return {
    degrees,
    points: kept.map(({ rho, weight, coefficients, variance, lower }) => ({
      rho,
      weight: weight / total,
      coefficients,
      variance,
      lower,
    })),
  };
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

interface Sums {
  readonly first: Float64Array;
  /** Σ of all products, for the size of the values. */
  readonly total: Float64Array;
  readonly gaps: readonly GapSums[];
}

interface GapSums {
  readonly gap: number;
  count: number;
  /** Σ zᵢzᵢᵀ of the later of two neighbours, of the earlier, and across (both ways). */
  readonly later: Float64Array;
  readonly earlier: Float64Array;
  readonly across: Float64Array;
}

/** The products that every rho needs, summed once: over the first value, and over neighbours by how far they lie apart. */
function sumsByGap(variables: readonly ArrayLike<number>[], places: ArrayLike<number>): Sums {
  const size = variables.length;
  const empty = () => new Float64Array(size * size);
  const rowAt = (index: number) => {
    const row = new Float64Array(size);
    for (let place = 0; place < size; place += 1) row[place] = variables[place]?.[index] ?? Number.NaN;
    return row;
  };
  const gaps = new Map<number, GapSums>();
  const first = empty();
  const total = empty();
  let before = rowAt(0);
  addProduct(first, before, before);
  addProduct(total, before, before);
  for (let index = 1; index < places.length; index += 1) {
    const gap = (places[index] ?? Number.NaN) - (places[index - 1] ?? Number.NaN);
    if (!(Number.isSafeInteger(gap) && gap >= 1)) throw new RangeError('regression: places must be whole and ascend');
    const sums = gaps.get(gap) ?? { gap, count: 0, later: empty(), earlier: empty(), across: empty() };
    gaps.set(gap, sums);
    const row = rowAt(index);
    sums.count += 1;
    addProduct(sums.later, row, row);
    addProduct(sums.earlier, before, before);
    addProduct(sums.across, row, before);
    addProduct(sums.across, before, row);
    addProduct(total, row, row);
    before = row;
  }
  return { first, total, gaps: [...gaps.values()] };
}

function addProduct(sums: Float64Array, a: Float64Array, b: Float64Array): void {
  const size = a.length;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      sums[row * size + column] = (sums[row * size + column] ?? 0) + (a[row] ?? 0) * (b[column] ?? 0);
    }
  }
}

/** (X y)ᵀ V⁻¹ (X y) for errors of variance 1 whose correlation is rho^gap, and ln |V|. */
function precisionOf(
  { first, gaps }: Sums,
  rho: number,
): { readonly matrix: Float64Array; readonly logVariance: number } {
  const matrix = Float64Array.from(first);
  let logVariance = 0;
  for (const { gap, count, later, earlier, across } of gaps) {
    const phi = power(rho, gap);
    const left = 1 - phi * phi;
    logVariance += count * logOf(left);
    for (let place = 0; place < matrix.length; place += 1) {
      const own = (later[place] ?? 0) - phi * (across[place] ?? 0) + phi * phi * (earlier[place] ?? 0);
      matrix[place] = (matrix[place] ?? 0) + own / left;
    }
  }
  return { matrix, logVariance };
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

/** The part of the columns, their products with the values, and the values' own square. */
function partsOf(matrix: Float64Array, columns: number) {
  const size = columns + 1;
  const design = new Float64Array(columns * columns);
  const right = new Float64Array(columns);
  for (let row = 0; row < columns; row += 1) {
    right[row] = matrix[columns * size + row] ?? 0;
    for (let column = 0; column < columns; column += 1) {
      design[row * columns + column] = matrix[row * size + column] ?? 0;
    }
  }
  return { design, right, square: matrix[size * size - 1] ?? 0 };
}

function squareOf(vector: Float64Array): number {
  let square = 0;
  for (let place = 0; place < vector.length; place += 1) square += (vector[place] ?? 0) * (vector[place] ?? 0);
  return square;
}
