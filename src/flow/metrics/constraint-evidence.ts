import type { MeasureInput } from '../measure.ts';
import type { Step } from '../stream/compile.ts';
import { type DeparturesByWeek, departuresByWeek } from './departures-by-week.ts';
import { flowThrough } from './flow-through.ts';
import { type StepEvents, shareOfTimeAt, stepEventsIn } from './load-curve.ts';
import { loadIn } from './load-in.ts';

/** One piece of evidence: whether it holds, null where it cannot be known; in words; and, unless it holds, what would show it. */
export interface Evidence {
  readonly holds: boolean | null;
  readonly words: string;
  readonly wouldShow: string | null;
}

/** A step that takes its work from waiting steps, and what speaks for its being the constraint. Source: methods.md 2.10. */
export interface Gate {
  readonly step: Step;
  /** The waiting steps that feed it. */
  readonly queue: readonly Step[];
  readonly queueHolds: Evidence;
  readonly atCapacity: Evidence;
  readonly laterShort: Evidence;
}

/** The gate is at its limit when it stood at or above it for at least this share of the window. */
const AT_LIMIT_SHARE = 0.5;
/** A step runs short of work when what waits for it is gone for this share of the window … */
const EMPTY_SHARE = 0.25;
/** … or, for a later step, is at most this part of the days of work that wait before the gate. */
const SHORT_OF_QUEUE = 0.5;
/** The ceiling is the best run of this many weeks in the year before. */
const RUN_WEEKS = 4;
/** Fewer departures than this in the window say nothing about a pace. */
const FEWEST_DEPARTURES = 10;
const WEEKS_BEFORE = 52;

interface Seen {
  readonly input: MeasureInput;
  readonly events: readonly StepEvents[];
  readonly byWeek: DeparturesByWeek;
  readonly averageLoad: (steps: readonly Step[]) => number;
}

/** The evidence for each gate of the map: active or done steps with waiting steps before them. Source: methods.md 2.10. */
export function gatesIn(input: MeasureInput): readonly Gate[] {
  const load = loadIn(input);
  const seen: Seen = {
    input,
    events: stepEventsIn(input),
    byWeek: departuresByWeek(input, WEEKS_BEFORE),
    averageLoad: (steps) => steps.reduce((ms, step) => ms + (load.msByStep[step.index] ?? 0), 0) / load.windowMs,
  };
  const stations = placesOf(input.stream.steps).map((place) => stationOf(seen, place));
  return stations.flatMap((station, index) =>
    station.queue.length === 0
      ? []
      : {
          step: station.step,
          queue: station.queue,
          queueHolds: queueHolds(station),
          atCapacity: atCapacity(seen, station),
          laterShort: laterShort(seen, station, stations.slice(index + 1)),
        },
  );
}

interface Place {
  readonly step: Step;
  readonly queue: readonly Step[];
}

/** A place with what its queue went through, which several pieces of evidence ask for. */
interface Station extends Place {
  readonly arrivals: number;
  readonly departures: number;
  /** Share of the window in which the queue was empty. */
  readonly empty: number;
  /** Days of work that wait: average load over departures a day. Infinite where work waits and nothing leaves. */
  readonly coverDays: number;
}

/** Active steps, and the first done step, each with the waiting steps that stand directly before it. */
function placesOf(steps: readonly Step[]): readonly Place[] {
  const places: Place[] = [];
  let queue: Step[] = [];
  for (const step of steps) {
    if (step.state === 'waiting') queue.push(step);
    if (step.state !== 'active' && step.state !== 'done') continue;
    if (step.state === 'active' || queue.length > 0) places.push({ step, queue });
    queue = [];
    if (step.state === 'done') break;
  }
  return places;
}

function stationOf(seen: Seen, { step, queue }: Place): Station {
  const { window } = seen.input;
  const { arrivals, departures } = flowThrough(seen.input, queue);
  const load = seen.averageLoad(queue);
  const days = (window.endAt - window.fromAt) / 86_400_000;
  return {
    step,
    queue,
    arrivals,
    departures,
    empty: 1 - shareOfTimeAt(eventsOf(seen, queue), 1, window),
    coverDays: load === 0 ? 0 : (load * days) / departures,
  };
}

/** The queue grows or holds: it does not shrink by more than 2√(arrivals + departures). One that keeps running empty holds nothing back. */
function queueHolds({ queue, arrivals, departures, empty }: Station): Evidence {
  const names = namesOf(queue);
  if (empty >= EMPTY_SHARE) {
    return {
      holds: false,
      words: `Nothing waited in ${names} for ${percent(empty)} of the time.`,
      wouldShow: `Work that waits in ${names} for most of the time.`,
    };
  }
  const change = arrivals - departures;
  const holds = change >= -2 * Math.sqrt(arrivals + departures);
  const count = `${arrivals} came in, ${departures} went out`;
  const words = holds ? `${names} grew or held: ${count}.` : `${names} shrank: ${count}.`;
  return { holds, words, wouldShow: holds ? null : `${names} no longer shrinking.` };
}

