import type { Day } from '../flow/calendar.ts';
import { addDays, calendarOf, daysOf } from '../flow/calendar.ts';
import type { ItemHistory } from '../flow/history.ts';
import { randomOf } from '../statistics/random.ts';
import type { ItemRecord } from './engine/item-record.ts';
import type { StreamPlan } from './engine/plan.ts';
import { scalePlan } from './engine/scale-plan.ts';
import { simulateFlow } from './engine/simulate-flow.ts';
import type { WorkHours } from './engine/work-hours.ts';
import { workHoursOf } from './engine/work-hours.ts';
import { addOddities } from './oddities.ts';
import { cataloguePlan } from './plans/catalogue.ts';
import { checkoutPlan } from './plans/checkout.ts';
import { partnerPortalPlan } from './plans/partner-portal.ts';
import { writeDocument } from './write-document.ts';

/** Something that happened, pinned to a day. */
export interface SampleNote {
  /** A day of the stream's zone. */
  readonly on: Day;
  readonly text: string;
}

/** One value stream: its document, its whole history and the notes of its people. */
export interface SampleStream {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  /** YAML, valid by src/flow/stream/document.ts. */
  readonly documentText: string;
  /** Items of every level, in order of creation. */
  readonly histories: readonly ItemHistory[];
  readonly notes: readonly SampleNote[];
}

/** The streams of one simulation. */
export interface SampleOrganisation {
  readonly endOn: Day;
  readonly streams: readonly SampleStream[];
}

/** What decides every byte of the simulation. */
export interface OrganisationOptions {
  readonly seed: number;
  /** The first day on which nothing has happened yet: the last instant of work lies before it in every zone. */
  readonly endOn: Day;
  /** Share of the full size (about 6,000 items): teams, arrivals and limits scale together. Default 1. */
  readonly scale?: number;
}

const MONTHS = 18;
const WARM_UP_WEEKS = 12;
const PLANS = [checkoutPlan, cataloguePlan, partnerPortalPlan] as const;
/** Source name of every sample item. */
export const SAMPLE_SOURCE = 'sample';

/**
 * An invented organisation of three streams and eight teams over the eighteen months before `endOn`, simulated as queues:
 * the same seed and day give the same histories. Population: items that were open or closed in those months; older ones
 * only as parents or blockers of these.
 */
export function simulateOrganisation(options: OrganisationOptions): SampleOrganisation {
  const { seed, endOn } = options;
  const courses: { plan: StreamPlan; hours: WorkHours; records: readonly ItemRecord[] }[] = [];
  for (const planOf of PLANS) {
    const plan = scalePlan(planOf(endOn), options.scale ?? 1);
    const hours = workHoursOf(plan.timeZone, endOn, MONTHS, WARM_UP_WEEKS);
    const elsewhere = courses[0]?.records ?? [];
    courses.push({ plan, hours, records: simulateFlow(plan, hours, seed, elsewhere) });
  }
  const all = new Map(courses.flatMap(({ records }) => records.map((record) => [record.item, record])));
  const kept = courses.map(({ hours, records }) => keep(records, all, hours.startAt));
  const linked = new Set(kept.flat().map((record) => record.item));
  const sequenceOf = numberEntries(kept.flat());
  return {
    endOn,
    streams: courses.map(({ plan, hours }, place) => {
      const histories = (kept[place] ?? []).map((record) =>
        record.toHistory(SAMPLE_SOURCE, (at) => sequenceOf(record, at)),
      );
      const random = randomOf(seed).fork(`${plan.id} oddities`);
      return {
        id: plan.id,
        name: plan.name,
        timeZone: plan.timeZone,
        documentText: writeDocument(plan, hours.holidays),
        histories: addOddities(
          histories.map((one) => dropLostLinks(one, linked)),
          random,
          hours.endAt,
        ),
        notes: notesOf(plan, hours, endOn),
      };
    }),
  };
}

/** Records with a life in the shown months, and those above them. */
function keep(
  records: readonly ItemRecord[],
  all: ReadonlyMap<string, ItemRecord>,
  startAt: number,
): readonly ItemRecord[] {
  const kept = new Set<ItemRecord>();
  for (const record of records) {
    const last = record.changes[record.changes.length - 1]?.at ?? record.createdAt;
    const isOpen = record.fields.resolution === null;
    if (last < startAt && !isOpen) continue;
    for (let one: ItemRecord | undefined = record; one !== undefined; ) {
      kept.add(one);
      one = one.fields.parent === null ? undefined : all.get(one.fields.parent);
    }
  }
  return records.filter((record) => kept.has(record));
}

/** Numbers what was said at one moment about one item as one entry, ascending in time over the whole organisation. */
function numberEntries(records: readonly ItemRecord[]): (record: ItemRecord, at: number) => number {
  const entries: { readonly record: ItemRecord; readonly at: number }[] = [];
  for (const record of records) {
    for (const at of new Set(record.changes.map((change) => change.at))) entries.push({ record, at });
  }
  entries.sort((one, other) => one.at - other.at);
  const numbers = new Map<ItemRecord, Map<number, number>>();
  entries.forEach(({ record, at }, place) => {
    const own = numbers.get(record) ?? new Map<number, number>();
    own.set(at, 100_001 + place);
    numbers.set(record, own);
  });
  return (record, at) => numbers.get(record)?.get(at) ?? 0;
}

const OUTSIDE = /^OPS-/;

/** Links to items that ended before the shown months are left out; blockers outside the organisation stay unknown. */
function dropLostLinks(history: ItemHistory, kept: ReadonlySet<string>): ItemHistory {
  const isLost = (item: string): boolean => !kept.has(item) && !OUTSIDE.test(item);
  if (!history.changes.some((change) => change.field === 'link' && isLost(change.link.item))) return history;
  return {
    ...history,
    changes: history.changes.filter((change) => change.field !== 'link' || !isLost(change.link.item)),
  };
}

function notesOf(plan: StreamPlan, hours: WorkHours, endOn: Day): readonly SampleNote[] {
  const own = plan.notes.map((note) => ({ on: addDays(endOn, -Math.round(7 * note.weeksLeft)), text: note.text }));
  const startOn = calendarOf(plan.timeZone).dayOf(hours.startAt);
  const closures = daysOf(startOn, endOn)
    .filter((day) => day.endsWith('-12-24'))
    .map((on) => ({ on, text: 'Most people are away until after New Year' }));
  return [...own, ...closures].toSorted((one, other) => (one.on < other.on ? -1 : 1));
}
