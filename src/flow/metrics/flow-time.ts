import type { ItemFacts } from '../facts.ts';
import type { Excluded, MeasureInput } from '../measure.ts';
import { defineMetric, measured, unmeasurable } from './define.ts';
import { meanOf, type Percentiles, percentilesOf } from './durations.ts';
import { completedIn, keysOf } from './items-in.ts';
import { oncePerWindow } from './prepare.ts';

export interface FlowTime extends Percentiles {
  readonly mean: number | null;
}

export interface TimedItems {
  readonly items: readonly ItemFacts[];
  /** Their flow times, ms, in the same order. */
  readonly durationsMs: readonly number[];
  readonly excluded: readonly Excluded[];
}

/** Items completed in the window that have a flow time, and those left out because they never started. Source: methods.md 2.2. */
export const timedIn: (input: MeasureInput) => TimedItems = oncePerWindow((input) => {
  const items: ItemFacts[] = [];
  const durationsMs: number[] = [];
  const excluded: Excluded[] = [];
  for (const facts of completedIn(input)) {
    if (facts.flowTimeMs === null) {
      excluded.push({ item: facts.item, reason: 'never-started' });
    } else {
      items.push(facts);
      durationsMs.push(facts.flowTimeMs);
    }
  }
  return { items, durationsMs, excluded };
});

/** Why nothing that was finished has a duration, in words that tell the two cases apart. */
export function reasonWithoutTime(excluded: readonly Excluded[]): string {
  return excluded.length === 0
    ? 'No item was finished in the window.'
    : `None of the ${excluded.length} items finished in the window was ever in a waiting or active step.`;
}

/**
 * How long finished items took, from commitment to completion: the whole span, pauses and time done before a reopen too.
 * Unit: seconds. Population: items completed in the window; never started ones are left out by name.
 * Percentiles are nearest-rank, null below five items. Source: methods.md 2.2.
 */
export const flowTime = defineMetric<FlowTime>({
  id: 'flow-time',
  name: 'Flow time',
  meaning: 'How long finished items took, from commitment to completion.',
  unit: 'seconds',
  population:
    'Flow items completed in the window that entered a waiting or active step. The whole span counts: waiting, active, pauses, and time done before a reopen.',
  source: 'methods.md 2.2',
  exclusions: {
    'never-started':
      'Completed without ever entering a waiting or active step, so there is no beginning to count from.',
  },
  shape: {
    p50: 'Half of the items took this long or less: always the flow time of a real item. null below five items.',
    p70: 'The same for 70 %.',
    p85: 'The same for 85 %.',
    p95: 'The same for 95 %.',
    mean: 'Arithmetic mean.',
  },
  weekly: {
    name: 'typical flow time (geometric mean) of items finished in the week',
    unit: 'seconds',
    scale: 'log',
    canBeNegative: false,
    of: geometricMean,
  },
  measure: (input) => {
    const { items, durationsMs, excluded } = timedIn(input);
    if (items.length === 0) return unmeasurable(reasonWithoutTime(excluded));
    const value = { ...percentilesOf(durationsMs), mean: meanOf(durationsMs) };
    return measured(value, keysOf(items), { unit: 'seconds', excluded });
  },
});

/** The mean on the log scale; it needs no five items, so that small weeks keep their point. Flow times under a second count as one. */
function geometricMean(input: MeasureInput): number | null {
  const { durationsMs } = timedIn(input);
  if (durationsMs.length === 0) return null;
  let sum = 0;
  for (const ms of durationsMs) sum += Math.log(Math.max(ms / 1000, 1));
  return Math.exp(sum / durationsMs.length);
}
