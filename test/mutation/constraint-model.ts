import type { Step } from '../../src/flow/stream/compile.ts';
import { bootstrapShares, shareInterval, shareOfFirst } from '../../src/statistics/bootstrap-shares.ts';
import { dayText, isOpenStep, lengthOf, type Said, type Seen, staysOf } from './seen.ts';
import { countedTime, loadAt } from './waiting-model.ts';

const DAY_MS = 86_400_000;

/** A step that works, and what waits before it, with what went through the queue in the window. */
interface Station {
  readonly step: Step;
  readonly queue: readonly Step[];
  readonly came: number;
  readonly went: number;
  readonly empty: number;
  readonly cover: number;
}

/** Rule 2.10: the evidence for each step that a queue feeds, and which is named. The words are not asked. */
export function constraintModel(seen: Seen): Said {
  const { steps } = seen.stream;
  const time = countedTime(seen);
  if (steps.every(({ state }) => state !== 'waiting') || time.totalMs === 0) return null;
  const stations = stationsOf(seen);
  const gates = stations.filter(({ queue }) => queue.length > 0);
  const drawn = bootstrapShares(time.table, steps.length, 400, 20_140_101);
  const shares = Float64Array.from({ length: drawn.resamples * gates.length }, (_, place) => {
    const [resample, gate] = [Math.floor(place / gates.length), gates[place % gates.length]];
    const of = (step: Step): number => drawn.shares[resample * steps.length + step.index] ?? 0;
    return gate?.queue.reduce((sum, step) => sum + of(step), 0) ?? 0;
  });
  const joint = { resamples: drawn.resamples, columns: gates.length, shares };
  const evidence = gates.map((gate) => ({
    queueHolds: { holds: gate.empty < 0.25 && gate.came - gate.went >= -2 * Math.sqrt(gate.came + gate.went) },
    atCapacity: { holds: isAtCapacity(seen, gate) },
    laterShort: { holds: areShort(seen, gate, stations.slice(stations.indexOf(gate) + 1)) },
  }));
  const agreeing = evidence.flatMap((one, place) =>
    Object.values(one).every(({ holds }) => holds === true) ? place : [],
  );
  const candidates = gates.map((gate, place) => {
    const inQueue = time.stays.filter((stay) => gate.queue.some(({ index }) => index === stay.step));
    const agrees = agreeing.includes(place);
    return {
      step: gate.step.name,
      queue: gate.queue.map(({ name }) => name),
      share: lengthOf(inQueue) / time.totalMs,
      ...shareInterval(joint, place, 0.95),
      ...evidence[place],
      agrees,
      first: agrees
        ? shareOfFirst(
            joint,
            place,
            agreeing.filter((other) => other !== place),
          )
        : null,
    };
  });
  const named = time.items.length < 5 ? undefined : candidates.find(({ first }) => first !== null && first >= 0.8);
  return {
    value: { step: named?.step ?? null, queue: named?.queue ?? [], candidates },
    n: time.items.length,
    items: time.items,
    excluded: time.excluded,
  };
}

function stationsOf(seen: Seen): readonly Station[] {
  const { fromAt, endAt } = seen.window;
  const { steps } = seen.stream;
  const firstDone = steps.find(({ state }) => state === 'done')?.index ?? steps.length;
  const work = steps.filter(({ state, index }) => state === 'active' || index === firstDone);
  return work
    .filter(({ index }) => index <= firstDone)
    .flatMap((step) => {
      const before = work.findLast(({ index }) => index < step.index)?.index ?? -1;
      const queue = steps.filter(({ state, index }) => state === 'waiting' && before < index && index < step.index);
      if (step.state === 'done' && queue.length === 0) return [];
      const load = averageLoad(seen, queue);
      const { came, went } = crossings(seen, queue);
      const cover = load === 0 ? 0 : (load * (endAt - fromAt)) / DAY_MS / went;
      return { step, queue, came, went, empty: 1 - shareAtLeast(seen, queue, 1), cover };
    });
}

function averageLoad(seen: Seen, steps: readonly Step[]): number {
  const own = staysOf(seen).filter((stay) => steps.some(({ index }) => index === stay.step));
  return lengthOf(own) / (seen.window.endAt - seen.window.fromAt);
}

/** Through each two steps of the map that stand one after the other. */
export function throughModel(seen: Seen): Readonly<Record<string, unknown>> {
  const { steps } = seen.stream;
  const pairs = steps.map((_step, place) =>
    steps.slice(place, place + 2).filter(({ index }) => isOpenStep(seen, index)),
  );
  const through = pairs.map((pair, place) => {
    const { came, went } = crossings(seen, pair);
    return [`${place}`, { arrivals: came, departures: went }];
  });
  return Object.fromEntries(through);
}

