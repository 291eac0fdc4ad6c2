import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { Interval, ItemFacts } from '../../src/flow/facts.ts';
import type { ItemHistory } from '../../src/flow/history.ts';
import type { Engine } from '../golden/run-case.ts';

/**
 * Slow models of the small parts that the facts rest on: intervals moment by moment, days by another library, sums by counting. Each says what
 * differs, or null.
 */
type Model = (engine: Engine) => string | null;

const BEYOND = 20;
const anyInterval: fc.Arbitrary<Interval> = fc
  .tuple(fc.integer({ min: 0, max: 15 }), fc.option(fc.integer({ min: 0, max: 15 }), { freq: 6 }))
  .map(([startAt, endAt]) => ({ startAt, endAt }));
const anyIntervals = fc.array(anyInterval, { maxLength: 6 });
const SOME_INTERVALS = fc.sample(fc.tuple(anyIntervals, anyIntervals, fc.nat(15), fc.nat(15)), {
  numRuns: 400,
  seed: 5,
});

export const intervalsByMoment: Model = (engine) => {
  for (const [one, other, from, to] of SOME_INTERVALS) {
    const merged = engine.mergeIntervals(one);
    const minus = engine.mergeIntervals(other);
    const left = engine.subtractIntervals(merged, minus);
    if (!isApart(merged) || !isApart(left)) return 'intervals that touch, overlap or are empty';
    const [isIn, isOut] = [held(merged), held(minus)];
    if (isIn.join() !== held(one).join()) return 'a union';
    if (held(left).join() !== isIn.map((is, at) => is && isOut[at] !== true).join()) return 'a difference';
    const moments = isIn.filter((is, at) => is && from <= at && at < to).length;
    if (engine.overlapMs(merged, from, to) !== moments) return 'an overlap';
    if (from < to && engine.intersect({ startAt: from, endAt: to }, merged) !== moments) return 'an intersection';
  }
  return null;
};

function held(intervals: readonly Interval[]): readonly boolean[] {
  return Array.from({ length: BEYOND }, (_, at) =>
    intervals.some(({ startAt, endAt }) => startAt <= at && at < (endAt ?? BEYOND)),
  );
}

function isApart(intervals: readonly Interval[]): boolean {
  return intervals.every((one, index) => {
    const next = intervals[index + 1];
    return (
      (one.endAt === null || (Number.isFinite(one.endAt) && one.startAt < one.endAt)) &&
      (next === undefined || (one.endAt !== null && one.endAt < next.startAt))
    );
  });
}

const ZONES = [
  'UTC',
  'America/Halifax',
  'America/Sao_Paulo',
  'Asia/Beirut',
  'Pacific/Apia',
  'Pacific/Pago_Pago',
  'Pacific/Kiritimati',
];
const SOME_INSTANTS = fc.sample(
  fc.tuple(
    fc.constantFrom(...ZONES),
    fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2025, 0) }),
    fc.integer({ min: -500, max: 500 }),
  ),
  { numRuns: 200, seed: 6 },
);
/** Just before, at and after first instants of days that are odd: without a midnight, after a skipped day, of 25 hours. */
const EDGES = [
  ['America/Sao_Paulo', '2018-11-04T03:00Z'],
  ['Asia/Beirut', '2024-03-30T22:00Z'],
  ['America/Halifax', '2024-11-03T03:00Z'],
  ['America/Halifax', '2024-11-04T04:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z'],
  ['Pacific/Kiritimati', '2024-02-28T10:00Z'],
  ['Pacific/Pago_Pago', '2024-03-01T11:00Z'],
].flatMap(([zone = '', instant = '']) => [-1, 0, 1].map((ms) => [zone, Date.parse(instant) + ms, 1] as const));

export const daysByAnotherLibrary: Model = (engine) => {
  for (const [zone, instant, days] of [...SOME_INSTANTS, ...EDGES]) {
    const calendar = engine.calendarOf(zone);
    const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();
    const day = local.toString();
    if (calendar.timeZone !== zone || calendar.dayOf(instant) !== day) return `the day of ${instant} in ${zone}`;
    if (calendar.startOf(day) !== local.toZonedDateTime(zone).startOfDay().epochMilliseconds)
      return `the start of ${day}`;
    const moved = local.add({ days });
    if (engine.addDays(day, days) !== moved.toString()) return `${day} and ${days} days`;
    if (engine.daysBetween(day, moved.toString()) !== days) return `days from ${day} to ${moved.toString()}`;
    if (engine.addMonths(day, days) !== local.add({ months: days }).toString()) return `${day} and ${days} months`;
    if (engine.weekday(day) !== local.dayOfWeek) return `the weekday of ${day}`;
    if (engine.weekOf(day) !== local.subtract({ days: local.dayOfWeek - 1 }).toString()) return `the week of ${day}`;
    const to = local.add({ days: Math.abs(days) % 40 });
    if (engine.daysOf(day, to.toString()).length !== Math.abs(days) % 40) return `days of ${day} to ${to.toString()}`;
    const mondays = engine.daysOf(day, to.subtract({ days: 6 }).toString()).filter((one) => engine.weekday(one) === 1);
    if (engine.wholeWeeks(day, to.toString()).join() !== mondays.join())
      return `whole weeks of ${day} to ${to.toString()}`;
  }
  return null;
};

