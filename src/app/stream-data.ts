import { type ItemFacts, LEVELS } from '../flow/facts.ts';
import { factsAt } from '../flow/facts-at.ts';
import type { MeasureInput } from '../flow/measure.ts';
import type { Stream } from '../flow/stream/compile.ts';
import type { Timeline } from '../flow/timeline.ts';
import type { Window } from '../flow/window.ts';
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

/** A stream's timelines at one version of its facts, ready to be looked at from any `asOf`. */
export interface StreamData {
  readonly stream: Stream;
  readonly timelines: readonly Timeline[];
  readonly inputFor: (window: Window, filter: Filter) => MeasureInput;
  /** An estimate, for keeping a bounded number of streams in memory. */
  readonly bytes: number;
}

/** How many distinct looks (`asOf` and filter) of one stream stay in memory. */
const KEPT_LOOKS = 12;
const EVER = Number.MAX_SAFE_INTEGER;

/**
 * Facts of an item that is over, and whose last change lies before `asOf`, are the same for every such `asOf`: they are folded once.
 * Only what is open, or changed later, is looked at again.
 */
export function makeStreamData(stream: Stream, timelines: readonly Timeline[]): StreamData {
  const settled = timelines.map((timeline) => {
    const facts = factsAt(timeline, stream, EVER);
    const isOver = facts !== null && (facts.completedAt !== null || facts.cancelledAt !== null);
    return { facts, settledAt: isOver || facts === null ? lastChangeAt(timeline) : EVER };
  });
  const looks = latestMap<number, readonly ItemFacts[]>(KEPT_LOOKS);
  const inputs = latestMap<string, Pick<MeasureInput, 'all' | 'items'>>(KEPT_LOOKS);

  const allAt = (asOf: number): readonly ItemFacts[] =>
    looks.getOrMake(asOf, () => {
      const all: ItemFacts[] = [];
      for (let index = 0; index < timelines.length; index += 1) {
        const timeline = timelines[index];
        const known = settled[index];
        if (timeline === undefined || known === undefined || timeline.createdAt > asOf) continue;
        const facts = known.settledAt <= asOf ? known.facts : factsAt(timeline, stream, asOf);
        if (facts !== null) all.push(facts);
      }
      return all;
    });

  return {
    stream,
    timelines,
    bytes: timelines.length * 1500,
    inputFor: (window, filter) => {
      const parts = inputs.getOrMake(JSON.stringify([window.asOf, filter]), () => {
        const all = allAt(window.asOf);
        const flowItem = stream.document.flowItem;
        return { all, items: narrowed(all, filter).filter((facts) => facts.level === flowItem) };
      });
      return { stream, window, ...parts };
    },
  };
}

function narrowed(all: readonly ItemFacts[], filter: Filter): readonly ItemFacts[] {
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

function lastChangeAt(timeline: Timeline): number {
  let last = timeline.createdAt;
  const visit = timeline.visits[timeline.visits.length - 1];
  if (visit !== undefined) last = Math.max(last, visit.enterAt);
  for (const blocked of timeline.blocked) last = Math.max(last, blocked.startAt, blocked.endAt ?? 0);
  for (const at of timeline.otherStatusAt) last = Math.max(last, at);
  for (const epoch of timeline.epochs) last = Math.max(last, epoch.fromAt);
  for (const problem of timeline.problems) last = Math.max(last, problem.at);
  return Math.max(last, timeline.deletedAt ?? 0);
}