/** Entries to and exits from some steps together, in the window; straight from one of them to another is neither. */
function crossings(seen: Seen, steps: readonly Step[]): { came: number; went: number } {
  const { fromAt, endAt } = seen.window;
  const isInside = (step: number | undefined): boolean => steps.some(({ index }) => index === step);
  const isNow = (at: number | null): boolean => at !== null && fromAt <= at && at < endAt;
  let [came, went] = [0, 0];
  for (const { visits } of seen.items)
    visits.forEach((visit, place) => {
      if (!isInside(visit.step)) return;
      if (isNow(visit.enterAt) && !isInside(visits[place - 1]?.step)) came += 1;
      if (isNow(visit.exitAt) && !isInside(visits[place + 1]?.step)) went += 1;
    });
  return { came, went };
}

/** Share of the window with at least so many items in some steps. */
function shareAtLeast(seen: Seen, steps: readonly Step[], level: number): number {
  const { fromAt, endAt } = seen.window;
  const places = steps.map(({ index }) => index);
  const own = staysOf(seen).filter((stay) => places.includes(stay.step));
  const edges = [fromAt, endAt, ...own.flatMap(({ enter, exit }) => [enter, exit])];
  const instants = [...new Set(edges)].filter((at) => fromAt <= at && at <= endAt).toSorted((a, b) => a - b);
  let ms = 0;
  instants.slice(0, -1).forEach((at, place) => {
    if (loadAt(own, at) >= level) ms += (instants[place + 1] ?? at) - at;
  });
  return ms / (endAt - fromAt);
}

function isAtCapacity(seen: Seen, { step, queue }: Station): boolean | null {
  if (step.limit !== null && step.state === 'active' && shareAtLeast(seen, [step], step.limit) >= 0.5) return true;
  const left = step.state === 'done' ? queue[queue.length - 1]?.index : step.index;
  const { calendar, from, endAt } = seen.window;
  const exits = staysOf(seen).filter((stay) => stay.step === left && isOpenStep(seen, stay.step));
  let monday = Date.parse(from);
  while (new Date(monday).getUTCDay() !== 1) monday -= DAY_MS;
  const weeks: { isOwn: boolean; count: number }[] = [];
  for (let place = -52; ; place += 1) {
    const [day, next] = [dayText(monday + place * 7 * DAY_MS), dayText(monday + (place + 1) * 7 * DAY_MS)];
    const [begin, end] = [calendar.startOf(day), calendar.startOf(next)];
    if (end > endAt) break;
    weeks.push({ isOwn: day >= from, count: exits.filter(({ exit }) => begin <= exit && exit < end).length });
  }
  const own = weeks.filter(({ isOwn }) => isOwn);
  const total = own.reduce((sum, { count }) => sum + count, 0);
  if (own.length < 4 || total < 10) return null;
  const runs = weeks.slice(3).map((_, last) => weeks.slice(last, last + 4).reduce((sum, { count }) => sum + count, 0));
  const best = Math.max(...runs);
  return (total / own.length) * 4 >= best - 2 * Math.sqrt(best);
}

function areShort(seen: Seen, gate: Station, later: readonly Station[]): boolean | null {
  const found = later.map((one) => isShort(seen, one, gate.cover));
  return found.includes(false) ? false : found.includes(null) ? null : true;
}

function isShort(seen: Seen, { step, queue, empty, cover }: Station, before: number): boolean | null {
  if (queue.length > 0) return empty >= 0.25 || (Number.isFinite(cover) && cover <= before / 2);
  if (1 - shareAtLeast(seen, [step], 1) >= 0.25) return true;
  return step.limit === null ? null : 1 - shareAtLeast(seen, [step], step.limit) >= 0.5;
}

/** Departures of each step in the whole weeks up to a window's end and in the eight before its first: asked week by week, step by step. */
export function departuresModel(seen: Seen): Readonly<Record<string, unknown>> {
  const { calendar, from, endAt } = seen.window;
  let monday = Date.parse(from);
  while (new Date(monday).getUTCDay() !== 1) monday -= DAY_MS;
  const weeks: string[] = [];
  for (let at = monday - 56 * DAY_MS; dayText(at + 7 * DAY_MS) <= calendar.dayOf(endAt); at += 7 * DAY_MS)
    weeks.push(dayText(at));
  const exits = staysOf(seen);
  const counts = weeks.flatMap((week) => {
    const [begin, end] = [calendar.startOf(week), calendar.startOf(dayText(Date.parse(week) + 7 * DAY_MS))];
    return seen.stream.steps.map(
      ({ index }) => exits.filter((stay) => stay.step === index && begin <= stay.exit && stay.exit < end).length,
    );
  });
  return { weeks, counts };
}
