import type { Interval } from './facts.ts';
import { foldTimeline, NO_OTHER_ITEMS } from './fold.ts';
import { planOf } from './fold-plan.ts';
import type { ItemHistory } from './history.ts';
import { mergeIntervals } from './intervals.ts';
import type { Stream } from './stream/compile.ts';

/**
 * When an item was done or cancelled under the stream's map, or deleted: when it blocked nothing. What was cancelled and then put
 * back to new is still cancelled, until a visit to waiting or active revives it. Source: methods.md 2.1, 2.3.
 */
export function closedIntervals(history: ItemHistory, stream: Stream): readonly Interval[] {
  const { states } = planOf(stream);
  const { visits } = foldTimeline(history, stream, NO_OTHER_ITEMS);
  const closed: Interval[] = [];
  let closedAt: number | null = null;
  let isCancelled = false;
  // A stay in done is judged by how its last visit was left.
  let wasLeftCancelled = false;
  for (const visit of visits) {
    const state = states[visit.step];
    if (state === 'done' || state === 'cancelled') {
      closedAt ??= visit.enterAt;
      isCancelled ||= state === 'cancelled';
      wasLeftCancelled = visit.leftCancelled === true;
      continue;
    }
    isCancelled = (isCancelled || wasLeftCancelled) && state === 'new';
    wasLeftCancelled = false;
    if (closedAt === null || isCancelled) continue;
    closed.push({ startAt: closedAt, endAt: visit.enterAt });
    closedAt = null;
  }
  if (closedAt !== null) closed.push({ startAt: closedAt, endAt: null });
  if (history.deletedAt !== null) closed.push({ startAt: history.deletedAt, endAt: null });
  return mergeIntervals(closed);
}
