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
  const firstAt = beginAt[0] ?? 0;
  const perMs = spans.length / Math.max((endAt[spans.length - 1] ?? 0) - firstAt, 1);
  const firstEndingAfter = (instant: number): number => {
    // Weeks are almost of one length, so the guess is right or one beside.
    let place = Math.min(Math.max(Math.floor((instant - firstAt) * perMs), 0), spans.length);
    while (place > 0 && (endAt[place - 1] ?? 0) > instant) place -= 1;
    while (place < spans.length && (endAt[place] ?? 0) <= instant) place += 1;
    return place;
  };
  const placeOf = (instant: number): number => {
    if (!(instant >= (beginAt[0] ?? Number.POSITIVE_INFINITY))) return -1;
    const place = firstEndingAfter(instant);
    return instant >= (beginAt[place] ?? Number.POSITIVE_INFINITY) ? place : -1;
  };
  return { beginAt, endAt, firstEndingAfter, placeOf };
}
