import { defineMetric, measured, unmeasurable } from './define.ts';
import { completedIn, keysOf } from './items-in.ts';
import { type ByKind, countByKind, loadIn, sharesOf } from './load-in.ts';

export interface FlowDistribution {
  readonly velocity: ByKind;
  readonly load: ByKind | null;
}

/**
 * What the finished work was: shares of velocity by kind, which sum to 1; shares of the load as a second view.
 * Unit: share 0…1. Population: items completed in the window, as in flow velocity. Source: methods.md 2.5.
 */
export const flowDistribution = defineMetric<FlowDistribution>({
  id: 'flow-distribution',
  name: 'Flow distribution',
  meaning: 'Which kinds of work the finished items were, as shares; and which kinds were in process.',
  unit: 'share',
  population:
    'Flow items completed in the window, as in flow velocity; for the load, items in process during the window.',
  source: 'methods.md 2.5',
  exclusions: {},
  shape: {
    velocity: 'Share of each kind among finished items: feature, defect, risk, debt, unmapped; they sum to 1.',
    load: 'Share of each kind in the average load of the window; null when nothing was in process.',
  },
  weekly: {
    name: 'share of features among items finished in the week',
    unit: 'share',
    scale: 'linear',
    canBeNegative: false,
    of: (input) => sharesOf(countByKind(completedIn(input)))?.feature ?? null,
  },
  measure: (input) => {
    const items = completedIn(input);
    const velocity = sharesOf(countByKind(items));
    if (velocity === null) return unmeasurable('No item was finished in the window, so there are no shares.');
    return measured({ velocity, load: sharesOf(loadIn(input).msByKind) }, keysOf(items));
  },
});
