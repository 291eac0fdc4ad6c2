import type { MeasureInput } from '../measure.ts';
import { oncePerWindow, prepare } from './prepare.ts';
import { rowsTouching } from './rows-touching.ts';

/**
 * Places in `Prepared.stays`, ascending, of the stays that a window touches: entered before its end, and not left before its beginning.
 * A stay that is left just as the window begins is among them. Source: methods.md 0, 2.4.
 */
export const staysIn: (input: MeasureInput) => Int32Array = oncePerWindow((input) => {
  const { stays } = prepare(input);
  return rowsTouching(stays.enterAt, stays.exitAt, input.window.fromAt, input.window.endAt);
});
