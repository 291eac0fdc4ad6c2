import { type Calendar, calendarOf, type Day } from './calendar.ts';
import type { ItemFacts, KindOrUnmapped } from './facts.ts';
import type { Stream } from './stream/compile.ts';

/**
 * What happened on a day to a team's items of a kind in one step, or, with step -1, in the stream as a whole.
 * Counts and sums only. Arrivals are entries, departures exits: to and from the step, or, for the whole stream, to and from being
 * in process at all (waiting or active), so that load is always arrivals − departures so far. Load is just before the day's end.
 * Active and waiting time stand on the day it ended: a visit's, or for the whole stream an item's. Unit: items; ms.
 * Source: methods.md 2.3–2.5; architecture.md (day sums).
 */
export interface DaySum {
  readonly day: Day;
  readonly team: string | null;
  readonly kind: KindOrUnmapped;
  readonly step: number;
  readonly arrivals: number;
  readonly departures: number;
  readonly load: number;
  readonly activeMs: number;
  readonly waitingMs: number;
  readonly completed: number;
  readonly cancelled: number;
}

/** The `step` of sums over the whole stream. */
export const WHOLE_STREAM = -1;

type Mutable = { -readonly [Key in keyof DaySum]: DaySum[Key] };

/** Collects day sums item by item, so that a large stream need not be in memory at once. */
export interface DaySums {
  readonly add: (facts: ItemFacts) => void;
  /** Rows of days on which something happened, by group and day; the load between them is that of the row before. */
  readonly rows: () => readonly DaySum[];
}

/** Day sums of a stream's flow items. Population: items of the flow level. Source: methods.md 2.4, 2.5. */
export function collectDaySums(stream: Stream): DaySums {
  const calendar = calendarOf(stream.timeZone);
  // By team, then by kind and step in one text, since this is asked several times an item.
  const teams = new Map<string | null, Map<string, Map<Day, Mutable>>>();
  const groups: Map<Day, Mutable>[] = [];

  const at = (facts: ItemFacts, step: number, day: Day): Mutable => {
    let ofTeam = teams.get(facts.team);
    if (ofTeam === undefined) {
      ofTeam = new Map();
      teams.set(facts.team, ofTeam);
    }
    const key = `${step} ${facts.kind}`;
    let days = ofTeam.get(key);
    if (days === undefined) {
      days = new Map();
      ofTeam.set(key, days);
      groups.push(days);
    }
    let sum = days.get(day);
    if (sum === undefined) {
      sum = {
        day,
        team: facts.team,
        kind: facts.kind,
        step,
        arrivals: 0,
        departures: 0,
        load: 0,
        activeMs: 0,
        waitingMs: 0,
        completed: 0,
        cancelled: 0,
      };
      days.set(day, sum);
    }
    return sum;
  };

  return {
    add: (facts) => {
      if (facts.level !== stream.document.flowItem) return;
      let isInProcess = false;
      for (const visit of facts.visits) {
        const state = stream.steps[visit.step]?.state;
        const isIn = state === 'waiting' || state === 'active';
        const day = calendar.dayOf(visit.enterAt);
        if (isIn && !isInProcess) at(facts, WHOLE_STREAM, day).arrivals += 1;
        if (!isIn && isInProcess) at(facts, WHOLE_STREAM, day).departures += 1;
        isInProcess = isIn;
        if (!isIn) continue;
        at(facts, visit.step, day).arrivals += 1;
        if (visit.exitAt === null) continue;
        const left = at(facts, visit.step, calendar.dayOf(visit.exitAt));
        left.departures += 1;
        if (state === 'waiting') left.waitingMs += visit.exitAt - visit.enterAt;
        else left.activeMs += visit.exitAt - visit.enterAt;
      }
      const exitAt = facts.visits[facts.visits.length - 1]?.exitAt ?? null;
      if (isInProcess && exitAt !== null) at(facts, WHOLE_STREAM, calendar.dayOf(exitAt)).departures += 1;
      count(facts, at, calendar);
    },
    rows: () => groups.flatMap(levelled),
  };
}

function count(facts: ItemFacts, at: (facts: ItemFacts, step: number, day: Day) => Mutable, calendar: Calendar): void {
  const endAt = facts.completedAt ?? facts.cancelledAt;
  if (endAt === null) return;
  const end = at(facts, WHOLE_STREAM, calendar.dayOf(endAt));
  if (facts.completedAt !== null) end.completed += 1;
  else end.cancelled += 1;
  end.activeMs += facts.activeMs;
  end.waitingMs += facts.notActiveMs;
}

function levelled(days: ReadonlyMap<Day, Mutable>): readonly DaySum[] {
  let load = 0;
  return [...days.values()]
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .map((sum) => {
      load += sum.arrivals - sum.departures;
      return { ...sum, load };
    });
}
