import type { ClosedStay, ItemFacts } from '../facts.ts';
import type { MeasureInput } from '../measure.ts';
import type { Stream } from '../stream/compile.ts';
import type { Window } from '../window.ts';

/**
 * What many measures read of the same items, made once for a list of items and remembered while that list lives.
 * Visits, moves and ends stand as columns, so that a pass over 160,000 of them takes a millisecond and touches no objects.
 */
export interface Prepared {
  readonly items: readonly ItemFacts[];
  /** Completed items in order of completion, when, and their places in `items`. */
  readonly completed: readonly ItemFacts[];
  readonly completedAt: Float64Array;
  readonly completedPlace: Int32Array;
  /** Committed items in order of commitment; when, and when they were completed or cancelled (Infinity while they are open). */
  readonly committed: readonly ItemFacts[];
  readonly committedAt: Float64Array;
  readonly endedAt: Float64Array;
  /** Cancelled items in order of cancellation, and when. */
  readonly cancelled: readonly ItemFacts[];
  readonly cancelledAt: Float64Array;
  /** By place in `items`: when it was committed and cancelled, NaN where it was not. */
  readonly committedOf: Float64Array;
  readonly cancelledOf: Float64Array;
  /** All visits, an item's one after the other: item i has those from `visitStart[i]` up to `visitStart[i + 1]`. */
  readonly visits: Stays;
  readonly visitStart: Int32Array;
  /** Visits to waiting and active steps, and those to new steps. */
  readonly stays: Stays;
  readonly ideas: Stays;
  readonly moves: Moves;
  readonly completions: Completions;
  /** By place in `items`: 1 where a stay of any life counts as cancelled. */
  readonly wasCancelled: Uint8Array;
  /** Earliest creation, ms; Infinity without items. */
  readonly firstCreatedAt: number;
  /** Whether any item was ever known to be blocked. */
  readonly knowsBlocking: boolean;
}

/** Visits of all lives, as columns; `exitAt` is Infinity while a visit lasts. */
export interface Stays {
  readonly length: number;
  /** Index into `Prepared.items`. */
  readonly item: Int32Array;
  readonly step: Int32Array;
  readonly enterAt: Float64Array;
  readonly exitAt: Float64Array;
}

/** Moves between steps, as columns. */
export interface Moves {
  readonly length: number;
  /** Index into `Prepared.items`. */
  readonly item: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly at: Float64Array;
}

/** Completed stays in done of all lives, as columns. */
export interface Completions {
  readonly length: number;
  /** Index into `Prepared.items`. */
  readonly item: Int32Array;
  readonly beginAt: Float64Array;
  /** Infinity while the stay lasts. */
  readonly endAt: Float64Array;
  /** 1 where the stay was reopened by `asOf`. */
  readonly isReopened: Uint8Array;
}

const remembered = new WeakMap<readonly ItemFacts[], { readonly stream: Stream; readonly prepared: Prepared }>();

/** The prepared form of an input's flow items; the same for every window over the same list. */
export function prepare(input: MeasureInput): Prepared {
  const known = remembered.get(input.items);
  if (known !== undefined && known.stream === input.stream) return known.prepared;
  const make = quicker.get(input.items);
  const prepared = make === undefined ? makePrepared(input.items, input.stream) : make(input.stream);
  remembered.set(input.items, { stream: input.stream, prepared });
  return prepared;
}

const quicker = new WeakMap<readonly ItemFacts[], (stream: Stream) => Prepared>();

/** Says how to prepare a list of items otherwise than by looking at each: with the same result, from what the items came from. */
export function prepareBy(items: readonly ItemFacts[], make: (stream: Stream) => Prepared): void {
  quicker.set(items, make);
}

/**
 * A function of an input that is computed once for each window over the same items, since many measures of a page ask for the same.
 * It may read items, stream and window only: what else an input holds does not tell two of them apart here.
 */
