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

/** The day on which the server's clock stands, and on which the work of its streams ends. */
export const TODAY = '2026-06-15';

const failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
export const saved = z.object({ id: z.string(), version: z.number() });

/** The first stream's document, from which those that the server holds are made. */
type DocumentsOf = (text: string) => readonly string[];

/** A server with work that is nobody's sample, and the words to ask it with. `documents`: a stream each, of the same items. */
export function startSampleServer(open: OpenTestApp, scale: number, documents: DocumentsOf = (text) => [text]) {
  let opened: TestApp;
  let jobs: Jobs;
  let server: RunningServer;
  const streamIds: string[] = [];

  beforeAll(async () => {
    const [sample] = simulateOrganisation({ seed: 7, endOn: TODAY, scale }).streams;
    if (sample === undefined) throw new Error('the sample has no stream');
    opened = await open({ now: () => Date.parse(`${TODAY}T12:00:00Z`) });
    const { app } = opened;
    const source = { sourceId: 'sample', kind: 'sample', name: 'x', isSample: false, createdAt: 0 };
    await ensureSource(app.db, app.workspace, source);
    await writeHistories(app.db, app.workspace, 'sample', sample.histories);
    for (const text of documents(sample.documentText)) {
      const { id } = await createStream(app, text);
      await recomputeStream(app, id, SILENT);
      streamIds.push(id);
    }
    jobs = await startJobs(app);
    server = await startServer(app, jobs, { host: '127.0.0.1', port: 0, pageFolder: 'dist/web', version: 'test' });
  }, 120_000);

  afterAll(async () => {
    await server.close();
    await jobs.close();
    expect(opened.log.errors).toEqual([]);
  });

  const send = (method: string, path: string, body?: unknown, type = 'application/json') =>
    fetch(`${server.address}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': type }, body: typeof body === 'string' ? body : JSON.stringify(body) }),
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
  const refused = async (method: string, path: string, body?: unknown, type?: string) => {
    const response = await send(method, path, body, type);
    return { status: response.status, ...failure.parse(await response.json()).error };
  };
  return {
    send,
    ask,
    refused,
    app: () => opened.app,
    log: () => opened.log,
    address: () => server.address,
    streamId: (place = 0) => streamIds[place] ?? '',
  };
}
