import type { z } from 'zod';
import { type CheckInBody, checkInBody } from '../../outcomes/objectives/check-in.ts';
import { type CycleBody, cycleBody } from '../../outcomes/objectives/cycle.ts';
import { type IterationGoalBody, iterationGoalBody } from '../../outcomes/objectives/iteration-goal.ts';
import { type KeyResultBody, keyResultBody } from '../../outcomes/objectives/key-result.ts';
import { type ObjectiveBody, objectiveBody } from '../../outcomes/objectives/objective.ts';
import type { RawRecord, Records } from './records.ts';

interface Of<Kind extends keyof Records, Body> {
  readonly kind: Kind;
  readonly id: string;
  readonly line: number;
  readonly body: Body;
}

/** A record whose body is sound by itself. */
export type CheckedRecord =
  | Of<'cycles', CycleBody>
  | Of<'objectives', ObjectiveBody>
  | Of<'keyResults', KeyResultBody>
  | Of<'checkIns', CheckInBody>
  | Of<'goals', IterationGoalBody>;

export type Say = (line: number, path: string, message: string) => void;

const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,199}$/;

/** Reads a record's body and id, or says what is wrong with them. A check-in without an id is named by its key result and day. */
export function checkRecord({ kind, id: given, fields, line }: RawRecord, say: Say): CheckedRecord | null {
  const id = given === '' && kind === 'checkIns' ? `${String(fields.keyResult)}.${String(fields.on)}` : given;
  if (!ID.test(id)) {
    say(line, 'id', `"${given}" is no id; use letters, digits, dots, dashes and colons, such as q1-2027`);
    return null;
  }
  const read = <Schema extends z.ZodType>(schema: Schema): z.output<Schema> | null => {
    const result = schema.safeParse(fields);
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues) say(line, path.join('.'), message);
    return null;
  };
  switch (kind) {
    case 'cycles': {
      const body = read(cycleBody);
      return body === null ? null : { kind, id, line, body };
    }
    case 'objectives': {
      const body = read(objectiveBody);
      return body === null ? null : { kind, id, line, body };
    }
    case 'keyResults': {
      const body = read(keyResultBody);
      return body === null ? null : { kind, id, line, body };
    }
    case 'checkIns': {
      const body = read(checkInBody);
      return body === null ? null : { kind, id, line, body };
    }
    case 'goals': {
      const body = read(iterationGoalBody);
      return body === null ? null : { kind, id, line, body };
    }
  }
}
