import { makeItemStore } from '../flow/columns/items-at.ts';
import { type MadeColumns, makeColumns } from '../flow/columns/make-columns.ts';
import { prepareColumns } from '../flow/columns/prepare-columns.ts';
import { type ItemFacts, LEVELS } from '../flow/facts.ts';
import type { MeasureInput } from '../flow/measure.ts';
import { prepareBy } from '../flow/metrics/prepare.ts';
import type { Stream } from '../flow/stream/compile.ts';
import type { Timeline } from '../flow/timeline.ts';
import type { Window } from '../flow/window.ts';
import { parseTimelines } from '../storage/timeline-text.ts';
import type { KeptColumns } from './kept-columns.ts';
import { latestMap } from './latest-map.ts';

/** What a page is narrowed to; an empty list narrows nothing. */
export interface Filter {
  readonly kind: readonly string[];
  /** `(none)` stands for items of no team. */
  readonly team: readonly string[];
  readonly label: readonly string[];
  /** Keys of items of any level: what lies beneath them. */
  readonly epic: readonly string[];
}

export const NO_FILTER: Filter = { kind: [], team: [], label: [], epic: [] };
export const NO_TEAM = '(none)';

/** A stream's items at one version of its facts, ready to be looked at from any `asOf`. */
export interface StreamData {
  readonly stream: Stream;
  /** What a window and a filter show. */
  readonly inputFor: (window: Window, filter: Filter) => MeasureInput;
  /** When anything last changed about any item; null where there is none. */
  readonly lastChangeAt: number | null;
  /** An estimate, for keeping a bounded number of streams in memory. */
  readonly bytes: number;
}

/** What looks of all streams may take together, and what one takes for each item: its columns in the order that measures read. */
const LOOKS_BYTES = 500_000_000;
const LOOK_BYTES_AN_ITEM = 500;

interface Look {
  readonly all: readonly ItemFacts[];
  readonly items: readonly ItemFacts[];
}

/** The latest looks of all streams, by stream data, `asOf` and filter: shared, so that many streams cannot fill the memory together. */
const looks = latestMap<string, Look>(Number.MAX_SAFE_INTEGER, {
  budget: LOOKS_BYTES,
  weigh: ({ all }) => (all.length + 100) * LOOK_BYTES_AN_ITEM,
});
/** Columns and words of an item in memory, about. */
const BYTES_AN_ITEM = 600;
let lastId = 0;

/** A stream's items from their timelines. */
export function makeStreamData(stream: Stream, timelines: readonly Timeline[]): StreamData {
  const timelineOf = (row: number): Timeline => {
    const timeline = timelines[row];
    if (timeline === undefined) throw new Error(`there is no timeline ${row} of ${timelines.length}`);
    return timeline;
  };
  return streamDataOf(stream, makeColumns(timelines, stream), timelineOf, timelines.length * 3000);
}

/** A stream's items from what is kept beside the store; timelines are parsed when they are asked for. */
export function keptStreamData(stream: Stream, kept: KeptColumns): StreamData {
  const { texts, textStart, columns } = kept;
  const timelineOf = (row: number): Timeline => {
    const text = texts.toString('utf8', textStart[row], textStart[row + 1]);
    const [timeline] = parseTimelines(text);
    if (timeline === undefined) throw new Error(`there is no timeline ${row} of ${columns.count}`);
    return timeline;
  };
  return streamDataOf(stream, kept, timelineOf, texts.length + columns.count * BYTES_AN_ITEM);
}

/** A stream's items from their columns; `timelineOf` is asked for those that changed after the `asOf` that is looked from. */
function streamDataOf(
  stream: Stream,
  { columns, words }: MadeColumns,
  timelineOf: (row: number) => Timeline,
  bytes: number,
): StreamData {
  const { itemsAt } = makeItemStore(columns, words, stream, timelineOf);
  lastId += 1;
  const id = lastId;
  const look = (asOf: number, filter: Filter): Look => {
    const all = isNarrowing(filter) ? lookAt(asOf, NO_FILTER).all : itemsAt(asOf);
    const flowItem = stream.document.flowItem;
    const items = narrowed(all, filter).filter((facts) => facts.level === flowItem);
    prepareBy(items, (asked) => prepareColumns(items, columns, asked));
    return { all, items };
  };
  const lookAt = (asOf: number, filter: Filter): Look =>
    looks.getOrMake(`${id} ${asOf} ${JSON.stringify(filter)}`, () => look(asOf, filter));
  const last = columns.settledAt.reduce((latest, at) => Math.max(latest, at), Number.NEGATIVE_INFINITY);
  return {
    stream,
    bytes,
    lastChangeAt: Number.isFinite(last) ? last : null,
    inputFor: (window, filter) => ({ stream, window, ...lookAt(window.asOf, filter) }),
  };
}

function isNarrowing({ kind, team, label, epic }: Filter): boolean {
  return kind.length + team.length + label.length + epic.length > 0;
}

function narrowed(all: readonly ItemFacts[], filter: Filter): readonly ItemFacts[] {
  if (!isNarrowing(filter)) return all;
  const kinds = new Set(filter.kind);
  const teams = new Set(filter.team);
  const labels = new Set(filter.label);
  const beneath = filter.epic.length === 0 ? null : itemsBeneath(all, filter.epic);
  return all.filter(
    (facts) =>
      (kinds.size === 0 || kinds.has(facts.kind)) &&
      (teams.size === 0 || teams.has(facts.team ?? NO_TEAM)) &&
      (labels.size === 0 || facts.labels.some((label) => labels.has(label))) &&
      (beneath === null || beneath.has(facts.item)),
  );
}

/** Keys of everything beneath the given items, however deep; a parent cycle ends where it closes. */
export function itemsBeneath(all: readonly ItemFacts[], roots: readonly string[]): ReadonlySet<string> {
  const children = new Map<string, string[]>();
  for (const facts of all) {
    if (facts.parent === null) continue;
    const siblings = children.get(facts.parent);
    if (siblings === undefined) children.set(facts.parent, [facts.item]);
    else siblings.push(facts.item);
  }
  const found = new Set<string>();
  const open = [...roots];
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    for (const child of children.get(parent) ?? []) {
      if (found.has(child)) continue;
      found.add(child);
      open.push(child);
    }
  }
  return found;
}

/** Items above the flow item that have something beneath them or could have: epics, initiatives and so on, by key. */
export function itemsAbove(input: MeasureInput): readonly ItemFacts[] {
  const flowItemRank = LEVELS.indexOf(input.stream.document.flowItem);
  return input.all.filter((facts) => facts.level !== null && LEVELS.indexOf(facts.level) < flowItemRank);
}
