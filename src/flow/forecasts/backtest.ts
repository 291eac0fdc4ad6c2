import { largestReached, probabilityAtLeast, sumOfDraws } from '../../statistics/distribution.ts';
import { drawsNeeded } from '../../statistics/draws-needed.ts';
import { wilsonInterval } from '../../statistics/interval.ts';
import { mean } from '../../statistics/sum.ts';
import { addDays, calendarOf, type Day } from '../calendar.ts';
import type { ItemFacts } from '../facts.ts';
import type { Measure } from '../measure.ts';
import type { Stream } from '../stream/compile.ts';
import { CERTAINTIES } from './answers.ts';
import { type Completion, completionsOf, heldAt, historyItemOf } from './completions.ts';
import { type Ground, groundOf } from './ground.ts';

/** Past forecasts reach back so far. */
const REACH_DAYS = 730;
const HISTORY_DAYS = 84;
const HOW_MANY_DAYS = 14;

export interface BacktestInput {
  readonly stream: Stream;
  /** The stream's flow items as known at `asOf`, with all their stays in done. */
  readonly items: readonly ItemFacts[];
  readonly asOf: number;
  readonly team?: string | null;
}

/** "How many in the next `days` days", or "when these `items`". */
export type BacktestQuestion =
  | { readonly question: 'how-many'; readonly days: number }
  | { readonly question: 'when'; readonly items: number };

/** One forecast of the past and what came of it. */
export interface PastForecast {
  /** The first day it looked at; it knew nothing of that day or later. */
  readonly madeFor: Day;
  /** The day it was settled by: the last of the days asked for, or the day given with 95 %. */
  readonly until: Day;
  /** What was said: at least so many items, or finished by that day; and the probability that it computed for just that. */
  readonly answers: readonly {
    readonly certainty: number;
    readonly said: number | Day;
    readonly probability: number;
    readonly isMet: boolean;
  }[];
  /** What happened: items finished, or the day on which the last of them was; null: not by `until`. */
  readonly happened: number | Day | null;
}

export interface TrackRecord {
  readonly certainty: number;
  readonly met: number;
  readonly n: number;
  readonly share: number;
  /** Wilson's interval of the share, 95 %. */
  readonly low: number;
  readonly high: number;
  /** What the forecasts themselves expected: counts and days are whole, so "85 %" is often really 88 %. */
  readonly expected: number;
}

export interface Backtest {
  readonly asked: BacktestQuestion;
  readonly certainties: readonly TrackRecord[];
  readonly forecasts: readonly PastForecast[];
  /** Periods that could not be forecast: nothing had been finished in the twelve weeks before. */
  readonly skipped: number;
}

/**
 * How past forecasts did: made at the start of periods that do not overlap, each from what was known then, held against what was known at
 * the end of its period. Unit: shares 0…1. Population: periods of the last two years with twelve whole weeks of history before them.
 * "How many" goes back from `asOf` in steps of its days; "when" begins anew on the day after the 95 % day of the forecast before, and a forecast
 * whose 95 % day has not passed is not judged: judging it early would leave out the slow ones. Edge: unmeasurable where no period is left.
 * Source: methods.md 3.3.
 */
export function backtest(
  input: BacktestInput,
  asked: BacktestQuestion = { question: 'how-many', days: HOW_MANY_DAYS },
): Measure<Backtest> {
  const size = asked.question === 'when' ? asked.items : asked.days;
  if (!(Number.isSafeInteger(size) && size >= 1))
    throw new RangeError(`backtest: ${size} is no number of ${asked.question === 'when' ? 'items' : 'days'}`);
  const population = input.team === undefined ? input.items : input.items.filter(({ team }) => team === input.team);
  const of = pastOf(input, population);
  const { forecasts, skipped } = asked.question === 'when' ? pastWhen(of, asked.items) : pastHowMany(of, asked.days);
  if (forecasts.length === 0) {
    return {
      status: 'unmeasurable',
      reason:
        'No forecast of the past can be judged yet: it takes twelve weeks of history and then a period that has passed.',
    };
  }
  const certainties = CERTAINTIES.map((certainty, place) => trackRecord(certainty, place, forecasts));
  return {
    status: 'measured',
    value: { asked, certainties, forecasts, skipped },
    n: forecasts.length,
    items: [],
    excluded: [],
  };
}

/** What every past forecast of a population reads. */
interface Population {
  readonly stream: Stream;
  readonly asOf: number;
  readonly completions: readonly Completion[];
  /** When its first item came into being. */
  readonly beginsAt: number;
}

function pastOf({ stream, asOf }: BacktestInput, items: readonly ItemFacts[]): Population {
  const beginsAt = items.reduce((first, { createdAt }) => Math.min(first, createdAt), asOf);
  return { stream, asOf, completions: completionsOf(items), beginsAt };
}