/** A window that does not end after it begins, and a zone that nobody knows, are refused at once. */
export const refusals: Model = (engine) => {
  if (!isRefused(() => engine.windowOf('UTC', '2024-03-01', '2024-03-01'))) return 'a window of no day';
  if (!isRefused(() => engine.windowOf('UTC', '2024-03-02', '2024-03-01')))
    return 'a window that ends before it begins';
  if (!isRefused(() => engine.calendarOf('Nowhere/At_all'))) return 'a zone that nobody knows';
  return null;
};

/** On which day of a window an instant shows, around both clock changes of a year. */
export const placesOfDays: Model = (engine) => {
  for (const [from, to, asOf] of [
    ['2024-03-01', '2024-03-25', '2024-03-24T12:00Z'],
    ['2024-10-25', '2024-11-20', '2025-01-01T00:00Z'],
  ] as const) {
    const window = engine.windowOf('America/Halifax', from, to, Date.parse(asOf));
    const { endAt, placeAfter } = engine.daysIn(window);
    const edges = [window.fromAt, window.endAt, ...endAt];
    const instants = edges.flatMap((at) =>
      [-90_000_000, -3_600_000, -1, 0, 1, 1_800_000, 3_600_000].map((ms) => at + ms),
    );
    for (const at of instants)
      if (placeAfter(at) !== endAt.filter((end) => end <= at).length) return `the day of ${at} from ${from}`;
  }
  return null;
};

/** In which of some spans an instant lies: weeks with a clock change, and spans with gaps between them. */
export const placesOfSpans: Model = (engine) => {
  const { startOf } = engine.calendarOf('America/Halifax');
  const mondays = engine.wholeWeeks('2024-02-01', '2024-12-20');
  const weeks = mondays.map((day) => ({ fromAt: startOf(day), endAt: startOf(engine.addDays(day, 7)) }));
  const apart = weeks.filter((_, place) => place % 3 !== 1 && place < 20);
  const [head, tail] = [weeks[0]?.fromAt ?? 0, weeks[weeks.length - 1]?.endAt ?? 0];
  const longFirst = [{ fromAt: head, endAt: weeks[4]?.endAt ?? 0 }, ...weeks.slice(5, 12)];
  const longLast = [...weeks.slice(0, 8), { fromAt: weeks[8]?.fromAt ?? 0, endAt: tail }];
  for (const spans of [weeks, apart, longFirst, longLast, weeks.slice(0, 1), []]) {
    const { placeOf, firstEndingAfter } = engine.spansOf(spans);
    for (const at of [...weeks, { fromAt: 0, endAt: 4e12 }].flatMap(({ fromAt, endAt }) =>
      [-9e8, -3_600_000, -1, 0, 1, 1_800_000, 5e8].flatMap((ms) => [fromAt + ms, endAt + ms]),
    )) {
      if (placeOf(at) !== spans.findIndex((one) => one.fromAt <= at && at < one.endAt)) return `the span of ${at}`;
      if (firstEndingAfter(at) !== spans.filter((one) => one.endAt <= at).length) return `the first span after ${at}`;
    }
  }
  return null;
};

/** Names with how often each occurs: eight of them at most, and how many more there are. */
export const namesInWords: Model = (engine) => {
  const counts = Array.from('abcdefghij', (name, place) => [name, place < 2 ? 5 : place] as const);
  const eight = '"j" (9), "i" (8), "h" (7), "g" (6), "a" (5), "b" (5), "f" (5), "e" (4)';
  if (engine.countedNames(new Map(counts)) !== `${eight} and 2 more`) return 'ten names';
  if (engine.countedNames(new Map(counts.filter(([name]) => name !== 'c'))) !== `${eight} and 1 more`)
    return 'nine names';
  const some = counts.filter(([name]) => name !== 'c' && name !== 'd');
  return engine.countedNames(new Map(some)) === eight ? null : 'eight names';
};