/** The gate stands at its limit, or lets through as much as it was ever seen to. */
function atCapacity(seen: Seen, station: Station): Evidence {
  const { step } = station;
  const { window } = seen.input;
  const atLimit =
    step.limit === null || step.state === 'done' ? null : shareOfTimeAt(eventsOf(seen, [step]), step.limit, window);
  if (atLimit !== null && atLimit >= AT_LIMIT_SHARE) {
    const words = `${step.name} was at its limit of ${step.limit} for ${percent(atLimit)} of the time.`;
    return { holds: true, words, wouldShow: null };
  }
  const pace = paceOf(seen, station);
  if (pace === null) {
    return {
      holds: null,
      words: `Too little went on from ${step.name} to say at what pace it can work.`,
      wouldShow: `At least ${RUN_WEEKS} whole weeks with ${FEWEST_DEPARTURES} departures from ${step.name}, or a limit on it.`,
    };
  }
  const best = pace.bestTotal / RUN_WEEKS;
  const holds = pace.perWeek * RUN_WEEKS >= pace.bestTotal - 2 * Math.sqrt(pace.bestTotal);
  const compared = `${oneDecimal(pace.perWeek)} a week went on from it, ${oneDecimal(best)} in its best ${RUN_WEEKS} weeks of the year before`;
  return {
    holds,
    words: holds
      ? `${step.name} worked at the highest pace seen: ${compared}.`
      : `${step.name} worked below the highest pace seen: ${compared}.`,
    wouldShow: holds ? null : `${step.name} at its highest pace, or at a limit set for it, while work waits before it.`,
  };
}

/** Departures a week over the window's whole weeks, and the best run of weeks in the year before its end; null for too few of either. */
function paceOf(seen: Seen, { step, queue }: Station): { perWeek: number; bestTotal: number } | null {
  const last = queue[queue.length - 1];
  const column = step.state === 'done' ? last?.index : step.index;
  const { weeks, counts } = seen.byWeek;
  const steps = seen.input.stream.steps.length;
  const departures = weeks.map((_, week) => counts[week * steps + (column ?? 0)] ?? 0);
  const own = departures.filter((_, week) => (weeks[week] ?? '') >= seen.input.window.from);
  if (own.length < RUN_WEEKS) return null;
  let bestTotal = 0;
  for (let end = RUN_WEEKS; end <= departures.length; end += 1) {
    let total = 0;
    for (const count of departures.slice(end - RUN_WEEKS, end)) total += count;
    if (total > bestTotal) bestTotal = total;
  }
  let total = 0;
  for (const count of own) total += count;
  if (total < FEWEST_DEPARTURES) return null;
  return { perWeek: total / own.length, bestTotal };
}

/** Every later step runs short of work, so that what the gate lets through is what they get. */
function laterShort(seen: Seen, station: Station, later: readonly Station[]): Evidence {
  if (later.length === 0) {
    return { holds: true, words: `No step stands after ${station.step.name}.`, wouldShow: null };
  }
  const findings = later.map((one) => isShort(seen, one, station.coverDays));
  const unknown = findings.find((finding) => finding.holds === null);
  const busy = findings.find((finding) => finding.holds === false);
  return busy ?? unknown ?? findings[0] ?? { holds: null, words: '', wouldShow: null };
}

function isShort(seen: Seen, later: Station, cover: number): Evidence {
  const { window } = seen.input;
  const { step, queue, empty, coverDays } = later;
  if (queue.length === 0) {
    const idle = 1 - shareOfTimeAt(eventsOf(seen, [step]), 1, window);
    const free = step.limit === null ? null : 1 - shareOfTimeAt(eventsOf(seen, [step]), step.limit, window);
    if (idle >= EMPTY_SHARE) {
      return {
        holds: true,
        words: `${step.name} had nothing to do for ${percent(idle)} of the time.`,
        wouldShow: null,
      };
    }
    if (free !== null) {
      const holds = free >= 1 - AT_LIMIT_SHARE;
      const words = `${step.name} was below its limit for ${percent(free)} of the time.`;
      return { holds, words, wouldShow: holds ? null : `${step.name} running short of work.` };
    }
    return {
      holds: null,
      words: `Nothing shows whether ${step.name} runs short of work.`,
      wouldShow: `A waiting step before ${step.name}, or a limit on it, to see whether it runs short of work.`,
    };
  }
  const names = namesOf(queue);
  if (empty >= EMPTY_SHARE) {
    return { holds: true, words: `${names} was empty for ${percent(empty)} of the time.`, wouldShow: null };
  }
  // Work that waits and never leaves is no shortage, however long the queue before.
  const holds = Number.isFinite(coverDays) && coverDays <= cover * SHORT_OF_QUEUE;
  return {
    holds,
    words: `${names} held ${daysOf(coverDays)} of work for ${step.name}, against ${daysOf(cover)} before.`,
    wouldShow: holds ? null : `${step.name} running short of work.`,
  };
}

function eventsOf(seen: Seen, steps: readonly Step[]): readonly StepEvents[] {
  return steps.flatMap((step) => seen.events[step.index] ?? []);
}

function namesOf(steps: readonly Step[]): string {
  return steps.map((step) => step.name).join(' and ');
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function oneDecimal(value: number): string {
  return value.toFixed(1);
}

function daysOf(days: number): string {
  return Number.isFinite(days) ? `${oneDecimal(days)} days` : 'more than can be counted';
}
