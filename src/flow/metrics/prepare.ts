import type { ItemFacts } from '../facts.ts';
import type { MeasureInput } from '../measure.ts';
import type { Stream } from '../stream/compile.ts';
import type { Window } from '../window.ts';

/**
 * What many measures read of the same items, made once for a list of items and remembered while that list lives.
 * The visits to waiting and active steps stand as columns, so that a window over 160,000 of them is a pass of a millisecond.
 */
export interface Prepared {
  readonly items: readonly ItemFacts[];
  /** Completed items in order of completion. */
  readonly completed: readonly ItemFacts[];
  /** Committed items in order of commitment. */
  readonly committed: readonly ItemFacts[];
  readonly stays: Stays;
  /** Whether any item was ever known to be blocked. */
  readonly knowsBlocking: boolean;
}

/** Visits to waiting and active steps of all lives, as columns; `exitAt` is Infinity while a visit lasts. */
export interface Stays {
  readonly length: number;
  /** Index into `Prepared.items`. */
  readonly item: Int32Array;
  readonly step: Int32Array;
  readonly enterAt: Float64Array;
  readonly exitAt: Float64Array;
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
 * Inputs that differ in more than items, stream and window must not be told apart by the function.
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

function makePrepared(items: readonly ItemFacts[], stream: Stream): Prepared {
  return {
    items,
    completed: inOrderOf(items, (facts) => facts.completedAt),
    committed: inOrderOf(items, (facts) => facts.committedAt),
    stays: staysOf(items, stream),
    knowsBlocking: items.some((facts) => facts.blocked.length > 0),
  };
}

function inOrderOf(items: readonly ItemFacts[], at: (facts: ItemFacts) => number | null): readonly ItemFacts[] {
  return items
    .filter((facts) => at(facts) !== null)
    .toSorted((a, b) => (at(a) ?? 0) - (at(b) ?? 0) || (a.item < b.item ? -1 : a.item > b.item ? 1 : 0));
}

function staysOf(items: readonly ItemFacts[], stream: Stream): Stays {
  const isInProcess = inProcessSteps(stream);
  let length = 0;
  for (const facts of items) for (const visit of facts.visits) if (isInProcess[visit.step] === true) length += 1;
  const item = new Int32Array(length);
  const step = new Int32Array(length);
  const enterAt = new Float64Array(length);
  const exitAt = new Float64Array(length);
  let at = 0;
  items.forEach((facts, index) => {
    for (const visit of facts.visits) {
      if (isInProcess[visit.step] !== true) continue;
      item[at] = index;
      step[at] = visit.step;
      enterAt[at] = visit.enterAt;
      exitAt[at] = visit.exitAt ?? Number.POSITIVE_INFINITY;
      at += 1;
    }
  });
  return { length, item, step, enterAt, exitAt };
}

/** By step index: whether the step is waiting or active, so that an item in it is in process. Source: methods.md 2.4. */
export function inProcessSteps(stream: Stream): readonly boolean[] {
  return stream.steps.map((step) => step.state === 'waiting' || step.state === 'active');
}

/** Whether an instant lies in the window `[from, to)`, clipped at `asOf`. Source: methods.md 0. */
export function isWithin(window: Window, at: number | null): at is number {
  return at !== null && at >= window.fromAt && at < window.endAt;
}

/** Items completed in the window, in order of completion. Source: methods.md 2.5. */
export function completedIn(input: MeasureInput): readonly ItemFacts[] {
  return slice(prepare(input).completed, (facts) => facts.completedAt, input.window);
}

/** Items whose present life was committed in the window, in order of commitment. Source: methods.md 2.1. */
export function committedIn(input: MeasureInput): readonly ItemFacts[] {
  return slice(prepare(input).committed, (facts) => facts.committedAt, input.window);
}

/** Items whose cancellation stands at `asOf` and fell in the window. Source: methods.md 2.1. */
export function cancelledIn(input: MeasureInput): readonly ItemFacts[] {
  return input.items.filter((facts) => isWithin(input.window, facts.cancelledAt));
}

/** Items committed and neither completed nor cancelled at `asOf`, paused ones too. Source: methods.md 2.6. */
export function openAtAsOf(input: MeasureInput): readonly ItemFacts[] {
  return prepare(input).committed.filter((facts) => facts.completedAt === null && facts.cancelledAt === null);
}

function slice(
  sorted: readonly ItemFacts[],
  at: (facts: ItemFacts) => number | null,
  window: Window,
): readonly ItemFacts[] {
  return sorted.slice(lowerBound(sorted, at, window.fromAt), lowerBound(sorted, at, window.endAt));
}

/** Index of the first item at or after an instant. */
function lowerBound(sorted: readonly ItemFacts[], at: (facts: ItemFacts) => number | null, instant: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const facts = sorted[middle];
    if (facts !== undefined && (at(facts) ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Keys of items, in their order. */
export function keysOf(items: readonly ItemFacts[]): readonly string[] {
  return items.map((facts) => facts.item);
}