interface Past {
  readonly forecasts: readonly PastForecast[];
  readonly skipped: number;
}

function pastHowMany(input: Population, days: number): Past {
  const { dayOf } = calendarOf(input.stream.timeZone);
  const today = dayOf(input.asOf);
  const earliest = earliestDay(input);
  const forecasts: PastForecast[] = [];
  let skipped = 0;
  for (let madeFor = addDays(today, -days); madeFor >= earliest; madeFor = addDays(madeFor, -days)) {
    const end = addDays(madeFor, days);
    const ground = groundThen(input, madeFor);
    if (ground === null) {
      skipped += 1;
      continue;
    }
    const sum = sumOfDraws(ground.daily, ground.ahead.countTo(addDays(end, -1)));
    const happened = finishedIn(input, madeFor, end);
    const answers = CERTAINTIES.map((certainty) => {
      const said = largestReached(sum, certainty / 100);
      return { certainty, said, probability: probabilityAtLeast(sum, said), isMet: happened >= said };
    });
    forecasts.push({ madeFor, until: addDays(end, -1), answers, happened });
  }
  return { forecasts: forecasts.reverse(), skipped };
}

function pastWhen(input: Population, items: number): Past {
  const { dayOf } = calendarOf(input.stream.timeZone);
  const today = dayOf(input.asOf);
  const forecasts: PastForecast[] = [];
  let skipped = 0;
  for (let madeFor = earliestDay(input); madeFor < today; ) {
    const ground = groundThen(input, madeFor);
    if (ground === null) {
      skipped += 1;
      madeFor = addDays(madeFor, HOW_MANY_DAYS);
      continue;
    }
    const { ahead, daily } = ground;
    const { draws, firstDraw, curve } = drawsNeeded(
      daily,
      items,
      CERTAINTIES.map((certainty) => certainty / 100),
      ahead.limit,
    );
    const last = draws[draws.length - 1] ?? null;
    const until = last === null ? null : ahead.nth(last);
    if (until === null || until >= today) break;
    const happened = dayOfLast(input, madeFor, until, items);
    const answers = CERTAINTIES.flatMap((certainty, place) => {
      const count = draws[place] ?? null;
      const said = count === null ? null : ahead.nth(count);
      if (count === null || said === null) return [];
      const probability = curve[count - firstDraw] ?? 1;
      return [{ certainty, said, probability, isMet: happened !== null && happened <= said }];
    });
    forecasts.push({ madeFor, until, answers, happened });
    madeFor = addDays(until, 1);
  }
  return { forecasts, skipped };
}

/** What was known at the start of a day; null where nothing had been finished in the twelve weeks before. */
function groundThen({ stream, completions, beginsAt }: Population, madeFor: Day): Ground | null {
  const { startOf } = calendarOf(stream.timeZone);
  const asOf = startOf(madeFor);
  const finished = heldAt(completions, startOf(addDays(madeFor, -HISTORY_DAYS)), asOf, asOf).map(historyItemOf);
  // The history begins with the first item of the population, whether or not that one was finished.
  const first = { item: '', team: null, createdAt: beginsAt, completedAt: null };
  const ground = groundOf({ stream, items: [first, ...finished], asOf });
  return 'status' in ground ? null : ground;
}

/** Twelve weeks after the first item of the population came into being, at most two years before `asOf`. */
function earliestDay({ stream, asOf, beginsAt }: Population): Day {
  const { dayOf } = calendarOf(stream.timeZone);
  const reach = addDays(dayOf(asOf), -REACH_DAYS);
  const known = addDays(dayOf(beginsAt), HISTORY_DAYS);
  return known > reach ? known : reach;
}

/** Items finished in `[from, to)`, as known at its end. */
function finishedIn({ stream, completions }: Population, from: Day, to: Day): number {
  const { startOf } = calendarOf(stream.timeZone);
  return heldAt(completions, startOf(from), startOf(to), startOf(to)).length;
}

/** The first day by whose end that many items were finished since `from`, as known at its end; null: not by `until`. */
function dayOfLast(input: Population, from: Day, until: Day, items: number): Day | null {
  for (let day = from; day <= until; day = addDays(day, 1)) {
    if (finishedIn(input, from, addDays(day, 1)) >= items) return day;
  }
  return null;
}

function trackRecord(certainty: number, place: number, forecasts: readonly PastForecast[]): TrackRecord {
  const answers = forecasts.flatMap((forecast) => forecast.answers[place] ?? []);
  const met = answers.filter((one) => one.isMet).length;
  const interval = wilsonInterval(met, answers.length) ?? { low: 0, high: 1 };
  const expected = mean(answers.map((one) => one.probability)) ?? 0;
  return { certainty, met, n: answers.length, share: met / answers.length, ...interval, expected };
}
