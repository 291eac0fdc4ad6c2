import type { ItemFacts } from '../facts.ts';
import type { MeasureInput } from '../measure.ts';
import type { Stream } from '../stream/compile.ts';
import { defineMetric, measured, unmeasurable } from './define.ts';
import { meanOf, secondsOf } from './durations.ts';
import { reasonWithoutTime, timedIn } from './flow-time.ts';
import { keysOf, lowerBound } from './items-in.ts';
import { prepare } from './prepare.ts';

export interface FlowDebt {
  readonly debtSeconds: number;
  readonly sinceSeconds: number;
  readonly meanFlowTimeSeconds: number;
  readonly arrivals: number;
  readonly completions: number;
}

/**
 * Whether young work is finished while old work is left: the time since cumulative arrivals equalled the cumulative completions of
 * the window's end, minus the mean flow time of what was completed in the window.
 * Unit: seconds, above zero for debt. Population: items committed before the window's end; those paused or cancelled then are in
 * neither curve, nor are never started ones. Source: methods.md 2.8.
 */
export const flowDebt = defineMetric<FlowDebt>({
  id: 'flow-debt',
  name: 'Flow debt',
  meaning: 'Whether young work is finished while old work is left behind: above zero it is.',
  unit: 'seconds',
  population:
    'Both curves: flow items committed before the end of the window, without those that were paused or cancelled then; never started ones are in neither. The mean flow time is that of the items completed in the window; n counts these.',
  source: 'methods.md 2.8',
  exclusions: { 'never-started': 'Completed without ever entering a waiting or active step.' },
  shape: {
    debtSeconds: 'sinceSeconds − meanFlowTimeSeconds.',
    sinceSeconds: 'Time from when as many items had arrived as are completed now, to the end of the window.',
    meanFlowTimeSeconds: 'Mean flow time of the items completed in the window.',
    arrivals: 'Items on the curve of arrivals at the end of the window.',
    completions: 'Items on the curve of completions at the end of the window.',
  },
  measure: (input) => {
    const { items, durationsMs, excluded } = timedIn(input);
    const mean = meanOf(durationsMs);
    if (mean === null) return unmeasurable(reasonWithoutTime(excluded));
    const { endAt } = input.window;
    const { arrivedAt, completions } = curvesIn(input);
    const equalledAt = arrivedAt[completions - 1] ?? endAt;
    const sinceSeconds = secondsOf(endAt - equalledAt);
    return measured(
      {
        debtSeconds: secondsOf((sinceSeconds - mean) * 1000),
        sinceSeconds,
        meanFlowTimeSeconds: mean,
        arrivals: arrivedAt.length,
        completions,
      },
      keysOf(items),
      { unit: 'seconds', excluded },
    );
  },
});

/** Commitments of the items on the curve of arrivals, in order, and how many of them are on that of completions. */
function curvesIn(input: MeasureInput): { readonly arrivedAt: readonly number[]; readonly completions: number } {
  const { endAt } = input.window;
  const { committed, committedAt, endedAt } = prepare(input);
  const arrivedAt: number[] = [];
  let completions = 0;
  const arrived = lowerBound(committedAt, endAt);
  for (let index = 0; index < arrived; index += 1) {
    const facts = committed[index];
    if (facts === undefined) continue;
    const hasEnded = (endedAt[index] ?? endAt) < endAt;
    if (hasEnded ? facts.completedAt === null : isPausedAt(facts, input.stream, endAt)) continue;
    if (hasEnded) completions += 1;
    arrivedAt.push(committedAt[index] ?? endAt);
  }
  return { arrivedAt, completions };
}

/** Whether the item was back in a new step just before an instant. */
function isPausedAt(facts: ItemFacts, stream: Stream, at: number): boolean {
  let step = -1;
  for (const visit of facts.visits) {
    if (visit.enterAt >= at) break;
    step = visit.step;
  }
  return stream.steps[step]?.state === 'new';
}
