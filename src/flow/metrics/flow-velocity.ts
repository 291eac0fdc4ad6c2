import { defineMetric, measured } from './define.ts';
import { completedIn, keysOf } from './items-in.ts';
import { type ByKind, countByKind } from './load-in.ts';

export interface FlowVelocity {
  readonly total: number;
  readonly byKind: ByKind;
}

/**
 * How many flow items were finished in the window.
 * Unit: items. Population: items with d in the window, never started ones too; kind as at d. Nothing finished is a measured 0.
 * Source: methods.md 2.5.
 */
export const flowVelocity = defineMetric<FlowVelocity>({
  id: 'flow-velocity',
  name: 'Flow velocity',
  meaning: 'How many items were finished in the window, by kind.',
  unit: 'items',
  population:
    'Flow items whose completion (d) lies in the window, items that were never started among them. A reopened item counts once, at its last completion; cancelled items do not count. The kind is the one at completion.',
  source: 'methods.md 2.5',
  exclusions: {},
  shape: {
    total: 'Items finished.',
    byKind: 'The same for each kind: feature, defect, risk, debt, unmapped.',
  },
  weekly: {
    name: 'items finished in the week',
    unit: 'items',
    scale: 'linear',
    canBeNegative: false,
    of: (input) => completedIn(input).length,
  },
  measure: (input) => {
    const items = completedIn(input);
    return measured({ total: items.length, byKind: countByKind(items) }, keysOf(items));
  },
});
