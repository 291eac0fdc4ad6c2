import type { Day } from '../calendar.ts';
import type { ItemFacts } from '../facts.ts';
import type { MeasureInput } from '../measure.ts';
import { defineMetric, measured, unmeasurable } from './define.ts';
import { lowerBound } from './items-in.ts';
import { type PeriodIn, weeksIn } from './periods-in.ts';
import { prepare } from './prepare.ts';

export interface UnplannedWeek {
  readonly week: Day;
  readonly unplanned: number;
  readonly committed: number;
}

export interface UnplannedShare {
  readonly share: number;
  readonly unplanned: number;
  readonly committed: number;
  readonly weeks: readonly UnplannedWeek[];
}

/**
 * Which share of a week's work came after the week had begun: items committed after its beginning / all committed in it.
 * Unit: share 0…1. Population: per whole week, items committed and unfinished when it began, and those committed in it; n counts an
 * item once a week. Committed at the very beginning is planned. Source: methods.md 2.12.
 */
export const unplannedShare = defineMetric<UnplannedShare>({
  id: 'unplanned-share',
  name: 'Unplanned share',
  meaning: 'Which share of the work committed in a week came in after the week had begun.',
  unit: 'share',
  population:
    'For each whole ISO week of the window: flow items committed and neither completed nor cancelled when it began (planned), and those committed in it (unplanned). n counts an item once for each week. Part weeks are left out.',
  source: 'methods.md 2.12',
  exclusions: {},
  shape: {
    share: 'Over all weeks: unplanned / committed, 0 to 1.',
    unplanned: 'Items committed after their week had begun.',
    committed: 'All items committed in the weeks, counted once a week.',
    weeks: 'Each whole week: week (its Monday), unplanned, committed.',
  },
  weekly: {
    name: 'share of the work of the week that came in after it began',
    unit: 'share',
    scale: 'linear',
    canBeNegative: false,
    of: (input) => {
      const { unplanned, committed } = countAll(input);
      return committed === 0 ? null : unplanned / committed;
    },
  },
  measure: (input) => {
    const { unplanned, committed, weeks, items } = countAll(input);
    if (weeks.length === 0) return unmeasurable('The window holds no whole week.');
    if (committed === 0) return unmeasurable('Nothing was committed in the weeks of the window.');
    return measured({ share: unplanned / committed, unplanned, committed, weeks }, items, { n: committed });
  },
});

function countAll(input: MeasureInput) {
  const items = new Set<string>();
  let unplanned = 0;
  let committed = 0;
  const weeks = weeksIn(input.window)
    .filter((week) => !week.isPart)
    .map((week) => {
      const counted = countWeek(input, week);
      unplanned += counted.late.length;
      committed += counted.late.length + counted.planned;
      for (const facts of counted.late) items.add(facts.item);
      return { week: week.on, unplanned: counted.late.length, committed: counted.late.length + counted.planned };
    });
  return { unplanned, committed, weeks, items: [...items] };
}

function countWeek(input: MeasureInput, week: PeriodIn): { planned: number; late: readonly ItemFacts[] } {
  const { committed, committedAt, endedAt } = prepare(input);
  const end = lowerBound(committedAt, week.endAt);
  let planned = 0;
  let firstLate = end;
  while (firstLate > 0 && (committedAt[firstLate - 1] ?? 0) > week.fromAt) firstLate -= 1;
  for (let index = 0; index < firstLate; index += 1) if ((endedAt[index] ?? 0) > week.fromAt) planned += 1;
  return { planned, late: committed.slice(firstLate, end) };
}
