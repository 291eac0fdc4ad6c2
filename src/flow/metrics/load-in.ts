import { KINDS, type KindOrUnmapped } from '../facts.ts';
import type { MeasureInput } from '../measure.ts';
import { oncePerWindow, prepare } from './prepare.ts';
import { staysIn } from './stays-in.ts';

/** Work in process over a window, by step and by kind. Durations ms. */
export interface LoadIn {
  /** Length of the window, clipped at `asOf`. */
  readonly windowMs: number;
  /** ∫N dt, and the same of each step and kind. */
  readonly totalMs: number;
  readonly msByStep: Float64Array;
  readonly msByKind: Readonly<Record<KindOrUnmapped, number>>;
  /** Items in process just before the window's end, and the step that each is in. */
  readonly atEnd: readonly number[];
  readonly atEndStep: readonly number[];
  /** Indexes into `Prepared.items` of those in process at some moment of the window. */
  readonly touched: readonly number[];
}

/**
 * Load over a window by visits that truly happened, all lives; at the end it is the load just before the end.
 * Population: visits to waiting and active steps. A visit of no length is at no moment in process.
 * Source: methods.md 0, 2.4, 2.8.
 */
export const loadIn: (input: MeasureInput) => LoadIn = oncePerWindow((input) => {
  const { fromAt, endAt } = input.window;
  const { stays, items } = prepare(input);
  const { item, step, enterAt, exitAt } = stays;
  const msByStep = new Float64Array(input.stream.steps.length);
  const msByItem = new Float64Array(items.length);
  const atEnd: number[] = [];
  const atEndStep: number[] = [];
  const touched: number[] = [];
  let totalMs = 0;
  for (const index of staysIn(input)) {
    const enter = enterAt[index] ?? 0;
    const exit = exitAt[index] ?? 0;
    const from = enter > fromAt ? enter : fromAt;
    const to = exit < endAt ? exit : endAt;
    if (to <= from) continue;
    const who = item[index] ?? 0;
    const where = step[index] ?? 0;
    const ms = to - from;
    totalMs += ms;
    msByStep[where] = (msByStep[where] ?? 0) + ms;
    if (msByItem[who] === 0) touched.push(who);
    msByItem[who] = (msByItem[who] ?? 0) + ms;
    if (exit >= endAt) {
      atEnd.push(who);
      atEndStep.push(where);
    }
  }
  const msByKind: Record<KindOrUnmapped, number> = { feature: 0, defect: 0, risk: 0, debt: 0, unmapped: 0 };
  for (const who of touched) {
    const kind = items[who]?.kind ?? 'unmapped';
    msByKind[kind] += msByItem[who] ?? 0;
  }
  return { windowMs: endAt - fromAt, totalMs, msByStep, msByKind, atEnd, atEndStep, touched };
});

/** One number for each kind, unmapped shown. Source: methods.md 1.3. */
export type ByKind = Readonly<Record<KindOrUnmapped, number>>;

/** Counts items of each kind. Source: methods.md 1.3. */
export function countByKind(items: readonly { readonly kind: KindOrUnmapped }[]): ByKind {
  const counts: Record<KindOrUnmapped, number> = { feature: 0, defect: 0, risk: 0, debt: 0, unmapped: 0 };
  for (const { kind } of items) counts[kind] += 1;
  return counts;
}

/** Shares of a total, which sum to 1; null when there is nothing to share. Source: methods.md 2.5. */
export function sharesOf(amounts: ByKind): ByKind | null {
  let total = 0;
  for (const kind of KINDS) total += amounts[kind];
  if (total === 0) return null;
  return {
    feature: amounts.feature / total,
    defect: amounts.defect / total,
    risk: amounts.risk / total,
    debt: amounts.debt / total,
    unmapped: amounts.unmapped / total,
  };
}
