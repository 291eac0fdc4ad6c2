import { afterAll, beforeAll, expect } from 'vitest';
import { z } from 'zod';
import { type OpenTestApp, SILENT, type TestApp } from '../../test/test-app.ts';
import { recomputeStream } from '../app/recompute.ts';
import { createStream } from '../app/streams.ts';
import { type Jobs, startJobs } from '../jobs/runner.ts';
import { simulateOrganisation } from '../sample/simulate-organisation.ts';
import { ensureSource } from '../storage/sources.ts';
import { writeHistories } from '../storage/work-items.ts';
import { type RunningServer, startServer } from './server.ts';

export const TODAY = '2026-06-15';
const [first] = simulateOrganisation({ seed: 7, endOn: TODAY, scale: 0.1 }).streams;
if (first === undefined) throw new Error('the sample has no stream');
const sample = first;

const failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
export const saved = z.object({ id: z.string(), version: z.number() });
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
  let opened: TestApp;
  let jobs: Jobs;
  let server: RunningServer;
  let streamId: string;

  beforeAll(async () => {
    opened = await open({ now: () => Date.parse(`${TODAY}T12:00:00Z`) });
    const { app } = opened;
    await ensureSource(app.db, app.workspace, {
      sourceId: 'sample',
      kind: 'sample',
      name: 'x',
      isSample: false,
      createdAt: 0,
    });
    await writeHistories(app.db, app.workspace, 'sample', sample.histories);
    streamId = (await createStream(app, sample.documentText)).id;
    await recomputeStream(app, streamId, SILENT);
    jobs = await startJobs(app);
    server = await startServer(app, jobs, { host: '127.0.0.1', port: 0, pageFolder: 'dist/web', version: 'test' });
  }, 120_000);

  afterAll(async () => {
    await server.close();
    await jobs.close();
  });

  const send = (method: string, path: string, body?: unknown) =>
    fetch(`${server.address}${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  const ask = async <Shape extends z.ZodType>(
    method: string,
    path: string,
    shape: Shape,
    body?: unknown,
  ): Promise<z.infer<Shape>> => {
    const response = await send(method, path, body);
    const answer: unknown = await response.json();
    expect(`${path} ${response.status} ${response.status === 200 ? '' : JSON.stringify(answer)}`).toBe(`${path} 200 `);
    return shape.parse(answer);
  };
  const refused = async (method: string, path: string, body?: unknown) => {
    const response = await send(method, path, body);
    return { status: response.status, ...failure.parse(await response.json()).error };
  };

  const makeCycle = async (name: string, from = '2026-04-01', to = '2026-07-01') =>
    (await ask('POST', '/api/cycles', saved, { name, from, to, checkInEveryDays: 14 })).id;
  const rises = (title: string, more: object = {}) => ({ title, direction: 'up', baseline: 10, target: 30, ...more });
  const state = (cycle: string, title: string, keyResults: readonly object[], more: object = {}) =>
    ask('POST', '/api/objectives', stated, { body: { title, level: 'organisation', cycle, ...more }, keyResults });
  const checkIn = (id: string, on: string, said: object) =>
    ask('POST', '/api/check-ins', saved, { keyResult: id, on, ...said });

  return {
    send,
    ask,
    refused,
    makeCycle,
    rises,
    state,
    checkIn,
    app: () => opened.app,
    log: () => opened.log,
    address: () => server.address,
    streamId: () => streamId,
  };
}
