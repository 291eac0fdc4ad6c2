import type { ItemPage } from '../../api/flow.ts';

export type Interval = ItemPage['intervals'][number];

/** A bar of the timeline, in parts (0–1) of the drawn span. */
export interface Bar {
  readonly interval: Interval;
  readonly row: number;
  readonly start: number;
  readonly end: number;
  /** Goes on beyond what is drawn. */
  readonly isCut: boolean;
}

export interface TimelineLayout {
  /** Names of the rows from the top: steps in the order in which the item first came to them, blocked time last. */
  readonly rows: readonly string[];
  readonly bars: readonly Bar[];
  readonly fromAt: number;
  readonly toAt: number;
}

const BLOCKED_ROW = 'Blocked';
/** Time after the end is drawn up to this part of the span, so that a long rest in done does not press the work together. */
const TAIL = 0.06;

/**
 * Lays an item's intervals out in time, a row a step, so that work that went back is seen going back.
 * `endAt` is the end of its story (completion or cancellation), null while it goes on; `seenAt` the moment it is seen from.
 */
export function layoutTimeline(intervals: readonly Interval[], ended: number | null, seenAt: number): TimelineLayout {
  const endAt = ended ?? seenAt;
  const fromAt = Math.min(endAt, ...intervals.map((one) => Date.parse(one.fromAt)));
  const span = Math.max(1, endAt - fromAt);
  const last = Math.max(endAt, ...intervals.map((one) => (one.toAt === null ? seenAt : Date.parse(one.toAt))));
  const toAt = Math.min(last, endAt + span * TAIL);
  const rows: string[] = [];
  for (const one of intervals) {
    const name = rowOf(one);
    if (name !== BLOCKED_ROW && !rows.includes(name)) rows.push(name);
  }
  if (intervals.some((one) => rowOf(one) === BLOCKED_ROW)) rows.push(BLOCKED_ROW);
  const place = (at: number): number => Math.min(1, Math.max(0, (at - fromAt) / (toAt - fromAt)));
  const bars = intervals.map((interval): Bar => {
    const end = interval.toAt === null ? Number.POSITIVE_INFINITY : Date.parse(interval.toAt);
    return {
      interval,
      row: rows.indexOf(rowOf(interval)),
      start: place(Date.parse(interval.fromAt)),
      end: place(end),
      isCut: end > toAt,
    };
  });
  return { rows, bars, fromAt, toAt };
}

function rowOf(interval: Interval): string {
  return interval.state === 'blocked' ? BLOCKED_ROW : interval.what;
}
