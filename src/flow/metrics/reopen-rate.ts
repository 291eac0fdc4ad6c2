import type { MeasureInput, Metric } from '../measure.ts';
import type { Window } from '../window.ts';
import { defineMetric, measured, unmeasurable } from './define.ts';
import { prepare } from './prepare.ts';
import { rowsTouching } from './rows-touching.ts';
import { spansOf } from './spans.ts';

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
    of: (input) => ratesIn(input, [input.window])[0] ?? null,
    ofEach: ratesIn,
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
    const rate = shareOf(reopened, completedStays);
    if (rate === null) return unmeasurable('No item was completed in the window, not even for a while.');
    return measured({ rate, reopened, completedStays }, [...items], { n: completedStays });
  },
});

/** The share of the completed stays that were reopened, by the window that each began in; null without any. Source: methods.md 2.7. */
function ratesIn(input: MeasureInput, windows: readonly Window[]): readonly (number | null)[] {
  const { length, beginAt, isReopened } = prepare(input).completions;
  const { placeOf } = spansOf(windows);
  const stays = new Int32Array(windows.length);
  const reopened = new Int32Array(windows.length);
  for (let row = 0; row < length; row += 1) {
    const place = placeOf(beginAt[row] ?? 0);
    if (place === -1) continue;
    stays[place] = (stays[place] ?? 0) + 1;
    if (isReopened[row] === 1) reopened[place] = (reopened[place] ?? 0) + 1;
  }
  return windows.map((_, place) => shareOf(reopened[place] ?? 0, stays[place] ?? 0));
}

function shareOf(reopened: number, stays: number): number | null {
  return stays === 0 ? null : reopened / stays;
}
