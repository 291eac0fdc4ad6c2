import fc from 'fast-check';
import { expect, it } from 'vitest';
import { combinationOf, fitAr1 } from './ar1-regression.ts';

/**
 * A second reading: the same regression with the whole covariance matrix written out and inverted, as the textbooks have it, and none of the
 * sums by gap that the program takes.
 */
type Matrix = readonly (readonly number[])[];

const at = (matrix: Matrix, row: number, column: number) => matrix[row]?.[column] ?? Number.NaN;
const transposed = (a: Matrix): Matrix => (a[0] ?? []).map((_, column) => a.map((row) => row[column] ?? Number.NaN));
const product = (a: Matrix, b: Matrix): Matrix => {
  const columns = transposed(b);
  return a.map((row) => columns.map((column) => row.reduce((sum, one, place) => sum + one * (column[place] ?? 0), 0)));
};

/** By Gauss and Jordan, with the logarithm of the determinant (of a positive matrix). */
function inverted(matrix: Matrix): { readonly inverse: Matrix; readonly logDeterminant: number } {
  const n = matrix.length;
  let rows = matrix.map((row, place) => [...row, ...row.map((_, column) => (column === place ? 1 : 0))]);
  let logDeterminant = 0;
  for (let pivot = 0; pivot < n; pivot += 1) {
    const size = at(rows, pivot, pivot);
    logDeterminant += Math.log(size);
    const pivotRow = (rows[pivot] ?? []).map((one) => one / size);
    rows = rows.map((row, place) =>
      place === pivot ? pivotRow : row.map((one, column) => one - (row[pivot] ?? 0) * (pivotRow[column] ?? 0)),
    );
  }
  return { inverse: rows.map((row) => row.slice(n)), logDeterminant };
}

function densely(places: readonly number[], columns: Matrix, values: readonly number[], rho: number) {
  const covariance = inverted(places.map((one) => places.map((other) => rho ** Math.abs(one - other))));
  const design = transposed(columns);
  const left = product(columns, covariance.inverse);
  const information = inverted(product(left, design));
  const y = values.map((value) => [value]);
  const coefficients = product(information.inverse, product(left, y));
  const residuals = product(design, coefficients).map((row, place) => [(values[place] ?? 0) - (row[0] ?? 0)]);
  const square = at(product(product(transposed(residuals), covariance.inverse), residuals), 0, 0);
  const degrees = values.length - columns.length;
  return {
    estimate: at(coefficients, 1, 0),
    error: Math.sqrt((square / degrees) * at(information.inverse, 1, 1)),
    logWeight:
      -(covariance.logDeterminant + information.logDeterminant + degrees * Math.log(square)) / 2 +
      2 * Math.log(1 + rho),
  };
}

it('agrees with the whole covariance matrix, also where values are missing', () => {
  const series = fc.array(
    fc.record({ gap: fc.integer({ min: 1, max: 4 }), value: fc.integer({ min: -50, max: 50 }) }),
    {
      minLength: 9,
      maxLength: 16,
    },
  );
  fc.assert(
    fc.property(series, (points) => {
      let place = 0;
      const places = points.map(({ gap }) => {
        place += gap;
        return place;
      });
      const values = points.map(({ value }) => value);
      const columns = [places.map(() => 1), places.map((_, index) => (index >= 5 ? 1 : 0)), places];
      const fit = fitAr1({ places, columns, values });
      fc.pre(fit !== null);
      if (fit === null) return;
      const found = combinationOf(fit, [0, 1, 0]).components;
      const best = fit.points.reduce((most, one) => (one.weight > most.weight ? one : most));
      const reference = densely(places, columns, values, best.rho).logWeight;
      for (const [index, { rho, weight }] of fit.points.entries()) {
        if (index % 8 !== 0) continue;
        const expected = densely(places, columns, values, rho);
        expect(found[index]?.centre).toBeCloseTo(expected.estimate, 6);
        expect(found[index]?.scale).toBeCloseTo(expected.error, 6);
        expect(Math.log(weight / best.weight)).toBeCloseTo(expected.logWeight - reference, 6);
      }
    }),
    { numRuns: 40 },
  );
});
