import type { ClosedStay, Interval, Move, Visit } from './facts.ts';
import type { FoldPlan } from './fold-plan.ts';
import { overlapMs } from './intervals.ts';
import type { State } from './stream/document.ts';
import type { TimelineVisit } from './timeline.ts';

/** What an item's visits up to `asOf` amount to. Times are of the present life alone. Instants and durations ms. */
export interface Lives {
  readonly moves: readonly Move[];
  readonly closedStays: readonly ClosedStay[];
  readonly reopens: number;
  readonly backflows: number;
  readonly revivals: number;
  readonly committedAt: number | null;
  readonly completedAt: number | null;
  readonly cancelledAt: number | null;
  /** Of the present step; `new` before the first. */
  readonly state: State;
  readonly inProcessMs: number;
  readonly waitingMs: number;
  readonly blockedMs: number;
  readonly notActiveMs: number;
}

type MutableStay = { -readonly [Key in keyof ClosedStay]: ClosedStay[Key] };

const NO_MOVES: readonly Move[] = [];
const NO_STAYS: readonly ClosedStay[] = [];

/** Visits up to `asOf`, the last of them open; handed on as they are where none lies beyond. Source: methods.md 0. */
export function visitsAt(visits: readonly TimelineVisit[], asOf: number): readonly Visit[] {
  let count = visits.length;
  while (count > 0 && (visits[count - 1]?.enterAt ?? asOf) > asOf) count -= 1;
  if (count === visits.length) return visits;
  const end = visits[count - 1];
  if (end === undefined) return [];
  return [...visits.slice(0, count - 1), { step: end.step, enterAt: end.enterAt, exitAt: null }];
}

/**
 * Follows an item through its visits, one after the other. `visits` are those up to `asOf`, `whole` the timeline's; `untilAt` ends a visit
 * that still lasts: `asOf`, or when the item was deleted. `isCancelledNow`: the resolution held at `asOf` counts as cancelled, which
 * judges a stay in done that still lasts. One loop, because millions of items pass it. Source: methods.md 2.1, 2.2, 2.3, 2.7.
 */
export function livesOf(
  visits: readonly Visit[],
  whole: readonly TimelineVisit[],
  blocked: readonly Interval[],
  { states, doesRestart }: FoldPlan,
  untilAt: number,
  isCancelledNow: boolean,
): Lives {
  let moves: Move[] | null = null;
  let closedStays: MutableStay[] | null = null;
  // The stay in done or cancelled steps that goes on, and the cancelled one (left or not) that nothing has revived yet.
  let stay: MutableStay | null = null;
  let cancelled: MutableStay | null = null;
  let state: State = 'new';
  let step = -1;
  let reopens = 0;
  let backflows = 0;
  let revivals = 0;
  let committedAt: number | null = null;
  let inProcessMs = 0;
  let waitingMs = 0;
  let blockedMs = 0;
  let notActiveMs = 0;
  for (let index = 0; index < visits.length; index += 1) {
    const visit = visits[index];
    if (visit === undefined) break;
    const { enterAt } = visit;
    const from = step;
    const before = state;
    step = visit.step;
    state = states[step] ?? 'new';
    const isOpen = state === 'waiting' || state === 'active';
    const isRevival = isOpen && cancelled !== null;
    if (from !== -1 && state !== 'cancelled' && before !== 'cancelled' && !(isRevival && before === 'done')) {
      moves ??= [];
      moves.push({ at: enterAt, from, to: step });
      if (step < from) backflows += 1;
    }
    if (isOpen || state === 'new') {
      if (stay !== null) {
        stay.endAt = enterAt;
        stay.left = stay.outcome === 'completed' ? 'reopened' : 'other';
        if (stay.outcome === 'completed') reopens += 1;
        stay = null;
      }
      if (isOpen && cancelled !== null) {
        cancelled.left = 'revived';
        cancelled = null;
        revivals += 1;
      }
      // Nothing that came before counts: a new life, or a return to new where that restarts.
      if (isRevival || (doesRestart && state === 'new' && cancelled === null)) {
        committedAt = null;
        inProcessMs = 0;
        waitingMs = 0;
        blockedMs = 0;
        notActiveMs = 0;
      }
      if (!isOpen) continue;
      committedAt ??= enterAt;
      const exitAt = visit.exitAt ?? untilAt;
      const ms = exitAt - enterAt;
      const blockedHereMs = blocked.length === 0 ? 0 : overlapMs(blocked, enterAt, exitAt);
      inProcessMs += ms;
      blockedMs += blockedHereMs;
      if (state === 'waiting') waitingMs += ms;
      notActiveMs += state === 'waiting' ? ms : blockedHereMs;
      continue;
    }
    // Housekeeping after a cancellation stays within it, and a further done step within the stay.
    if (cancelled !== null || (stay !== null && state === 'done')) continue;
    if (stay !== null) {
      stay.endAt = enterAt;
      stay.left = 'other';
    }
    const isCancelled = state === 'cancelled' || isCancelledStay(visits, index, whole, states, isCancelledNow);
    stay = { outcome: isCancelled ? 'cancelled' : 'completed', beginAt: enterAt, endAt: null, left: null };
    if (isCancelled) cancelled = stay;
    if (closedStays === null) closedStays = [stay];
    else closedStays.push(stay);
  }
  return {
    moves: moves ?? NO_MOVES,
    closedStays: closedStays ?? NO_STAYS,
    reopens,
    backflows,
    revivals,
    committedAt,
    completedAt: stay !== null && stay.outcome === 'completed' ? stay.beginAt : null,
    cancelledAt: cancelled === null ? null : cancelled.beginAt,
    state,
    inProcessMs,
    waitingMs,
    blockedMs,
    notActiveMs,
  };
}

/** Whether the stay in done that begins at `index` counts as cancelled: by the resolution just before it is left, or at `asOf`. */
function isCancelledStay(
  visits: readonly Visit[],
  index: number,
  whole: readonly TimelineVisit[],
  states: readonly State[],
  isCancelledNow: boolean,
): boolean {
  let last = index;
  while (last + 1 < visits.length && states[visits[last + 1]?.step ?? -1] === 'done') last += 1;
  return last === visits.length - 1 ? isCancelledNow : whole[last]?.leftCancelled === true;
}
