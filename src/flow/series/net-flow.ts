import type { Day } from '../calendar.ts';
import type { MeasureInput } from '../measure.ts';
import { committedIn, completedIn, keysOf } from '../metrics/items-in.ts';
import { groupByPeriod, weeksIn } from '../metrics/periods-in.ts';

export interface NetFlowPoint {
  /** Its Monday. */
  readonly week: Day;
  readonly isPart: boolean;
  /** Keys of the items committed, and of those completed. */
  readonly arrivals: readonly string[];
  readonly completions: readonly string[];
  /** Arrivals − completions. */
  readonly net: number;
}

/** Arrivals minus completions around zero, week by week; part weeks flagged. Source: methods.md 2.5. */
export function netFlowByWeek(input: MeasureInput): readonly NetFlowPoint[] {
  const periods = weeksIn(input.window);
  const came = groupByPeriod(periods, committedIn(input), (facts) => facts.committedAt);
  const went = groupByPeriod(periods, completedIn(input), (facts) => facts.completedAt);
  return periods.map(({ on, isPart }, index) => {
    const arrivals = keysOf(came[index] ?? []);
    const completions = keysOf(went[index] ?? []);
    return { week: on, isPart, arrivals, completions, net: arrivals.length - completions.length };
  });
}
