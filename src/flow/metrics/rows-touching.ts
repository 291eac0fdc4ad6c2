const WEEK_MS = 7 * 86_400_000;
/** A row stands in every span that it touches, so their number bounds what one long stay costs. */
const MOST_SPANS = 256;

/** Rows by spans of time: in each span those that touch it, ascending. */
interface SpanIndex {
  readonly firstAt: number;
  readonly spanMs: number;
  readonly count: number;
  /** Span s holds `rows[starts[s]]` up to `rows[starts[s + 1]]`. */
  readonly starts: Int32Array;
  readonly rows: Int32Array;
}

/**
 * Of rows that each last from `beginAt` to `endAt`, those that `[from, to)` touches: begun before `to`, and not ended before `from`.
 * A row that ends just at `from` is among them; Infinity is a row that lasts. The places, ascending.
 * Cost: what the time holds, not what the columns hold, but for the first time of asking. Source: methods.md 0.
 */
export function rowsTouching(beginAt: Float64Array, endAt: Float64Array, from: number, to: number): Int32Array {
  const { firstAt, spanMs, count, starts, rows } = indexOf(beginAt, endAt);
  if (count === 0) return new Int32Array(0);
  const spanOf = (at: number): number => Math.min(Math.max(Math.floor((at - firstAt) / spanMs), 0), count - 1);
  const first = spanOf(from);
  const last = spanOf(to);
  const found = new Int32Array(Math.min(beginAt.length, (starts[last + 1] ?? 0) - (starts[first] ?? 0)));
  let length = 0;
  for (let span = first; span <= last; span += 1) {
    const spanBeginsAt = firstAt + span * spanMs;
    const next = starts[span + 1] ?? 0;
    for (let at = starts[span] ?? 0; at < next; at += 1) {
      const row = rows[at] ?? 0;
      const begin = beginAt[row] ?? 0;
      // In a later span only what began there: the rest was found before.
      if (begin >= to || (endAt[row] ?? 0) < from || (span > first && begin < spanBeginsAt)) continue;
      found[length] = row;
      length += 1;
    }
  }
  const touching = found.subarray(0, length);
  return first === last ? touching : touching.sort();
}

const remembered = new WeakMap<Float64Array, WeakMap<Float64Array, SpanIndex>>();

function indexOf(beginAt: Float64Array, endAt: Float64Array): SpanIndex {
  let ofBegin = remembered.get(beginAt);
  if (ofBegin === undefined) {
    ofBegin = new WeakMap();
    remembered.set(beginAt, ofBegin);
  }
  const known = ofBegin.get(endAt);
  if (known !== undefined) return known;
  const made = makeIndex(beginAt, endAt);
  ofBegin.set(endAt, made);
  return made;
}

function makeIndex(beginAt: Float64Array, endAt: Float64Array): SpanIndex {
  const { length } = beginAt;
  let firstAt = Number.POSITIVE_INFINITY;
  let lastAt = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < length; row += 1) {
    const begin = beginAt[row] ?? 0;
    const end = endAt[row] ?? 0;
    if (begin < firstAt) firstAt = begin;
    if (begin > lastAt) lastAt = begin;
    if (end > lastAt && end !== Number.POSITIVE_INFINITY) lastAt = end;
  }
  if (length === 0)
    return { firstAt: 0, spanMs: WEEK_MS, count: 0, starts: new Int32Array(1), rows: new Int32Array(0) };
  const spanMs = Math.max(WEEK_MS, Math.ceil((lastAt - firstAt + 1) / MOST_SPANS));
  const count = Math.floor((lastAt - firstAt) / spanMs) + 1;
  const spanOf = (at: number): number => Math.min(Math.floor((at - firstAt) / spanMs), count - 1);
  const starts = new Int32Array(count + 1);
  for (let row = 0; row < length; row += 1) {
    const last = spanOf(endAt[row] ?? 0);
    for (let span = spanOf(beginAt[row] ?? 0); span <= last; span += 1) {
      starts[span + 1] = (starts[span + 1] ?? 0) + 1;
    }
  }
  for (let span = 0; span < count; span += 1) starts[span + 1] = (starts[span + 1] ?? 0) + (starts[span] ?? 0);
  const next = starts.slice();
  const rows = new Int32Array(starts[count] ?? 0);
  for (let row = 0; row < length; row += 1) {
    const last = spanOf(endAt[row] ?? 0);
    for (let span = spanOf(beginAt[row] ?? 0); span <= last; span += 1) {
      const at = next[span] ?? 0;
      rows[at] = row;
      next[span] = at + 1;
    }
  }
  return { firstAt, spanMs, count, starts, rows };
}
