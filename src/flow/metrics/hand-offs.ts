import type { Excluded } from '../measure.ts';
import { defineMetric, measured, unmeasurable } from './define.ts';
import { reasonWithoutTime, timedIn } from './flow-time.ts';

export interface HandOffs {
  readonly perItem: number;
  readonly total: number;
  readonly withAny: number;
  readonly items: readonly { readonly item: string; readonly handOffs: number }[];
}

/**
 * How often finished items went from one team to another, from commitment to completion.
 * Unit: hand-offs per item. Population: started items completed in the window of which a team is known. Getting a first team is none.
 * Source: methods.md 2.12.
 */
export const handOffs = defineMetric<HandOffs>({
  id: 'hand-offs',
  name: 'Hand-offs',
  meaning: 'How often finished items went from one team to another on their way.',
  unit: 'hand-offs per item',
  population:
    'Flow items completed in the window that ever started and of which a team is known. Changes from one named team to another count, from commitment up to completion.',
  source: 'methods.md 2.12',
  exclusions: {
    'never-started': 'Completed without ever entering a waiting or active step.',
    'no-team': 'No team is known of it, so nobody can tell whether it changed hands.',
  },
  shape: {
    perItem: 'Mean number of hand-offs of an item.',
    total: 'All hand-offs.',
    withAny: 'Items handed on at least once.',
    items: 'Items handed on, most often first: item, handOffs.',
  },
  measure: (input) => {
    const timed = timedIn(input);
    if (timed.items.length === 0) return unmeasurable(reasonWithoutTime(timed.excluded));
    const excluded: Excluded[] = [...timed.excluded];
    const counted: { item: string; handOffs: number }[] = [];
    for (const facts of timed.items) {
      const { committedAt, completedAt } = facts;
      if (committedAt === null || completedAt === null) continue;
      if (facts.team === null && facts.handedOffAt.length === 0) {
        excluded.push({ item: facts.item, reason: 'no-team' });
        continue;
      }
      const within = facts.handedOffAt.filter((at) => at >= committedAt && at < completedAt);
      counted.push({ item: facts.item, handOffs: within.length });
    }
    if (counted.length === 0) {
      return unmeasurable(
        'No team is known of the items finished in the window; say under teams which items are whose.',
      );
    }
    let total = 0;
    for (const one of counted) total += one.handOffs;
    const items = counted.filter((one) => one.handOffs > 0).toSorted((a, b) => b.handOffs - a.handOffs);
    return measured(
      { perItem: total / counted.length, total, withAny: items.length, items },
      counted.map((one) => one.item),
      { excluded },
    );
  },
});
