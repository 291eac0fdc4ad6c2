import type { ItemFacts } from '../../src/flow/facts.ts';
import { type Window, windowOf } from '../../src/flow/window.ts';
import { processBehaviour } from '../../src/statistics/process-behaviour.ts';
import { efficiency, MEASURE_MODELS, timedOf, unplanned } from './measure-models.ts';
import {
  agesBefore,
  cancelledOf,
  committedOf,
  completedOf,
  dayText,
  isIn,
  isOpenStep,
  lengthOf,
  ranked,
  type Seen,
  seconds,
  staysOf,
} from './seen.ts';

const WEEK_MS = 7 * 86_400_000;

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Weekly values of methods.md 2.11: of one week, given as a window. */
const OF_A_WEEK: Readonly<Record<string, (seen: Seen) => number | null>> = {
  'flow-velocity': (seen) => completedOf(seen).length,
  'flow-time': (seen) => {
    const logs = timedOf(seen).timed.map(({ flowTimeMs }) => Math.log(Math.max((flowTimeMs ?? 0) / 1000, 1)));
    return logs.length === 0 ? null : Math.exp(logs.reduce((sum, one) => sum + one, 0) / logs.length);
  },
  'flow-efficiency': efficiency,
  'flow-load': (seen) => lengthOf(staysOf(seen)) / (seen.window.endAt - seen.window.fromAt),
  'flow-distribution': (seen) => {
    const done = completedOf(seen);
    return shareOf(done.filter(({ kind }) => kind === 'feature').length, done.length);
  },
  age: (seen) => {
    const median = ranked(agesBefore(seen, seen.window.endAt), 50);
    return median === null ? null : seconds(median);
  },
  'backflow-rate': (seen) => {
    const moves = seen.items.flatMap((facts) => facts.moves.filter((move) => isIn(seen, move.at)));
    return shareOf(moves.filter((move) => move.to < move.from).length, moves.length);
  },
  'reopen-rate': (seen) => {
    const stays = seen.items.flatMap(({ closedStays }) =>
      closedStays.filter((stay) => stay.outcome === 'completed' && isIn(seen, stay.beginAt)),
    );
    return shareOf(stays.filter((stay) => stay.left === 'reopened').length, stays.length);
  },
  'net-flow': (seen) => committedOf(seen).length - completedOf(seen).length,
  'cancelled-share': (seen) => {
    const gone = cancelledOf(seen).length;
    return shareOf(gone, gone + completedOf(seen).length);
  },
  'unplanned-share': (seen) => {
    const { unplanned: later, committed } = unplanned(seen, seen.window.fromAt, seen.window.endAt);
    return shareOf(later, committed);
  },
};

/** What each metric's weekly series must say. */
export function weeklyModels(seen: Seen): Readonly<Record<string, unknown>> {
  const created = Math.min(Number.POSITIVE_INFINITY, ...seen.items.map((facts) => facts.createdAt));
  const weeks = wholeWeeksOf(seen).map((week) => ({ week, window: weekWindow(seen, week) }));
  return Object.fromEntries(
    Object.entries(OF_A_WEEK).map(([id, of]) => {
      const points = weeks.map(({ week, window }) => {
        const ofWeek = { ...seen, window };
        if (window.endAt <= created) return { week, value: null, items: [] };
        const isNothing = seen.items.length === 0 && seen.all.length === 0;
        const said = isNothing ? null : (MEASURE_MODELS[id]?.(ofWeek) ?? null);
        return { week, value: of(ofWeek), items: said?.items ?? [] };
      });
      const behaviour = processBehaviour(
        points.map(({ value }) => value),
        { scale: id === 'flow-time' ? 'log' : 'linear', canBeNegative: id === 'net-flow' },
      );
      const limits = behaviour.status === 'measured' ? behaviour : { status: 'unmeasurable' };
      return [id, { metric: id, weeks: points, behaviour: limits }];
    }),
  );
}

/** The same value of the whole window, asked as of one week. */
export function onceModels(seen: Seen): Readonly<Record<string, unknown>> {
  const values = Object.entries(OF_A_WEEK).map(([id, of]) => [id, of(seen)]);
  return seen.window.fromAt < seen.window.endAt ? Object.fromEntries(values) : {};
}

