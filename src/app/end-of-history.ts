import type { Day } from '../flow/calendar.ts';
import type { MeasureInput } from '../flow/measure.ts';

/** The day of the last change, where the window lies wholly after it; null where something happened in the window or there is nothing. */
export function endOfHistory({ items, window }: MeasureInput): Day | null {
  let last = Number.NEGATIVE_INFINITY;
  for (const { createdAt, lastMovedAt } of items) last = Math.max(last, createdAt, lastMovedAt);
  return Number.isFinite(last) && last < window.fromAt ? window.calendar.dayOf(last) : null;
}
