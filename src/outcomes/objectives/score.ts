import type { KeyResultBody } from './key-result.ts';
import { meanOf } from './roll-up.ts';

/** Under 0.4, from 0.4 to under 0.7, from 0.7 on. Source: methods.md 6.2. */
export type ScoreClass = 'low' | 'middle' | 'high';

/** The class of a score. Unit: 0 to 1. Edges: 0.4 is middle, 0.7 is high. Source: methods.md 6.2. */
export function scoreClass(score: number): ScoreClass {
  if (score < 0.4) return 'low';
  return score < 0.7 ? 'middle' : 'high';
}

type Scored = Pick<KeyResultBody, 'score' | 'commitment'>;

/** Whether a key result came to what was expected of it: 1.0 where it was committed, 0.7 where it was aspirational; null without a score. Source: methods.md 6.2. */
export function isAsExpected({ score, commitment }: Scored): boolean | null {
  if (score === null) return null;
  return commitment === 'committed' ? score >= 1 : scoreClass(score) === 'high';
}

/** An objective at the end of its cycle. `isMet` null: not known. */
export interface ObjectiveScore {
  readonly score: number | null;
  readonly isMet: boolean | null;
  readonly scored: number;
  readonly of: number;
}

/**
 * An objective's score, the mean of its key results' scores, and whether it was met: the mean is at least 0.7 and every committed key
 * result has 1.0. Unknown while one of them has no score, except that a committed one under 1.0 settles it: not met. An objective without
 * key results is unknown. Source: methods.md 6.2.
 */
export function objectiveScore(keyResults: readonly Scored[]): ObjectiveScore {
  const scores = keyResults.flatMap(({ score }) => (score === null ? [] : [score]));
  const isBroken = keyResults.some((one) => one.commitment === 'committed' && one.score !== null && one.score < 1);
  const isWhole = keyResults.length > 0 && scores.length === keyResults.length;
  const score = isWhole ? meanOf(scores) : null;
  const isMet = isBroken ? false : score === null ? null : score >= 0.7;
  return { score, isMet, scored: scores.length, of: keyResults.length };
}

/** How a cycle ended. `share`: met of those that are known; null where none is. */
export interface CycleReport {
  readonly met: number;
  readonly notMet: number;
  readonly unknown: number;
  readonly share: number | null;
}

/** The share of objectives met in a cycle, of those known to be met or not; the unknown stand beside it. Unit: share, 0 to 1. Source: methods.md 6.3. */
export function cycleReport(objectives: readonly Pick<ObjectiveScore, 'isMet'>[]): CycleReport {
  const count = (answer: boolean | null): number => objectives.filter(({ isMet }) => isMet === answer).length;
  const met = count(true);
  const notMet = count(false);
  return { met, notMet, unknown: count(null), share: met + notMet === 0 ? null : met / (met + notMet) };
}