function weekWindow({ window }: Seen, week: string): Window {
  return windowOf(window.calendar.timeZone, week, dayText(Date.parse(week) + WEEK_MS), window.asOf);
}

function wholeWeeksOf({ window }: Seen): readonly string[] {
  const weeks: string[] = [];
  for (let at = Date.parse(window.from); dayText(at + WEEK_MS) <= window.to; at += 86_400_000) {
    const endAt = window.calendar.startOf(dayText(at + WEEK_MS));
    if (new Date(at).getUTCDay() === 1 && endAt <= window.endAt) weeks.push(dayText(at));
  }
  return weeks;
}

/** The days of a window up to `asOf`, each with the instant at which it ends. */
function daysOf(seen: Seen): readonly { readonly day: string; readonly endAt: number }[] {
  const { calendar, from, to, endAt } = seen.window;
  const days: { day: string; endAt: number }[] = [];
  for (let at = Date.parse(from); dayText(at) < to && calendar.startOf(dayText(at)) < endAt; at += 86_400_000)
    days.push({ day: dayText(at), endAt: Math.min(calendar.startOf(dayText(at + 86_400_000)), endAt) });
  return days;
}

/** The same as two lists, and the items between two lines just before the middle of the days. */
export function daysModel(seen: Seen): Readonly<Record<string, unknown>> {
  const days = daysOf(seen);
  const at = days[Math.floor(days.length / 2)]?.endAt ?? seen.window.fromAt;
  const reached = seen.items.map((facts) => reachesOf(seen, facts).findLast((reach) => reach.at < at)?.step);
  const bands = seen.stream.steps.map(({ name, index }) => [
    name,
    seen.items.flatMap(({ item }, place) => (reached[place] === index ? item : [])),
  ]);
  return { days: days.map(({ day }) => day), endAt: days.map((one) => one.endAt), at, ...Object.fromEntries(bands) };
}

/** Rule 2.9: of each day, each line, asked of each item anew. */
export function cumulativeModel(seen: Seen) {
  const { fromAt } = seen.window;
  const days = daysOf(seen);
  const lines = seen.stream.steps.filter(({ state }) => state !== 'cancelled' && state !== 'ignore');
  const reached = seen.items.map((facts) => reachesOf(seen, facts));
  const before = (one: readonly Reach[], at: number): number => one.findLast((reach) => reach.at < at)?.step ?? -1;
  return {
    days: days.map(({ day }) => day),
    lines: lines.map(({ name, state, index }) => ({
      step: name,
      state,
      values: days.map((day) => reached.filter((one) => before(one, day.endAt) >= index).length),
    })),
    corrections: days.flatMap(({ day, endAt: end }, place) => {
      const begin = place === 0 ? fromAt : (days[place - 1]?.endAt ?? fromAt);
      const items = reached.flatMap((one, item) =>
        one
          .filter((reach) => reach.isCancelled && begin <= reach.at && reach.at < end)
          .map(() => seen.items[item]?.item),
      );
      return items.length === 0 ? [] : [{ day, items }];
    }),
  };
}

interface Reach {
  readonly at: number;
  /** The furthest step from then on; -1 once it has left all lines. */
  readonly step: number;
  readonly isCancelled: boolean;
}

function reachesOf(seen: Seen, facts: ItemFacts): readonly Reach[] {
  const cancelled = facts.closedStays.filter((stay) => stay.outcome === 'cancelled').map((stay) => stay.beginAt);
  const reaches: Reach[] = [];
  let isGone = false;
  let furthest = -1;
  const cancel = (at: number): void => {
    cancelled.shift();
    if (!isGone && furthest >= 0) reaches.push({ at, step: -1, isCancelled: true });
    isGone = true;
    furthest = -1;
  };
  for (const { step, enterAt } of facts.visits) {
    const state = seen.stream.steps[step]?.state ?? '';
    if ((state === 'done' || state === 'cancelled') && cancelled[0] === enterAt) cancel(enterAt);
    if (isOpenStep(seen, step)) isGone = false;
    if (isGone || state === 'cancelled' || step <= furthest) continue;
    furthest = step;
    reaches.push({ at: enterAt, step, isCancelled: false });
  }
  for (let at = cancelled[0]; at !== undefined; at = cancelled[0]) cancel(at);
  return reaches;
}
