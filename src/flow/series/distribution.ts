import type { Day } from '../calendar.ts';
import type { MeasureInput } from '../measure.ts';
import { completedIn } from '../metrics/items-in.ts';
import { type ByKind, countByKind, sharesOf } from '../metrics/load-in.ts';
import { groupByPeriod, type PeriodUnit, periodsIn } from '../metrics/periods-in.ts';
import { type KeysByKind, keysByKind } from './velocity.ts';

export interface DistributionPeriod {
  /** Monday of the week, or first of the month. */
  readonly on: Day;
  readonly isPart: boolean;
  readonly n: number;
  readonly counts: ByKind;
  /** They sum to 1; null when nothing was finished. */
  readonly shares: ByKind | null;
  readonly items: KeysByKind;
}

export interface Distribution {
  readonly unit: PeriodUnit;
  readonly periods: readonly DistributionPeriod[];
}

/** Shares of finished items by kind, week by week or month by month, unmapped shown. Source: methods.md 2.5. */
export function distribution(input: MeasureInput, unit: PeriodUnit): Distribution {
  const periods = periodsIn(input.window, unit);
  const groups = groupByPeriod(periods, completedIn(input), (facts) => facts.completedAt);
  return {
    unit,
    periods: periods.map(({ on, isPart }, index) => {
      const items = groups[index] ?? [];
      const counts = countByKind(items);
      return { on, isPart, n: items.length, counts, shares: sharesOf(counts), items: keysByKind(items) };
    }),
  };
}
