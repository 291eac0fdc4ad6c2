import type { Day } from '../../flow/calendar.ts';
import { iterationGoals } from '../../sample/outcomes/goal-plans.ts';
import {
  type CyclePlan,
  checkInDays,
  type KeyResultPlan,
  objectiveCycles,
} from '../../sample/outcomes/objective-plans.ts';
import type { App } from '../app.ts';
import { asOnDay } from '../outcomes/as-on-day.ts';
import { keepOnce } from '../outcomes/kept.ts';
import { CHECK_IN, CYCLE, ITERATION_GOAL, KEY_RESULT, OBJECTIVE } from './kinds.ts';
import { SAMPLE } from './today.ts';

/** States the sample organisation's objectives of the cycle that ended and of the one that runs, with their check-ins, and its iteration goals. What is there stays. */
export async function seedObjectives(app: App, endOn: Day): Promise<void> {
  for (const cycle of objectiveCycles(endOn)) {
    await seedCycle(app, cycle, endOn);
  }
  for (const { id, ...body } of iterationGoals(endOn)) {
    await keepOnce(asOnDay(app, body.from), ITERATION_GOAL, { id: `${SAMPLE}${id}`, body });
  }
}

async function seedCycle(app: App, cycle: CyclePlan, endOn: Day): Promise<void> {
  const { id, name, from, to, isClosed } = cycle;
  const first = asOnDay(app, from);
  const days = checkInDays(cycle, endOn);
  for (const { id: objective, keyResults, parent, ...body } of cycle.objectives) {
    const taken = parent === null ? null : `${SAMPLE}${parent}`;
    await keepOnce(first, OBJECTIVE, {
      id: `${SAMPLE}${objective}`,
      body: { ...body, cycle: `${SAMPLE}${id}`, parent: taken },
    });
    for (const plan of keyResults) {
      await keepOnce(first, KEY_RESULT, {
        id: `${SAMPLE}${plan.id}`,
        body: keyResultBody(plan, `${SAMPLE}${objective}`),
      });
      for (const [place, confidence] of plan.confidence.entries()) {
        const day = days[place];
        if (day === undefined) break;
        const body = {
          keyResult: `${SAMPLE}${plan.id}`,
          on: day,
          value: plan.values[place] ?? null,
          confidence,
        };
        await keepOnce(asOnDay(app, day), CHECK_IN, { id: `${SAMPLE}${plan.id}-${place + 1}`, body });
      }
    }
  }
  const state = isClosed ? { state: 'closed', closedOn: to } : {};
  await keepOnce(first, CYCLE, { id: `${SAMPLE}${id}`, body: { name, from, to, ...state } });
}

function keyResultBody(plan: KeyResultPlan, objective: string): Record<string, unknown> {
  const { title, unit, direction, baseline, target, commitment, metric, outcome, score } = plan;
  return {
    objective,
    title,
    unit,
    direction,
    baseline,
    target,
    commitment,
    owner: 'Product management',
    metric: metric ?? null,
    outcome: outcome === undefined ? null : `${SAMPLE}${outcome}`,
    score: score ?? null,
  };
}
