import { percentileOfSorted } from './percentile.ts';
import { randomOf } from './random.ts';

/** Resampled shares of columns in a total, rows drawn with replacement. */
export interface BootstrapShares {
  readonly resamples: number;
  readonly columns: number;
  /** Share of column c in resample r at `r * columns + c`; a row of zeros where the resample's total is zero. */
  readonly shares: Float64Array;
}

/** More rows than this are first gathered at random into this many groups of equal size, which keeps the spread and saves the time. */
const MOST_UNITS = 300;

/**
 * Bootstrap over rows of a table: which share of the whole each column has when rows are drawn anew.
 * `table` holds row r, column c at `r * columns + c`. The same seed gives the same answer.
 * Source: Efron and Tibshirani, An Introduction to the Bootstrap, percentile method.
 */
export function bootstrapShares(
  table: Float64Array,
  columns: number,
  resamples: number,
  seed: number,
): BootstrapShares {
  const random = randomOf(seed);
  const below = (bound: number): number => Math.floor(random.uniform() * bound);
  const units = gather(table, columns, below);
  const count = columns === 0 ? 0 : units.length / columns;
  // Columns that hold nothing need no adding up.
  const held = Array.from({ length: columns }, (_, column) => column).filter((column) =>
    isHeld(units, columns, column),
  );
  const shares = new Float64Array(resamples * columns);
  const draws = new Int32Array(count);
  for (let resample = 0; resample < resamples; resample += 1) {
    for (let draw = 0; draw < count; draw += 1) draws[draw] = below(count) * columns;
    const base = resample * columns;
    let total = 0;
    for (const column of held) {
      let sum = 0;
      for (let draw = 0; draw < count; draw += 1) sum += units[(draws[draw] ?? 0) + column] ?? 0;
      shares[base + column] = sum;
      total += sum;
    }
    if (total === 0) continue;
    for (const column of held) shares[base + column] = (shares[base + column] ?? 0) / total;
  }
  return { resamples, columns, shares };
}

/** The middle `confidence` of a column's resampled shares, by nearest rank. */
export function shareInterval(
  bootstrap: BootstrapShares,
  column: number,
  confidence: number,
): { readonly low: number; readonly high: number } {
  const { resamples, columns, shares } = bootstrap;
  const sorted = new Float64Array(resamples);
  for (let index = 0; index < resamples; index += 1) sorted[index] = shares[index * columns + column] ?? 0;
  sorted.sort();
  const tail = (1 - confidence) / 2;
  const at = (share: number): number => percentileOfSorted(sorted, share * 100) ?? 0;
  return { low: at(tail), high: at(1 - tail) };
}

/** In which share of the resamples a column is larger than each of the others; a tie counts for none. */
export function shareOfFirst(bootstrap: BootstrapShares, column: number, others: readonly number[]): number {
  const { resamples, columns, shares } = bootstrap;
  let first = 0;
  for (let resample = 0; resample < resamples; resample += 1) {
    const own = shares[resample * columns + column] ?? 0;
    if (others.every((other) => own > (shares[resample * columns + other] ?? 0))) first += 1;
  }
  return resamples === 0 ? 0 : first / resamples;
}

function isHeld(units: Float64Array, columns: number, column: number): boolean {
  for (let at = column; at < units.length; at += columns) if (units[at] !== 0) return true;
  return false;
}

function gather(table: Float64Array, columns: number, below: (bound: number) => number): Float64Array {
  const rows = columns === 0 ? 0 : table.length / columns;
  if (rows <= MOST_UNITS) return table;
  const order = new Int32Array(rows);
  for (let index = 0; index < rows; index += 1) order[index] = index;
  for (let index = rows - 1; index > 0; index -= 1) {
    const other = below(index + 1);
    const held = order[index] ?? 0;
    order[index] = order[other] ?? 0;
    order[other] = held;
  }
  const units = new Float64Array(MOST_UNITS * columns);
  order.forEach((row, index) => {
    const at = (index % MOST_UNITS) * columns;
    for (let column = 0; column < columns; column += 1) {
      units[at + column] = (units[at + column] ?? 0) + (table[row * columns + column] ?? 0);
    }
  });
  return units;
}
