import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { describeAppOnBothDatabases, SILENT, type TestApp } from '../../test/test-app.ts';
import { exportObjectives, importObjectives } from '../app/objectives/import-objectives.ts';
import { sendDigest } from '../app/objectives/reminders.ts';
import { recomputeStream } from '../app/recompute.ts';
import { createStream } from '../app/streams.ts';
import { addDays } from '../flow/calendar.ts';
import { type Jobs, startJobs } from '../jobs/runner.ts';
import { simulateOrganisation } from '../sample/simulate-organisation.ts';
import { ensureSource } from '../storage/sources.ts';
import { writeHistories } from '../storage/work-items.ts';
import { type RunningServer, startServer } from './server.ts';

const TODAY = '2026-06-15';
const [sample] = simulateOrganisation({ seed: 7, endOn: TODAY, scale: 0.1 }).streams;
if (sample === undefined) throw new Error('the sample has no stream');

const failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const saved = z.object({ id: z.string(), version: z.number() });
const stated = saved.extend({ keyResults: z.array(z.string()) });
const keyResult = z.looseObject({
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
const objective = z.looseObject({
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
const due = z.looseObject({ keyResult: z.string(), state: z.string(), dueOn: z.string() });
const tree = z.looseObject({ objectives: z.array(objective), due: z.array(due), cycles: z.array(z.looseObject({})) });
const page = z.looseObject({
  row: objective,
  above: z.array(z.looseObject({ id: z.string() })),
  below: z.array(z.looseObject({ id: z.string() })),
});

describeAppOnBothDatabases('objectives over HTTP', (open) => {
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

  test('a check-in within the cadence makes progress and confidence known, apart; an older one makes them unknown', async () => {
    const cycle = await makeCycle('Q2');
    const { id, keyResults } = await state(cycle, 'Paying is no effort', [
      rises('A'),
      rises('B'),
      rises('C', { baseline: null }),
    ]);
    const [a = '', b = '', c = ''] = keyResults;
    // 20 of 10 to 30 is half the way. 14 days back still counts, 15 days back does not any more.
    await checkIn(a, addDays(TODAY, -14), { value: 20, confidence: 0.6 });
    await checkIn(b, addDays(TODAY, -15), { value: 30, confidence: 0.9 });
    await checkIn(c, TODAY, { value: 30, confidence: 0.2 });
    const { row } = await ask('GET', `/api/objectives/${id}`, page);
    expect(
      row.keyResults.map(({ body, freshness, progress, confidence, unknownBecause, dueOn }) => ({
        title: body.title,
        freshness,
        share: progress?.share ?? null,
        confidence,
        unknownBecause,
        dueOn,
      })),
    ).toEqual([
      { title: 'A', freshness: 'present', share: 0.5, confidence: 0.6, unknownBecause: null, dueOn: TODAY },
      {
        title: 'B',
        freshness: 'stale',
        share: null,
        confidence: null,
        unknownBecause: 'no check-in in the last 14 days',
        dueOn: addDays(TODAY, -1),
      },
      {
        title: 'C',
        freshness: 'present',
        share: null,
        confidence: 0.2,
        unknownBecause: 'no baseline is known',
        dueOn: '2026-06-29',
      },
    ]);
    expect(row).toMatchObject({ progress: 0.5, known: 1, of: 3, leastConfidence: 0.2, confidenceKnown: 2 });
    const { due: waiting } = await ask('GET', '/api/check-ins', z.looseObject({ due: z.array(due) }));
    expect(waiting.filter((one) => keyResults.includes(one.keyResult)).map((one) => one.state)).toEqual([
      'overdue',
      'due',
      'coming',
    ]);
    const text = await (await send('GET', '/api/check-ins/digest')).text();
    expect(text).toContain('Overdue since 14 Jun 2026: B (Paying is no effort)');
    const calendar = await (await send('GET', '/api/check-ins.ics')).text();
    expect(calendar).toContain('SUMMARY:Check in: B');
    expect(calendar).toContain('DTSTART;VALUE=DATE:20260614');
    expect(await refused('POST', '/api/check-ins', { keyResult: a, on: addDays(TODAY, 1), value: 1 })).toMatchObject({
      status: 400,
    });
  });

  test('a team takes a key result up; what stands above is named, and nothing may stand above itself', async () => {
    const cycle = await makeCycle('Alignment');
    const top = await state(cycle, 'Customers stay', [rises('Repeat purchases')]);
    const draft = await ask(
      'POST',
      '/api/objectives/draft',
      z.looseObject({ objective: z.looseObject({}), keyResults: z.array(z.unknown()) }),
      { keyResult: top.keyResults[0], team: 'Checkout' },
    );
    expect(draft.objective).toMatchObject({
      title: 'Repeat purchases',
      level: 'division',
      parent: top.keyResults[0],
      team: 'Checkout',
      cycle,
    });
    expect(draft.keyResults).toHaveLength(3);
    const below = await ask('POST', '/api/objectives', stated, {
      body: draft.objective,
      keyResults: [rises('Guests pay')],
    });
    const orphan = await state(cycle, 'By ourselves', [], { level: 'team' });
    const all = await ask('GET', '/api/objectives', tree);
    const rowOf = (id: string) => all.objectives.find((one) => one.id === id);
    expect(rowOf(below.id)).toMatchObject({ parentObjective: top.id, isOrphan: false });
    expect(rowOf(orphan.id)).toMatchObject({ parentObjective: null, isOrphan: true });
    expect((await ask('GET', `/api/objectives/${below.id}`, page)).above.map(({ id }) => id)).toEqual([top.id]);
    expect((await ask('GET', `/api/objectives/${top.id}`, page)).below.map(({ id }) => id)).toEqual([below.id]);

    const loop = await refused('PUT', `/api/objectives/${top.id}`, {
      body: { ...rowOf(top.id)?.body, parent: below.keyResults[0] },
      basedOn: 1,
    });
    expect(loop).toMatchObject({ status: 400 });
    expect(loop.message).toContain('would stand above itself');
    expect(await refused('DELETE', `/api/objectives/${top.id}`)).toMatchObject({ status: 409 });
    expect(await refused('DELETE', `/api/key-results/${top.keyResults[0]}`)).toMatchObject({ status: 409 });
    await ask('DELETE', `/api/objectives/${below.id}`, z.looseObject({}));
    await ask('DELETE', `/api/objectives/${top.id}`, z.looseObject({}));
    expect((await refused('GET', `/api/key-results/${top.keyResults[0]}`)).status).toBe(404);
  });

  test('a cycle closes with scores, says what share was met, holds still, and is carried over', async () => {
    const cycle = await makeCycle('To close');
    const committed = { commitment: 'committed' };
    const met = await state(cycle, 'Met', [rises('m1'), rises('m2', committed)]);
    const short = await state(cycle, 'Short', [rises('s1'), rises('s2', committed)]);
    const unknown = await state(cycle, 'Unknown', [rises('u1')]);
    const team = await state(cycle, 'Below', [rises('b1')], { level: 'team', parent: short.keyResults[0] });
    await checkIn(met.keyResults[0] ?? '', TODAY, { value: 24 });
    const proposal = await ask(
      'GET',
      `/api/cycles/${cycle}`,
      z.looseObject({ suggested: z.array(z.object({ keyResult: z.string(), score: z.number().nullable() })) }),
    );
    // (24 − 10) / (30 − 10)
    expect(proposal.suggested.find((one) => one.keyResult === met.keyResults[0])?.score).toBe(0.7);
    expect(proposal.suggested.find((one) => one.keyResult === unknown.keyResults[0])?.score).toBeNull();
    const score = (id: string | undefined, value: number | null) => ({ keyResult: id, score: value });
    const scores = [
      score(met.keyResults[0], 0.7),
      score(met.keyResults[1], 1),
      score(short.keyResults[0], 1),
      // A committed key result expects 1.0.
      score(short.keyResults[1], 0.9),
      score(team.keyResults[0], 0.3),
    ];
    expect(
      await refused('POST', `/api/cycles/${cycle}/close`, { basedOn: 1, scores: [score('nowhere', 1)] }),
    ).toMatchObject({ status: 400 });
    expect((await ask('GET', `/api/objectives/${met.id}`, page)).row.keyResults[0]?.body.score).toBeNull();
    const closed = await ask(
      'POST',
      `/api/cycles/${cycle}/close`,
      z.looseObject({ row: z.looseObject({ report: z.looseObject({}) }), objectives: z.array(objective) }),
      { basedOn: 1, scores },
    );
    expect(closed.row.report).toEqual({ met: 1, notMet: 2, unknown: 1, share: 1 / 3 });
    const ends = new Map(closed.objectives.map((one) => [one.id, { score: one.score, isMet: one.isMet }]));
    expect(ends.get(met.id)).toEqual({ score: 0.85, isMet: true });
    expect(ends.get(short.id)).toEqual({ score: 0.95, isMet: false });
    expect(ends.get(unknown.id)).toEqual({ score: null, isMet: null });

    expect(
      (await refused('POST', '/api/check-ins', { keyResult: met.keyResults[0], on: TODAY, value: 1 })).message,
    ).toContain('closed');
    expect(await refused('POST', '/api/objectives', { body: { title: 'x', level: 'team', cycle } })).toMatchObject({
      status: 409,
    });

    const next = await makeCycle('Next', '2026-07-01', '2026-10-01');
    const carried = await ask(
      'POST',
      `/api/cycles/${cycle}/carry-over`,
      z.object({ objectives: z.array(z.object({ from: z.string(), id: z.string() })) }),
      { to: next, objectives: [short.id, team.id] },
    );
    const idOf = (from: string) => carried.objectives.find((one) => one.from === from)?.id ?? '';
    const copy = (await ask('GET', `/api/objectives/${idOf(short.id)}`, page)).row;
    expect(copy.body).toMatchObject({ title: 'Short', carriedFrom: short.id, cycle: next });
    // s1 scored 1.0 and stays behind; the copy of the team's objective keeps its parent, which was not copied.
    expect(copy.keyResults.map(({ body }) => ({ title: body.title, score: body.score }))).toEqual([
      { title: 's2', score: null },
    ]);
    expect((await ask('GET', `/api/objectives/${idOf(team.id)}`, page)).row.body.parent).toBe(short.keyResults[0]);
    expect(
      await refused('POST', `/api/cycles/${cycle}/carry-over`, { to: next, objectives: [short.id] }),
    ).toMatchObject({ status: 409 });

    await ask('POST', `/api/cycles/${cycle}/reopen`, saved, { because: 'a score was mistyped', basedOn: 2 });
    await checkIn(met.keyResults[0] ?? '', TODAY, { value: 25 });
  });

  test('a key result is read from its metric, or from the outcome that serves as it', async () => {
    const metric = await ask('POST', '/api/outcome-metrics', saved, {
      name: 'Abandonment',
      unit: '%',
      goodDirection: 'down',
    });
    await ask('POST', `/api/outcome-metrics/${metric.id}/values`, z.looseObject({}), {
      values: [
        { day: '2026-05-01', value: 66 },
        { day: '2026-06-10', value: 64 },
        { day: '2026-06-14', value: 62 },
      ],
    });
    const epics = await ask(
      'GET',
      '/api/factory?last=52w',
      z.looseObject({
        items: z.array(z.looseObject({ item: z.string(), source: z.string(), deliveredOn: z.string().nullable() })),
      }),
    );
    const epic = epics.items.find((one) => one.deliveredOn === null);
    const outcome = await ask('POST', '/api/outcomes', saved, {
      title: 'Guest checkout',
      metric: metric.id,
      direction: 'down',
      baseline: 68,
      target: 60,
      statement:
        'Mobile shoppers abandon checkout less: the checkout abandonment rate falls from 68 % to 60 % by 31 March 2027.',
      subject: { source: epic?.source, item: epic?.item },
    });
    const cycle = await makeCycle('From metrics');
    const own = { title: 'Fewer leave', direction: 'down', baseline: 68, target: 60, metric: metric.id };
    const { keyResults } = await state(cycle, 'Paying', [
      own,
      { title: 'As promised', direction: 'down', outcome: outcome.id },
    ]);
    const [read = '', promised = ''] = keyResults;
    await checkIn(read, '2026-06-12', { confidence: 0.5 });
    const rowOf = async (id: string) =>
      await ask(
        'GET',
        `/api/key-results/${id}`,
        z.looseObject({ row: keyResult, servedBy: z.array(z.looseObject({})), checkIns: z.array(z.looseObject({})) }),
      );
    // On 12 June the latest value was that of 10 June: (64 − 68) / (60 − 68).
    expect((await rowOf(read)).row).toMatchObject({ value: 64, progress: { share: 0.5, unclamped: 0.5 } });
    expect((await rowOf(read)).checkIns).toMatchObject([{ value: 64, valueOn: '2026-06-10' }]);
    await checkIn(promised, TODAY, {});
    const page = await rowOf(promised);
    // (62 − 68) / (60 − 68)
    expect(page.row).toMatchObject({
      baseline: 68,
      target: 60,
      unit: '%',
      value: 62,
      progress: { share: 0.75 },
      confidence: null,
    });
    expect(page.servedBy).toMatchObject([{ id: outcome.id, isTheKeyResult: true, subject: { item: epic?.item } }]);
    expect(page.servedBy[0]?.forecast).toMatch(/\d|cannot|nothing|Nothing/);
    expect(await refused('POST', '/api/key-results', { objective: 'x', ...own, target: 68 })).toMatchObject({
      status: 400,
    });
    expect((await refused('POST', '/api/key-results', { objective: 'x', ...own, target: 70 })).message).toContain(
      'against the direction',
    );
  });

  test('all that is due and has a fresh metric is checked in at once', async () => {
    const metric = await ask('POST', '/api/outcome-metrics', saved, { name: 'Orders', goodDirection: 'up' });
    await ask('POST', `/api/outcome-metrics/${metric.id}/values`, z.looseObject({}), {
      values: [{ day: '2026-06-05', value: 15 }],
    });
    const cycle = await makeCycle('Automatic');
    const { keyResults } = await state(cycle, 'Read by itself', [rises('read', { metric: metric.id }), rises('typed')]);
    const answer = await ask(
      'POST',
      '/api/check-ins/from-metrics',
      z.object({ checkedIn: z.array(z.string()), left: z.number() }),
    );
    expect(answer.checkedIn).toContain(keyResults[0]);
    expect(answer.checkedIn).not.toContain(keyResults[1]);
    expect(answer.left).toBeGreaterThanOrEqual(1);
  });

  test('an edit on top of an old version is refused, and versions say what changed', async () => {
    const cycle = await makeCycle('Versions');
    const { id, keyResults } = await state(cycle, 'First words', [rises('k')]);
    const body = { title: 'Better words', level: 'organisation', cycle };
    await ask('PUT', `/api/objectives/${id}`, saved, { body, basedOn: 1 });
    expect(await refused('PUT', `/api/objectives/${id}`, { body, basedOn: 1 })).toMatchObject({ status: 409 });
    const shape = z.looseObject({
      versions: z.array(z.looseObject({ version: z.number(), changes: z.array(z.string()) })),
    });
    expect((await ask('GET', `/api/objectives/${id}`, shape)).versions).toMatchObject([
      { version: 1, changes: [] },
      { version: 2, changes: ['title'] },
    ]);
    // A score is given by closing the cycle, never by an edit.
    const [own = ''] = keyResults;
    await ask('PUT', `/api/key-results/${own}`, saved, {
      body: { ...rises('k'), objective: id, score: 1 },
      basedOn: 1,
    });
    expect((await ask('GET', `/api/key-results/${own}`, z.looseObject({ row: keyResult }))).row.body.score).toBeNull();
  });

  test('the goal of an iteration is checked as an outcome, and gets a verdict with its reason', async () => {
    const goal = { stream: streamId, from: '2026-06-01', to: '2026-06-15' };
    const no = await refused('POST', '/api/iteration-goals', {
      ...goal,
      statement: 'Complete three refactoring tickets.',
    });
    expect(no.message).toContain('fails its check');
    expect(await refused('POST', '/api/iteration-goals', { ...goal, stream: 'nowhere', statement: 'x' })).toMatchObject(
      { status: 404 },
    );
    const body = {
      ...goal,
      statement: 'Guests finish paying more often: the share of guest payments completed rises from 71 % to 74 %.',
    };
    const { id } = await ask('POST', '/api/iteration-goals', saved, body);
    const goals = z.looseObject({
      goals: z.array(
        z.looseObject({ id: z.string(), state: z.string(), check: z.looseObject({ verdict: z.string() }) }),
      ),
    });
    expect((await ask('GET', `/api/iteration-goals?stream=${streamId}`, goals)).goals).toMatchObject([
      { id, state: 'ended', check: { verdict: 'PASS' } },
    ]);
    expect(
      (await refused('PUT', `/api/iteration-goals/${id}`, { body: { ...body, verdict: 'missed' }, basedOn: 1 }))
        .message,
    ).toContain('say why');
    await ask('PUT', `/api/iteration-goals/${id}`, saved, {
      body: { ...body, verdict: 'unknown', why: 'The figure comes with the month’s end.' },
      basedOn: 1,
    });
    expect((await ask('GET', '/api/iteration-goals', goals)).goals).toMatchObject([{ state: 'decided' }]);
  });

  test.each(['yaml', 'csv'])('a file of %s goes into an empty store and comes out byte for byte', async (format) => {
    const cycle = await makeCycle(`File ${format}`);
    const { keyResults } = await state(
      cycle,
      'Written, "quoted" & ended\nwith a line',
      [rises('=1+1'), { title: 'm', direction: 'maintain', band: { low: 1 } }],
      { why: '- so that\n- it is kept' },
    );
    await checkIn(keyResults[0] ?? '', TODAY, {
      value: 12.5,
      confidence: 0.1,
      asks: [{ team: 'Data', what: 'the export', isBlocking: true }],
    });
    const text = await (await send('GET', `/api/objectives/export?format=${format}`)).text();
    const imported = z.object({
      new: z.number(),
      changed: z.number(),
      unchanged: z.number(),
      notices: z.array(z.string()),
    });
    const other = await open({ now: () => Date.parse(`${TODAY}T12:00:00Z`) });
    const first = await importObjectives(other.app, text, format === 'csv' ? 'csv' : 'yaml');
    expect(first).toMatchObject({ changed: 0, unchanged: 0 });
    expect(await exportObjectives(other.app, format === 'csv' ? 'csv' : 'yaml')).toBe(text);
    // Here everything is known already: nothing is written.
    const again = await fetch(`${server.address}/api/objectives/import?format=${format}`, {
      method: 'POST',
      body: text,
    });
    expect(imported.parse(await again.json())).toMatchObject({ new: 0, changed: 0, unchanged: first.new });
  });

  test('a file with a bad row is refused whole, each row by its line', async () => {
    const count = async () => (await ask('GET', '/api/objectives', tree)).objectives.length;
    const before = await count();
    const post = async (text: string) => {
      const response = await fetch(`${server.address}/api/objectives/import?format=csv`, {
        method: 'POST',
        body: text,
      });
      const shape = z.object({
        error: z.object({
          message: z.string(),
          problems: z.array(z.object({ line: z.number(), path: z.string(), message: z.string() })),
        }),
      });
      return shape.parse(await response.json()).error;
    };
    const no = await post(
      [
        'record,id,name,from,to,cycle,level,title,parent,objective,direction,baseline,target,keyResult,on',
        'cycle,f1,File,2026-04-01,2026-07-01,,,,,,,,,,',
        'objective,fo1,,,,f1,team,Sound,fk1,,,,,,',
        'key-result,fk1,,,,,,Turns round,,fo1,up,1,2,,',
        'objective,fo2,,,,nowhere,team,Lost,,,,,,,',
        'key-result,fk2,,,,,,Equal,,fo1,up,2,2,,',
        'check-in,,,,,,,,,,,,,fk1,2026-12-01',
      ].join('\n'),
    );
    expect(no.message).toContain('4 rows are refused and nothing was taken in');
    expect(no.problems.map(({ line, path }) => `${line} ${path}`)).toEqual(['3 parent', '5 cycle', '6 target', '7 on']);
    expect(no.problems[0]?.message).toContain('would stand above itself');
    expect(await count()).toBe(before);
  });

  test('what a closed cycle holds cannot be changed through a file', async () => {
    const cycle = await makeCycle('Closed for files');
    const { id } = await state(cycle, 'As it was', [rises('k')]);
    await ask('POST', `/api/cycles/${cycle}/close`, z.unknown(), { basedOn: 1, scores: [] });
    const text = await (await send('GET', '/api/objectives/export')).text();
    const response = await fetch(`${server.address}/api/objectives/import`, {
      method: 'POST',
      body: text.replace('As it was', 'As it should have been'),
    });
    expect(JSON.stringify(await response.json())).toContain('is closed here');
    expect((await ask('GET', `/api/objectives/${id}`, page)).row.body.title).toBe('As it was');
  });

  test('the digest goes to the configured address once a day, and its secret part is told nowhere', async () => {
    const taken: { readonly path: string; readonly body: string }[] = [];
    let status = 500;
    const receiver: Server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        taken.push({ path: request.url ?? '', body });
        response.writeHead(status).end();
      });
    });
    const port = await new Promise<number>((resolve) => {
      receiver.listen(0, '127.0.0.1', () => {
        const bound = receiver.address();
        resolve(typeof bound === 'object' && bound !== null ? bound.port : 0);
      });
    });
    try {
      await state(await makeCycle('Digest'), 'To be reminded', [rises('waits')]);
      expect(await sendDigest(opened.app)).toBe(false);
      const where = await ask('PUT', '/api/check-ins/webhook', z.unknown(), {
        address: `http://127.0.0.1:${port}/hook/s3cret?key=s3cret`,
      });
      expect(where).toEqual({ host: `127.0.0.1:${port}`, lastSentOn: null });
      expect(await sendDigest(opened.app)).toBe(false);
      status = 200;
      expect(await sendDigest(opened.app)).toBe(true);
      expect(await sendDigest(opened.app)).toBe(false);
      expect(taken.map(({ path }) => path)).toEqual(['/hook/s3cret?key=s3cret', '/hook/s3cret?key=s3cret']);
      const told = z.looseObject({ day: z.literal(TODAY), due: z.array(z.looseObject({ title: z.string() })) });
      expect(told.parse(JSON.parse(taken[1]?.body ?? '')).due.map(({ title }) => title)).toContain('waits');
      const answers = [await (await send('GET', '/api/check-ins')).text(), opened.log.errors.join('\n')];
      expect(answers.join('\n')).toContain('it answered 500');
      expect(answers.join('\n')).not.toContain('s3cret');
      expect(await refused('PUT', '/api/check-ins/webhook', { address: 'file:///etc/passwd' })).toMatchObject({
        status: 400,
      });
    } finally {
      receiver.close();
    }
  });
});
