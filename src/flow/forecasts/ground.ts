import { type Distribution, distributionOf } from '../../statistics/distribution.ts';
import type { Day } from '../calendar.ts';
import type { Measure, Unmeasurable } from '../measure.ts';
import { type DaysAhead, daysAhead } from './days-ahead.ts';
import { type DayHistory, type HistoryInput, historyOfDays, named } from './history-of-days.ts';

export interface ForecastInput extends HistoryInput {
  /** Only this team's items and history; null: items of no team; left out: the whole stream. */
  readonly team?: string | null;
}

/** What a forecast of one team, or of the stream as one, rests on. */
export interface Ground {
  readonly history: DayHistory;
  readonly ahead: DaysAhead;
  readonly firstDay: Day;
  /** Items finished on one working day. */
  readonly daily: Distribution;
}

/** The days before and the days ahead; unmeasurable where either is missing or nothing was finished. Source: methods.md 3.1. */
export function groundOf(input: ForecastInput): Ground | Unmeasurable {
  const teams = input.team === undefined ? undefined : [input.team];
  const history = historyOfDays(input, teams);
  if ('status' in history) return history;
  if (history.items.length === 0) return nothingFinished(history, named(teams));
  const ahead = daysAhead(input.stream, input.asOf);
  if (ahead.firstDay === null) return noDayAhead(ahead);
  return { history, ahead, firstDay: ahead.firstDay, daily: distributionOf(history.counts) };
}

/** All zeros: cannot forecast. Source: methods.md 3.1. */
export function nothingFinished(history: DayHistory, whose: string): Unmeasurable {
  return {
    status: 'unmeasurable',
    reason: `Nothing of ${whose} was finished from ${history.from} up to ${history.to}, so nothing can be said of the days to come. Choose a longer history.`,
  };
}

/** Every day ahead is a day off. */
export function noDayAhead(ahead: DaysAhead): Unmeasurable {
  return {
    status: 'unmeasurable',
    reason: `Every day up to ${ahead.lastDay} is a day off; see daysOff in the stream's document.`,
  };
}

/** A forecast rests on its days: n is their number, the items are those finished on them. */
export function measured<Value>(history: DayHistory, value: Value): Measure<Value> {
  return { status: 'measured', value, n: history.days.length, items: history.items, excluded: [] };
}
