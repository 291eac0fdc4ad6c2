import type { MeasureInput } from '../measure.ts';
import type { Step } from '../stream/compile.ts';
import { oncePerWindow, prepare } from './prepare.ts';
import { rowsTouching } from './rows-touching.ts';

/** Places of all visits that the window touches: one to another step, however short, stands between two to the same. */
const visitsIn = oncePerWindow((input) => {
  const { visits } = prepare(input);
  return rowsTouching(visits.enterAt, visits.exitAt, input.window.fromAt, input.window.endAt);
});

/** Entries to and exits from some steps taken together: going from one of them straight to another is neither. Source: methods.md 2.10. */
export function flowThrough(
  input: MeasureInput,
  steps: readonly Step[],
): { readonly arrivals: number; readonly departures: number } {
  const { fromAt, endAt } = input.window;
  const { item, step, enterAt, exitAt } = prepare(input).visits;
  const isInside = input.stream.steps.map((one) => steps.includes(one));
  let arrivals = 0;
  let departures = 0;
  for (const index of visitsIn(input)) {
    if (isInside[step[index] ?? 0] !== true) continue;
    const enter = enterAt[index] ?? 0;
    const exit = exitAt[index] ?? 0;
    // Visits of one item stand one after the other.
    const cameFromInside = item[index - 1] === item[index] && isInside[step[index - 1] ?? 0] === true;
    const wentInside = item[index + 1] === item[index] && isInside[step[index + 1] ?? 0] === true;
    if (enter >= fromAt && enter < endAt && !cameFromInside) arrivals += 1;
    if (exit >= fromAt && exit < endAt && !wentInside) departures += 1;
  }
  return { arrivals, departures };
}