export function oncePerWindow<Value>(make: (input: MeasureInput) => Value): (input: MeasureInput) => Value {
  const made = new WeakMap<Prepared, WeakMap<Window, { readonly value: Value }>>();
  return (input) => {
    const prepared = prepare(input);
    let ofWindow = made.get(prepared);
    if (ofWindow === undefined) {
      ofWindow = new WeakMap();
      made.set(prepared, ofWindow);
    }
    const known = ofWindow.get(input.window);
    if (known !== undefined) return known.value;
    const value = make(input);
    ofWindow.set(input.window, { value });
    return value;
  };
}

/** By step index: whether the step is waiting or active, so that an item in it is in process. Source: methods.md 2.4. */
export function inProcessSteps(stream: Stream): readonly boolean[] {
  return stream.steps.map((step) => step.state === 'waiting' || step.state === 'active');
}

function makePrepared(items: readonly ItemFacts[], stream: Stream): Prepared {
  const completed = inOrderOf(items, (facts) => facts.completedAt);
  const committed = inOrderOf(items, (facts) => facts.committedAt);
  const cancelled = inOrderOf(items, (facts) => facts.cancelledAt);
  return {
    items,
    completed,
    completedAt: columnOf(completed, (facts) => facts.completedAt),
    completedPlace: placesIn(items, completed),
    committed,
    committedAt: columnOf(committed, (facts) => facts.committedAt),
    endedAt: columnOf(committed, (facts) => facts.completedAt ?? facts.cancelledAt),
    cancelled,
    cancelledAt: columnOf(cancelled, (facts) => facts.cancelledAt),
    committedOf: columnOf(items, (facts) => facts.committedAt, Number.NaN),
    cancelledOf: columnOf(items, (facts) => facts.cancelledAt, Number.NaN),
    ...visitsOf(items, stream),
    moves: movesOf(items),
    completions: completionsOf(items),
    wasCancelled: new Uint8Array(items.map((facts) => (facts.closedStays.some(isCancelledStay) ? 1 : 0))),
    firstCreatedAt: items.reduce((first, facts) => Math.min(first, facts.createdAt), Number.POSITIVE_INFINITY),
    knowsBlocking: items.some((facts) => facts.blocked.length > 0),
  };
}

function isCancelledStay(stay: ClosedStay): boolean {
  return stay.outcome === 'cancelled';
}

function placesIn(items: readonly ItemFacts[], some: readonly ItemFacts[]): Int32Array {
  const places = new Map(items.map((facts, place) => [facts, place]));
  return new Int32Array(some.map((facts) => places.get(facts) ?? 0));
}

type Instant = (facts: ItemFacts) => number | null;

/** In order of an instant, then of the key; items without the instant are left out. */
function inOrderOf(items: readonly ItemFacts[], at: Instant): readonly ItemFacts[] {
  const dated: ItemFacts[] = [];
  for (const facts of items) if (at(facts) !== null) dated.push(facts);
  const instants = columnOf(dated, at);
  if (isAscending(instants)) return dated;
  const order = new Uint32Array(dated.length);
  for (let index = 0; index < order.length; index += 1) order[index] = index;
  order.sort((a, b) => {
    const difference = (instants[a] ?? 0) - (instants[b] ?? 0);
    return difference !== 0 ? difference : (dated[a]?.item ?? '') < (dated[b]?.item ?? '') ? -1 : 1;
  });
  const sorted: ItemFacts[] = [];
  for (const index of order) {
    const facts = dated[index];
    if (facts !== undefined) sorted.push(facts);
  }
  return sorted;
}

/** Strictly, so that ties are still put in the order of their keys. */
function isAscending(instants: Float64Array): boolean {
  for (let index = 1; index < instants.length; index += 1) {
    if ((instants[index - 1] ?? 0) >= (instants[index] ?? 0)) return false;
  }
  return true;
}

/** A plain loop: `Float64Array.from` with a function takes twenty times as long. */
function columnOf(items: readonly ItemFacts[], at: Instant, none = Number.POSITIVE_INFINITY): Float64Array {
  const column = new Float64Array(items.length);
  for (let index = 0; index < column.length; index += 1) {
    const facts = items[index];
    column[index] = (facts === undefined ? null : at(facts)) ?? none;
  }
  return column;
}

