import type { ItemFacts } from '../facts.ts';
import type { MeasureInput } from '../measure.ts';
import type { Stream } from '../stream/compile.ts';
import type { Window } from '../window.ts';

/**
 * What many measures read of the same items, made once for a list of items and remembered while that list lives.
 * Visits, moves and ends stand as columns, so that a pass over 160,000 of them takes a millisecond and touches no objects.
 */
export interface Prepared {
  readonly items: readonly ItemFacts[];
  /** Completed items in order of completion, and when. */
  readonly completed: readonly ItemFacts[];
  readonly completedAt: Float64Array;
  /** Committed items in order of commitment; when, and when they were completed or cancelled (Infinity while they are open). */
  readonly committed: readonly ItemFacts[];
  readonly committedAt: Float64Array;
  readonly endedAt: Float64Array;
  /** Cancelled items in order of cancellation, and when. */
  readonly cancelled: readonly ItemFacts[];
  readonly cancelledAt: Float64Array;
  /** Visits to waiting and active steps, and those to new steps. */
  readonly stays: Stays;
  readonly ideas: Stays;
  readonly moves: Moves;
  readonly completions: Completions;
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
  const prepared = makePrepared(input.items, input.stream);
  remembered.set(input.items, { stream: input.stream, prepared });
  return prepared;
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
    committed,
    committedAt: columnOf(committed, (facts) => facts.committedAt),
    endedAt: columnOf(committed, (facts) => facts.completedAt ?? facts.cancelledAt),
    cancelled,
    cancelledAt: columnOf(cancelled, (facts) => facts.cancelledAt),
    stays: staysOf(items, inProcessSteps(stream)),
    ideas: staysOf(
      items,
      stream.steps.map((step) => step.state === 'new'),
    ),
    moves: movesOf(items),
    completions: completionsOf(items),
    firstCreatedAt: items.reduce((first, facts) => Math.min(first, facts.createdAt), Number.POSITIVE_INFINITY),
    knowsBlocking: items.some((facts) => facts.blocked.length > 0),
  };
}

type Instant = (facts: ItemFacts) => number | null;

/** In order of an instant, then of the key; items without the instant are left out. */
function inOrderOf(items: readonly ItemFacts[], at: Instant): readonly ItemFacts[] {
  return items
    .flatMap((facts) => {
      const instant = at(facts);
      return instant === null ? [] : { instant, facts };
    })
    .toSorted((a, b) => a.instant - b.instant || (a.facts.item < b.facts.item ? -1 : 1))
    .map((one) => one.facts);
}

function columnOf(items: readonly ItemFacts[], at: Instant): Float64Array {
  return Float64Array.from(items, (facts) => at(facts) ?? Number.POSITIVE_INFINITY);
}

/** Visits to the steps that are wanted, by step index. */
function staysOf(items: readonly ItemFacts[], isWanted: readonly boolean[]): Stays {
  let length = 0;
  for (const facts of items) for (const visit of facts.visits) if (isWanted[visit.step] === true) length += 1;
  const item = new Int32Array(length);
  const step = new Int32Array(length);
  const enterAt = new Float64Array(length);
  const exitAt = new Float64Array(length);
  let at = 0;
  items.forEach((facts, index) => {
    for (const visit of facts.visits) {
      if (isWanted[visit.step] !== true) continue;
      item[at] = index;
      step[at] = visit.step;
      enterAt[at] = visit.enterAt;
      exitAt[at] = visit.exitAt ?? Number.POSITIVE_INFINITY;
      at += 1;
    }
  });
  return { length, item, step, enterAt, exitAt };
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
    item: Int32Array.from(item),
    beginAt: Float64Array.from(beginAt),
    endAt: Float64Array.from(endAt),
    isReopened: Uint8Array.from(isReopened),
  };
}
