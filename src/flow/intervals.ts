import type { Interval } from './facts.ts';

const FOREVER = Number.POSITIVE_INFINITY;

function endOf(interval: Interval): number {
  return interval.endAt ?? FOREVER;
}

function interval(startAt: number, endAt: number): Interval {
  return { startAt, endAt: endAt === FOREVER ? null : endAt };
}

/** The union of intervals, in order, touching ones joined, those of no length dropped. */
export function mergeIntervals(intervals: readonly Interval[]): readonly Interval[] {
  if (intervals.length === 0) return intervals;
  const sorted = intervals.length === 1 ? intervals : intervals.toSorted((a, b) => a.startAt - b.startAt);
  const merged: Interval[] = [];
  let startAt = 0;
  let endAt = Number.NEGATIVE_INFINITY;
  for (const next of sorted) {
    const nextEnd = endOf(next);
    if (next.startAt <= endAt) endAt = Math.max(endAt, nextEnd);
    else {
      if (endAt > startAt) merged.push(interval(startAt, endAt));
      startAt = next.startAt;
      endAt = nextEnd;
    }
  }
  if (endAt > startAt) merged.push(interval(startAt, endAt));
  return merged;
}

/** What is left of `from` without `minus`; both in order and merged. */
export function subtractIntervals(from: readonly Interval[], minus: readonly Interval[]): readonly Interval[] {
  const left: Interval[] = [];
  for (const whole of from) {
    let startAt = whole.startAt;
    for (const cut of minus) {
      if (cut.startAt >= endOf(whole)) break;
      if (cut.startAt > startAt) left.push(interval(startAt, cut.startAt));
      startAt = Math.max(startAt, endOf(cut));
    }
    if (startAt < endOf(whole)) left.push(interval(startAt, endOf(whole)));
  }
  return left;
}

/** Length in ms of `[startAt, endAt)` that lies within the merged intervals. */
export function overlapMs(intervals: readonly Interval[], startAt: number, endAt: number): number {
  let sum = 0;
  for (const one of intervals) {
    if (one.startAt >= endAt) break;
    const from = Math.max(one.startAt, startAt);
    const to = Math.min(endOf(one), endAt);
    if (to > from) sum += to - from;
  }
  return sum;
}

/** Length in ms of one interval that lies within merged intervals; an open one reaches as far as they do. */
export function intersect(one: Interval, merged: readonly Interval[]): number {
  return overlapMs(merged, one.startAt, endOf(one));
}
