import type { CheckInBody } from '../../outcomes/objectives/check-in.ts';
import type { CycleBody } from '../../outcomes/objectives/cycle.ts';
import type { IterationGoalBody } from '../../outcomes/objectives/iteration-goal.ts';
import type { KeyResultBody } from '../../outcomes/objectives/key-result.ts';
import { LEVELS, type ObjectiveBody } from '../../outcomes/objectives/objective.ts';
import type { App } from '../app.ts';
import { listKept } from '../outcomes/kept.ts';
import { CHECK_IN, CYCLE, ITERATION_GOAL, KEY_RESULT, OBJECTIVE } from './kinds.ts';

/** Something of a file under its id. */
export interface Recorded<Body> {
  readonly id: string;
  readonly body: Body;
}

/** All that a file of objectives holds, in the order in which it is written. */
export interface Records {
  readonly cycles: readonly Recorded<CycleBody>[];
  readonly objectives: readonly Recorded<ObjectiveBody>[];
  readonly keyResults: readonly Recorded<KeyResultBody>[];
  readonly checkIns: readonly Recorded<CheckInBody>[];
  readonly goals: readonly Recorded<IterationGoalBody>[];
}

/** A record as it was read, before its body is checked; `line` is where it stands. */
export interface RawRecord {
  readonly kind: keyof Records;
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly line: number;
}

/** Everything that stands in the store, in an order that depends on nothing but what it says. */
export async function readRecords(app: App): Promise<Records> {
  const [cycles, objectives, keyResults, checkIns, goals] = await Promise.all([
    listKept(app, CYCLE),
    listKept(app, OBJECTIVE),
    listKept(app, KEY_RESULT),
    listKept(app, CHECK_IN),
    listKept(app, ITERATION_GOAL),
  ]);
  const standing = new Set(objectives.map(({ id }) => id));
  const ownKeyResults = keyResults.filter(({ body }) => standing.has(body.objective));
  const measured = new Set(ownKeyResults.map(({ id }) => id));
  return {
    cycles: sorted(cycles, ({ body }) => [body.from, body.name]),
    objectives: sorted(objectives, ({ body }) => [
      body.cycle,
      String(LEVELS.indexOf(body.level)),
      body.team ?? '',
      body.title,
    ]),
    keyResults: sorted(ownKeyResults, ({ body }) => [body.objective, body.title]),
    checkIns: sorted(
      checkIns.filter(({ body }) => measured.has(body.keyResult)),
      ({ body }) => [body.keyResult, body.on],
    ),
    goals: sorted(goals, ({ body }) => [body.stream, body.from, body.team ?? '']),
  };
}

/** By these words, then by id; compared as code units, so that every machine sorts alike. */
function sorted<Body>(
  records: readonly Recorded<Body>[],
  words: (record: Recorded<Body>) => readonly string[],
): readonly Recorded<Body>[] {
  const keyed = records.map(({ id, body }) => ({ record: { id, body }, key: [...words({ id, body }), id] }));
  return keyed.toSorted((a, b) => compare(a.key, b.key)).map(({ record }) => record);
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (const [place, word] of a.entries()) {
    const other = b[place] ?? '';
    if (word !== other) return word < other ? -1 : 1;
  }
  return 0;
}
