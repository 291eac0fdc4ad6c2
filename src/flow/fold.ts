import { BlockedWalk } from './blocked-walk.ts';
import { EpochWalk } from './epoch-walk.ts';
import type { Interval, ItemProblem } from './facts.ts';
import { planOf } from './fold-plan.ts';
import type { Change, ItemHistory, Status } from './history.ts';
import type { Stream } from './stream/compile.ts';
import { stepInStatus } from './stream/step-events.ts';
import type { Timeline, TimelineVisit } from './timeline.ts';

/** What the fold must know of other items. */
export interface FoldContext {
  /**
   * When the item of that key was done or cancelled, by `closedIntervals`; null when no such item is known.
   * Needed for blocking links only. Source: methods.md 2.3.
   */
  readonly closedIntervalsOf: (source: string, item: string) => readonly Interval[] | null;
}

/** A context in which no other item is known. */
export const NO_OTHER_ITEMS: FoldContext = { closedIntervalsOf: () => null };

const NO_INTERVALS: readonly Interval[] = [];
const NO_INSTANTS: readonly number[] = [];
const NO_PROBLEMS: Timeline['problems'] = [];

/**
 * Folds an item's history under a stream's map into its timeline: visits to steps, blocked intervals, and what it was when.
 * Changes are taken in order of instant, then sequence, then place; changes before creation count as made at creation, those after a
 * deletion not at all. A status mapped to no step, to an `ignore` step or listed only as blocked is transparent.
 * One loop with few objects, because millions of items pass it. Source: methods.md 2, 2.3, 1.5.
 */
export function foldTimeline(history: ItemHistory, stream: Stream, context: FoldContext): Timeline {
  const { createdAt, deletedAt, initial } = history;
  const plan = planOf(stream);
  const { states, hasBlockedStatuses, hasEvents } = plan;
  const changes = inOrder(history.changes);
  const what = new EpochWalk(history, stream, plan);
  const visits: TimelineVisit[] = [];
  let status = initial.status ?? firstStatusBefore(changes);
  let unmapped: TimedStatus[] | null = null;
  let step = -1;
  let enterAt = createdAt;
  if (status !== null) {
    const first = stream.stepOf(status);
    if (first === -1) unmapped = [{ at: createdAt, status }];
    else if (states[first] !== 'ignore') step = first;
  }
  let blocking = BlockedWalk.of(history, status, stream, plan);
  let otherStatusAt: number[] | null = null;

  let lastAt = createdAt;
  let lastSequence = Number.NaN;
  let resolutionBeforeInstant = initial.resolution;
  let resolutionBeforeEntry = initial.resolution;
  let isEarly = false;
  for (const change of changes) {
    let { at } = change;
    if (deletedAt !== null && at > deletedAt) break;
    if (at < createdAt) {
      at = createdAt;
      isEarly = true;
    }
    if (at !== lastAt) {
      resolutionBeforeInstant = what.resolution;
      resolutionBeforeEntry = what.resolution;
    } else if (change.sequence !== lastSequence) resolutionBeforeEntry = what.resolution;
    lastAt = at;
    lastSequence = change.sequence;
    if (change.field === 'status') {
      const { to } = change;
      // An event moves the item; what its own tool says of it, and of what blocks it, stays.
      const isEvent = hasEvents && to !== null && stepInStatus(to) !== null;
      if (!isEvent) status = to;
      const next = to === null ? step : stream.stepOf(to);
      if (next === -1 || next === step || states[next] === 'ignore') {
        // Going X › transparent › X, or between statuses of one step, is no move.
        otherStatusAt ??= [];
        otherStatusAt.push(at);
        if (next === -1 && to !== null) {
          unmapped ??= [];
          unmapped.push({ at, status: to });
        }
      } else {
        if (step !== -1) {
          // A visit to done that lasted is judged by what was held before this instant; one of no length by what its own entry gave it.
          const held = enterAt < at ? resolutionBeforeInstant : resolutionBeforeEntry;
          visits.push(
            states[step] === 'done' && stream.isCancelledResolution(held)
              ? { step, enterAt, exitAt: at, leftCancelled: true }
              : { step, enterAt, exitAt: at },
          );
        }
        step = next;
        enterAt = at;
      }
      if (hasBlockedStatuses) {
        blocking ??= new BlockedWalk(stream);
        blocking.changeStatus(status, at);
      }
    } else if (change.field === 'resolution') what.changeResolution(change.to, at);
    else if (change.field === 'link') {
      blocking ??= new BlockedWalk(stream);
      blocking.changeLink(change.link, change.isAdded, at);
    } else {
      what.change(change, at);
      if (change.field === 'blocked' || change.field === 'custom') {
        blocking ??= new BlockedWalk(stream);
        blocking.changeFields(what.fields, at);
      }
    }
  }
  if (step !== -1) visits.push({ step, enterAt, exitAt: null });
  const timeline: Timeline = {
    source: history.source,
    item: history.item,
    url: history.url,
    createdAt,
    deletedAt,
    visits,
    blocked: blocking === null ? NO_INTERVALS : blocking.intervals(history.source, context),
    otherStatusAt: otherStatusAt ?? NO_INSTANTS,
    epochs: what.epochs,
    problems: NO_PROBLEMS,
  };
  const isOther = history.presentStatus !== null && !isSameStatus(status, history.presentStatus);
  const unknown = blocking === null ? null : blocking.unknownBlockers;
  if (!isEarly && !history.isCutShort && !isOther && unmapped === null && unknown === null) return timeline;
  const problems: { at: number; problem: ItemProblem }[] = unmappedStatuses(unmapped ?? [], stream);
  if (isEarly) problems.push({ at: createdAt, problem: { problem: 'changes-before-creation' } });
  if (history.isCutShort) problems.push({ at: createdAt, problem: { problem: 'history-begins-late' } });
  if (isOther) problems.push({ at: lastAt, problem: { problem: 'history-not-matching' } });
  for (const { blocker, since } of unknown ?? []) {
    problems.push({ at: since, problem: { problem: 'blocker-unknown', blocker } });
  }
  return { ...timeline, problems };
}

