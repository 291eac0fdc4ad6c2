import type { z } from 'zod';
import type { CheckInBody } from '../../outcomes/objectives/check-in.ts';
import type { CycleBody } from '../../outcomes/objectives/cycle.ts';
import type { IterationGoalBody } from '../../outcomes/objectives/iteration-goal.ts';
import type { KeyResultBody } from '../../outcomes/objectives/key-result.ts';
import type { ObjectiveBody } from '../../outcomes/objectives/objective.ts';
import { readAllEditVersions } from '../../storage/edits.ts';
import type { App } from '../app.ts';
import type { CheckedRecord } from './checked-record.ts';
import { CHECK_IN, CYCLE, ITERATION_GOAL, KEY_RESULT, OBJECTIVE } from './kinds.ts';

interface Latest<Body> {
  readonly version: number;
  readonly isDeleted: boolean;
  readonly body: Body;
}
type ById<Body> = ReadonlyMap<string, Latest<Body>>;

/** The latest version of everything by id, also of what was taken away: a new one under its id goes on counting. */
export interface Stored {
  readonly cycles: ById<CycleBody>;
  readonly objectives: ById<ObjectiveBody>;
  readonly keyResults: ById<KeyResultBody>;
  readonly checkIns: ById<CheckInBody>;
  readonly goals: ById<IterationGoalBody>;
}

export async function readStored(app: App): Promise<Stored> {
  return {
    cycles: await latest(app, CYCLE),
    objectives: await latest(app, OBJECTIVE),
    keyResults: await latest(app, KEY_RESULT),
    checkIns: await latest(app, CHECK_IN),
    goals: await latest(app, ITERATION_GOAL),
  };
}

async function latest<Schema extends z.ZodType>(
  app: App,
  { kind, schema }: { readonly kind: string; readonly schema: Schema },
): Promise<ById<z.output<Schema>>> {
  const byId = new Map<string, Latest<z.output<Schema>>>();
  for (const { id, version, isDeleted, body } of await readAllEditVersions(app.db, app.workspace, kind)) {
    byId.set(id, { version, isDeleted, body: schema.parse(body) });
  }
  return byId;
}

/** Whether a record says something that the store does not hold. */
export function hasChanged({ kind, id, body }: CheckedRecord, stored: Stored): boolean {
  const before = stored[kind].get(id);
  return before === undefined || before.isDeleted || JSON.stringify(before.body) !== JSON.stringify(body);
}
