import type { Interval } from '../flow/facts.ts';
import type { Epoch, Timeline, TimelineVisit } from '../flow/timeline.ts';

/**
 * A timeline as the store keeps it: JSON without names, instants counted from creation, of each epoch only what differs from the one
 * before. A third of the size of the plain object, so that a cold page reads and parses a third.
 */
type Packed = readonly [
  source: string,
  item: string,
  url: string | null,
  createdAt: number,
  deletedAt: number | null,
  /** step, enter, exit; and so on. A step's bits are turned over (~step) where the visit was left as cancelled. */
  visits: readonly (number | null)[],
  /** start, end; and so on. */
  blocked: readonly (number | null)[],
  otherStatusAt: readonly number[],
  epochs: readonly PackedEpoch[],
  problems: readonly (readonly [at: number, problem: Timeline['problems'][number]['problem']])[],
];

/** The instant, and the fields that differ from the epoch before, by name. */
type PackedEpoch = readonly [fromAt: number, differences: Partial<Omit<Epoch, 'fromAt'>>];

const NOTHING: Epoch = {
  fromAt: 0,
  isInScope: true,
  level: null,
  kind: 'unmapped',
  team: null,
  type: null,
  project: null,
  parent: null,
  resolution: null,
  isCancelledResolution: false,
  labels: [],
  components: [],
  title: '',
};

/** The fields of an epoch that are kept; `NOTHING` has them all, so that a new one cannot be forgotten. */
const FIELDS = Object.keys(NOTHING).filter((name): name is keyof Epoch => name !== 'fromAt');

/** The text that `parseTimelines` reads. */
export function timelineText(timeline: Timeline): string {
  const from = timeline.createdAt;
  const since = (at: number | null): number | null => (at === null ? null : at - from);
  const visits: Packed[5][number][] = [];
  for (const visit of timeline.visits) {
    visits.push(visit.leftCancelled === true ? ~visit.step : visit.step, visit.enterAt - from, since(visit.exitAt));
  }
  const blocked: Packed[6][number][] = [];
  for (const interval of timeline.blocked) blocked.push(interval.startAt - from, since(interval.endAt));
  let before = NOTHING;
  const epochs: [number, Record<string, unknown>][] = [];
  for (const epoch of timeline.epochs) {
    epochs.push([epoch.fromAt - from, differencesOf(before, epoch)]);
    before = epoch;
  }
  return JSON.stringify([
    timeline.source,
    timeline.item,
    timeline.url,
    from,
    since(timeline.deletedAt),
    visits,
    blocked,
    timeline.otherStatusAt.map((at) => at - from),
    epochs,
    timeline.problems.map(({ at, problem }) => [at - from, problem]),
  ]);
}

/** Timelines from their texts, joined by commas. Only `timelineText` writes them, so they are trusted like any value inside. */
export function parseTimelines(texts: string): readonly Timeline[] {
  const packed: readonly Packed[] = JSON.parse(`[${texts}]`);
  return packed.map(unpack);
}

function unpack(packed: Packed): Timeline {
  const [source, item, url, from, deletedAt, visits, blocked, otherStatusAt, epochs, problems] = packed;
  return {
    source,
    item,
    url,
    createdAt: from,
    deletedAt: deletedAt === null ? null : from + deletedAt,
    visits: visitsOf(visits, from),
    blocked: intervalsOf(blocked, from),
    otherStatusAt: otherStatusAt.map((at) => from + at),
    epochs: epochsOf(epochs, from),
    problems: problems.map(([at, problem]) => ({ at: from + at, problem })),
  };
}

function visitsOf(flat: readonly (number | null)[], from: number): readonly TimelineVisit[] {
  const visits: TimelineVisit[] = [];
  for (let index = 0; index < flat.length; index += 3) {
    const step = flat[index] ?? 0;
    const exit = flat[index + 2] ?? null;
    const enterAt = from + (flat[index + 1] ?? 0);
    const exitAt = exit === null ? null : from + exit;
    visits.push(step < 0 ? { step: -1 - step, enterAt, exitAt, leftCancelled: true } : { step, enterAt, exitAt });
  }
  return visits;
}

function intervalsOf(flat: readonly (number | null)[], from: number): readonly Interval[] {
  const intervals: Interval[] = [];
  for (let index = 0; index < flat.length; index += 2) {
    const end = flat[index + 1] ?? null;
    intervals.push({ startAt: from + (flat[index] ?? 0), endAt: end === null ? null : from + end });
  }
  return intervals;
}

function epochsOf(packed: readonly PackedEpoch[], from: number): readonly Epoch[] {
  let before = NOTHING;
  return packed.map(([fromAt, differences]) => {
    before = { ...before, ...differences, fromAt: from + fromAt };
    return before;
  });
}

function differencesOf(before: Epoch, epoch: Epoch): Record<string, unknown> {
  const differences: Record<string, unknown> = {};
  for (const field of FIELDS) {
    if (!isSame(before[field], epoch[field])) differences[field] = epoch[field];
  }
  return differences;
}

type FieldValue = Epoch[keyof Epoch];

function isSame(one: FieldValue, other: FieldValue): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  return one.length === other.length && one.every((text, index) => text === other[index]);
}
