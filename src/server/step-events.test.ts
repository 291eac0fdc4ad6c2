import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { openTestApps } from '../../test/test-app.ts';
import { createToken } from '../app/outcomes/tokens.ts';
import { SHOP } from '../app/shop-document.test-data.ts';
import { createStream } from '../app/streams.ts';
import { startJobs } from '../jobs/runner.ts';
import { readJobs } from '../storage/jobs.ts';
import { startServer } from './server.ts';

const open = openTestApps();
const WITH_EVENTS = SHOP.replace('statuses: [Done]}', 'statuses: [Done], events: [merged]}');
const documentAnswer = z.object({ events: z.array(z.object({ event: z.string(), items: z.number() })) });
const previewAnswer = z.object({ moved: z.array(z.object({ item: z.string(), what: z.string() })) });

test('a push of delivery alone computes the streams anew whose steps name events, and no others', async () => {
  const { app, log } = await open({ now: () => Date.parse('2026-02-01T00:00:00Z') });
  const { id } = await createStream(app, WITH_EVENTS);
  const { id: plain } = await createStream(app, SHOP.replace('stream: Shop', 'stream: Plain'));
  const { token } = await createToken(app, 'forge');
  const jobs = await startJobs(app);
  const server = await startServer(app, jobs, {
    host: '127.0.0.1',
    port: 0,
    pageFolder: 'dist/web',
    version: 'test',
  });
  onTestFinished(async () => {
    await server.close();
    await jobs.close();
  });
  const send = (method: string, path: string, body?: unknown) =>
    fetch(`${server.address}${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const computed = async (): Promise<readonly string[]> => {
    await jobs.idle();
    const all = await readJobs(app.db, app.workspace);
    return all.flatMap(({ kind, subject }) => (kind === 'recompute' ? subject : [])).toSorted();
  };
  const change = { repo: 'shop/web', sha: '0123456789', committedAt: '2026-01-05T08:00:00Z', keys: ['S-1'] };

  const work = [{ item: 'S-1', at: '2026-01-02T08:00:00Z', status: 'Doing' }];
  expect((await send('POST', '/api/push/forge', { work })).status).toBe(200);
  expect(await computed()).toEqual([plain, id]);
  expect((await send('POST', '/api/push/forge', { change: [change] })).status).toBe(200);
  expect(await computed()).toEqual([plain, id, id]);
  expect((await send('POST', '/api/push/forge', { change: [change] })).status).toBe(200);
  expect(await computed()).toEqual([plain, id, id]);

  const { events } = documentAnswer.parse(await (await send('GET', `/api/streams/${id}/document`)).json());
  expect(events).toEqual([
    { event: 'review opened', items: 0 },
    { event: 'merged', items: 1 },
    { event: 'deployed', items: 0 },
  ]);
  const { moved } = previewAnswer.parse(
    await (await send('POST', `/api/streams/${plain}/preview`, { text: WITH_EVENTS })).json(),
  );
  // From the 2nd to the 5th, three days; until now it is open: 29 days and 16 hours.
  expect(moved).toEqual([
    {
      item: 'S-1',
      what: 'step Doing › Done; state active › done; flow time unknown › 3 d; active 29.7 d › 3 d',
    },
  ]);
  expect(log.errors).toEqual([]);
});
