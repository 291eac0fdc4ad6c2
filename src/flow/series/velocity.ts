import type { Day } from '../calendar.ts';
import type { ItemFacts, KindOrUnmapped } from '../facts.ts';
import type { MeasureInput } from '../measure.ts';
import { completedIn } from '../metrics/items-in.ts';
import { type ByKind, countByKind } from '../metrics/load-in.ts';
import { groupByPeriod, weeksIn } from '../metrics/periods-in.ts';

export type KeysByKind = Readonly<Record<KindOrUnmapped, readonly string[]>>;

export interface VelocityWeek {
  /** Its Monday. */
  readonly week: Day;
  readonly isPart: boolean;
  readonly total: number;
  readonly byKind: ByKind;
  readonly items: KeysByKind;
}

export interface Velocity {
  readonly weeks: readonly VelocityWeek[];
  /** Mean over the whole weeks; null without one. */
  readonly meanPerWeek: number | null;
}

/** Items finished week by week, by kind; zero weeks kept, part weeks flagged and not in the mean. Source: methods.md 2.5, 0. */
export function velocity(input: MeasureInput): Velocity {
  const periods = weeksIn(input.window);
  const groups = groupByPeriod(periods, completedIn(input), (facts) => facts.completedAt);
  const weeks = periods.map(({ on, isPart }, index): VelocityWeek => {
    const items = groups[index] ?? [];
    return { week: on, isPart, total: items.length, byKind: countByKind(items), items: keysByKind(items) };
  });
  const whole = weeks.filter((week) => !week.isPart);
  let sum = 0;
  for (const week of whole) sum += week.total;
  return { weeks, meanPerWeek: whole.length === 0 ? null : sum / whole.length };
}

/** Keys of items under their kind. */
export function keysByKind(items: readonly ItemFacts[]): KeysByKind {
  const keys: Record<KindOrUnmapped, string[]> = { feature: [], defect: [], risk: [], debt: [], unmapped: [] };
  for (const facts of items) keys[facts.kind].push(facts.item);
  return keys;
}
