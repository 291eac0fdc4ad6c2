import type { Day } from '../calendar.ts';
import type { MeasureInput } from '../measure.ts';
import type { Window } from '../window.ts';
import { defineMetric, measured, unmeasurable } from './define.ts';
import { lowerBound } from './items-in.ts';
import { weeksIn } from './periods-in.ts';
import { prepare } from './prepare.ts';
import { type Span, spansOf } from './spans.ts';

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
    of: (input) => sharesIn(input, [input.window])[0] ?? null,
    ofEach: sharesIn,
  },
  measure: (input) => {
    const { unplanned, committed, weeks, items } = countAll(input);
    if (weeks.length === 0) return unmeasurable('The window holds no whole week.');
    if (committed === 0) return unmeasurable('Nothing was committed in the weeks of the window.');
    return measured({ share: unplanned / committed, unplanned, committed, weeks }, items, { n: committed });
  },
});

function countAll(input: MeasureInput) {
  const { committed, committedAt } = prepare(input);
  const whole = weeksIn(input.window).filter((week) => !week.isPart);
  const counts = countWeeks(input, whole);
  const items = new Set<string>();
  for (const week of whole) {
    const end = lowerBound(committedAt, week.endAt);
    for (let row = firstAfter(committedAt, week.fromAt); row < end; row += 1) items.add(committed[row]?.item ?? '');
  }
  const weeks = whole.map((week, place): UnplannedWeek => ({ week: week.on, ...(counts[place] ?? NOTHING) }));
  let unplanned = 0;
  let all = 0;
  for (const week of weeks) {
    unplanned += week.unplanned;
    all += week.committed;
  }
  return { unplanned, committed: all, weeks, items: [...items] };
}

type Counts = Omit<UnplannedWeek, 'week'>;

const NOTHING: Counts = { unplanned: 0, committed: 0 };

/** Of each week, one after the other in time: what was committed after it began, and all that was committed in it. */
function countWeeks(input: MeasureInput, weeks: readonly Span[]): readonly Counts[] {
  const { committedAt, endedAt } = prepare(input);
  const { beginAt } = spansOf(weeks);
  // Planned work stands in every week that begins while it is committed: one more from the first of them, one less after the last.
  const change = new Int32Array(weeks.length + 1);
  const add = (place: number, sign: 1 | -1): void => {
    change[place] = (change[place] ?? 0) + sign;
  };
  for (let row = 0; row < committedAt.length; row += 1) {
    const first = lowerBound(beginAt, committedAt[row] ?? 0);
    const next = lowerBound(beginAt, endedAt[row] ?? 0);
    if (next <= first) continue;
    add(first, 1);
    add(next, -1);
  }
  let planned = 0;
  return weeks.map((week, place) => {
    planned += change[place] ?? 0;
    const unplanned = Math.max(lowerBound(committedAt, week.endAt) - firstAfter(committedAt, week.fromAt), 0);
    return { unplanned, committed: unplanned + planned };
  });
}

function sharesIn(input: MeasureInput, windows: readonly Window[]): readonly (number | null)[] {
  return countWeeks(input, windows).map(({ unplanned, committed }) => (committed === 0 ? null : unplanned / committed));
}

/** Place of the first instant after another, in ascending ones: what is committed at the very beginning of a week is planned. */
function firstAfter(sorted: Float64Array, instant: number): number {
  let place = lowerBound(sorted, instant);
  while (sorted[place] === instant) place += 1;
  return place;
}
