import type { Metric } from '../measure.ts';
import { defineMetric, measured, measuredValue, unmeasurable } from './define.ts';
import { prepare } from './prepare.ts';
import { rowsTouching } from './rows-touching.ts';

export interface ReopenRate {
  readonly rate: number;
  readonly reopened: number;
  readonly completedStays: number;
}

/**
 * Which share of completions did not hold: completed stays begun in the window and reopened by `asOf`, over all begun in it.
 * Unit: share 0…1. Population: completed stays in done; n counts stays, and one item may have several.
 * Leaving a cancelled stay is a revival and not counted. Source: methods.md 2.7.
 */
export const reopenRate: Metric<ReopenRate> = defineMetric({
  id: 'reopen-rate',
  name: 'Reopen rate',
  meaning: 'Which share of the completions of the window did not hold and was reopened since.',
  unit: 'share',
  population:
    'Completed stays in done that began in the window; n counts stays, and one item may have several. Reopened means left for a new, waiting or active step by the moment of looking (asOf), inside the window or after it. Stays that count as cancelled are out: leaving one is a revival.',
  source: 'methods.md 2.7',
  exclusions: {},
  shape: {
    rate: 'Reopened stays over all completed stays, 0 to 1.',
    reopened: 'Completed stays that were left again.',
    completedStays: 'Completed stays begun in the window.',
  },
  weekly: {
    name: 'share of the completions of the week reopened since',
    unit: 'share',
    scale: 'linear',
    canBeNegative: false,
    of: (input) => measuredValue(reopenRate.measure(input))?.rate ?? null,
  },
  measure: (input) => {
    const { completions, items: all } = prepare(input);
    const { fromAt, endAt } = input.window;
    let completedStays = 0;
    let reopened = 0;
    const items = new Set<string>();
    for (const row of rowsTouching(completions.beginAt, completions.beginAt, fromAt, endAt)) {
      completedStays += 1;
      if (completions.isReopened[row] !== 1) continue;
      reopened += 1;
      items.add(all[completions.item[row] ?? 0]?.item ?? '');
    }
    if (completedStays === 0) return unmeasurable('No item was completed in the window, not even for a while.');
    return measured({ rate: reopened / completedStays, reopened, completedStays }, [...items], { n: completedStays });
  },
});