interface TimedStatus {
  readonly at: number;
  readonly status: Status;
}

/** Each status that is in no step and not under `blocked.statuses`, once. */
function unmappedStatuses(found: readonly TimedStatus[], stream: Stream): { at: number; problem: ItemProblem }[] {
  const names = new Set<string>();
  return found.flatMap(({ at, status }) => {
    if (names.has(status.name) || stream.isBlockedStatus(status)) return [];
    names.add(status.name);
    return [{ at, problem: { problem: 'status-unmapped', status: status.name } }];
  });
}

/** Changes by instant, then sequence, then place. Source: methods.md 2. */
export function inOrder(changes: readonly Change[]): readonly Change[] {
  let beforeAt = Number.NEGATIVE_INFINITY;
  let beforeSequence = 0;
  for (const { at, sequence } of changes) {
    if (at < beforeAt || (at === beforeAt && sequence < beforeSequence)) {
      return changes.toSorted((a, b) => a.at - b.at || a.sequence - b.sequence);
    }
    beforeAt = at;
    beforeSequence = sequence;
  }
  return changes;
}

/** A history that starts late begins with the status that its first change came from. Source: methods.md 2. */
export function firstStatusBefore(changes: readonly Change[]): Status | null {
  for (const change of changes) {
    if (change.field === 'status' && (change.to === null || stepInStatus(change.to) === null)) return change.from;
  }
  return null;
}

function isSameStatus(held: Status | null, present: Status): boolean {
  if (held === null) return false;
  if (held.id !== null && present.id !== null) return held.id === present.id;
  return held.name === present.name;
}
