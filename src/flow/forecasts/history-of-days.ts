import { addDays, calendarOf, type Day, daysOf } from '../calendar.ts';
import type { ItemFacts } from '../facts.ts';
import type { Unmeasurable } from '../measure.ts';
import type { Stream } from '../stream/compile.ts';
import { workingDaysOf } from './working-days.ts';

/** The days before `asOf` that stand for the days to come. Source: methods.md 3.1. */
const DEFAULT_DAYS = 84;

/** What a history reads of an item. */
export type HistoryItem = Pick<ItemFacts, 'item' | 'team' | 'createdAt' | 'completedAt'>;

export interface HistoryInput {
  readonly stream: Stream;
  /** The stream's flow items as known at `asOf`. */
  readonly items: readonly HistoryItem[];
  readonly asOf: number;
  /** Days `[from, to)`; by default the 84 whole days before the day of `asOf`. */
  readonly history?: { readonly from: Day; readonly to: Day };
}

/** The working days of a history, and how many items were finished on each. */
export interface DayHistory {
  /** First day, and the first day after. Later than asked for where the first item of the population came into being later. */
  readonly from: Day;
  readonly to: Day;
  readonly days: readonly Day[];
  /** Items finished on each of `days`, zeros kept; for several teams at `day * teams + team`. */
  readonly counts: Int32Array;
  /** Days of the history that were days off. */
  readonly daysOff: number;
  /** Items that were finished on a day off and are counted on a working day. */
  readonly carried: number;
  /** Keys of the items finished in the history. */
  readonly items: readonly string[];
}

/** The history in figures, as every forecast shows it. */
export interface HistorySummary {
  readonly from: Day;
  readonly to: Day;
  readonly workingDays: number;
  readonly daysOff: number;
  readonly daysWithoutCompletion: number;
  readonly finished: number;
  readonly carried: number;
}

/**
 * How many flow items were finished on each working day of the history.
 * Population: items completed (as known at `asOf`) within the history; zeros kept, days off removed. An item finished on a day off is
 * counted on the next working day, at the end of the history on the last one, so that none is lost.
 * Edges: only whole days that have passed count; the history begins no earlier than the first item of the population did, since the days before
 * that are unknown, not zero; a day that a zone skipped is no day. `teams`: one column a team, null for "no team"; left out: the stream as one.
 * With several teams the history begins when the last of them had its first item, so that each day is known for all. Source: methods.md 3.1, 3.2.
 */
export function historyOfDays(input: HistoryInput, teams?: readonly (string | null)[]): DayHistory | Unmeasurable {
  const calendar = calendarOf(input.stream.timeZone);
  const today = calendar.dayOf(input.asOf);
  const asked = input.history ?? { from: addDays(today, -DEFAULT_DAYS), to: today };
  const begins = beginningOf(input.items, teams, calendar.startOf(asked.from));
  if (begins === null)
    return unmeasurable(`There is no item of ${named(teams)}, so there is no history to forecast from.`);
  const firstDay = calendar.dayOf(begins);
  const from = firstDay > asked.from ? firstDay : asked.from;
  const to = asked.to < today ? asked.to : today;
  if (!(from < to)) {
    return unmeasurable(`There is no whole day of history between ${from} and ${today}. Choose a longer history.`);
  }
  const { days, starts, isWorked } = daysWithin(input.stream, from, to);
  if (days.length === 0) {
    return unmeasurable(`Every day from ${from} to ${to} is a day off; the history needs a working day.`);
  }

  const startAt = calendar.startOf(from);
  const endAt = calendar.startOf(to);
  const places = workingPlaces(isWorked, days.length);
  const columns = teams?.length ?? 1;
  const counts = new Int32Array(days.length * columns);
  const keys: string[] = [];
  let carried = 0;
  for (const facts of input.items) {
    // Most items lie before the history: of those nothing but the instant is looked at.
    const { completedAt } = facts;
    if (completedAt === null || completedAt < startAt || completedAt >= endAt) continue;
    const column = teams === undefined ? 0 : teams.indexOf(facts.team);
    if (column === -1) continue;
    const day = lastAtOrBefore(starts, completedAt);
    const place = (places[day] ?? 0) * columns + column;
    if (isWorked[day] !== true) carried += 1;
    counts[place] = (counts[place] ?? 0) + 1;
    keys.push(facts.item);
  }
  return { from, to, days, counts, daysOff: starts.length - days.length, carried, items: keys };
}

/** The figures of a history of one column, or of all columns together. */
export function summaryOf(history: DayHistory): HistorySummary {
  const columns = history.counts.length / history.days.length;
  const empty = history.days.filter((_, day) =>
    history.counts.subarray(day * columns, (day + 1) * columns).every((count) => count === 0),
  );
  return {
    from: history.from,
    to: history.to,
    workingDays: history.days.length,
    daysOff: history.daysOff,
    daysWithoutCompletion: empty.length,
    finished: history.items.length,
    carried: history.carried,
  };
}

/** In words: whose history it is. */
export function named(teams: readonly (string | null)[] | undefined): string {
  if (teams === undefined) return 'this stream';
  return teams.map((team) => (team === null ? 'no team' : `team ${team}`)).join(', ');
}

function unmeasurable(reason: string): Unmeasurable {
  return { status: 'unmeasurable', reason };
}

/** The days of `[from, to)`: when each begins, whether it is worked, and those that are. A day that the zone skipped has no length and is none. */
function daysWithin(stream: Stream, from: Day, to: Day) {
  const { startOf } = calendarOf(stream.timeZone);
  const isWorking = workingDaysOf(stream.document.daysOff);
  const days: Day[] = [];
  const starts: number[] = [];
  const isWorked: boolean[] = [];
  let startAt = startOf(from);
  for (const day of daysOf(from, to)) {
    const nextAt = startOf(addDays(day, 1));
    if (nextAt > startAt) {
      starts.push(startAt);
      isWorked.push(isWorking(day));
      if (isWorked[isWorked.length - 1] === true) days.push(day);
    }
    startAt = nextAt;
  }
  return { days, starts, isWorked };
}

/**
 * When the population is known from: the creation of its first item, with several teams of the last team's first. Any instant up to `enough` is as good
 * as another, so the search ends there; null where a team has no item.
 */
function beginningOf(
  items: readonly HistoryItem[],
  teams: readonly (string | null)[] | undefined,
  enough: number,
): number | null {
  const first = new Float64Array(teams?.length ?? 1).fill(Number.POSITIVE_INFINITY);
  let unsettled = first.length;
  for (const { team, createdAt } of items) {
    const column = teams === undefined ? 0 : teams.indexOf(team);
    const before = first[column];
    if (before === undefined || createdAt >= before) continue;
    first[column] = createdAt;
    if (createdAt > enough || before <= enough) continue;
    unsettled -= 1;
    if (unsettled === 0) break;
  }
  const begins = Math.max(...first);
  return Number.isFinite(begins) ? begins : null;
}

/** For each day the place among the working days on which its completions count: its own, the next, at the end the last. */
function workingPlaces(isWorking: readonly boolean[], workingDays: number): readonly number[] {
  let next = 0;
  return isWorking.map((works) => {
    const place = Math.min(next, workingDays - 1);
    if (works) next += 1;
    return place;
  });
}

/** Index of the last start at or before an instant. */
function lastAtOrBefore(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? Number.POSITIVE_INFINITY) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
