import type { Day } from '../calendar.ts';
import { defineMetric, measured } from './define.ts';
import { completedIn, keysOf } from './items-in.ts';
import { groupByPeriod, placeOf, weeksIn } from './periods-in.ts';
import { prepare } from './prepare.ts';

export interface ReportedWeek {
  readonly week: Day;
  readonly isPart: boolean;
  readonly firstReported: number;
  readonly restated: number;
  /** Reported then and no longer counted in this week. */
  readonly withdrawn: readonly string[];
}

export interface FirstReported {
  readonly firstReported: number;
  readonly restated: number;
  readonly weeks: readonly ReportedWeek[];
}

/**
 * The audit view of velocity: what each week reported at its end, and what is counted in it today.
 * Unit: items. Population: items completed at the end of the week by a stay that began in it (first reported); items with d in the
 * week as known at `asOf` (restated). A stay is judged as today, so a resolution changed later shows in both. Source: methods.md 2.1.
 */
export const firstReported = defineMetric<FirstReported>({
  id: 'first-reported',
  name: 'Velocity as first reported',
  meaning: 'What each week would have reported as finished at its end, and what counts in it today, after reopens.',
  unit: 'items',
  population:
    'First reported: flow items that were completed at the end of the week, by a stay in done that began in it. Restated: flow items whose completion lies in the week as known at the moment of looking (asOf). n counts the restated ones.',
  source: 'methods.md 2.1',
  exclusions: {},
  shape: {
    firstReported: 'Sum over the weeks as first reported.',
    restated: 'Sum over the weeks as restated: the flow velocity of the window.',
    weeks:
      'Each ISO week that the window touches: week (its Monday), isPart, firstReported, restated, withdrawn (items reported then and not counted in this week any more).',
  },
  measure: (input) => {
    const weeks = weeksIn(input.window);
    const { completions, items: all } = prepare(input);
    const first = weeks.map(() => new Set<string>());
    for (let row = 0; row < completions.length; row += 1) {
      const place = placeOf(weeks, completions.beginAt[row] ?? 0);
      const week = weeks[place];
      const item = all[completions.item[row] ?? 0]?.item;
      if (week === undefined || item === undefined) continue;
      if ((completions.endAt[row] ?? 0) >= week.endAt) first[place]?.add(item);
    }
    const restated = groupByPeriod(weeks, completedIn(input), (facts) => facts.completedAt).map(
      (group) => new Set(keysOf(group)),
    );
    const value = weeks.map(({ on, isPart }, index): ReportedWeek => {
      const reported = first[index] ?? new Set();
      const today = restated[index] ?? new Set();
      const withdrawn = [...reported].filter((item) => !today.has(item));
      return { week: on, isPart, firstReported: reported.size, restated: today.size, withdrawn };
    });
    const items = restated.flatMap((week) => [...week]);
    const sum = (of: (week: ReportedWeek) => number): number => value.reduce((total, week) => total + of(week), 0);
    return measured(
      { firstReported: sum((week) => week.firstReported), restated: sum((week) => week.restated), weeks: value },
      items,
    );
  },
});
