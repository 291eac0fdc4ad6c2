import type { Day } from '../calendar.ts';
import type { ItemFacts } from '../facts.ts';
import type { MeasureInput } from '../measure.ts';
import { type Prepared, prepare } from '../metrics/prepare.ts';
import type { State } from '../stream/document.ts';
import { daysIn, running } from './days-in.ts';

export interface CumulativeLine {
  readonly step: string;
  readonly state: State;
  /** One value a day: items that had reached this step or a later one just before the day ended. */
  readonly values: readonly number[];
}

export interface CumulativeFlow {
  readonly days: readonly Day[];
  /** In map order, the earliest step first: each line lies at or above the next. */
  readonly lines: readonly CumulativeLine[];
  /** Days on which cancelled items left all lines, with their keys. */
  readonly corrections: readonly { readonly day: Day; readonly items: readonly string[] }[];
}

/**
 * Cumulative flow: line s counts the items that ever reached step s or a later one.
 * Population: flow items, from the beginning of the history on; cancelled steps have no line. No line falls, but a cancelled item
 * leaves all lines at its cancellation, marked as a correction; a revived one begins again with its new life.
 * Cost: items × visits + days × steps. Source: methods.md 2.9.
 */
export function cumulativeFlow(input: MeasureInput): CumulativeFlow {
  const { stream, window } = input;
  const { days, placeAfter } = daysIn(window);
  const differences = stream.steps.map(() => new Int32Array(days.length));
  const cancelled = days.map(noKeys);
  const prepared = prepare(input);
  const states = stream.steps.map((step) => step.state);
  let item = 0;
  const count = (at: number, fromStep: number, toStep: number, sign: 1 | -1): void => {
    const place = placeAfter(at);
    if (place >= days.length) return;
    for (let step = fromStep; step <= toStep; step += 1) {
      const row = differences[step];
      if (row !== undefined) row[place] = (row[place] ?? 0) + sign;
    }
    if (sign === -1 && at >= window.fromAt) cancelled[place]?.push(input.items[item]?.item ?? '');
  };
  for (item = 0; item < input.items.length; item += 1) followReach(prepared, item, states, count);
  return {
    days,
    lines: stream.steps
      .filter((step) => hasLine(step.state))
      .map((step) => ({
        step: step.name,
        state: step.state,
        values: running(differences[step.index] ?? new Int32Array(days.length)),
      })),
    corrections: days.flatMap((day, place) => {
      const items = cancelled[place] ?? [];
      return items.length === 0 ? [] : { day, items };
    }),
  };
}

/**
 * The items behind one band of the cumulative flow: those whose furthest step was `step` just before `at`, so that they lie between
 * its line and the next. Source: methods.md 2.9.
 */
export function itemsInBand(input: MeasureInput, step: string, at: number): readonly string[] {
  const prepared = prepare(input);
  const states = input.stream.steps.map((one) => one.state);
  return input.items.flatMap((facts, place) => {
    let furthest = -1;
    followReach(prepared, place, states, (when, _from, to, sign) => {
      if (when < at) furthest = sign === 1 ? to : -1;
    });
    return furthest !== -1 && input.stream.steps[furthest]?.name === step ? facts.item : [];
  });
}

/**
 * Tells when an item first reached the steps `fromStep`…`toStep` of its life (`sign` 1), and when it was cancelled, leaving all
 * that it had reached (`sign` -1). In order of time. `place` is the item's among those prepared.
 */
function followReach(
  { items, visits, visitStart, wasCancelled }: Prepared,
  place: number,
  states: readonly State[],
  tell: (at: number, fromStep: number, toStep: number, sign: 1 | -1) => void,
): void {
  // Most items are never cancelled, and this runs for each of them.
  const facts = wasCancelled[place] === 1 ? items[place] : undefined;
  const cancellations = facts === undefined ? NEVER : cancellationsOf(facts);
  let next = 0;
  let reached = -1;
  let isAlive = true;
  const leave = (at: number): void => {
    if (isAlive && reached !== -1) tell(at, 0, reached, -1);
    isAlive = false;
    reached = -1;
    next += 1;
  };
  const end = visitStart[place + 1] ?? 0;
  for (let row = visitStart[place] ?? 0; row < end; row += 1) {
    const step = visits.step[row] ?? 0;
    const enterAt = visits.enterAt[row] ?? 0;
    const state = states[step] ?? 'new';
    const isClosed = state === 'done' || state === 'cancelled';
    if (isClosed && cancellations[next] === enterAt) leave(enterAt);
    if (state === 'waiting' || state === 'active') isAlive = true;
    if (!isAlive || !hasLine(state) || step <= reached) continue;
    tell(enterAt, reached + 1, step, 1);
    reached = step;
  }
  // A deletion ends an item without a visit.
  const deletedAt = cancellations[next];
  if (deletedAt !== undefined) leave(deletedAt);
}

const NEVER: readonly number[] = [];

function cancellationsOf(facts: ItemFacts): readonly number[] {
  return facts.closedStays.flatMap((stay) => (stay.outcome === 'cancelled' ? stay.beginAt : []));
}

function hasLine(state: State): boolean {
  return state !== 'cancelled' && state !== 'ignore';
}

function noKeys(): string[] {
  return [];
}
