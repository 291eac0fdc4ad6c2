import { expect, it } from 'vitest';
import { cholesky, solveLower, solveUpper } from './cholesky.ts';

// By hand: [4 2; 2 10] = L·Lᵀ with L = [2 0; 1 3].
const matrix = Float64Array.of(4, 2, 2, 10);

it('a matrix is taken apart into its triangle', () => {
  expect([...(cholesky(matrix, 2) ?? [])]).toEqual([2, 0, 1, 3]);
});

it('a system is solved by way of the triangle', () => {
  // 4·1 + 2·2 = 8, 2·1 + 10·2 = 22.
  const lower = cholesky(matrix, 2) ?? new Float64Array();
  expect([...solveUpper(lower, 2, solveLower(lower, 2, [8, 22]))]).toEqual([1, 2]);
});

it('columns that cannot be told apart have no answer', () => {
  expect(cholesky(Float64Array.of(1, 2, 2, 4), 2)).toBeNull();
  expect(cholesky(Float64Array.of(0), 1)).toBeNull();
  expect(cholesky(Float64Array.of(Number.NaN), 1)).toBeNull();
});
