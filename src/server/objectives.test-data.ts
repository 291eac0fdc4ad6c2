import { z } from 'zod';
import type { OpenTestApp } from '../../test/test-app.ts';
import { saved, startSampleServer } from './sample-server.test-data.ts';

export const stated = saved.extend({ keyResults: z.array(z.string()) });
export const keyResult = z.looseObject({
  id: z.string(),
  version: z.number(),
  body: z.looseObject({ title: z.string(), score: z.number().nullable() }),
  freshness: z.string(),
  progress: z.object({ share: z.number(), unclamped: z.number() }).nullable(),
  unknownBecause: z.string().nullable(),
  value: z.number().nullable(),
  confidence: z.number().nullable(),
  dueOn: z.string().nullable(),
});
export const objective = z.looseObject({
  id: z.string(),
  body: z.looseObject({ title: z.string(), parent: z.string().nullable(), carriedFrom: z.string().nullable() }),
  version: z.number(),
  parentObjective: z.string().nullable(),
  isOrphan: z.boolean(),
  progress: z.number().nullable(),
  known: z.number(),
  of: z.number(),
  score: z.number().nullable(),
  isMet: z.boolean().nullable(),
  keyResults: z.array(keyResult),
});
export const due = z.looseObject({ keyResult: z.string(), state: z.string(), dueOn: z.string() });
export const tree = z.looseObject({
  objectives: z.array(objective),
  due: z.array(due),
  cycles: z.array(z.looseObject({})),
});
export const page = z.looseObject({
  row: objective,
  above: z.array(z.looseObject({ id: z.string() })),
  below: z.array(z.looseObject({ id: z.string() })),
});

/** A server with a stream and no objective yet, and the words to ask it with. */
export function startObjectives(open: OpenTestApp) {
  const server = startSampleServer(open, 0.1);
  const { ask } = server;
  const makeCycle = async (name: string, from = '2026-04-01', to = '2026-07-01') =>
    (await ask('POST', '/api/cycles', saved, { name, from, to, checkInEveryDays: 14 })).id;
  const rises = (title: string, more: object = {}) => ({ title, direction: 'up', baseline: 10, target: 30, ...more });
  const state = (cycle: string, title: string, keyResults: readonly object[], more: object = {}) =>
    ask('POST', '/api/objectives', stated, { body: { title, level: 'organisation', cycle, ...more }, keyResults });
  const checkIn = (id: string, on: string, said: object) =>
    ask('POST', '/api/check-ins', saved, { keyResult: id, on, ...said });

  return { ...server, makeCycle, rises, state, checkIn };
}
