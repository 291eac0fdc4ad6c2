import { type ItemFacts, KINDS, LEVELS } from '../facts.ts';
import { factsAt } from '../facts-at.ts';
import type { Stream } from '../stream/compile.ts';
import { STATES } from '../stream/document.ts';
import type { Timeline } from '../timeline.ts';
import { IS, type ItemColumns, type ItemWords, NONE, OUTCOMES, WAYS } from './item-columns.ts';
import { makeWordBook, type WordBook } from './word-book.ts';

const EVER = Number.MAX_SAFE_INTEGER;

/** Columns that grow, before their length is known. */
type Growing = Record<Exclude<keyof ItemColumns, 'count' | `${string}Order`>, number[]>;

export interface MadeColumns {
  readonly columns: ItemColumns;
  readonly words: ItemWords;
}

/** Takes items one by one, so that a large stream need not be in memory at once. */
export interface ColumnsMaker {
  /** `atEnd`: the item's facts at the end of its history, as `factsAt` gives them. */
  readonly add: (timeline: Timeline, atEnd: ItemFacts | null) => void;
  readonly finish: () => MadeColumns;
}

/** The columns and texts of items, from their timelines. Source: methods.md 2. */
export function makeColumns(timelines: Iterable<Timeline>, stream: Stream): MadeColumns {
  const maker = startColumns();
  for (const timeline of timelines) maker.add(timeline, factsAt(timeline, stream, EVER));
  return maker.finish();
}

/** Columns to be filled. Rows are in the order in which items are added. Source: methods.md 2. */
export function startColumns(): ColumnsMaker {
  const book = makeWordBook();
  const keys: string[] = [];
  const titles: string[] = [];
  const growing = startedColumns();
  return {
    add: (timeline, facts) => {
      keys.push(timeline.item);
      titles.push(facts?.title ?? '');
      growing.createdAt.push(timeline.createdAt);
      growing.settledAt.push(lastChangeAt(timeline));
      growing.source.push(book.place(timeline.source));
      growing.marks.push(marksOf(facts));
      addTimes(growing, facts);
      addPlaces(growing, facts, book);
      addVisits(growing, facts);
      addStays(growing, facts);
    },
    finish: () => ({ columns: filled(growing, keys), words: { keys, titles, words: book.words, lists: book.lists } }),
  };
}

/** The last instant at which anything about an item changed. */
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

function marksOf(facts: ItemFacts | null): number {
  if (facts === null) return 0;
  const isOver = facts.completedAt !== null || facts.cancelledAt !== null;
  return (
    IS.known |
    (isOver ? IS.over : 0) |
    (facts.isBlocked ? IS.blocked : 0) |
    (facts.isPaused ? IS.paused : 0) |
    (facts.isNeverStarted ? IS.neverStarted : 0) |
    (facts.handedOffAt.length > 0 ? IS.handedOff : 0) |
    (facts.problems.length > 0 ? IS.problematic : 0)
  );
}

const instant = (at: number | null | undefined): number => at ?? Number.NaN;

function addTimes(columns: Growing, facts: ItemFacts | null): void {
  columns.deletedAt.push(instant(facts?.deletedAt));
  columns.committedAt.push(instant(facts?.committedAt));
  columns.completedAt.push(instant(facts?.completedAt));
  columns.cancelledAt.push(instant(facts?.cancelledAt));
  columns.lastMovedAt.push(instant(facts?.lastMovedAt));
  columns.inProcessMs.push(facts?.inProcessMs ?? 0);
  columns.waitingMs.push(facts?.waitingMs ?? 0);
  columns.blockedMs.push(facts?.blockedMs ?? 0);
  columns.notActiveMs.push(facts?.notActiveMs ?? 0);
  columns.reopens.push(facts?.reopens ?? 0);
  columns.revivals.push(facts?.revivals ?? 0);
  columns.backflows.push(facts?.backflows ?? 0);
}

function addPlaces(columns: Growing, facts: ItemFacts | null, book: WordBook): void {
  columns.level.push(facts === null || facts.level === null ? NONE : LEVELS.indexOf(facts.level));
  columns.kind.push(facts === null ? 0 : KINDS.indexOf(facts.kind));
  columns.state.push(facts === null ? 0 : STATES.indexOf(facts.state));
  columns.step.push(facts?.step ?? -1);
  columns.team.push(book.place(facts?.team ?? null));
  columns.type.push(book.place(facts?.type ?? null));
  columns.project.push(book.place(facts?.project ?? null));
  columns.parent.push(book.place(facts?.parent ?? null));
  columns.resolution.push(book.place(facts?.resolution ?? null));
  columns.labels.push(book.placeOfList(facts?.labels ?? []));
  columns.components.push(book.placeOfList(facts?.components ?? []));
}

function addVisits(columns: Growing, facts: ItemFacts | null): void {
  for (const visit of facts?.visits ?? []) {
    columns.visitStep.push(visit.step);
    columns.visitEnterAt.push(visit.enterAt);
    columns.visitExitAt.push(instant(visit.exitAt));
  }
  columns.visitStart.push(columns.visitStep.length);
  for (const move of facts?.moves ?? []) {
    columns.moveFrom.push(move.from);
    columns.moveTo.push(move.to);
    columns.moveAt.push(move.at);
  }
  columns.moveStart.push(columns.moveAt.length);
}

