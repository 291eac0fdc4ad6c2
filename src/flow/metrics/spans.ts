/** A span of time `[fromAt, endAt)`: a window, or a week of one. Instants ms. */
export interface Span {
  readonly fromAt: number;
  readonly endAt: number;
}

/** Spans one after the other in time, as columns, and where an instant lies among them. Instants ms. */
export interface Spans {
  readonly beginAt: Float64Array;
  readonly endAt: Float64Array;
  /** The place of the first that ends after an instant; their number when none does. */
  readonly firstEndingAfter: (instant: number) => number;
  /** The place of the one that holds an instant, -1 for none. */
  readonly placeOf: (instant: number) => number;
}

/** For one pass over many rows that counts for each of some spans. Source: methods.md 0. */
export function spansOf(spans: readonly Span[]): Spans {
  const beginAt = new Float64Array(spans.length);
  const endAt = new Float64Array(spans.length);
  for (const [place, span] of spans.entries()) {
    beginAt[place] = span.fromAt;
    endAt[place] = span.endAt;
  }
  const firstEndingAfter = (instant: number): number => {
    let low = 0;
    let high = endAt.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((endAt[middle] ?? 0) <= instant) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const placeOf = (instant: number): number => {
    if (!(instant >= (beginAt[0] ?? Number.POSITIVE_INFINITY))) return -1;
    const place = firstEndingAfter(instant);
    return instant >= (beginAt[place] ?? Number.POSITIVE_INFINITY) ? place : -1;
  };
  return { beginAt, endAt, firstEndingAfter, placeOf };
}
