import type { MeasureInput } from '../measure.ts';
import { prepare } from './prepare.ts';
import { sortInstants } from './sort-instants.ts';
import { staysIn } from './stays-in.ts';

/** How the load of some steps went over a window, as the times at which it changed. Instants ms. */
export interface StepEvents {
  /** Items in the step just before the window. */
  readonly before: number;
  /** Ascending. */
  readonly enterAt: Float64Array;
  readonly exitAt: Float64Array;
}

/** Entries to and exits from every step in the window, by step index; new, done and cancelled steps stay empty. Source: methods.md 2.4. */
export function stepEventsIn(input: MeasureInput): readonly StepEvents[] {
  const { fromAt, endAt } = input.window;
  const { step, enterAt, exitAt } = prepare(input).stays;
  const events = input.stream.steps.map(noEvents);
  for (const index of staysIn(input)) {
    const enter = enterAt[index] ?? 0;
    const exit = exitAt[index] ?? 0;
    if (enter >= endAt || exit < fromAt) continue;
    const own = events[step[index] ?? 0];
    if (own === undefined) continue;
    if (enter < fromAt) own.before += 1;
    else own.enterAt.push(enter);
    if (exit < endAt) own.exitAt.push(exit);
  }
  return events.map(({ before, enterAt: enters, exitAt: exits }) => ({
    before,
    enterAt: sortInstants(enters),
    exitAt: sortInstants(exits),
  }));
}

/** Which share of the window the joint load of some steps was at or above a level. Unit: share 0…1. Source: methods.md 2.10. */
export function shareOfTimeAt(
  events: readonly StepEvents[],
  level: number,
  window: { readonly fromAt: number; readonly endAt: number },
): number {
  let load = 0;
  for (const one of events) load += one.before;
  const enters = merged(events.map((one) => one.enterAt));
  const exits = merged(events.map((one) => one.exitAt));
  let at = window.fromAt;
  let ms = 0;
  let nextEnter = 0;
  let nextExit = 0;
  while (at < window.endAt) {
    const enter = enters[nextEnter] ?? window.endAt;
    const exit = exits[nextExit] ?? window.endAt;
    const next = Math.min(enter, exit, window.endAt);
    if (load >= level) ms += next - at;
    at = next;
    if (at >= window.endAt) break;
    while (enters[nextEnter] === at) {
      nextEnter += 1;
      load += 1;
    }
    while (exits[nextExit] === at) {
      nextExit += 1;
      load -= 1;
    }
  }
  return ms / (window.endAt - window.fromAt);
}

/** Ascending columns as one. */
function merged(columns: readonly Float64Array[]): Float64Array {
  return columns.reduce((one, other) => (one.length === 0 ? other : mergedTwo(one, other)), new Float64Array(0));
}

function mergedTwo(one: Float64Array, other: Float64Array): Float64Array {
  const all = new Float64Array(one.length + other.length);
  let first = 0;
  let second = 0;
  for (let place = 0; place < all.length; place += 1) {
    const left = one[first] ?? Number.POSITIVE_INFINITY;
    const right = other[second] ?? Number.POSITIVE_INFINITY;
    if (left <= right) first += 1;
    else second += 1;
    all[place] = Math.min(left, right);
  }
  return all;
}

function noEvents(): { before: number; enterAt: number[]; exitAt: number[] } {
  return { before: 0, enterAt: [], exitAt: [] };
}
