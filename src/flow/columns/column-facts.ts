import {
  type ClosedStay,
  type Interval,
  type ItemFacts,
  type ItemProblem,
  KINDS,
  type KindOrUnmapped,
  LEVELS,
  type Level,
  type Move,
  type Visit,
} from '../facts.ts';
import { STATES, type State } from '../stream/document.ts';
import { IS, type ItemColumns, type ItemWords, NONE, OUTCOMES, WAYS } from './item-columns.ts';

/** Columns with what they cannot say: texts, and an item's whole facts. */
export interface ItemTable {
  readonly columns: ItemColumns;
  readonly words: ItemWords;
  /** The facts of a row at `asOf` as `factsAt` gives them. */
  readonly factsOf: (row: number, asOf: number) => ItemFacts;
}

const NO_INTERVALS: readonly Interval[] = [];
const NO_INSTANTS: readonly number[] = [];
const NO_PROBLEMS: readonly ItemProblem[] = [];

/**
 * The facts of one row, read from the columns when they are asked for; what the columns do not hold comes from `factsOf`. Only for rows
 * that are settled at `asOf`. A class, since its getters are shared by all twenty thousand of a stream; an item is an item for as long as
 * its table lives. Source: methods.md 2.
 */
export class ColumnFacts implements ItemFacts {
  readonly table: ItemTable;
  readonly row: number;
  private readonly asOf: number;
  private whole: ItemFacts | null = null;

  constructor(table: ItemTable, row: number, asOf: number) {
    this.table = table;
    this.row = row;
    this.asOf = asOf;
  }

  /** As a plain object, for answers that carry it whole. */
  toJSON(): ItemFacts {
    this.whole ??= this.table.factsOf(this.row, this.asOf);
    return this.whole;
  }

  get source(): string {
    return this.wordIn('source') ?? '';
  }
  get item(): string {
    return this.table.words.keys[this.row] ?? '';
  }
  get url(): string | null {
    return this.toJSON().url;
  }
  get title(): string {
    return this.table.words.titles[this.row] ?? '';
  }
  get type(): string | null {
    return this.wordIn('type');
  }
  get level(): Level | null {
    const place = this.table.columns.level[this.row] ?? NONE;
    return place === NONE ? null : (LEVELS[place] ?? null);
  }
  get kind(): KindOrUnmapped {
    return KINDS[this.table.columns.kind[this.row] ?? 0] ?? 'unmapped';
  }
  get team(): string | null {
    return this.wordIn('team');
  }
  get project(): string | null {
    return this.wordIn('project');
  }
  get parent(): string | null {
    return this.wordIn('parent');
  }
  get resolution(): string | null {
    return this.wordIn('resolution');
  }
  get labels(): readonly string[] {
    return this.table.words.lists[this.table.columns.labels[this.row] ?? 0] ?? [];
  }
  get components(): readonly string[] {
    return this.table.words.lists[this.table.columns.components[this.row] ?? 0] ?? [];
  }
  get createdAt(): number {
    return this.table.columns.createdAt[this.row] ?? 0;
  }
  get deletedAt(): number | null {
    return known(this.table.columns.deletedAt, this.row);
  }

  get state(): State {
    return STATES[this.table.columns.state[this.row] ?? 0] ?? 'new';
  }
  get step(): number {
    return this.table.columns.step[this.row] ?? -1;
  }
  get committedAt(): number | null {
    return known(this.table.columns.committedAt, this.row);
  }
  get completedAt(): number | null {
    return known(this.table.columns.completedAt, this.row);
  }
  get cancelledAt(): number | null {
    return known(this.table.columns.cancelledAt, this.row);
  }
  get isNeverStarted(): boolean {
    return this.is(IS.neverStarted);
  }
  get flowTimeMs(): number | null {
    const { completedAt, committedAt } = this;
    return completedAt === null || committedAt === null ? null : completedAt - committedAt;
  }
  get inProcessMs(): number {
    return this.is(IS.over) ? (this.table.columns.inProcessMs[this.row] ?? 0) : this.toJSON().inProcessMs;
  }
  get activeMs(): number {
    return this.inProcessMs - this.notActiveMs;
  }
  get waitingMs(): number {
    return this.is(IS.over) ? (this.table.columns.waitingMs[this.row] ?? 0) : this.toJSON().waitingMs;
  }
  get blockedMs(): number {
    return this.is(IS.over) ? (this.table.columns.blockedMs[this.row] ?? 0) : this.toJSON().blockedMs;
  }
  get notActiveMs(): number {
    return this.is(IS.over) ? (this.table.columns.notActiveMs[this.row] ?? 0) : this.toJSON().notActiveMs;
  }

