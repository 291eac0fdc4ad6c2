import { addDays } from '../../flow/calendar.ts';
import type { DatedValue, EvaluationInput } from './evaluation.ts';

/** The level at a day is the mean of the values of the four weeks up to it. */
const LEVEL_DAYS = 28;

/**
 * Whether the level has reached the target by its date: the mean over the last 28 days up to that date (the last value where none
 * lies in them; points after the release only). null without a target, and before its date unless it is reached already.
 * Source: methods.md 5.6 ("target level reached"), 5.9.
 */
export function targetReached({ series, releaseOn, direction, target }: EvaluationInput): boolean | null {
  if (target === undefined) return null;
  const after = series.filter(({ on }) => on >= releaseOn).toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const known = after.filter(({ on }) => on <= target.by);
  const level = levelOf(known);
  const isReached = level !== null && (direction === 'up' ? level >= target.value : level <= target.value);
  if (isReached) return true;
  const hasPassed = after.some(({ on }) => on >= target.by);
  return level !== null && hasPassed ? false : null;
}

function levelOf(values: readonly DatedValue[]): number | null {
  const last = values.at(-1);
  if (last === undefined) return null;
  const recent = values.filter(({ on }) => on > addDays(last.on, -LEVEL_DAYS));
  return recent.reduce((sum, { value }) => sum + value / recent.length, 0);
}
