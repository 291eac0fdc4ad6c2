import { loopIn } from '../../outcomes/objectives/alignment.ts';
import type { CycleBody } from '../../outcomes/objectives/cycle.ts';
import { type KeyResultBody, targetFault } from '../../outcomes/objectives/key-result.ts';
import type { ObjectiveBody } from '../../outcomes/objectives/objective.ts';
import type { App } from '../app.ts';
import { conflict, invalid } from '../errors.ts';
import { type Kept, keptOf, listKept, METRIC, OUTCOME } from '../outcomes/kept.ts';
import { CYCLE, KEY_RESULT, OBJECTIVE } from './kinds.ts';

/** A cycle in which things may still change. Throws NotFound, Conflict for one that is closed. */
export async function requireOpen(app: App, cycle: string): Promise<Kept<CycleBody>> {
  const kept = await keptOf(app, CYCLE, cycle);
  if (kept.body.state === 'open') return kept;
  throw conflict(
    `cycle "${kept.body.name}" is closed; what it holds stays as it was, unless the cycle is opened again with a reason`,
  );
}

/** What an objective names must be there, its cycle open, and nothing may stand above itself. Throws NotFound, Invalid, Conflict. */
export async function requireObjective(app: App, id: string | null, body: ObjectiveBody): Promise<void> {
  await requireOpen(app, body.cycle);
  if (body.carriedFrom !== null) await keptOf(app, OBJECTIVE, body.carriedFrom);
  if (body.parent === null) return;
  await keptOf(app, KEY_RESULT, body.parent);
  if (id === null) return;
  const objectives = await listKept(app, OBJECTIVE);
  const keyResults = await listKept(app, KEY_RESULT);
  const parentOf = new Map<string, string | null>(objectives.map((one) => [one.id, one.body.parent]));
  parentOf.set(id, body.parent);
  const objectiveOf = new Map(keyResults.map((one) => [one.id, one.body.objective]));
  if (loopIn({ parentOf, objectiveOf }) === null) return;
  throw invalid(
    `objective: “${body.title}” would stand above itself: the key result that it takes up belongs to it, or to an objective below it; choose one further up`,
  );
}

/** What a key result names must be there, its cycle open, and its figures together with its outcome's must make sense. Throws NotFound, Invalid, Conflict. */
export async function requireKeyResult(app: App, body: KeyResultBody): Promise<void> {
  const objective = await keptOf(app, OBJECTIVE, body.objective);
  await requireOpen(app, objective.body.cycle);
  if (body.metric !== null) await keptOf(app, METRIC, body.metric);
  if (body.outcome === null) return;
  const outcome = await keptOf(app, OUTCOME, body.outcome);
  if (body.direction === 'maintain') return;
  const target = body.target ?? outcome.body.target;
  if (target === null) {
    throw invalid('key result: neither it nor its outcome names a target; say where it should stand');
  }
  const fault = targetFault({ direction: body.direction, baseline: body.baseline ?? outcome.body.baseline, target });
  if (fault !== null) throw invalid(`key result: ${fault}`);
}