  get visits(): readonly Visit[] {
    const { visitStart, visitStep, visitEnterAt, visitExitAt } = this.table.columns;
    const visits: Visit[] = [];
    const end = visitStart[this.row + 1] ?? 0;
    for (let at = visitStart[this.row] ?? 0; at < end; at += 1) {
      visits.push({ step: visitStep[at] ?? 0, enterAt: visitEnterAt[at] ?? 0, exitAt: known(visitExitAt, at) });
    }
    return visits;
  }
  get blocked(): readonly Interval[] {
    const { blockedStart, blockedFromAt, blockedToAt } = this.table.columns;
    const begin = blockedStart[this.row] ?? 0;
    const end = blockedStart[this.row + 1] ?? 0;
    if (begin === end) return NO_INTERVALS;
    const blocked: Interval[] = [];
    for (let at = begin; at < end; at += 1) {
      blocked.push({ startAt: blockedFromAt[at] ?? 0, endAt: known(blockedToAt, at) });
    }
    return blocked;
  }
  get moves(): readonly Move[] {
    const { moveStart, moveFrom, moveTo, moveAt } = this.table.columns;
    const moves: Move[] = [];
    const end = moveStart[this.row + 1] ?? 0;
    for (let at = moveStart[this.row] ?? 0; at < end; at += 1) {
      moves.push({ at: moveAt[at] ?? 0, from: moveFrom[at] ?? 0, to: moveTo[at] ?? 0 });
    }
    return moves;
  }
  get closedStays(): readonly ClosedStay[] {
    const { stayStart, stayOutcome, stayLeft, stayBeginAt, stayEndAt } = this.table.columns;
    const stays: ClosedStay[] = [];
    const end = stayStart[this.row + 1] ?? 0;
    for (let at = stayStart[this.row] ?? 0; at < end; at += 1) {
      const left = stayLeft[at] ?? NONE;
      stays.push({
        outcome: OUTCOMES[stayOutcome[at] ?? 0] ?? 'completed',
        beginAt: stayBeginAt[at] ?? 0,
        endAt: known(stayEndAt, at),
        left: left === NONE ? null : (WAYS[left] ?? null),
      });
    }
    return stays;
  }
  get reopens(): number {
    return this.table.columns.reopens[this.row] ?? 0;
  }
  get backflows(): number {
    return this.table.columns.backflows[this.row] ?? 0;
  }
  get revivals(): number {
    return this.table.columns.revivals[this.row] ?? 0;
  }
  get handedOffAt(): readonly number[] {
    return this.is(IS.handedOff) ? this.toJSON().handedOffAt : NO_INSTANTS;
  }
  get lastMovedAt(): number {
    return this.table.columns.lastMovedAt[this.row] ?? 0;
  }
  get isBlocked(): boolean {
    return this.is(IS.blocked);
  }
  get isPaused(): boolean {
    return this.is(IS.paused);
  }
  get problems(): readonly ItemProblem[] {
    return this.is(IS.problematic) ? this.toJSON().problems : NO_PROBLEMS;
  }

  private is(mark: number): boolean {
    return ((this.table.columns.marks[this.row] ?? 0) & mark) !== 0;
  }

  private wordIn(column: 'source' | 'team' | 'type' | 'project' | 'parent' | 'resolution'): string | null {
    const place = this.table.columns[column][this.row] ?? -1;
    return place === -1 ? null : (this.table.words.words[place] ?? null);
  }
}

function known(column: Float64Array, place: number): number | null {
  const value = column[place] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}