/** The visits of all items, and of them the stays and ideas. */
function visitsOf(
  items: readonly ItemFacts[],
  stream: Stream,
): Pick<Prepared, 'visits' | 'visitStart' | 'stays' | 'ideas'> {
  const visitStart = new Int32Array(items.length + 1);
  for (let place = 0; place < items.length; place += 1) {
    visitStart[place + 1] = (visitStart[place] ?? 0) + (items[place]?.visits.length ?? 0);
  }
  const visits = emptyStays(visitStart[items.length] ?? 0);
  items.forEach((facts, place) => {
    const start = visitStart[place] ?? 0;
    facts.visits.forEach((visit, index) => {
      visits.item[start + index] = place;
      visits.step[start + index] = visit.step;
      visits.enterAt[start + index] = visit.enterAt;
      visits.exitAt[start + index] = visit.exitAt ?? Number.POSITIVE_INFINITY;
    });
  });
  return { visits, visitStart, ...splitVisits(visits, stream) };
}

/** Of all visits, those to waiting and active steps (stays), and those to new steps (ideas). Source: methods.md 2.4. */
export function splitVisits(visits: Stays, stream: Stream): { readonly stays: Stays; readonly ideas: Stays } {
  const isStay = new Uint8Array(stream.steps.length);
  const isIdea = new Uint8Array(stream.steps.length);
  for (const { index, state } of stream.steps) {
    isStay[index] = state === 'waiting' || state === 'active' ? 1 : 0;
    isIdea[index] = state === 'new' ? 1 : 0;
  }
  return { stays: takenFrom(visits, isStay), ideas: takenFrom(visits, isIdea) };
}

function takenFrom({ length, item, step, enterAt, exitAt }: Stays, isTaken: Uint8Array): Stays {
  let count = 0;
  for (let row = 0; row < length; row += 1) count += isTaken[step[row] ?? 0] ?? 0;
  const taken = emptyStays(count);
  let next = 0;
  for (let row = 0; row < length; row += 1) {
    if (isTaken[step[row] ?? 0] !== 1) continue;
    taken.item[next] = item[row] ?? 0;
    taken.step[next] = step[row] ?? 0;
    taken.enterAt[next] = enterAt[row] ?? 0;
    taken.exitAt[next] = exitAt[row] ?? 0;
    next += 1;
  }
  return taken;
}

function emptyStays(length: number): Stays {
  return {
    length,
    item: new Int32Array(length),
    step: new Int32Array(length),
    enterAt: new Float64Array(length),
    exitAt: new Float64Array(length),
  };
}

function movesOf(items: readonly ItemFacts[]): Moves {
  let length = 0;
  for (const facts of items) length += facts.moves.length;
  const moves = {
    length,
    item: new Int32Array(length),
    from: new Int32Array(length),
    to: new Int32Array(length),
    at: new Float64Array(length),
  };
  let row = 0;
  items.forEach((facts, index) => {
    for (const move of facts.moves) {
      moves.item[row] = index;
      moves.from[row] = move.from;
      moves.to[row] = move.to;
      moves.at[row] = move.at;
      row += 1;
    }
  });
  return moves;
}

function completionsOf(items: readonly ItemFacts[]): Completions {
  const item: number[] = [];
  const beginAt: number[] = [];
  const endAt: number[] = [];
  const isReopened: number[] = [];
  items.forEach((facts, index) => {
    for (const stay of facts.closedStays) {
      if (stay.outcome !== 'completed') continue;
      item.push(index);
      beginAt.push(stay.beginAt);
      endAt.push(stay.endAt ?? Number.POSITIVE_INFINITY);
      isReopened.push(stay.left === 'reopened' ? 1 : 0);
    }
  });
  return {
    length: item.length,
    item: new Int32Array(item),
    beginAt: new Float64Array(beginAt),
    endAt: new Float64Array(endAt),
    isReopened: new Uint8Array(isReopened),
  };
}
