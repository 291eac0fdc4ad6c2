import { shareInterval } from '../../statistics/bootstrap-shares.ts';
import type { MeasureInput } from '../measure.ts';
import { defineMetric, measured, unmeasurable } from './define.ts';
import { FEWEST_FOR_PERCENTILES, secondsOf } from './durations.ts';
import { loadIn } from './load-in.ts';
import { oncePerWindow, prepare } from './prepare.ts';
import { stepFlowIn } from './step-flow-in.ts';
import { timeByStepIn } from './time-by-step-in.ts';

export interface WaitingStep {
  readonly step: string;
  readonly state: 'waiting' | 'active';
  readonly share: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly seconds: number;
  readonly arrivals: number;
  readonly departures: number;
  readonly change: number;
  readonly medianVisitSeconds: number | null;
  readonly visits: number;
  readonly loadAtEnd: number;
  readonly loadAverage: number;
  readonly limit: number | null;
  readonly blockedShare: number | null;
}

export interface Waiting {
  /** The waiting step with the largest share; null when none holds any time. */
  readonly longest: string | null;
  readonly steps: readonly WaitingStep[];
}

/** Part of the resamples that an interval covers. */
const CONFIDENCE = 0.95;

/**
 * Where work spends its time: per step the share of in-process time with a bootstrap interval over items, and what flows through.
 * Unit: share 0…1. Population: completed and ongoing items, their time inside the window; cancelled ones are left out by name.
 * Blocked share is null while no blocking is known. Source: methods.md 2.10.
 */
export const waiting = defineMetric<Waiting>({
  id: 'waiting',
  name: 'Where work waits',
  meaning: 'In which steps work spends its time, and where it waits longest.',
  unit: 'share',
  population:
    'In-process time that fell inside the window, of completed and ongoing flow items, from their commitment. Arrivals, departures, visits and load count every visit that truly happened.',
  source: 'methods.md 2.10',
  exclusions: {
    cancelled: 'Cancelled at the moment of looking: its time in process is that of neither finished nor ongoing work.',
    'not-committed': 'Back in a new step and, by the option restartOnReturnToNew, no longer committed.',
  },
  shape: {
    longest: 'The waiting step with the largest share; null when nothing waited in a waiting step.',
    steps:
      'Each waiting or active step in map order: step, state; share of all in-process time, low and high (95 % bootstrap interval over items; null below five items), seconds; arrivals, departures, change (arrivals − departures); medianVisitSeconds over the visits that ended in the window (visits; null below five); loadAtEnd, loadAverage, limit; blockedShare of the time in the step (null while no blocking is known).',
  },
  measure: (input) => {
    const time = timeByStepIn(input);
    if (time.totalMs === 0) return unmeasurable('No completed or ongoing item was in process in the window.');
    const steps = waitingSteps(input);
    let longest: WaitingStep | null = null;
    for (const step of steps) {
      if (step.state === 'waiting' && step.share > (longest?.share ?? 0)) longest = step;
    }
    return measured({ longest: longest?.step ?? null, steps }, time.items, { excluded: time.excluded });
  },
});

const waitingSteps: (input: MeasureInput) => readonly WaitingStep[] = oncePerWindow((input) => {
  const time = timeByStepIn(input);
  const load = loadIn(input);
  const { knowsBlocking } = prepare(input);
  const isFew = time.items.length < FEWEST_FOR_PERCENTILES;
  return stepFlowIn(input).flatMap((flow) => {
    const step = input.stream.steps[flow.step];
    if (step === undefined || (step.state !== 'waiting' && step.state !== 'active')) return [];
    const ms = time.msByStep[flow.step] ?? 0;
    const interval = isFew ? { low: null, high: null } : shareInterval(time.bootstrap, flow.step, CONFIDENCE);
    return {
      step: step.name,
      state: step.state,
      share: ms / time.totalMs,
      ...interval,
      seconds: secondsOf(ms),
      arrivals: flow.arrivals,
      departures: flow.departures,
      change: flow.arrivals - flow.departures,
      medianVisitSeconds: flow.medianVisitSeconds,
      visits: flow.visits,
      loadAtEnd: load.atEndStep.filter((index) => index === flow.step).length,
      loadAverage: (load.msByStep[flow.step] ?? 0) / load.windowMs,
      limit: step.limit,
      blockedShare: knowsBlocking && flow.ms > 0 ? flow.blockedMs / flow.ms : null,
    };
  });
});
