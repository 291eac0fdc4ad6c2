import type { MeasureInput } from '../measure.ts';
import { defineMetric, measured, unmeasurable } from './define.ts';

export interface IterationResult {
  readonly name: string;
  readonly planned: number;
  readonly completed: number;
  readonly share: number;
}

export interface FlowPredictability {
  readonly low: number;
  readonly high: number;
  readonly iterations: readonly IterationResult[];
}

/**
 * Which part of what was planned for an iteration was completed in it, as a range over the iterations that ended in the window.
 * Unit: share 0…1. Population: items that were in the iteration when it began; n counts them once an iteration. Iterations without a
 * plan are left out. Without iterations: unmeasurable. Source: methods.md 2.12.
 */
export const flowPredictability = defineMetric<FlowPredictability>({
  id: 'flow-predictability',
  name: 'Flow predictability',
  meaning: 'Which part of what was planned for an iteration was finished in it, as a range.',
  unit: 'share',
  population:
    'Iterations that ended in the window and for which anything was planned; of each, the items that were in it when it began. n counts an item once for each iteration.',
  source: 'methods.md 2.12',
  exclusions: {},
  shape: {
    low: 'The lowest completed / planned of an iteration.',
    high: 'The highest.',
    iterations: 'Each iteration: name, planned, completed, share.',
  },
  measure: (input) => {
    if (input.iterations === undefined || input.iterations.length === 0) {
      return unmeasurable('The stream knows no iterations, so nothing was planned that could be compared.');
    }
    const { iterations, items } = resultsIn(input);
    if (iterations.length === 0) return unmeasurable('No iteration with a plan ended in the window.');
    const shares = iterations.map((one) => one.share);
    const value = { low: Math.min(...shares), high: Math.max(...shares), iterations };
    return measured(value, [...new Set(items)], { n: items.length });
  },
});

function resultsIn(input: MeasureInput): { iterations: readonly IterationResult[]; items: readonly string[] } {
  const { calendar, fromAt, endAt } = input.window;
  const byKey = new Map(input.items.map((facts) => [facts.item, facts]));
  const iterations: IterationResult[] = [];
  const items: string[] = [];
  for (const iteration of input.iterations ?? []) {
    const startAt = calendar.startOf(iteration.from);
    const closedAt = calendar.startOf(iteration.to);
    if (closedAt <= fromAt || closedAt > endAt) continue;
    const planned = iteration.planned.flatMap((key) => byKey.get(key) ?? []);
    if (planned.length === 0) continue;
    const completed = planned.filter(
      ({ completedAt }) => completedAt !== null && completedAt >= startAt && completedAt < closedAt,
    ).length;
    iterations.push({
      name: iteration.name,
      planned: planned.length,
      completed,
      share: completed / planned.length,
    });
    items.push(...planned.map((facts) => facts.item));
  }
  return { iterations, items };
}
