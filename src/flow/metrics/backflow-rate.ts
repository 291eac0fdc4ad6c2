import type { MeasureInput, Metric } from '../measure.ts';
import type { Window } from '../window.ts';
import { defineMetric, measured, unmeasurable } from './define.ts';
import { isWithin } from './items-in.ts';
import { inProcessSteps, oncePerWindow, type Prepared, prepare } from './prepare.ts';
import { rowsTouching } from './rows-touching.ts';
import { spansOf } from './spans.ts';

export interface Return {
  readonly from: string;
  readonly to: string;
  readonly moves: number;
  readonly items: readonly string[];
}

export interface BackflowRate {
  readonly rate: number;
  readonly backward: number;
  readonly moves: number;
  readonly revivals: number;
  readonly returns: readonly Return[];
}

/**
 * Which share of the moves between steps went to an earlier step.
 * Unit: share 0…1. Population: moves in the window, of all items; n counts moves. Arrivals, moves to cancelled and revivals are
 * no moves. No moves: unmeasurable. Source: methods.md 2.7.
 */
export const backflowRate: Metric<BackflowRate> = defineMetric({
  id: 'backflow-rate',
  name: 'Backflow rate',
  meaning: 'Which share of the moves between steps went back to an earlier step.',
  unit: 'share',
  population:
    'Moves from one step to another in the window, of all flow items, open or not; n counts moves. A first entry is an arrival and no move; a move to a cancelled step is none, a move out of one is a revival and counted apart. A reopen is a move back.',
  source: 'methods.md 2.7',
  exclusions: {},
  shape: {
    rate: 'Backward moves over all moves, 0 to 1.',
    backward: 'Moves to an earlier step.',
    moves: 'All moves.',
    revivals:
      'Cancelled items taken up again in the window, by entering a waiting or active step; no moves, so counted apart.',
    returns: 'Backward moves between each two steps: from, to, moves, items; the most frequent first.',
  },
  weekly: {
    name: 'share of the moves of the week that went back',
    unit: 'share',
    scale: 'linear',
    canBeNegative: false,
    of: (input) => ratesIn(input, [input.window])[0] ?? null,
    ofEach: ratesIn,
  },
  measure: (input) => {
    const { moves, backward, returns, items } = countMoves(input);
    const rate = shareOf(backward, moves);
    if (rate === null) return unmeasurable('No item moved from one step to another in the window.');
    return measured({ rate, backward, moves, revivals: revivalsIn(input), returns }, items, {
      n: moves,
    });
  },
});

/** The share of the moves that went back, in each of some windows; null without moves. Source: methods.md 2.7. */
function ratesIn(input: MeasureInput, windows: readonly Window[]): readonly (number | null)[] {
  const { length, from, to, at } = prepare(input).moves;
  const { placeOf } = spansOf(windows);
  const moves = new Int32Array(windows.length);
  const backward = new Int32Array(windows.length);
  for (let row = 0; row < length; row += 1) {
    const place = placeOf(at[row] ?? 0);
    if (place === -1) continue;
    moves[place] = (moves[place] ?? 0) + 1;
    if ((to[row] ?? 0) < (from[row] ?? 0)) backward[place] = (backward[place] ?? 0) + 1;
  }
  return windows.map((_, place) => shareOf(backward[place] ?? 0, moves[place] ?? 0));
}

function shareOf(backward: number, moves: number): number | null {
  return moves === 0 ? null : backward / moves;
}

const countMoves = oncePerWindow((input) => {
  const { stream, window } = input;
  const { moves: all, items } = prepare(input);
  const pairs = new Map<number, { from: number; to: number; moves: number; items: Set<string> }>();
  const returned = new Set<string>();
  let moves = 0;
  let backward = 0;
  for (const row of rowsTouching(all.at, all.at, window.fromAt, window.endAt)) {
    moves += 1;
    const from = all.from[row] ?? 0;
    const to = all.to[row] ?? 0;
    const item = items[all.item[row] ?? 0]?.item;
    if (to >= from || item === undefined) continue;
    backward += 1;
    returned.add(item);
    const key = from * stream.steps.length + to;
    const pair = pairs.get(key) ?? { from, to, moves: 0, items: new Set<string>() };
    pair.moves += 1;
    pair.items.add(item);
    pairs.set(key, pair);
  }
  const name = (step: number): string => stream.steps[step]?.name ?? '';
  const returns = [...pairs.values()]
    .toSorted((a, b) => b.moves - a.moves || a.from - b.from || a.to - b.to)
    .map((pair) => ({ from: name(pair.from), to: name(pair.to), moves: pair.moves, items: [...pair.items] }));
  return { moves, backward, returns, items: [...returned] };
});

const revivedAt = new WeakMap<Prepared, readonly number[]>();

/** Revivals of all lives that fall into the window. */
function revivalsIn(input: MeasureInput): number {
  const prepared = prepare(input);
  const known = revivedAt.get(prepared) ?? revivalsOf(input);
  revivedAt.set(prepared, known);
  return known.filter((at) => isWithin(input.window, at)).length;
}

/** A revival is the first entry to waiting or active after the cancelled stay, which may lead through new. Source: methods.md 2.1, 2.7. */
function revivalsOf(input: MeasureInput): readonly number[] {
  const isInProcess = inProcessSteps(input.stream);
  const instants: number[] = [];
  for (const facts of input.items) {
    if (facts.revivals === 0) continue;
    for (const stay of facts.closedStays) {
      if (stay.left !== 'revived') continue;
      const visit = facts.visits.find((one) => one.enterAt >= (stay.endAt ?? 0) && isInProcess[one.step] === true);
      if (visit !== undefined) instants.push(visit.enterAt);
    }
  }
  return instants;
}
