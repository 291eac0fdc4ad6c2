import { shareInterval, shareOfFirst } from '../../statistics/bootstrap-shares.ts';
import type { MeasureInput } from '../measure.ts';
import { type Evidence, type Gate, gatesIn } from './constraint-evidence.ts';
import { defineMetric, measured, unmeasurable } from './define.ts';
import { FEWEST_FOR_PERCENTILES } from './durations.ts';
import { oncePerWindow } from './prepare.ts';
import { timeByStepIn } from './time-by-step-in.ts';

export interface Candidate {
  readonly step: string;
  readonly queue: readonly string[];
  /** Share of in-process time spent in the queue. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly queueHolds: Evidence;
  readonly atCapacity: Evidence;
  readonly laterShort: Evidence;
  readonly agrees: boolean;
  /** In which share of the resamples its queue is the longest of those whose evidence agrees; null where it does not. */
  readonly first: number | null;
}

export interface Constraint {
  /** The step that holds the stream back; null: no clear constraint. */
  readonly step: string | null;
  readonly queue: readonly string[];
  readonly because: string;
  readonly wouldShow: readonly string[];
  readonly candidates: readonly Candidate[];
}

/** A step is named when its queue is the longest in at least this share of the resamples. */
const FIRST_SHARE = 0.8;
const CONFIDENCE = 0.95;

/**
 * Which step holds the stream back, named only when the evidence agrees; else "no clear constraint" with what would show it.
 * Population: as in `waiting`; n counts items. Fewer than five items name nothing. Source: methods.md 2.10.
 */
export const constraint = defineMetric<Constraint>({
  id: 'constraint',
  name: 'The constraint',
  meaning: 'Which step holds the whole stream back, named only when all the evidence agrees.',
  unit: 'a step',
  population:
    'Completed and ongoing flow items in process during the window, as in "Where work waits". A candidate is an active or done step that takes its work from a waiting step.',
  source: 'methods.md 2.10',
  exclusions: {
    cancelled: 'Cancelled at the moment of looking.',
    'not-committed': 'Back in a new step and, by the option restartOnReturnToNew, no longer committed.',
  },
  shape: {
    step: 'The constraint; null means no clear constraint.',
    queue: 'The waiting steps before it.',
    because: 'The evidence in words.',
    wouldShow: 'When nothing is named: what would show it.',
    candidates:
      'Each step with a queue in map order: step, queue; share of in-process time spent in the queue, low and high (95 % bootstrap interval over items); queueHolds (the queue does not shrink by more than 2√(arrivals + departures), and is not empty for a quarter of the time), atCapacity (at or above its limit for at least half of the time, or departures within 2√n of its best four weeks in the year before; unknown below four whole weeks or ten departures), laterShort (each later step: what waits for it is gone for at least a quarter of the time, or holds at most half as many days of work), each with holds (true, false, null = unknown), words, wouldShow; agrees; first (share of resamples in which its queue is the longest of those that agree; 0.8 names it).',
  },
  measure: (input) => {
    if (!input.stream.steps.some((step) => step.state === 'waiting')) {
      return unmeasurable(
        'No step of the map is a waiting step, so nobody can see where work queues; map the queues as waiting steps.',
      );
    }
    const time = timeByStepIn(input);
    if (time.totalMs === 0) return unmeasurable('No completed or ongoing item was in process in the window.');
    return measured(judgement(input), time.items, { excluded: time.excluded });
  },
});

/** Says whether work on a step is work on the constraint; null when no constraint is named. Source: methods.md 2.10. */
export function tellWhere(found: Constraint, step: string): string | null {
  if (found.step === null) return null;
  if (found.step === step) return `${step} is the constraint: an improvement here lets more work through.`;
  return `The constraint is ${found.step}. An improvement of ${step} is elsewhere: more work will wait before ${found.step}, and no more will be finished.`;
}

/** Judged once a window: the page's sentence, its picture and its table all ask. */
const judgement: (input: MeasureInput) => Constraint = oncePerWindow((input) => {
  const time = timeByStepIn(input);
  const gates = gatesIn(input);
  const joint = jointShares(input, gates);
  const agreeing = gates.flatMap((gate, index) => (doesAgree(gate) ? [index] : []));
  const candidates = gates.map((gate, index): Candidate => {
    let ms = 0;
    for (const step of gate.queue) ms += time.msByStep[step.index] ?? 0;
    const agrees = agreeing.includes(index);
    const others = agreeing.filter((other) => other !== index);
    return {
      step: gate.step.name,
      queue: gate.queue.map((step) => step.name),
      share: ms / time.totalMs,
      ...shareInterval(joint, index, CONFIDENCE),
      queueHolds: gate.queueHolds,
      atCapacity: gate.atCapacity,
      laterShort: gate.laterShort,
      agrees,
      first: agrees ? shareOfFirst(joint, index, others) : null,
    };
  });
  const best = candidates.reduce<Candidate | null>(
    (top, one) => ((one.first ?? -1) > (top?.first ?? -1) ? one : top),
    null,
  );
  if (time.items.length >= FEWEST_FOR_PERCENTILES && best !== null && (best.first ?? 0) >= FIRST_SHARE) {
    const because = [best.queueHolds, best.atCapacity, best.laterShort].map((one) => one.words).join(' ');
    return { step: best.step, queue: best.queue, because, wouldShow: [], candidates };
  }
  return { step: null, queue: [], ...whyNone(candidates, time.items.length), candidates };
});

function doesAgree(gate: Gate): boolean {
  return gate.queueHolds.holds === true && gate.atCapacity.holds === true && gate.laterShort.holds === true;
}

/** The bootstrap's shares, with the waiting steps of each gate added up. */
function jointShares(input: MeasureInput, gates: readonly Gate[]) {
  const { resamples, columns, shares } = timeByStepIn(input).bootstrap;
  const joint = new Float64Array(resamples * gates.length);
  for (let resample = 0; resample < resamples; resample += 1) {
    gates.forEach((gate, index) => {
      let sum = 0;
      for (const step of gate.queue) sum += shares[resample * columns + step.index] ?? 0;
      joint[resample * gates.length + index] = sum;
    });
  }
  return { resamples, columns: gates.length, shares: joint };
}

function whyNone(candidates: readonly Candidate[], items: number): { because: string; wouldShow: readonly string[] } {
  const none = 'No clear constraint.';
  if (items < FEWEST_FOR_PERCENTILES) {
    return {
      because: `${none} Only ${items === 1 ? 'one item was' : `${items} items were`} in process.`,
      wouldShow: ['A longer window, or more items.'],
    };
  }
  const agreeing = candidates.filter((one) => one.agrees);
  if (agreeing.length > 1) {
    const names = agreeing.map((one) => one.step).join(', ');
    return {
      because: `${none} The evidence fits ${names}, and their queues are too alike to tell which holds more work back.`,
      wouldShow: ['A longer window, so that one of the queues stands out.'],
    };
  }
  const longest = candidates.reduce<Candidate | null>((top, one) => (one.share > (top?.share ?? 0) ? one : top), null);
  if (longest === null) return { because: `${none} Nothing waited before any step.`, wouldShow: [] };
  const against = [longest.queueHolds, longest.atCapacity, longest.laterShort].filter((one) => one.holds !== true);
  return {
    because: `${none} Work waits longest before ${longest.step}, but: ${against.map((one) => one.words).join(' ')}`,
    wouldShow: against.flatMap((one) => one.wouldShow ?? []),
  };
}
