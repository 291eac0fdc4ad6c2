import { normalCdf, normalQuantile } from '../../statistics/normal.ts';
import type { Direction, Evaluation } from './evaluation.ts';
import { reported, reportedProbability } from './figures.ts';
import { verdictOf } from './verdict.ts';
import { reasonOf, sentenceOf } from './words.ts';

/** What an experiment tool found: the difference that the change made to the metric, as the tool says it. Unit: the metric's. */
export interface ExperimentResult {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Of the interval, 0 to 1. */
  readonly level: number;
}

/**
 * The verdict on a randomised experiment or holdout, from its estimate and interval: grade A. The interval is read as that of a normal
 * distribution around the middle of it. Nothing else is assumed, so there are no assumptions to list and no placebo dates.
 * Edge: an interval of no width is certain. RangeError unless low ≤ high. Source: methods.md 5.4, 5.6.
 */
export function evaluateExperiment(
  result: ExperimentResult,
  promise: { readonly direction: Direction; readonly anticipated: number; readonly minimum: number },
): Evaluation {
  const { direction, anticipated, minimum } = promise;
  if (!(result.low <= result.high)) throw new RangeError('experiment: the interval must begin below its end');
  const sign = direction === 'up' ? 1 : -1;
  const bounds = {
    low: Math.min(sign * result.low, sign * result.high),
    high: Math.max(sign * result.low, sign * result.high),
  };
  const size = Math.max(Math.abs(bounds.low), Math.abs(bounds.high));
  const deviation = (bounds.high - bounds.low) / (2 * normalQuantile((1 + result.level) / 2));
  const middle = (bounds.low + bounds.high) / 2;
  const above = (least: number): number => {
    if (deviation === 0) return middle >= least ? 1 : 0;
    return normalCdf((middle - least) / deviation);
  };
  const probabilities = {
    positive: reportedProbability(deviation === 0 ? Number(middle > 0) : above(0)),
    atLeastAnticipated: reportedProbability(above(anticipated)),
    atLeastMinimum: reportedProbability(above(minimum)),
    belowMinimum: reportedProbability(1 - above(minimum)),
    negative: reportedProbability(deviation === 0 ? Number(middle < 0) : 1 - above(0)),
  };
  const told = {
    direction,
    grade: 'A' as const,
    points: { before: 0, after: 0 },
    effect: {
      estimate: reported(sign * result.estimate, size),
      low: reported(bounds.low, size),
      high: reported(bounds.high, size),
      level: result.level,
    },
    probabilities,
    verdict: verdictOf(probabilities, 6),
    minimum,
    anticipated,
    look: 6 as const,
    obstacle: null,
    notes: [],
  };
  return {
    grade: 'A',
    points: told.points,
    effect: told.effect,
    probabilities,
    verdict: told.verdict,
    reason: reasonOf(told),
    targetReached: null,
    assumptions: [],
    placebo: { dates: 0, asLarge: null },
    sentence: sentenceOf(told).replace('Since the release the level is', 'In the experiment the level is'),
  };
}
