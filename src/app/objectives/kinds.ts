import { checkInBody } from '../../outcomes/objectives/check-in.ts';
import { cycleBody } from '../../outcomes/objectives/cycle.ts';
import { iterationGoalBody } from '../../outcomes/objectives/iteration-goal.ts';
import { keyResultBody } from '../../outcomes/objectives/key-result.ts';
import { objectiveBody } from '../../outcomes/objectives/objective.ts';
import { asOnlyWriter } from '../../storage/only-writer.ts';
import type { App } from '../app.ts';

export const CYCLE = { kind: 'cycle', noun: 'cycle', schema: cycleBody } as const;
export const OBJECTIVE = { kind: 'objective', noun: 'objective', schema: objectiveBody } as const;
export const KEY_RESULT = { kind: 'key-result', noun: 'key result', schema: keyResultBody } as const;
export const CHECK_IN = { kind: 'check-in', noun: 'check-in', schema: checkInBody } as const;
export const ITERATION_GOAL = { kind: 'iteration-goal', noun: 'iteration goal', schema: iterationGoalBody } as const;

/** Changes to objectives, whole or not at all, one after the other: their rules span several of them. */
export function inOneGo<Result>(app: App, work: (inside: App) => Promise<Result>): Promise<Result> {
  return asOnlyWriter(app.db, app.workspace, (db) => work({ ...app, db }));
}
