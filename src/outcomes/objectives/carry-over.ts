import { type CycleBody, lastDayOf } from './cycle.ts';
import type { KeyResultBody } from './key-result.ts';
import type { ObjectiveBody } from './objective.ts';

/** A version of something under its id. */
export interface Identified<Body> {
  readonly id: string;
  readonly body: Body;
}

/** An objective with its key results. */
export interface WholeObjective extends Identified<ObjectiveBody> {
  readonly keyResults: readonly Identified<KeyResultBody>[];
}

/**
 * Copies of objectives for the next cycle. Each names where it came from; those that stay are untouched. A key result that scored 1.0 is
 * done and stays behind, unless it is maintained. Baseline and target go along as they are, so that progress goes on from where it
 * was; a score and the day of the target do not, the day moving to the end of the new cycle. Where the parent key result is carried over at the same
 * time, the copy hangs on the parent's copy. `idOf` names the copy of an objective or key result. Source: methods.md 6.3.
 */
export function carryOver(
  objectives: readonly WholeObjective[],
  next: Identified<CycleBody>,
  idOf: (old: string) => string,
): readonly WholeObjective[] {
  const carried = objectives.map((objective) => ({
    ...objective,
    keyResults: objective.keyResults.filter(({ body }) => body.direction === 'maintain' || (body.score ?? 0) < 1),
  }));
  const moving = new Set(carried.flatMap(({ keyResults }) => keyResults.map(({ id }) => id)));
  return carried.map(({ id, body, keyResults }) => {
    const parent = body.parent !== null && moving.has(body.parent) ? idOf(body.parent) : body.parent;
    return {
      id: idOf(id),
      body: { ...body, cycle: next.id, parent, carriedFrom: id },
      keyResults: keyResults.map((one) => ({
        id: idOf(one.id),
        body: {
          ...one.body,
          objective: idOf(id),
          carriedFrom: one.id,
          score: null,
          scoreNote: '',
          by: one.body.by === null ? null : lastDayOf(next.body),
        },
      })),
    };
  });
}
