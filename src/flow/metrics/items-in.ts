import type { ItemFacts } from '../facts.ts';
import type { MeasureInput } from '../measure.ts';
import type { Window } from '../window.ts';
import { type Prepared, prepare } from './prepare.ts';

/** Whether an instant lies in the window `[from, to)`, clipped at `asOf`. Source: methods.md 0. */
export function isWithin(window: Window, at: number | null): at is number {
  return at !== null && at >= window.fromAt && at < window.endAt;
}

/** Items completed in the window, in order of completion. Source: methods.md 2.5. */
export function completedIn(input: MeasureInput): readonly ItemFacts[] {
  const { completed, completedAt } = prepare(input);
  return slice(completed, completedAt, input.window);
}

/** Items whose present life was committed in the window, in order of commitment. Source: methods.md 2.1. */
export function committedIn(input: MeasureInput): readonly ItemFacts[] {
  const { committed, committedAt } = prepare(input);
  return slice(committed, committedAt, input.window);
}

/** Items whose cancellation stands at `asOf` and fell in the window, in order of cancellation. Source: methods.md 2.1. */
export function cancelledIn(input: MeasureInput): readonly ItemFacts[] {
  const { cancelled, cancelledAt } = prepare(input);
  return slice(cancelled, cancelledAt, input.window);
}

/** Items committed and neither completed nor cancelled at `asOf`, paused ones too, the earliest commitment first. Source: methods.md 2.6. */
export function openAtAsOf(input: MeasureInput): readonly ItemFacts[] {
  const prepared = prepare(input);
  const { committed, endedAt } = prepared;
  const known = open.get(prepared) ?? committed.filter((_, index) => endedAt[index] === Number.POSITIVE_INFINITY);
  open.set(prepared, known);
  return known;
}

const open = new WeakMap<Prepared, readonly ItemFacts[]>();

/** Keys of items, in their order. */
export function keysOf(items: readonly ItemFacts[]): readonly string[] {
  return items.map((facts) => facts.item);
}

function slice(sorted: readonly ItemFacts[], at: Float64Array, window: Window): readonly ItemFacts[] {
  return sorted.slice(lowerBound(at, window.fromAt), lowerBound(at, window.endAt));
}

/** Place of the first instant at or after another, in ascending ones. */
export function lowerBound(sorted: Float64Array, instant: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
