import type { ItemFacts } from '../facts.ts';
import type { MeasureInput, Metric, Unmeasurable } from '../measure.ts';
import { defineMetric, measured, measuredValue, unmeasurable } from './define.ts';
import { reasonWithoutTime, timedIn } from './flow-time.ts';
import { keysOf } from './items-in.ts';
import { prepare } from './prepare.ts';

/**
 * Which share of the time in process was work rather than waiting: ΣA / Σ(A + W).
 * Unit: share 0…1. Population: items completed in the window that ever started. A blocked item in a waiting step waits once.
 * Unmeasurable, never 100 %, while no waiting step is mapped and no blocking is known. Source: methods.md 2.3.
 */
export const flowEfficiency: Metric<number> = defineMetric({
  id: 'flow-efficiency',
  name: 'Flow efficiency',
  meaning: 'Which share of their time in process finished items were worked on rather than waiting or blocked.',
  unit: 'share',
  population:
    'Flow items completed in the window that entered a waiting or active step. Waiting is the time in waiting steps or blocked, counted once where both hold; pauses and time done are no part of it.',
  source: 'methods.md 2.3',
  exclusions: { 'never-started': 'Completed without ever entering a waiting or active step.' },
  shape: { value: 'Active time over active and waiting time of all items together, 0 to 1.' },
  weekly: {
    name: 'flow efficiency of items finished in the week',
    unit: 'share',
    scale: 'linear',
    canBeNegative: false,
    of: (input) => measuredValue(flowEfficiency.measure(input)),
  },
  measure: (input) => {
    const { items, excluded } = timedIn(input);
    const blind = whyWaitingIsUnknown(input);
    if (blind !== null) return blind;
    if (items.length === 0) return unmeasurable(reasonWithoutTime(excluded));
    const value = shareActive(items);
    if (value === null)
      return unmeasurable('The items finished in the window spent no time in waiting or active steps.');
    return measured(value, keysOf(items), { excluded });
  },
});

/** Active time over time in process of some items; null when they were never in process for any time. Source: methods.md 2.3. */
export function shareActive(items: readonly ItemFacts[]): number | null {
  let activeMs = 0;
  let inProcessMs = 0;
  for (const facts of items) {
    activeMs += facts.activeMs;
    inProcessMs += facts.inProcessMs;
  }
  return inProcessMs === 0 ? null : activeMs / inProcessMs;
}

function whyWaitingIsUnknown(input: MeasureInput): Unmeasurable | null {
  if (input.stream.steps.some((step) => step.state === 'waiting')) return null;
  if (prepare(input).knowsBlocking) return null;
  return unmeasurable(
    'No step of the map is a waiting step and no item is known to have been blocked, so waiting cannot be told from work; map the queues as waiting steps.',
  );
}
