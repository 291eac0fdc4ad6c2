import { firstStatusBefore, inOrder } from '../fold.ts';
import type { Change, ItemHistory } from '../history.ts';
import type { Stream } from '../stream/compile.ts';
import { type StepEvent, statusOfStep } from '../stream/step-events.ts';
import type { ItemStateChange } from './item-states.ts';

/** An item brought to a step by what its repositories and deployments tell. */
export interface EventMove {
  readonly at: number;
  readonly step: number;
  /** null: a review was withdrawn, and the item is again where it was before. */
  readonly event: StepEvent | null;
}

/**
 * Where the events that a stream's steps name bring an item. An event is a move at its instant, as a change to a status of that step would be;
 * of one instant it comes before the tool's own changes, so that the tool has the last word. Of what happened before the item's creation
 * what then holds counts, as made at its creation. A withdrawn review takes the item back to the step where it was before, unless its tool
 * or another event has moved it since. Source: methods.md 1.4, 2; issue 4 section 3.
 */
export function eventMoves(
  history: ItemHistory,
  stream: Stream,
  states: readonly ItemStateChange[],
): readonly EventMove[] {
  const { createdAt, initial } = history;
  const { stepOfEvent } = stream;
  if (stepOfEvent.size === 0 || states.length === 0) return [];
  const statuses = inOrder(history.changes).filter((change) => change.field === 'status');
  const first = initial.status ?? firstStatusBefore(statuses);
  const stepOf = (status: NonNullable<typeof first>): number => {
    const step = stream.stepOf(status);
    return step === -1 || stream.steps[step]?.state === 'ignore' ? -1 : step;
  };
  let step = first === null ? -1 : stepOf(first);
  let beforeReview: { readonly step: number } | null = null;
  let place = 0;
  const passTo = (isPassed: (change: Change) => boolean): void => {
    for (let change = statuses[place]; change !== undefined && isPassed(change); change = statuses[place]) {
      place += 1;
      const next = change.to === null ? -1 : stepOf(change.to);
      // What says nothing of the step leaves the last word to the event.
      if (next === -1) continue;
      step = next;
      beforeReview = null;
    }
  };
  const moves: EventMove[] = [];
  for (const { at, state: event, how } of heldAtCreation(states, createdAt)) {
    passTo((change) => change.at < at);
    if (how === 'back') {
      if (beforeReview !== null && beforeReview.step !== -1) {
        step = beforeReview.step;
        moves.push({ at, step, event: null });
      }
      beforeReview = null;
      continue;
    }
    const next = event === null || how === 'unknown' ? undefined : stepOfEvent.get(event);
    if (next === undefined) continue;
    beforeReview = event === 'review opened' ? { step } : null;
    step = next;
    moves.push({ at, step, event });
  }
  return moves;
}

/** The same history with its moves by events among its changes, ready to be folded under that stream. */
export function withEvents(history: ItemHistory, stream: Stream, states: readonly ItemStateChange[]): ItemHistory {
  const moves = eventMoves(history, stream, states);
  if (moves.length === 0) return history;
  const changes = moves.map(
    ({ at, step }): Change => ({
      at,
      // Before every change of its instant.
      sequence: Number.MIN_SAFE_INTEGER,
      field: 'status',
      from: null,
      to: statusOfStep(step),
    }),
  );
  return { ...history, changes: inOrder([...changes, ...history.changes]) };
}

/** Of the changes up to the item's creation the last one, as made then; the later ones as they are. */
function heldAtCreation(states: readonly ItemStateChange[], createdAt: number): readonly ItemStateChange[] {
  const later = states.findIndex(({ at }) => at > createdAt);
  const count = later === -1 ? states.length : later;
  const held = states[count - 1];
  if (held === undefined) return states;
  return [{ at: createdAt, state: held.state, how: 'happened' }, ...states.slice(count)];
}
