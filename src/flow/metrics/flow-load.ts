import type { KindOrUnmapped } from '../facts.ts';
import type { MeasureInput } from '../measure.ts';
import type { Window } from '../window.ts';
import { defineMetric, measured } from './define.ts';
import { type ByKind, countByKind, loadIn } from './load-in.ts';
import { inProcessSteps, prepare } from './prepare.ts';
import { spansOf } from './spans.ts';

export interface StepLoad {
  readonly step: string;
  readonly atEnd: number;
  readonly average: number;
  readonly limit: number | null;
}

export interface FlowLoad {
  readonly atEnd: number;
  readonly average: number;
  readonly byKind: Readonly<Record<KindOrUnmapped, { readonly atEnd: number; readonly average: number }>>;
  readonly byStep: readonly StepLoad[];
}

/**
 * How many items are in process: just before the window's end, and on average over it, (1/T)∫N dt.
 * Unit: items. Population: items in waiting or active steps, by visits that truly happened (all lives, reopened too);
 * paused items are in no such step. Source: methods.md 2.4.
 */
export const flowLoad = defineMetric<FlowLoad>({
  id: 'flow-load',
  name: 'Flow load',
  meaning: 'How many items are in process: at the end of the window, and on average over it.',
  unit: 'items',
  population:
    'Flow items in a waiting or active step, by visits that truly happened: those later reopened, cancelled or revived were in process when they were. Paused items (back in a new step) are not.',
  source: 'methods.md 2.4',
  exclusions: {},
  shape: {
    atEnd: 'Items in process just before the end of the window.',
    average: 'Time integral of the load over the window, divided by its length.',
    byKind: 'Both for each kind.',
    byStep: 'Both for each waiting or active step in map order, with its limit (null without one).',
  },
  weekly: {
    name: 'average load in the week',
    unit: 'items',
    scale: 'linear',
    canBeNegative: false,
    of: (input) => averageLoads(input, [input.window])[0] ?? null,
    ofEach: averageLoads,
  },
  measure: (input) => {
    const load = loadIn(input);
    const { items } = prepare(input);
    const open = load.atEnd.flatMap((index) => items[index] ?? []);
    const kinds: ByKind = countByKind(open);
    const average = (ms: number): number => ms / load.windowMs;
    const inProcess = inProcessSteps(input.stream);
    const ofKind = (kind: KindOrUnmapped) => ({ atEnd: kinds[kind], average: average(load.msByKind[kind]) });
    return measured(
      {
        atEnd: open.length,
        average: average(load.totalMs),
        byKind: {
          feature: ofKind('feature'),
          defect: ofKind('defect'),
          risk: ofKind('risk'),
          debt: ofKind('debt'),
          unmapped: ofKind('unmapped'),
        },
        byStep: input.stream.steps
          .filter((step) => inProcess[step.index] === true)
          .map((step) => ({
            step: step.name,
            atEnd: load.atEndStep.filter((index) => index === step.index).length,
            average: average(load.msByStep[step.index] ?? 0),
            limit: step.limit,
          })),
      },
      open.map((facts) => facts.item),
    );
  },
});

/** ∫N dt over the length of each of some windows, one after the other in time; null for a window of no length. Source: methods.md 2.4. */
function averageLoads(input: MeasureInput, windows: readonly Window[]): readonly (number | null)[] {
  const { length, enterAt, exitAt } = prepare(input).stays;
  const { beginAt, endAt, firstEndingAfter } = spansOf(windows);
  const totalMs = new Float64Array(windows.length);
  const firstAt = beginAt[0] ?? 0;
  const lastAt = endAt[windows.length - 1] ?? 0;
  for (let row = 0; row < length; row += 1) {
    const enter = enterAt[row] ?? 0;
    const exit = exitAt[row] ?? 0;
    if (enter >= lastAt || exit <= firstAt) continue;
    for (let place = firstEndingAfter(enter); exit > (beginAt[place] ?? Number.POSITIVE_INFINITY); place += 1) {
      const from = Math.max(enter, beginAt[place] ?? 0);
      const to = Math.min(exit, endAt[place] ?? 0);
      totalMs[place] = (totalMs[place] ?? 0) + to - from;
    }
  }
  return windows.map(({ fromAt, endAt: end }, place) => (end > fromAt ? (totalMs[place] ?? 0) / (end - fromAt) : null));
}
