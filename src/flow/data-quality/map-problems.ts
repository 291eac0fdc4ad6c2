import { percentile } from '../../statistics/percentile.ts';
import type { Step } from '../stream/compile.ts';
import { mapOf, type Problem, type ProblemInput } from './problem.ts';

const HOUR_MS = 3_600_000;
/** Below this a median says little. Source: methods.md 0 (n < 5). */
const FEWEST_VISITS = 5;
/** More is a process map, not a value stream map. Source: methods.md 1.5. */
const MOST_STEPS = 12;

/**
 * Steps that items pass within an hour, by the median of visits that ended. Steps of state done, cancelled and ignore are left out.
 * `count` counts steps, `items` are the ones that passed in under an hour. Source: methods.md 1.5.
 */
export function shortSteps({ stream, items }: ProblemInput): Problem | null {
  const visits = stream.steps.map((): { item: string; ms: number }[] => []);
  for (const facts of items) {
    for (const { step, enterAt, exitAt } of facts.visits) {
      if (exitAt !== null) visits[step]?.push({ item: facts.item, ms: exitAt - enterAt });
    }
  }
  const short = stream.steps.flatMap((step) => {
    const here = visits[step.index] ?? [];
    const medianMs =
      here.length < FEWEST_VISITS || !isOnTheWay(step)
        ? null
        : percentile(
            here.map(({ ms }) => ms),
            50,
          );
    return medianMs !== null && medianMs < HOUR_MS ? [{ step, medianMs, here }] : [];
  });
  if (short.length === 0) return null;
  const passed = short.flatMap(({ here }) => here.filter(({ ms }) => ms < HOUR_MS).map(({ item }) => item));
  return {
    problem: 'step-under-an-hour',
    name: 'Step that is passed within an hour',
    count: short.length,
    items: [...new Set(passed)],
    advice: `Half of the visits to such a step last less than an hour: it is likely passed for the record alone. Put its statuses into the step before or after it under ${mapOf(stream)}.`,
    detail: short
      .map(({ step, medianMs, here }) => `"${step.name}" (median ${minutes(medianMs)} min, ${here.length} visits)`)
      .join(', '),
  };
}

function minutes(ms: number): number {
  return Math.round(ms / 60_000);
}

function isOnTheWay({ state }: Step): boolean {
  return state === 'new' || state === 'waiting' || state === 'active';
}

/** A map of more than twelve steps; those of state ignore do not count. `count` counts steps. Source: methods.md 1.5. */
export function tooManySteps({ stream }: ProblemInput): Problem | null {
  const steps = stream.steps.filter((step) => step.state !== 'ignore');
  if (steps.length <= MOST_STEPS) return null;
  return {
    problem: 'too-many-steps',
    name: 'Map with many steps',
    count: steps.length,
    items: [],
    advice: `${steps.length} steps show a process rather than how value flows. Put statuses of one sort of work or waiting into one step under ${mapOf(stream)}, to ${MOST_STEPS} steps or fewer.`,
  };
}
