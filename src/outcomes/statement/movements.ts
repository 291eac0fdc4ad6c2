import type { Amount } from './amounts.ts';
import type { Placed } from './placed.ts';
import type { Line } from './tokens.ts';
import { pointingOf } from './words/directions.ts';
import { isMeasure } from './words/measures.ts';

/** One metric's figures: where it stands, where it goes, by how much. */
export interface Movement {
  readonly baseline: Amount | null;
  readonly target: Amount | null;
  readonly change: Amount | null;
  /** The side that the figure's own words say. */
  readonly side: 'up' | 'down' | null;
  readonly isFloor: boolean;
}

interface Open {
  baseline: Placed | null;
  target: Placed | null;
  change: Placed | null;
}

const GUARDS = new Set(['without', 'while', 'whilst', 'unless', 'provided']);
/** "… leading to": what follows is an outcome of its own. */
const LEADING = new Set(['leading', 'leads', 'resulting', 'results', 'yielding']);
/** Words further back than this have no bearing on a figure, in tokens. */
const FAR = 60;
const STRENGTH = { target: 2, limit: 1, floor: 1, loose: 0, window: 0, baseline: 0, change: 0 } as const;

/** Whether a new direction, or a new measure behind "and", stands between two figures: then they belong to two outcomes. */
function startsAnew(line: Line, first: number, last: number, needsPointing: boolean): boolean {
  let hasJoin = false;
  for (let at = Math.max(first, last - FAR); at < last; at += 1) {
    const word = line.lower(at);
    if (word === '•' || LEADING.has(word)) return true;
    const isPhrase = word === 'up' || word === 'down';
    if (!isPhrase && pointingOf(word) !== null && line.lower(at + 1) !== 'than') return true;
    if (word === 'and' || word === ',' || word === ';' || word === '.') hasJoin = true;
    if (!needsPointing && hasJoin && (isMeasure(word) || word === 'engagement')) return true;
  }
  return false;
}

function lastOf(open: Open): number {
  return Math.max(open.baseline?.amount.last ?? 0, open.target?.amount.last ?? 0, open.change?.amount.last ?? 0);
}

function fitTarget(open: Open, placed: Placed): boolean {
  const before = open.target;
  if (before === null) {
    open.target = placed;
    return true;
  }
  if (STRENGTH[before.role] >= STRENGTH[placed.role]) return false;
  if (
    open.baseline === null &&
    before.role !== 'limit' &&
    placed.isMarked &&
    before.amount.last >= placed.amount.first - 3
  ) {
    open.baseline = before;
  }
  open.target = placed;
  return true;
}

/** Puts a figure into the outcome that is open; false when it needs one of its own. */
function fit(line: Line, open: Open, placed: Placed): boolean {
  const isNear = !startsAnew(line, lastOf(open), placed.amount.first, placed.role === 'baseline');
  if (placed.role === 'baseline') {
    if (open.baseline !== null) return !placed.isMarked;
    const isFree = open.target === null || isNear || !placed.isMarked || STRENGTH[open.target.role] < 2;
    if (isFree && (isNear || open.change === null || !placed.isMarked)) {
      open.baseline = placed;
      return true;
    }
    return false;
  }
  if (placed.role === 'change') {
    const isEmpty = open.change === null && open.target === null;
    if (isEmpty || (open.change === null && isNear)) {
      open.change = placed;
      return true;
    }
    return open.change !== null && isNear;
  }
  if (placed.role === 'target') {
    if (fitTarget(open, placed)) return true;
    return isNear || !placed.isMarked;
  }
  if (placed.role === 'floor' && open.target !== null && STRENGTH[open.target.role] > 0 && !isNear) return false;
  if (open.target === null && (open.change === null || placed.role !== 'loose')) open.target = placed;
  else if (open.change === null) fitTarget(open, placed);
  return true;
}

function close(open: Open): Movement {
  const { target, change } = open;
  const side =
    target !== null && (target.role !== 'loose' || target.side !== null) ? target.side : (change?.side ?? null);
  const [baseline, reached] = shareUnits(open.baseline?.amount ?? null, target?.amount ?? null);
  return {
    baseline,
    target: reached,
    change: change?.amount ?? null,
    side: side ?? change?.side ?? null,
    isFloor: target?.role === 'floor',
  };
}

/** "From 3 to 5 days": the unit is said once. */
function shareUnits(a: Amount | null, b: Amount | null): readonly [Amount | null, Amount | null] {
  if (a === null || b === null) return [a, b];
  if (a.unit.name === '' && b.unit.name !== '') return [{ ...a, unit: b.unit }, b];
  if (b.unit.name === '' && a.unit.name !== '' && b.isFigure) return [a, { ...b, unit: a.unit }];
  return [a, b];
}

/** The outcomes that the figures of a statement make, in order. Source: methods.md 5.2. */
export function readMovements(line: Line, placed: readonly Placed[]): readonly Movement[] {
  const done: Open[] = [];
  let open: Open | null = null;
  for (const one of placed.filter((each) => each.role !== 'window')) {
    const isOpen: boolean = open !== null && (open.target !== null || open.change !== null);
    if (isOpen && open !== null && one.role !== 'baseline' && hasGuard(line, lastOf(open), one.amount.first)) continue;
    if (open === null || !fit(line, open, one)) {
      if (open !== null && !isStray(open)) done.push(open);
      open = { baseline: null, target: null, change: null };
      fit(line, open, one);
    }
  }
  if (open !== null) done.push(open);
  const isDone = done.some((each) => each.target !== null || each.change !== null);
  const window = placed.find((each) => each.role === 'window');
  if (!isDone && window !== undefined) {
    const first = done[0];
    if (first === undefined) done.push({ baseline: null, target: window, change: null });
    else first.target = window;
  }
  return done.map(close);
}

/** A bare figure before figures that say more is part of the words. */
function isStray(open: Open): boolean {
  return open.target?.role === 'loose' && open.baseline === null && open.change === null;
}

/** "… without X above 2 %": a guard rail, which ends with its sentence. */
function hasGuard(line: Line, first: number, last: number): boolean {
  let isGuarded = false;
  for (let at = Math.max(first, last - FAR); at < last; at += 1) {
    if (GUARDS.has(line.lower(at))) isGuarded = true;
    if (line.lower(at) === ';' || line.lower(at) === '.') isGuarded = false;
  }
  return isGuarded;
}
