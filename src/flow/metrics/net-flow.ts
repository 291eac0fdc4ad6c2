import type { Day } from '../calendar.ts';
import { defineMetric, measured } from './define.ts';
import { committedIn, completedIn } from './items-in.ts';
import { groupByPeriod, weeksIn } from './periods-in.ts';

export interface NetFlowWeek {
  readonly week: Day;
  readonly isPart: boolean;
  readonly arrivals: number;
  readonly completions: number;
  readonly net: number;
}

export interface NetFlow {
  readonly arrivals: number;
  readonly completions: number;
  readonly net: number;
  readonly weeks: readonly NetFlowWeek[];
}

/**
 * How much more work was taken on than finished: arrivals (c) − completions (d), week by week.
 * Unit: items. Population: items committed, and items completed, in the window; n counts both events. Part weeks are flagged.
 * Source: methods.md 2.5.
 */
export const netFlow = defineMetric<NetFlow>({
  id: 'net-flow',
  name: 'Net flow',
  meaning: 'How much more work was taken on than finished, week by week; above zero the load grows.',
  unit: 'items',
  population:
    'Flow items committed in the window (arrivals, by the commitment that stands at the moment of looking) and flow items completed in it; n counts both events. Cancelled items arrive and never complete; an item that was never started completes without having arrived.',
  source: 'methods.md 2.5',
  exclusions: {},
  shape: {
    arrivals: 'Items committed in the window.',
    completions: 'Items completed in the window.',
    net: 'arrivals − completions.',
    weeks:
      'Each ISO week that the window touches: week (its Monday), isPart (cut by the window or by asOf), arrivals, completions, net.',
  },
  weekly: {
    name: 'arrivals minus completions in the week',
    unit: 'items',
    scale: 'linear',
    canBeNegative: true,
    of: (input) => committedIn(input).length - completedIn(input).length,
  },
  measure: (input) => {
    const committed = committedIn(input);
    const completed = completedIn(input);
    const weeks = weeksIn(input.window);
    const arrivals = groupByPeriod(weeks, committed, (facts) => facts.committedAt);
    const completions = groupByPeriod(weeks, completed, (facts) => facts.completedAt);
    const value: NetFlow = {
      arrivals: committed.length,
      completions: completed.length,
      net: committed.length - completed.length,
      weeks: weeks.map(({ on, isPart }, index) => {
        const came = arrivals[index]?.length ?? 0;
        const went = completions[index]?.length ?? 0;
        return { week: on, isPart, arrivals: came, completions: went, net: came - went };
      }),
    };
    const items = new Set([...committed, ...completed].map((facts) => facts.item));
    return measured(value, [...items], { n: committed.length + completed.length });
  },
});
