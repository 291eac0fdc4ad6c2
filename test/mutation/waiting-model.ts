import { bootstrapShares, shareInterval } from '../../src/statistics/bootstrap-shares.ts';
import { lengthOf, openSteps, ranked, type Said, type Seen, type Stay, seconds, staysOf } from './seen.ts';

/** Counted time in process: of items that are not cancelled, from their commitment. */
export interface CountedTime {
  readonly stays: readonly Stay[];
  readonly totalMs: number;
  readonly items: readonly string[];
  readonly excluded: readonly { readonly item: string; readonly reason: string }[];
  /** A row an item, a column a step, ms. */
  readonly table: Float64Array;
}

export function countedTime(seen: Seen): CountedTime {
  const all = staysOf(seen).filter((stay) => stay.to > stay.from);
  const isOut = ({ facts }: Stay): boolean => facts.cancelledAt !== null || facts.committedAt === null;
  const stays = all
    .filter((stay) => !isOut(stay))
    .map((stay) => ({ ...stay, from: Math.max(stay.from, stay.facts.committedAt ?? 0) }))
    .filter((stay) => stay.to > stay.from);
  const left = new Map(
    all.filter(isOut).map(({ facts }) => [facts.item, facts.cancelledAt === null ? 'not-committed' : 'cancelled']),
  );
  const items = [...new Set(stays.map(({ facts }) => facts.item))];
  const columns = seen.stream.steps.length;
  const table = new Float64Array(items.length * columns);
  items.forEach((item, row) => {
    for (let step = 0; step < columns; step += 1)
      table[row * columns + step] = lengthOf(stays.filter((stay) => stay.facts.item === item && stay.step === step));
  });
  const excluded = [...left].map(([item, reason]) => ({ item, reason }));
  return { stays, totalMs: lengthOf(stays), items, excluded, table };
}

/** Entries to and exits from a step inside the window. */
export function passages(seen: Seen, step: number) {
  const { fromAt, endAt } = seen.window;
  const isInside = (at: number): boolean => fromAt <= at && at < endAt;
  const own = staysOf(seen).filter((stay) => stay.step === step);
  return { own, entered: own.filter((stay) => isInside(stay.enter)), left: own.filter((stay) => isInside(stay.exit)) };
}

/** Rule 2.10, the figures of each step. */
export function waitingModel(seen: Seen): Said {
  const { fromAt, endAt } = seen.window;
  const time = countedTime(seen);
  if (time.totalMs === 0) return null;
  const columns = seen.stream.steps.length;
  const bootstrap = bootstrapShares(time.table, columns, 400, 20_140_101);
  const knowsBlocking = seen.items.some((facts) => facts.blocked.length > 0);
  const steps = openSteps(seen).map(({ index, name, state, limit }) => {
    const { own, entered, left } = passages(seen, index);
    const ms = lengthOf(time.stays.filter((stay) => stay.step === index));
    const lengths = left.map((stay) => stay.exit - stay.enter);
    const median = ranked(lengths, 50);
    const blockedMs = own.reduce((sum, stay) => sum + blockedWithin(stay), 0);
    return {
      step: name,
      state,
      share: ms / time.totalMs,
      ...(time.items.length < 5 ? { low: null, high: null } : shareInterval(bootstrap, index, 0.95)),
      seconds: seconds(ms),
      arrivals: entered.length,
      departures: left.length,
      change: entered.length - left.length,
      medianVisitSeconds: median === null ? null : seconds(median),
      visits: left.length,
      loadAtEnd: own.filter((stay) => stay.enter < endAt && stay.exit >= endAt).length,
      loadAverage: lengthOf(own) / (endAt - fromAt),
      limit,
      blockedShare: knowsBlocking && lengthOf(own) > 0 ? blockedMs / lengthOf(own) : null,
    };
  });
  const most = Math.max(0, ...steps.filter(({ state }) => state === 'waiting').map(({ share }) => share));
  const longest = most === 0 ? undefined : steps.find(({ state, share }) => state === 'waiting' && share === most);
  return {
    value: { longest: longest?.step ?? null, steps },
    n: time.items.length,
    items: time.items,
    excluded: time.excluded,
  };
}

function blockedWithin({ facts, from, to }: Stay): number {
  return facts.blocked.reduce((sum, { startAt, endAt }) => {
    const until = Math.min(endAt ?? Number.POSITIVE_INFINITY, to);
    return sum + Math.max(until - Math.max(startAt, from), 0);
  }, 0);
}

/** How many of some stays go on at a moment. */
export function loadAt(stays: readonly Stay[], at: number): number {
  return stays.filter(({ enter, exit }) => enter <= at && at < exit).length;
}
