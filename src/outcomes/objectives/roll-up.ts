import type { Standing } from './standing.ts';

/** An objective by its key results. `of` all of them, `known` those whose progress is known. */
export interface RollUp {
  readonly progress: number | null;
  readonly known: number;
  readonly of: number;
  readonly leastConfidence: number | null;
  readonly confidenceKnown: number;
}

/**
 * An objective's progress: the mean of its key results' progress, each clamped first, over those that are known; always told as k of n.
 * The mean, for key results have no weights and an objective wants them all: of three to five, a median would let one that never moved
 * drop out of sight. Clamped first, so that one beyond its target does not pay for another. Those unknown are left out, not counted
 * as nothing, and n says so; null where none is known. Objectives below are not added in: a parent key result is measured itself.
 * `leastConfidence`: the lowest that was said, since all are wanted; never an average with progress.
 * Unit: share, 0 to 1. Population: the objective's own key results. Source: methods.md 6.1, 6.2.
 */
export function rollUp(standings: readonly Pick<Standing, 'progress' | 'confidence'>[]): RollUp {
  const shares = standings.flatMap(({ progress }) => (progress === null ? [] : [progress.share]));
  const sure = standings.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]));
  return {
    progress: meanOf(shares),
    known: shares.length,
    of: standings.length,
    leastConfidence: sure.length === 0 ? null : Math.min(...sure),
    confidenceKnown: sure.length,
  };
}

/** The mean, rounded to a billionth so that three times 0.7 is 0.7 again and meets its own limit; null for none. */
export function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.round(mean * 1e9) / 1e9;
}
