import type { Day } from '../calendar.ts';
import type { KindOrUnmapped } from '../facts.ts';
import type { Excluded, MeasureInput } from '../measure.ts';
import { type Percentiles, percentilesOf, secondsOf } from '../metrics/durations.ts';
import { timedIn } from '../metrics/flow-time.ts';

export interface FlowTimePoint {
  readonly item: string;
  readonly title: string;
  readonly kind: KindOrUnmapped;
  readonly team: string | null;
  /** ms UTC. */
  readonly completedAt: number;
  /** The day of completion in the stream's zone. */
  readonly day: Day;
  readonly seconds: number;
}

export interface FlowTimeScatter {
  readonly points: readonly FlowTimePoint[];
  /** For the dashed lines; null below five items. */
  readonly percentiles: Percentiles;
  readonly n: number;
  readonly excluded: readonly Excluded[];
}

/**
 * A dot for each finished item: when it was completed, and how long it took. In order of completion.
 * Population: as in flow time; never started items are left out by name. Source: methods.md 2.2.
 */
export function flowTimeScatter(input: MeasureInput): FlowTimeScatter {
  const { items, durationsMs, excluded } = timedIn(input);
  const { calendar } = input.window;
  return {
    points: items.map((facts, index) => {
      const completedAt = facts.completedAt ?? 0;
      return {
        item: facts.item,
        title: facts.title,
        kind: facts.kind,
        team: facts.team,
        completedAt,
        day: calendar.dayOf(completedAt),
        seconds: secondsOf(durationsMs[index] ?? 0),
      };
    }),
    percentiles: percentilesOf(durationsMs),
    n: items.length,
    excluded,
  };
}
