/**
 * The lower triangle L with L·Lᵀ = M of a symmetric, positive matrix of `size` rows, row after row. null where a pivot keeps
 * less than `tolerance` of its diagonal: a column is (almost) a sum of the others, and nothing can be solved for it.
 */
export function cholesky(matrix: Float64Array, size: number, tolerance = 1e-11): Float64Array | null {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = matrix[row * size + column] ?? 0;
      for (let inner = 0; inner < column; inner += 1) {
        rest -= (lower[row * size + inner] ?? 0) * (lower[column * size + inner] ?? 0);
      }
      if (row === column) {
        if (!(rest > tolerance * (matrix[row * size + row] ?? 0))) return null;
        lower[row * size + row] = Math.sqrt(rest);
      } else {
        lower[row * size + column] = rest / (lower[column * size + column] ?? Number.NaN);
      }
    }
  }
  return lower;
}

/** L⁻¹·b: so that the square of its length is bᵀM⁻¹b. */
export function solveLower(lower: Float64Array, size: number, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(size);
  for (let row = 0; row < size; row += 1) {
    let rest = b[row] ?? 0;
    for (let inner = 0; inner < row; inner += 1) rest -= (lower[row * size + inner] ?? 0) * (x[inner] ?? 0);
    x[row] = rest / (lower[row * size + row] ?? Number.NaN);
  }
  return x;
}

/** L⁻ᵀ·b: after `solveLower`, the solution of M·x = b. */
export function solveUpper(lower: Float64Array, size: number, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(size);
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = b[row] ?? 0;
    for (let inner = row + 1; inner < size; inner += 1) rest -= (lower[inner * size + row] ?? 0) * (x[inner] ?? 0);
    x[row] = rest / (lower[row * size + row] ?? Number.NaN);
  }
  return x;
}
