import type { Calendar, Day } from './calendar.ts';
import { calendarOf } from './calendar.ts';

/** A half-open window of days `[from, to)` in a stream's zone, seen from `asOf`. Source: methods.md 0. */
export interface Window {
  readonly from: Day;
  readonly to: Day;
  /** First instant of `from`. */
  readonly fromAt: number;
  /** First instant of `to`, clipped at `asOf`: the end that measures use. */
  readonly endAt: number;
  /** First instant of `to`, not clipped. */
  readonly toAt: number;
  readonly asOf: number;
  readonly calendar: Calendar;
}

/**
 * Builds a window. `asOf` defaults to the end of the window; the window is clipped there.
 * Throws a RangeError when `to` is not after `from`. A window wholly past `asOf` has `endAt <= fromAt`: measures answer unmeasurable.
 * Source: methods.md 0.
 */
export function windowOf(timeZone: string, from: Day, to: Day, asOf?: number): Window {
  if (!(from < to)) throw new RangeError(`window: "to" (${to}) must be a later day than "from" (${from})`);
  const calendar = calendarOf(timeZone);
  const fromAt = calendar.startOf(from);
  const toAt = calendar.startOf(to);
  const at = asOf ?? toAt;
  return { from, to, fromAt, toAt, endAt: Math.min(toAt, at), asOf: at, calendar };
}

/** Whether the window lies wholly past `asOf`, so that nothing in it can be measured. */
export function isWhollyPast(window: Window): boolean {
  return window.endAt <= window.fromAt;
}
