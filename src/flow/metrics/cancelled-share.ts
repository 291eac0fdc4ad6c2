import type { MeasureInput } from '../measure.ts';
import { defineMetric, measured, unmeasurable } from './define.ts';
import { cancelledIn, completedIn, keysOf } from './items-in.ts';

export interface CancelledShare {
  readonly share: number;
  readonly cancelled: number;
  readonly completed: number;
}

/**
 * Which share of the work that ended was cancelled: cancelled / (completed + cancelled).
 * Unit: share 0…1. Population: items that ended in the window, as it stands at `asOf`; n counts both. Source: methods.md 2.5.
 */
export const cancelledShare = defineMetric<CancelledShare>({
  id: 'cancelled-share',
  name: 'Cancelled share',
  meaning: 'Which share of the work that ended in the window was given up rather than finished.',
  unit: 'share',
  population:
    'Flow items completed or cancelled in the window, as that stands at the moment of looking (asOf): by a cancelled step, by a resolution that the stream lists, or by deletion while unfinished. A revived item is not cancelled.',
  source: 'methods.md 2.5',
  exclusions: {},
  shape: {
    share: 'cancelled / (completed + cancelled), 0 to 1.',
    cancelled: 'Items cancelled in the window.',
    completed: 'Items completed in the window.',
  },
  weekly: {
    name: 'cancelled share of the items that ended in the week',
    unit: 'share',
    scale: 'linear',
    canBeNegative: false,
    of: shareIn,
  },
  measure: (input) => {
    const cancelled = cancelledIn(input);
    const completed = completedIn(input).length;
    const share = shareIn(input);
    if (share === null) return unmeasurable('No item was completed or cancelled in the window.');
    return measured({ share, cancelled: cancelled.length, completed }, keysOf(cancelled), {
      n: cancelled.length + completed,
    });
  },
});

function shareIn(input: MeasureInput): number | null {
  const cancelled = cancelledIn(input).length;
  const ended = cancelled + completedIn(input).length;
  return ended === 0 ? null : cancelled / ended;
}
