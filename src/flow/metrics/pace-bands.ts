import type { MeasureInput } from '../measure.ts';
import { defineMetric, measured, unmeasurable } from './define.ts';
import { type Percentiles, percentilesOf } from './durations.ts';
import { reasonWithoutTime, timedIn } from './flow-time.ts';
import { keysOf, lowerBound } from './items-in.ts';
import { inProcessSteps, oncePerWindow, prepare } from './prepare.ts';

export interface PaceBand extends Percentiles {
  readonly step: string;
  /** Items whose last exit from the step the percentiles rest on. */
  readonly n: number;
}

/**
 * How old finished items were when they last left each step: percentiles 50, 70, 85, 95, made non-decreasing along the map.
 * Unit: seconds. Population: items completed in the window that visited the step in their present life; a step with fewer than
 * five has no band, and the next one is raised to the last band before it. Source: methods.md 2.6.
 */
export const paceBands = defineMetric<readonly PaceBand[]>({
  id: 'pace-bands',
  name: 'Pace bands',
  meaning: 'How old finished items were when they last left each step: what to hold unfinished work against.',
  unit: 'seconds',
  population:
    'Flow items completed in the window that ever started, for each waiting or active step the ones that visited it since their commitment. Their age at the last exit from the step counts. Steps with fewer than five such items have no band.',
  source: 'methods.md 2.6',
  exclusions: { 'never-started': 'Completed without ever entering a waiting or active step.' },
  shape: {
    value:
      'Each waiting or active step in map order: step, n, p50, p70, p85, p95 (null below five). A later step is never below an earlier one.',
  },
  measure: (input) => {
    const { items, excluded } = timedIn(input);
    if (items.length === 0) return unmeasurable(reasonWithoutTime(excluded));
    return measured(bandsOf(input), keysOf(items), { unit: 'seconds', excluded });
  },
});

/** Once a window: the chart of aging work and the aging table ask for the same bands. */
const bandsOf: (input: MeasureInput) => readonly PaceBand[] = oncePerWindow((input) => {
  const { stream, window } = input;
  const { completedAt, completedPlace, committedOf, visits, visitStart } = prepare(input);
  const isInProcess = inProcessSteps(stream);
  const ages = stream.steps.map(agesOfNone);
  const lastExit = new Float64Array(stream.steps.length);
  const end = lowerBound(completedAt, window.endAt);
  for (let index = lowerBound(completedAt, window.fromAt); index < end; index += 1) {
    const place = completedPlace[index] ?? 0;
    const since = committedOf[place] ?? Number.NaN;
    if (Number.isNaN(since)) continue;
    lastExit.fill(Number.NaN);
    const next = visitStart[place + 1] ?? 0;
    for (let row = visitStart[place] ?? 0; row < next; row += 1) {
      const exitAt = visits.exitAt[row] ?? Number.POSITIVE_INFINITY;
      if ((visits.enterAt[row] ?? 0) < since || exitAt === Number.POSITIVE_INFINITY) continue;
      lastExit[visits.step[row] ?? 0] = exitAt;
    }
    for (let step = 0; step < lastExit.length; step += 1) {
      const exitAt = lastExit[step] ?? Number.NaN;
      if (!Number.isNaN(exitAt)) ages[step]?.push(exitAt - since);
    }
  }
  let floor: Percentiles = { p50: null, p70: null, p85: null, p95: null };
  return stream.steps.flatMap((step) => {
    if (isInProcess[step.index] !== true) return [];
    const own = ages[step.index] ?? [];
    const percentiles = percentilesOf(own);
    if (percentiles.p50 === null) return { step: step.name, n: own.length, ...percentiles };
    floor = {
      p50: raised(percentiles.p50, floor.p50),
      p70: raised(percentiles.p70, floor.p70),
      p85: raised(percentiles.p85, floor.p85),
      p95: raised(percentiles.p95, floor.p95),
    };
    return { step: step.name, n: own.length, ...floor };
  });
});

function agesOfNone(): number[] {
  return [];
}

function raised(value: number | null, floor: number | null): number | null {
  return value === null || floor === null ? value : Math.max(value, floor);
}
