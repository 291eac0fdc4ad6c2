import { type Interval, wilsonInterval } from '../../statistics/interval.ts';
import { nearestRank } from '../../statistics/percentile.ts';
import { calendarOf, type Day } from '../calendar.ts';
import type { Measure } from '../measure.ts';
import { CERTAINTIES, type WhenAnswer, type WhenPoint, whenAnswers, whenCurve } from './answers.ts';
import { daysAhead } from './days-ahead.ts';
import { measured, noDayAhead, nothingFinished } from './ground.ts';
import { type HistoryInput, type HistorySummary, historyOfDays, named, summaryOf } from './history-of-days.ts';
import { simulateDeliveries } from './simulate-deliveries.ts';

export const DEFAULT_SEED = 1;
export const DEFAULT_TRIALS = 10_000;

export interface JointInput extends HistoryInput {
  readonly seed?: number;
  readonly trials?: number;
  /** A day to give the probability of all being finished by. */
  readonly by?: Day;
}

/** How many items a team has to finish until its part is done: the place of its last item in its stated order. */
export interface TeamDemand {
  readonly team: string | null;
  readonly items: number;
}

export interface JointForecast {
  readonly question: 'joint';
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** All teams done: the latest of them, trial by trial. */
  readonly answers: readonly WhenAnswer[];
  readonly curve: readonly WhenPoint[];
  /** Each team by itself, from the same trials. */
  readonly teams: readonly (TeamDemand & { readonly answers: readonly WhenAnswer[] })[];
  /** P(all by date): the share of trials, with the interval that the number of trials leaves (95 %). */
  readonly by: (Interval & { readonly day: Day; readonly probability: number }) | null;
  readonly method: 'simulated';
  readonly seed: number;
  readonly trials: number;
  readonly history: HistorySummary;
}

/**
 * When several teams together will be done: a seeded simulation in which each simulated day draws one historic day for all teams at once,
 * so that what moves together stays together; delivery is the latest team of each trial, percentiles by nearest rank over the trials.
 * Edges: a team with nothing left is done already; one with something left but without history or any completion makes the whole unmeasurable and is named; the history
 * begins when the last of them had its first item; unmeasurable where no team has anything left. RangeError where a team is named twice or a demand is no count. Source: methods.md 3.2.
 */
export function forecastJoint(input: JointInput, demands: readonly TeamDemand[]): Measure<JointForecast> {
  const { seed = DEFAULT_SEED, trials = DEFAULT_TRIALS } = input;
  checkDemands(demands);
  const needing = demands.filter((demand) => demand.items > 0);
  const teams = needing.map((demand) => demand.team);
  if (teams.length === 0) return { status: 'unmeasurable', reason: 'No team has anything left to finish.' };
  for (const team of teams) {
    const alone = historyOfDays(input, [team]);
    if ('status' in alone) return alone;
    if (alone.items.length === 0) return nothingFinished(alone, named([team]));
  }
  const history = historyOfDays(input, teams);
  if ('status' in history) return history;
  for (const [column, team] of teams.entries()) {
    const finished = history.days.some((_, day) => (history.counts[day * teams.length + column] ?? 0) > 0);
    if (!finished) return nothingFinished(history, named([team]));
  }
  const ahead = daysAhead(input.stream, input.asOf);
  if (ahead.firstDay === null) return noDayAhead(ahead);

  const needs = needing.map((demand) => demand.items);
  const { all, perTeam } = simulateDeliveries(history.counts, needs, { seed, trials, limit: ahead.limit });
  const today = calendarOf(input.stream.timeZone).dayOf(input.asOf);
  const doneAlready = new Int32Array(trials);
  const answersOf = (days: Int32Array) =>
    whenAnswers(
      CERTAINTIES.map((certainty) => withinLimit(days[nearestRank(trials, certainty) - 1], ahead.limit)),
      ahead,
      today,
    );
  return measured(history, {
    question: 'joint',
    firstDay: ahead.firstDay,
    lastDay: ahead.lastDay,
    answers: answersOf(all),
    curve: whenCurve(all[0] ?? 0, shareByDay(all, ahead.limit), ahead),
    teams: demands.map((demand) => {
      const column = teams.indexOf(demand.team);
      return { ...demand, answers: answersOf(perTeam[column] ?? doneAlready) };
    }),
    by: input.by === undefined ? null : chanceOfAll(all, ahead.countTo(input.by), input.by),
    method: 'simulated',
    seed,
    trials,
    history: summaryOf(history),
  });
}

function checkDemands(demands: readonly TeamDemand[]): void {
  const seen = new Set<string | null>();
  for (const { team, items } of demands) {
    if (seen.has(team)) throw new RangeError(`joint forecast: ${named([team])} is named twice; add its items up`);
    if (!(Number.isSafeInteger(items) && items >= 0))
      throw new RangeError(`joint forecast: ${items} is no number of items`);
    seen.add(team);
  }
}

function withinLimit(days: number | undefined, limit: number): number | null {
  return days === undefined || days > limit ? null : days;
}

function chanceOfAll(all: Int32Array, workingDays: number, day: Day): JointForecast['by'] {
  const done = all.filter((days) => days <= workingDays).length;
  const interval = wilsonInterval(done, all.length);
  return interval === null ? null : { day, probability: done / all.length, ...interval };
}

/** The share of trials done after each working day, from the quickest trial to the 95th percentile. Trials in ascending order. */
function shareByDay(all: Int32Array, limit: number): readonly number[] {
  const first = all[0] ?? 0;
  const last = Math.min(limit, all[nearestRank(all.length, 95) - 1] ?? 0);
  const shares: number[] = [];
  let done = 0;
  for (let day = first; day <= last; day += 1) {
    while (done < all.length && (all[done] ?? 0) <= day) done += 1;
    shares.push(done / all.length);
  }
  return shares;
}
