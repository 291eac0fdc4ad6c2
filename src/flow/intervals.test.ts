import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Interval } from './facts.ts';
import { intersect, mergeIntervals, overlapMs, subtractIntervals } from './intervals.ts';

/** All instants lie in [0, 20); an open interval reaches beyond them. */
const BEYOND = 20;
const anyInterval: fc.Arbitrary<Interval> = fc
  .tuple(fc.integer({ min: 0, max: 15 }), fc.option(fc.integer({ min: 0, max: 15 }), { freq: 6 }))
  .map(([startAt, endAt]) => ({ startAt, endAt }));
const anyIntervals = fc.array(anyInterval, { maxLength: 6 });

/** Each millisecond by itself, held or not. */
function held(intervals: readonly Interval[]): readonly boolean[] {
  return Array.from({ length: BEYOND }, (_, at) =>
    intervals.some(({ startAt, endAt }) => startAt <= at && at < (endAt ?? BEYOND)),
  );
}

function isInOrderAndApart(intervals: readonly Interval[]): boolean {
  return intervals.every((one, index) => {
    const next = intervals[index + 1];
    const isLong = one.endAt === null || one.startAt < one.endAt;
    return isLong && (next === undefined || (one.endAt !== null && one.endAt < next.startAt));
  });
}

describe('intervals', () => {
  test('a union holds each moment that any holds, in order, touching ones joined', () => {
    fc.assert(
      fc.property(anyIntervals, (intervals) => {
        const merged = mergeIntervals(intervals);
        expect(held(merged)).toEqual(held(intervals));
        expect(isInOrderAndApart(merged)).toBe(true);
      }),
    );
  });

  test('a difference holds each moment of the first that the second does not', () => {
    fc.assert(
      fc.property(anyIntervals, anyIntervals, (one, other) => {
        const [from, minus] = [mergeIntervals(one), mergeIntervals(other)];
        const left = subtractIntervals(from, minus);
        const isHeld = held(minus);
        expect(held(left)).toEqual(held(from).map((is, at) => is && isHeld[at] === false));
        expect(isInOrderAndApart(left)).toBe(true);
      }),
    );
  });

  test('an overlap is the number of moments in both', () => {
    fc.assert(
      fc.property(anyIntervals, fc.nat({ max: 15 }), fc.nat({ max: 15 }), (intervals, from, to) => {
        const merged = mergeIntervals(intervals);
        const moments = held(merged).filter((is, at) => is && from <= at && at < to);
        expect(overlapMs(merged, from, to)).toBe(moments.length);
        if (from < to) expect(intersect({ startAt: from, endAt: to }, merged)).toBe(moments.length);
      }),
    );
  });

  test('an open one minus what closed it leaves the time before and after', () => {
    // [2, …) without [4, 6) and [8, 9): [2, 4), [6, 8), [9, …).
    const minus = [
      { startAt: 4, endAt: 6 },
      { startAt: 8, endAt: 9 },
    ];
    expect(subtractIntervals([{ startAt: 2, endAt: null }], minus)).toEqual([
      { startAt: 2, endAt: 4 },
      { startAt: 6, endAt: 8 },
      { startAt: 9, endAt: null },
    ]);
    expect(subtractIntervals([{ startAt: 2, endAt: null }], [{ startAt: 1, endAt: null }])).toEqual([]);
  });
});
