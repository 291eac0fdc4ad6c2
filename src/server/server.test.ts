import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { describeAppOnBothDatabases, type TestApp } from '../../test/test-app.ts';
import { CHARTS } from '../api/flow.ts';
import { METRICS } from '../flow/metrics/index.ts';
import { type Jobs, startJobs } from '../jobs/runner.ts';
import { asJiraIssue } from '../sample/as-jira.ts';
import { simulateOrganisation } from '../sample/simulate-organisation.ts';
import { requireLoopback } from './guard.ts';
import { type RunningServer, startServer } from './server.ts';

const END = '2026-06-15';
const WINDOW = 'from=2026-03-23&to=2026-06-15';
const organisation = simulateOrganisation({ seed: 7, endOn: END, scale: 0.15 });
const checkout = organisation.streams[0];
if (checkout === undefined) throw new Error('the sample has no stream');
const issues = checkout.histories.map((history) => JSON.stringify(asJiraIssue(history))).join('\n');

const anything = z.looseObject({});
const failure = z.object({
  error: z.object({ code: z.string(), message: z.string(), problems: z.array(anything).optional() }),
});

describeAppOnBothDatabases('the HTTP interface', (open) => {
  let opened: TestApp;
  let jobs: Jobs;
  let server: RunningServer;

  beforeAll(async () => {
    opened = await open({ now: () => Date.parse(`${END}T12:00:00Z`) });
    jobs = await startJobs(opened.app);
    server = await startServer(opened.app, jobs, {
      host: '127.0.0.1',
      port: 0,
      pageFolder: 'dist/web',
      version: 'test',
    });
    const imported = await send(
      'POST',
      '/api/imports?format=jira&source=jira&fileName=issues.ndjson.gz',
      gzipSync(issues),
    );
    expect(imported.status).toBe(200);
    await jobs.idle();
    const created = await send('POST', '/api/streams', JSON.stringify({ text: checkout?.documentText }));
    expect(created.status).toBe(200);
    await jobs.idle();
  }, 120_000);

  afterAll(async () => {
    await server.close();
    await jobs.close();
    expect(opened.log.errors).toEqual([]);
  });

  const send = (
    method: string,
    path: string,
    body?: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ) =>
    fetch(`${server.address}${path}`, {
      method,
      headers: typeof body === 'string' ? { 'content-type': 'application/json', ...headers } : headers,
      ...(body === undefined ? {} : { body }),
    });

  const get = async <Shape extends z.ZodType>(path: string, shape: Shape): Promise<z.infer<Shape>> => {
    const response = await send('GET', path);
    expect(`${path} ${response.status}`).toBe(`${path} 200`);
    return shape.parse(await response.json());
  };

  const refused = async (
    method: string,
    path: string,
    body?: string,
  ): Promise<z.infer<typeof failure>['error'] & { status: number }> => {
    const response = await send(method, path, body);
    return { status: response.status, ...failure.parse(await response.json()).error };
  };

  test('an imported history is accounted for, and importing it again changes nothing', async () => {
    const first = await get('/api/jobs', z.object({ jobs: z.array(anything) }));
    expect(first.jobs.map((job) => job.state)).toEqual(['done', 'done']);
    await send('POST', '/api/imports?format=jira&source=jira&fileName=again.ndjson', Buffer.from(issues));
    await jobs.idle();
    const { jobs: all } = await get('/api/jobs', z.object({ jobs: z.array(anything) }));
    expect(all.find((job) => String(job.subject).startsWith('again'))?.result).toMatchObject({
      new: 0,
      changed: 0,
      unchanged: checkout?.histories.length,
      refused: 0,
      lastChangeAt: expect.stringMatching(/^2026-06-/),
    });
  });

  test('an import says which source it goes into, and the figures that follow it are work of their own', async () => {
    const one = z.looseObject({ kind: z.string(), subject: z.string(), source: z.string().nullable() });
    const { jobs: all } = await get('/api/jobs', z.object({ jobs: z.array(one) }));
    expect(all.find((job) => job.kind === 'import')?.source).toBe('jira');
    expect(all.find((job) => job.kind === 'recompute')).toMatchObject({ subject: 'checkout', source: null });
  });

  test('the items of a modelling problem are as many as it counts', async () => {
    const listed = z.object({ problems: z.array(z.object({ problem: z.string(), items: z.array(z.string()) })) });
    const { problems } = await get(`/api/streams/checkout/problems?${WINDOW}`, listed);
    const found = problems.find((one) => one.items.length > 0);
    expect(found).toBeDefined();
    const { rows } = await get(
      `/api/streams/checkout/items?${WINDOW}&problem=${found?.problem}`,
      z.object({ rows: z.array(z.looseObject({ item: z.string() })) }),
    );
    expect(rows.map((row) => row.item).toSorted()).toEqual(found?.items.toSorted());
    const none = await get(`/api/streams/checkout/items?${WINDOW}&problem=no-such`, z.object({ total: z.number() }));
    expect(none.total).toBe(0);
  });

  test('every read route of a stream answers', async () => {
    for (const route of ['overview', 'measures', 'items', 'aging', 'problems', 'backtest', 'facets', 'document']) {
      await get(`/api/streams/checkout/${route}?${WINDOW}`, anything);
    }
    await get(`/api/streams/checkout/forecast?${WINDOW}&items=10`, anything);
    await get(`/api/streams/checkout/forecast?${WINDOW}&until=2026-07-15`, anything);
  });

  test.each(METRICS.map((metric) => metric.id))('metric %s answers with its definition and its items', async (id) => {
    const answer = await get(
      `/api/streams/checkout/measures/${id}?${WINDOW}`,
      z.object({
        definition: z.object({
          id: z.string(),
          meaning: z.string().min(10),
          source: z.string().startsWith('methods.md'),
        }),
        measure: z.discriminatedUnion('status', [
          z.looseObject({ status: z.literal('measured'), n: z.number(), items: z.array(z.string()) }),
          z.object({ status: z.literal('unmeasurable'), reason: z.string().min(10) }),
        ]),
        rows: z.array(z.looseObject({ item: z.string() })),
      }),
    );
    expect(answer.definition.id).toBe(id);
    if (answer.measure.status === 'measured') {
      expect(new Set(answer.rows.map((row) => row.item))).toEqual(new Set(answer.measure.items));
    }
  });

  test.each(CHARTS)('chart %s answers with words above it', async (chart) => {
    const answer = await get(
      `/api/streams/checkout/charts/${chart}?${WINDOW}`,
      z.object({ heading: z.array(z.object({ text: z.string().min(5) })).min(1), data: z.unknown() }),
    );
    expect(answer.data).not.toBeNull();
  });

  test('velocity on the page, the items behind it and the items table agree', async () => {
    const rows = z.array(z.looseObject({ item: z.string(), completedAt: z.string().nullable() }));
    const measure = await get(
      `/api/streams/checkout/measures/flow-velocity?${WINDOW}`,
      z.object({ measure: z.looseObject({ value: z.looseObject({ total: z.number() }) }), rows }),
    );
    const items = await get(`/api/streams/checkout/items?${WINDOW}&limit=50000`, z.object({ rows }));
    const zone = 'America/Halifax';
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
    const finished = items.rows.filter((row) => {
      if (row.completedAt === null) return false;
      const on = day.format(new Date(row.completedAt));
      return on >= '2026-03-23' && on < '2026-06-15';
    });
    expect(measure.measure.value.total).toBe(finished.length);
    expect(measure.rows.length).toBe(finished.length);
    expect(finished.length).toBeGreaterThan(10);
  });

  test('a filter narrows items and figures alike, and is told in the header', async () => {
    const rows = z.object({
      header: z.object({ filter: z.object({ kind: z.array(z.string()) }) }),
      rows: z.array(z.looseObject({ kind: z.string() })),
    });
    const answer = await get(`/api/streams/checkout/items?${WINDOW}&kind=defect&limit=50000`, rows);
    expect(answer.header.filter.kind).toEqual(['defect']);
    expect(new Set(answer.rows.map((row) => row.kind))).toEqual(new Set(['defect']));
  });

  test('an item tells every interval and what counted', async () => {
    const { rows } = await get(
      `/api/streams/checkout/items?${WINDOW}&state=done`,
      z.object({ rows: z.array(z.looseObject({ item: z.string() })) }),
    );
    const item = await get(
      `/api/streams/checkout/items/${rows[0]?.item}?${WINDOW}`,
      z.object({
        intervals: z
          .array(z.object({ what: z.string(), why: z.string().min(3), seconds: z.number(), counts: z.string() }))
          .min(2),
        changes: z.array(anything).min(2),
      }),
    );
    expect(item.intervals.some((one) => one.why.startsWith('Its completion'))).toBe(true);
  });

  test('the portfolio speaks of every stream', async () => {
    const portfolio = await get(
      `/api/portfolio?${WINDOW}`,
      z.object({ streams: z.array(z.looseObject({ id: z.string() })) }),
    );
    expect(portfolio.streams.map((stream) => stream.id)).toEqual(['checkout']);
  });

  test('a changed document is previewed without being saved, then saved, and its figures follow', async () => {
    const before = await get(
      '/api/streams/checkout/document',
      z.looseObject({ text: z.string(), version: z.number() }),
    );
    const text = before.text.replace(/step: Review/, 'step: Looked at');
    expect(text).not.toBe(before.text);
    const previewed = await send('POST', '/api/streams/checkout/preview', JSON.stringify({ text }));
    expect(previewed.status).toBe(200);
    expect((await get('/api/streams/checkout/document', z.looseObject({ version: z.number() }))).version).toBe(
      before.version,
    );
    const saved = await send(
      'PUT',
      '/api/streams/checkout/document',
      JSON.stringify({ text, basedOn: before.version }),
    );
    expect(saved.status).toBe(200);
    await jobs.idle();
    const overview = await get(
      `/api/streams/checkout/overview?${WINDOW}`,
      z.looseObject({ race: z.looseObject({ steps: z.array(z.looseObject({ step: z.string() })) }) }),
    );
    expect(overview.race.steps.map((step) => step.step)).toContain('Looked at');
    const late = await refused(
      'PUT',
      '/api/streams/checkout/document',
      JSON.stringify({ text, basedOn: before.version }),
    );
    expect(late).toMatchObject({ status: 409, code: 'conflict' });
    expect(late.message).toContain('saved by somebody else');
  });

  test('a document that is not valid is refused with every problem at its line, and changes nothing', async () => {
    const before = await get('/api/streams/checkout/document', z.looseObject({ version: z.number() }));
    const answer = await refused(
      'PUT',
      '/api/streams/checkout/document',
      JSON.stringify({ text: 'version: 1\nstream: X\nsteps: 3\n', basedOn: before.version }),
    );
    expect(answer).toMatchObject({ status: 400, code: 'invalid' });
    expect(answer.problems?.length).toBeGreaterThan(1);
    expect((await get('/api/streams/checkout/document', z.looseObject({ version: z.number() }))).version).toBe(
      before.version,
    );
  });

  test('a note is pinned, changed and taken off', async () => {
    const shape = z.object({ id: z.string(), version: z.number(), text: z.string() });
    const made = shape.parse(
      await (
        await send('POST', '/api/notes', JSON.stringify({ stream: 'checkout', day: '2026-05-01', text: 'Freeze' }))
      ).json(),
    );
    const changed = shape.parse(
      await (
        await send(
          'POST',
          '/api/notes',
          JSON.stringify({ id: made.id, stream: 'checkout', day: '2026-05-02', text: 'Release freeze' }),
        )
      ).json(),
    );
    expect(changed).toMatchObject({ id: made.id, version: 2, text: 'Release freeze' });
    const list = z.object({ notes: z.array(z.looseObject({ id: z.string(), day: z.string() })) });
    expect((await get('/api/notes?stream=checkout', list)).notes).toMatchObject([{ id: made.id, day: '2026-05-02' }]);
    expect((await send('DELETE', `/api/notes/${made.id}`)).status).toBe(200);
    expect((await get('/api/notes?stream=checkout', list)).notes).toEqual([]);
    expect((await refused('DELETE', `/api/notes/${made.id}`)).status).toBe(404);
  });

  test('a view is saved, replaced under its name and removed', async () => {
    const shape = z.object({ id: z.string(), address: z.string() });
    const view = (address: string) => send('POST', '/api/views', JSON.stringify({ name: 'Weekly', address }));
    const first = shape.parse(await (await view('/streams/checkout?last=12w')).json());
    const second = shape.parse(await (await view('/streams/checkout?last=4w&kind=defect')).json());
    expect(second).toEqual({ id: first.id, address: '/streams/checkout?last=4w&kind=defect' });
    expect((await send('DELETE', `/api/views/${first.id}`)).status).toBe(200);
    expect(await get('/api/views', z.object({ views: z.array(anything) }))).toEqual({ views: [] });
  });

  test('a first document is suggested from what was imported', async () => {
    const answer = await send(
      'POST',
      '/api/streams/suggest',
      JSON.stringify({ source: 'jira', name: 'Second', timeZone: 'UTC' }),
    );
    const { text } = z.object({ text: z.string() }).parse(await answer.json());
    expect(text).toContain('stream: Second');
    expect(text).toContain('items: [{source: jira');
  });

  test.each([
    ['GET', '/api/streams/nowhere/overview', 404, 'not-found', 'nowhere'],
    ['GET', '/api/streams/checkout/measures/happiness', 404, 'not-found', 'flow-velocity'],
    ['GET', '/api/streams/checkout/items/NO-1', 404, 'not-found', 'NO-1'],
    ['GET', '/api/streams/checkout/overview?from=2026-05-01&to=2026-04-01', 400, 'invalid', 'earlier'],
    ['GET', '/api/streams/checkout/overview?from=yesterday', 400, 'invalid', 'from'],
    ['GET', '/api/streams/checkout/overview?last=3y', 400, 'invalid', 'last'],
    ['GET', '/api/streams/checkout/forecast', 400, 'invalid', 'ask for one'],
    ['GET', '/api/streams/checkout/charts/run-chart?metric=constraint', 400, 'invalid', 'weekly'],
    ['GET', '/api/jobs/none', 404, 'not-found', 'none'],
    ['GET', '/api/unknown', 404, 'not-found', '/api/docs'],
    ['POST', '/api/imports?format=excel&source=x', 400, 'invalid', 'format'],
    ['POST', '/api/imports?format=jira&source=Not%20Good', 400, 'invalid', 'source'],
  ])('%s %s answers %i and says what', async (method, path, status, code, words) => {
    const answer = await refused(method, path);
    expect(answer).toMatchObject({ status, code });
    expect(answer.message).toContain(words);
  });

  test('a file that is no history fails as a job, in words, and leaves the store as it was', async () => {
    const before = await get('/api/settings', z.object({ sources: z.array(anything) }));
    const started = await send(
      'POST',
      '/api/imports?format=jira&source=jira&fileName=photo.json',
      Buffer.from('{"issues": [{"key": "K-'),
    );
    const { id } = z.looseObject({ id: z.string() }).parse(await started.json());
    await jobs.idle();
    const job = await get(`/api/jobs/${id}`, z.looseObject({ state: z.string(), message: z.string() }));
    expect(job.state).toBe('failed');
    expect(job.message).toContain('photo.json');
    const after = await get('/api/settings', z.object({ sources: z.array(z.looseObject({ itemCount: z.number() })) }));
    expect(after.sources.map((source) => source.itemCount)).toEqual(before.sources.map((source) => source.itemCount));
  });

  test('a page of another origin may not write, and another host name is not answered', async () => {
    const crossing = await send('POST', '/api/notes', JSON.stringify({ stream: null, day: '2026-05-01', text: 'x' }), {
      origin: 'http://evil.example',
    });
    expect(crossing.status).toBe(403);
  });

  test('the description is OpenAPI 3.1 with every route, and people can read it', async () => {
    const description = await get(
      '/api/openapi.json',
      z.object({ openapi: z.literal('3.1.0'), paths: z.record(z.string(), anything) }),
    );
    expect(Object.keys(description.paths)).toContain('/api/streams/{stream}/measures/{metric}');
    const docs = await send('GET', '/api/docs');
    expect(await docs.text()).toContain('/api/streams/{stream}/forecast');
  });

  test('health, readiness and counters answer', async () => {
    expect((await send('GET', '/healthz')).status).toBe(200);
    expect((await send('GET', '/readyz')).status).toBe(200);
    const counters = await (await send('GET', '/metrics')).text();
    expect(counters).toContain(
      'millrace_http_requests_total{method="GET",route="/api/streams/:stream/overview",status="200"}',
    );
  });

  test('no account of the source is in the store', async () => {
    for (const table of ['work_item', 'raw_record', 'fact'] as const) {
      const rows = await opened.app.db.selectFrom(table).selectAll().execute();
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toMatch(/account-\d/);
    }
  });
});

test.each(['0.0.0.0', '192.0.2.1', '::'])('listening on %s is refused while there are no accounts', (host) => {
  expect(() => requireLoopback(host)).toThrow('without accounts');
});
