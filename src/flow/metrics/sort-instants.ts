/** Fewer values than this are sorted as they are. */
const FEW = 200;

/**
 * Instants in ascending order, as a copy. They are first laid into as many equal slices of time as there are instants, because what
 * happens in a window is spread over it: then each slice holds few, and the whole costs a look at each, not a sort of all.
 */
export function sortInstants(instants: ArrayLike<number>): Float64Array {
  const values = new Float64Array(instants);
  const { length } = values;
  if (length < FEW) return values.sort();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < length; index += 1) {
    const at = values[index] ?? 0;
    if (at < first) first = at;
    if (at > last) last = at;
  }
  if (!(last - first < Number.POSITIVE_INFINITY)) return values.sort();
  const perSlice = (length - 1) / Math.max(last - first, 1);
  const starts = new Int32Array(length + 1);
  for (let index = 0; index < length; index += 1) {
    const slice = Math.floor(((values[index] ?? 0) - first) * perSlice) + 1;
    starts[slice] = (starts[slice] ?? 0) + 1;
  }
  for (let slice = 1; slice <= length; slice += 1) starts[slice] = (starts[slice] ?? 0) + (starts[slice - 1] ?? 0);
  const laid = new Float64Array(length);
  const next = starts.slice();
  for (let index = 0; index < length; index += 1) {
    const at = values[index] ?? 0;
    const slice = Math.floor((at - first) * perSlice);
    const place = next[slice] ?? 0;
    laid[place] = at;
    next[slice] = place + 1;
  }
  for (let slice = 0; slice < length; slice += 1) sortSlice(laid, starts[slice] ?? 0, starts[slice + 1] ?? 0);
  return laid;
}

/** By insertion where few stand; a slice may hold all that a bulk change moved at once. */
function sortSlice(values: Float64Array, from: number, to: number): void {
  if (to - from < 2) return;
  if (to - from > 32) {
    values.subarray(from, to).sort();
    return;
  }
  for (let index = from + 1; index < to; index += 1) {
    const value = values[index] ?? 0;
    let place = index;
    for (; place > from && (values[place - 1] ?? 0) > value; place -= 1) values[place] = values[place - 1] ?? 0;
    values[place] = value;
  }
}