function addStays(columns: Growing, facts: ItemFacts | null): void {
  for (const stay of facts?.closedStays ?? []) {
    columns.stayOutcome.push(OUTCOMES.indexOf(stay.outcome));
    columns.stayLeft.push(stay.left === null ? NONE : WAYS.indexOf(stay.left));
    columns.stayBeginAt.push(stay.beginAt);
    columns.stayEndAt.push(instant(stay.endAt));
  }
  columns.stayStart.push(columns.stayBeginAt.length);
  for (const interval of facts?.blocked ?? []) {
    columns.blockedFromAt.push(interval.startAt);
    columns.blockedToAt.push(instant(interval.endAt));
  }
  columns.blockedStart.push(columns.blockedFromAt.length);
}

function startedColumns(): Growing {
  return {
    createdAt: [],
    settledAt: [],
    marks: [],
    level: [],
    kind: [],
    state: [],
    step: [],
    deletedAt: [],
    committedAt: [],
    completedAt: [],
    cancelledAt: [],
    lastMovedAt: [],
    inProcessMs: [],
    waitingMs: [],
    blockedMs: [],
    notActiveMs: [],
    reopens: [],
    revivals: [],
    backflows: [],
    source: [],
    team: [],
    type: [],
    project: [],
    parent: [],
    resolution: [],
    labels: [],
    components: [],
    visitStart: [0],
    visitStep: [],
    visitEnterAt: [],
    visitExitAt: [],
    moveStart: [0],
    moveFrom: [],
    moveTo: [],
    moveAt: [],
    stayStart: [0],
    stayOutcome: [],
    stayLeft: [],
    stayBeginAt: [],
    stayEndAt: [],
    blockedStart: [0],
    blockedFromAt: [],
    blockedToAt: [],
  };
}

function filled(from: Growing, keys: readonly string[]): ItemColumns {
  const completedAt = new Float64Array(from.completedAt);
  const committedAt = new Float64Array(from.committedAt);
  const cancelledAt = new Float64Array(from.cancelledAt);
  return {
    count: keys.length,
    createdAt: new Float64Array(from.createdAt),
    settledAt: new Float64Array(from.settledAt),
    marks: new Uint8Array(from.marks),
    level: new Uint8Array(from.level),
    kind: new Uint8Array(from.kind),
    state: new Uint8Array(from.state),
    step: new Int16Array(from.step),
    deletedAt: new Float64Array(from.deletedAt),
    committedAt,
    completedAt,
    cancelledAt,
    lastMovedAt: new Float64Array(from.lastMovedAt),
    inProcessMs: new Float64Array(from.inProcessMs),
    waitingMs: new Float64Array(from.waitingMs),
    blockedMs: new Float64Array(from.blockedMs),
    notActiveMs: new Float64Array(from.notActiveMs),
    reopens: new Int32Array(from.reopens),
    revivals: new Int32Array(from.revivals),
    backflows: new Int32Array(from.backflows),
    source: new Int32Array(from.source),
    team: new Int32Array(from.team),
    type: new Int32Array(from.type),
    project: new Int32Array(from.project),
    parent: new Int32Array(from.parent),
    resolution: new Int32Array(from.resolution),
    labels: new Int32Array(from.labels),
    components: new Int32Array(from.components),
    visitStart: new Int32Array(from.visitStart),
    visitStep: new Int16Array(from.visitStep),
    visitEnterAt: new Float64Array(from.visitEnterAt),
    visitExitAt: new Float64Array(from.visitExitAt),
    moveStart: new Int32Array(from.moveStart),
    moveFrom: new Int16Array(from.moveFrom),
    moveTo: new Int16Array(from.moveTo),
    moveAt: new Float64Array(from.moveAt),
    stayStart: new Int32Array(from.stayStart),
    stayOutcome: new Uint8Array(from.stayOutcome),
    stayLeft: new Uint8Array(from.stayLeft),
    stayBeginAt: new Float64Array(from.stayBeginAt),
    stayEndAt: new Float64Array(from.stayEndAt),
    blockedStart: new Int32Array(from.blockedStart),
    blockedFromAt: new Float64Array(from.blockedFromAt),
    blockedToAt: new Float64Array(from.blockedToAt),
    completedOrder: orderOf(completedAt, keys),
    committedOrder: orderOf(committedAt, keys),
    cancelledOrder: orderOf(cancelledAt, keys),
  };
}

/** Rows in order of an instant, then of the key; rows without the instant are left out. */
function orderOf(at: Float64Array, keys: readonly string[]): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < at.length; row += 1) if (!Number.isNaN(at[row])) rows.push(row);
  rows.sort((a, b) => {
    const difference = (at[a] ?? 0) - (at[b] ?? 0);
    return difference !== 0 ? difference : (keys[a] ?? '') < (keys[b] ?? '') ? -1 : 1;
  });
  return new Int32Array(rows);
}