/** The same items under two maps, one after the other: what was worked out under the first is not told of the second. */
export const twoMaps: Model = (engine) => {
  const [one, other] = ['active', 'new'].map((state) => {
    const steps = [
      { step: 'Build', state, statuses: ['Build'] },
      { step: 'Done', state: 'done', statuses: ['Done'] },
    ];
    const base = { version: 1, stream: 'Two', timeZone: 'UTC', flowItem: 'story', levels: [{ level: 'story' }] };
    const read = engine.parseStream(JSON.stringify({ ...base, steps }));
    return read.ok ? read.stream : undefined;
  });
  const window = engine.windowOf('UTC', '2024-03-01', '2024-04-01');
  if (one === undefined || other === undefined) return 'a document is refused';
  const item = { id: null, name: 'Build' };
  const input = engine.inputAt(engine.foldAll([historyIn(item)], one), one, window);
  const load = engine.metricOf('flow-load');
  const first = JSON.stringify(load?.measure(input));
  const second = JSON.stringify(load?.measure({ ...input, stream: other }));
  const alone = JSON.stringify(load?.measure({ ...input, items: [...input.items], stream: other }));
  return second === alone && first !== second ? null : 'the load of the same items under another map';
};

function historyIn(status: { readonly id: null; readonly name: string }): ItemHistory {
  const initial = { title: 'K-1', status, type: null, resolution: null, project: null, parent: null, team: null };
  const rest = { labels: [], components: [], blocked: false, links: [], custom: {} };
  const at = { createdAt: Date.parse('2024-03-04T00:00Z'), isCutShort: false, deletedAt: null, presentStatus: null };
  return { source: 'any', item: 'K-1', url: null, initial: { ...initial, ...rest }, changes: [], ...at };
}

function isRefused(attempt: () => unknown): boolean {
  try {
    attempt();
    return false;
  } catch (error) {
    return error instanceof RangeError;
  }
}

/** Few and many, spread and at once, and with instants that never come. */
const SOME_TIMES = fc.sample(
  fc.tuple(
    fc.constantFrom(0, 1, 2, 5, 199, 200, 201, 450),
    fc.constantFrom(1, 10, 1000, 1e12),
    fc.integer(),
    fc.nat(40),
  ),
  { numRuns: 60, seed: 7 },
);

/** Instants in order, however they were sorted. */
export const sortedInstants: Model = (engine) => {
  for (const [count, spread, seed, bulk] of SOME_TIMES) {
    const values = Array.from({ length: count }, (_, index) => {
      const at = Math.abs(Math.sin(seed + index * 7.3)) * spread;
      return index % 41 < bulk ? Math.floor(at) : spread / 3 + (index % 5);
    });
    if (seed % 9 === 0 && count > 0) values[count - 1] = Number.POSITIVE_INFINITY;
    const sorted = values.toSorted((a, b) => a - b);
    const given = Float64Array.from(values);
    for (const one of [values, sorted, sorted.toReversed()])
      if (engine.sortInstants(one).join() !== sorted.join()) return 'instants in order';
    if (engine.sortInstants(given).join() !== sorted.join() || given.join() !== values.join()) return 'a copy in order';
  }
  return null;
};

/** What day sums must say of some facts, row by row, from the visits alone. Days are those of UTC. */
export function expectedSums(facts: readonly ItemFacts[], states: readonly string[], flowItem: string): string {
  const rows = new Map<string, number[]>();
  const count = (one: ItemFacts, step: number, at: number, column: number, amount: number): void => {
    const key = JSON.stringify([one.team, one.kind, step, new Date(at).toISOString().slice(0, 10)]);
    const row = rows.get(key) ?? [0, 0, 0, 0, 0, 0];
    rows.set(key, row);
    row[column] = (row[column] ?? 0) + amount;
  };
  for (const one of facts.filter((item) => item.level === flowItem)) {
    const isIn = (index: number): boolean =>
      ['waiting', 'active'].includes(states[one.visits[index]?.step ?? -1] ?? '');
    one.visits.forEach((visit, index) => {
      if (!isIn(index)) return;
      count(one, visit.step, visit.enterAt, 0, 1);
      if (index === 0 || !isIn(index - 1)) count(one, -1, visit.enterAt, 0, 1);
      if (visit.exitAt === null) return;
      count(one, visit.step, visit.exitAt, 1, 1);
      count(one, visit.step, visit.exitAt, states[visit.step] === 'waiting' ? 3 : 2, visit.exitAt - visit.enterAt);
      if (!isIn(index + 1)) count(one, -1, visit.exitAt, 1, 1);
    });
    if (one.completedAt !== null) count(one, -1, one.completedAt, 4, 1);
    if (one.cancelledAt !== null) count(one, -1, one.cancelledAt, 5, 1);
    const endAt = one.completedAt ?? one.cancelledAt;
    if (endAt === null) continue;
    count(one, -1, endAt, 2, one.activeMs);
    count(one, -1, endAt, 3, one.notActiveMs);
  }
  return [...rows]
    .map((row) => JSON.stringify(row))
    .toSorted()
    .join('\n');
}
