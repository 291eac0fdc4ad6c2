import { type Amount, baseValue, yearlyValue } from './amounts.ts';
import type { Movement } from './movements.ts';
import type { Direction } from './statement.ts';
import type { Line } from './tokens.ts';
import { PHRASAL, POINTING_PHRASAL, type Pointing, pointingOf } from './words/directions.ts';

/** A word that says which way. */
export interface Pointer {
  readonly at: number;
  readonly way: Pointing;
}

/** How far from a figure its direction may stand, in tokens. */
const REACH = 40;

function pointerAt(line: Line, at: number): Pointer | null {
  const way = pointingOf(line.lower(at));
  if (way === null || line.lower(at + 1) === 'than') return null;
  const before = line.lower(at - 1);
  const word = line.lower(at);
  if ((word === 'up' || word === 'down') && PHRASAL.has(before) && !POINTING_PHRASAL.has(before)) return null;
  if ((word === 'up' || word === 'down') && line.lower(at + 1) === 'to' && pointingOf(before) !== null) return null;
  if (word === 'more' && before === 'no') return null;
  if (word === 'more' && line.lower(at + 1).endsWith('ly')) return null;
  if (before === 'or' || before === 'sooner') return null;
  return { at, way };
}

/** "by cutting …", "and lower …", ", which lifts": what follows has a direction of its own. */
function isBoundary(line: Line, at: number): boolean {
  const word = line.lower(at);
  if (/^(?:[.;:•(]|so|which|while|without|because)$/.test(word)) return true;
  const isJoin = word === 'by' || word === 'and' || word === ',';
  const next = pointingOf(line.lower(at + 1));
  return isJoin && (next === 'up' || next === 'down' || next === 'better');
}

function anchorOf(movement: Movement): number {
  const ends = [movement.baseline, movement.change, movement.target].filter((each) => each !== null);
  return Math.min(...ends.map((each) => each.first));
}

/** The words that say which way a movement goes, the nearest clause's first. Source: methods.md 5.2. */
export function pointersOf(line: Line, movement: Movement | null): readonly Pointer[] {
  const found = allPointersOf(line, movement);
  // With a size of change, "stay" and "keep" are part of the words: "twice as many stay".
  return movement !== null && movement.change !== null ? found.filter((each) => each.way !== 'hold') : found;
}

function allPointersOf(line: Line, movement: Movement | null): readonly Pointer[] {
  if (movement === null) return pointersIn(line, 0, line.length).slice(0, 1);
  const anchor = anchorOf(movement);
  const { change } = movement;
  if (change !== null) {
    const next = line.lower(change.last) === 'relative' ? change.last + 1 : change.last;
    const own = pointersIn(line, change.isPart ? change.first : next, next + 1);
    if (own.length > 0) return own.slice(0, 1);
  }
  let start = anchor;
  while (start > 0 && anchor - start < REACH && !isBoundary(line, start - 1)) start -= 1;
  const before = pointersIn(line, start, anchor);
  if (before.length > 0) return before;
  const wider = pointersIn(line, Math.max(0, anchor - REACH), anchor);
  const last = wider.at(-1);
  if (last !== undefined) return [last];
  return pointersIn(line, anchor, Math.min(line.length, anchor + REACH)).slice(0, 1);
}

function pointersIn(line: Line, first: number, last: number): readonly Pointer[] {
  const found: Pointer[] = [];
  for (let at = first; at < last; at += 1) {
    const pointer = pointerAt(line, at);
    if (pointer !== null) found.push(pointer);
  }
  return found;
}

/** Whether two figures measure the same and can be compared. Source: methods.md 5.2. */
export function areComparable(a: Amount, b: Amount): boolean {
  if (a.unit.dimension !== b.unit.dimension) return isBare(a) || isBare(b);
  return (
    a.unit.dimension !== 'money' || a.unit.name === b.unit.name || a.unit.name === 'pence' || b.unit.name === 'pence'
  );
}

function isBare(amount: Amount): boolean {
  return amount.unit.name === '' && !amount.isFigure;
}

/** The way from baseline to target; null when one is missing or they cannot be compared. `same` is no movement. Source: methods.md 5.2. */
export function wayOfLevels(baseline: Amount | null, target: Amount | null): 'up' | 'down' | 'same' | null {
  if (baseline === null || target === null || !areComparable(baseline, target)) return null;
  const isYearly = baseline.per !== target.per && baseline.per !== '' && target.per !== '';
  const from = isYearly ? yearlyValue(baseline) : baseValue(baseline);
  const to = isYearly ? yearlyValue(target) : baseValue(target);
  if (Math.abs(from - to) <= 1e-9 * Math.max(Math.abs(from), Math.abs(to))) return 'same';
  return to > from ? 'up' : 'down';
}

/** A pointer as a direction, the good side of the metric for improving and reaching; null where that is not known. Source: methods.md 5.2. */
export function directionOf(way: Pointing, goodSide: 'up' | 'down' | null): Direction | null {
  if (way === 'better') return goodSide;
  return way === 'reach' ? (goodSide ?? 'up') : way;
}
