import { overlapMs } from '../intervals.ts';
import type { MeasureInput } from '../measure.ts';
import { medianOf } from './durations.ts';
import { inProcessSteps, oncePerWindow, prepare } from './prepare.ts';
import { staysIn } from './stays-in.ts';

/** What went through one step in a window, by visits that truly happened. */
export interface StepFlow {
  readonly step: number;
  readonly arrivals: number;
  readonly departures: number;
  /** Visits that ended in the window, and the median of their whole lengths: seconds, null below five. */
  readonly visits: number;
  readonly medianVisitSeconds: number | null;
  /** Time in the step inside the window, and how much of it was blocked, ms. */
  readonly ms: number;
  readonly blockedMs: number;
}

/**
 * Arrivals, departures and visits of each waiting or active step, in map order. Arrivals − departures is the change of the step's
 * load from just before the window to just before its end; a visit of no length is both. Source: methods.md 2, 2.10.
 */
export const stepFlowIn: (input: MeasureInput) => readonly StepFlow[] = oncePerWindow((input) => {
  const { fromAt, endAt } = input.window;
  const { stays, items } = prepare(input);
  const flows = input.stream.steps.map((step) => noFlow(step.index));
  for (const index of staysIn(input)) {
    const enter = stays.enterAt[index] ?? 0;
    const exit = stays.exitAt[index] ?? 0;
    if (enter >= endAt || exit < fromAt) continue;
    const flow = flows[stays.step[index] ?? 0];
    if (flow === undefined) continue;
    if (enter >= fromAt) flow.arrivals += 1;
    if (exit < endAt) {
      flow.departures += 1;
      flow.visitsMs.push(exit - enter);
    }
    const from = Math.max(enter, fromAt);
    const to = Math.min(exit, endAt);
    if (to <= from) continue;
    flow.ms += to - from;
    const blocked = items[stays.item[index] ?? 0]?.blocked ?? [];
    if (blocked.length > 0) flow.blockedMs += overlapMs(blocked, from, to);
  }
  const isInProcess = inProcessSteps(input.stream);
  return flows
    .filter((flow) => isInProcess[flow.step] === true)
    .map(({ visitsMs, ...flow }) => ({ ...flow, visits: visitsMs.length, medianVisitSeconds: medianOf(visitsMs) }));
});

interface Counting {
  readonly step: number;
  arrivals: number;
  departures: number;
  readonly visitsMs: number[];
  ms: number;
  blockedMs: number;
}

function noFlow(step: number): Counting {
  return { step, arrivals: 0, departures: 0, visitsMs: [], ms: 0, blockedMs: 0 };
}
