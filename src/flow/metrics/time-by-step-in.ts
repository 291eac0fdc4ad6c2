import { type BootstrapShares, bootstrapShares } from '../../statistics/bootstrap-shares.ts';
import type { Excluded, MeasureInput } from '../measure.ts';
import { loadIn } from './load-in.ts';
import { oncePerWindow, prepare } from './prepare.ts';
import { staysIn } from './stays-in.ts';

/** In-process time inside a window, by step, and what resampling its items says about the shares. */
export interface TimeByStep {
  /** By step index, ms. */
  readonly msByStep: Float64Array;
  readonly totalMs: number;
  readonly items: readonly string[];
  readonly excluded: readonly Excluded[];
  readonly bootstrap: BootstrapShares;
}

const RESAMPLES = 400;
/** Any fixed number: the same items give the same interval on every machine. */
const SEED = 20_140_101;

/**
 * In-process time of the present lives inside the window, by step, with a bootstrap over items.
 * Population: completed and ongoing items; cancelled ones are left out by name, and so are those that are no longer committed.
 * Source: methods.md 2.2, 2.10.
 */
export const timeByStepIn: (input: MeasureInput) => TimeByStep = oncePerWindow((input) => {
  const { fromAt, endAt } = input.window;
  const { stays, items, committedOf, cancelledOf } = prepare(input);
  const columns = input.stream.steps.length;
  const rows = new Int32Array(items.length).fill(-1);
  const cells = new Float64Array(loadIn(input).touched.length * columns);
  const keys: string[] = [];
  const left = new Map<string, string>();
  const msByStep = new Float64Array(columns);
  let totalMs = 0;
  for (const index of staysIn(input)) {
    const enter = stays.enterAt[index] ?? 0;
    const to = Math.min(stays.exitAt[index] ?? 0, endAt);
    if (to <= fromAt || enter >= endAt || to <= enter) continue;
    const who = stays.item[index] ?? 0;
    const committedAt = committedOf[who] ?? Number.NaN;
    const isCancelled = !Number.isNaN(cancelledOf[who] ?? Number.NaN);
    if (isCancelled || Number.isNaN(committedAt)) {
      left.set(items[who]?.item ?? '', isCancelled ? 'cancelled' : 'not-committed');
      continue;
    }
    const from = Math.max(enter, fromAt, committedAt);
    if (to <= from) continue;
    let row = rows[who] ?? -1;
    if (row === -1) {
      row = keys.length;
      rows[who] = row;
      keys.push(items[who]?.item ?? '');
    }
    const step = stays.step[index] ?? 0;
    cells[row * columns + step] = (cells[row * columns + step] ?? 0) + to - from;
    msByStep[step] = (msByStep[step] ?? 0) + to - from;
    totalMs += to - from;
  }
  return {
    msByStep,
    totalMs,
    items: keys,
    excluded: [...left].map(([item, reason]) => ({ item, reason })),
    bootstrap: bootstrapShares(cells.subarray(0, keys.length * columns), columns, RESAMPLES, SEED),
  };
});
