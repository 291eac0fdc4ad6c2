/**
 * Of rows that each last from `beginAt` to `endAt`, those that `[from, to)` touches: begun before `to`, and not ended before `from`.
 * A row that ends just at `from` is among them; Infinity is a row that lasts. The places, ascending. One look at each row: two numbers
 * of a hundred thousand rows are compared in less time than it takes to make an index of them. Source: methods.md 0.
 */
export function rowsTouching(beginAt: Float64Array, endAt: Float64Array, from: number, to: number): Int32Array {
  const found = new Int32Array(beginAt.length);
  let length = 0;
  for (let row = 0; row < beginAt.length; row += 1) {
    if ((beginAt[row] ?? 0) >= to || (endAt[row] ?? 0) < from) continue;
    found[length] = row;
    length += 1;
  }
  return found.slice(0, length);
}
