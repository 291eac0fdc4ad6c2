import { type Distribution, largestReached, probabilityAtLeast, sumOfDraws } from '../../statistics/distribution.ts';
import { drawsNeeded } from '../../statistics/draws-needed.ts';
import { calendarOf, type Day } from '../calendar.ts';
import type { Measure, Unmeasurable } from '../measure.ts';
import { CERTAINTIES, type WhenAnswer, type WhenPoint, whenAnswers, whenCurve } from './answers.ts';
import { type ForecastInput, groundOf, measured } from './ground.ts';
import { type HistorySummary, summaryOf } from './history-of-days.ts';

export interface WhenForecast {
  readonly question: 'when';
  readonly team: string | null;
  /** How many items are to be finished. */
  readonly items: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly answers: readonly WhenAnswer[];
  readonly curve: readonly WhenPoint[];
  readonly method: 'exact';
  readonly history: HistorySummary;
}

export interface HowManyForecast {
  readonly question: 'how-many';
  readonly team: string | null;
  /** The last day that counts. */
  readonly until: Day;
  readonly firstDay: Day;
  readonly workingDays: number;
  /** With this certainty at least so many items. */
  readonly answers: readonly { readonly certainty: number; readonly items: number }[];
  /** The probability of at least so many items, from almost certain to almost impossible. */
  readonly curve: readonly { readonly items: number; readonly probability: number }[];
  readonly method: 'exact';
  readonly history: HistorySummary;
}

/** A point of the curve that is less likely than this, or surer than the rest, adds nothing to a picture. */
const WORTH_DRAWING = 0.001;

/**
 * When n items will be finished: for each certainty p the smallest day with P(sum of the days up to it ≥ n) ≥ p, computed exactly.
 * Day 1 is the first working day that begins after `asOf`. Edges: n = 0 is done already (0 working days); a day beyond ten years is null;
 * unmeasurable without history, or where nothing was finished in it. RangeError for n that is no count. Source: methods.md 3.1.
 */
export function forecastItems(input: ForecastInput, items: number): Measure<WhenForecast> {
  if (!(Number.isSafeInteger(items) && items >= 0)) throw new RangeError(`forecast: ${items} is no number of items`);
  const ground = groundOf(input);
  if ('status' in ground) return ground;
  const { history, ahead, firstDay, daily } = ground;
  const needed = drawsNeeded(
    daily,
    items,
    CERTAINTIES.map((certainty) => certainty / 100),
    ahead.limit,
  );
  const today = calendarOf(input.stream.timeZone).dayOf(input.asOf);
  return measured(history, {
    question: 'when',
    team: input.team ?? null,
    items,
    firstDay,
    lastDay: ahead.lastDay,
    answers: whenAnswers(needed.draws, ahead, today),
    curve: whenCurve(needed.firstDraw, needed.curve, ahead).filter((point) => point.probability >= WORTH_DRAWING),
    method: 'exact',
    history: summaryOf(history),
  });
}

/**
 * How many items will be finished by the end of a day: for each certainty p the largest n with P(sum of the days up to it ≥ n) ≥ p.
 * Edges: 0 items where no working day lies before the end of `until`; unmeasurable where `until` has passed, lies beyond ten years, or there is no
 * history, or nothing was finished in it. Source: methods.md 3.1.
 */
export function forecastUntil(input: ForecastInput, until: Day): Measure<HowManyForecast> {
  const today = calendarOf(input.stream.timeZone).dayOf(input.asOf);
  if (until < today)
    return { status: 'unmeasurable', reason: `${until} has passed; today is ${today}. Choose a later day.` };
  const ground = groundOf(input);
  if ('status' in ground) return ground;
  const { history, ahead, firstDay, daily } = ground;
  if (until > ahead.lastDay) {
    return {
      status: 'unmeasurable',
      reason: `${until} lies beyond ${ahead.lastDay}, the last day a forecast looks at.`,
    };
  }
  const workingDays = ahead.countTo(until);
  const sum = sumOfDraws(daily, workingDays);
  return measured(history, {
    question: 'how-many',
    team: input.team ?? null,
    until,
    firstDay,
    workingDays,
    answers: CERTAINTIES.map((certainty) => ({ certainty, items: largestReached(sum, certainty / 100) })),
    curve: howManyCurve(sum),
    method: 'exact',
    history: summaryOf(history),
  });
}

/** The probability that n items will be finished by the end of a day, exactly; unmeasurable as `forecastUntil`. Source: methods.md 3.1. */
export function chanceBy(input: ForecastInput, items: number, until: Day): number | Unmeasurable {
  const ground = groundOf(input);
  if ('status' in ground) return ground;
  const workingDays = Math.min(ground.ahead.countTo(until), ground.ahead.limit);
  return probabilityAtLeast(sumOfDraws(ground.daily, workingDays, items), items);
}

function howManyCurve(sum: Distribution): HowManyForecast['curve'] {
  const points: { items: number; probability: number }[] = [];
  let below = 0;
  for (const [index, probability] of sum.probabilities.entries()) {
    const atLeast = Math.max(0, 1 - below);
    const next = 1 - below - probability;
    if (atLeast < WORTH_DRAWING) break;
    if (next <= 1 - WORTH_DRAWING) points.push({ items: sum.from + index, probability: atLeast });
    below += probability;
  }
  return points;
}
