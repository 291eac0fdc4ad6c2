import { expect, test } from 'vitest';
import { z } from 'zod';
import { describeAppOnBothDatabases } from '../../test/test-app.ts';
import { addDays } from '../flow/calendar.ts';
import { saved, startSampleServer } from './sample-server.test-data.ts';

/** Checkout abandonment of forty weeks before and twenty-six after 1 October 2025, from 68 down to 60 with a ripple of ±1 that never repeats. */
const RELEASE = '2025-10-01';
const values = Array.from({ length: 66 }, (_, place) => {
  const day = addDays(RELEASE, 7 * (place - 40));
  const ripple = Math.sin(place * 12.9898) + Math.sin(place * 4.1414) / 2;
  return { day, value: Math.round((place < 40 ? 68 : 60) * 10 + ripple * 5) / 10 };
});

const STATEMENT =
  'Mobile shoppers abandon checkout less: the checkout abandonment rate falls from 68 % to 60 % by 31 March 2026.';

describeAppOnBothDatabases('outcomes over HTTP', (open) => {
  const { send, ask, refused, app, address } = startSampleServer(open, 0.15);

  const makeMetric = () =>
    ask('POST', '/api/outcome-metrics', saved, { name: 'Checkout abandonment', unit: '%', goodDirection: 'down' });

  test('the loop: stated, delivered, seen, reviewed, shared', async () => {
    const metric = await makeMetric();
    const kept = z.object({ new: z.number(), corrected: z.number(), unchanged: z.number() });
    expect(await ask('POST', `/api/outcome-metrics/${metric.id}/values`, kept, { values })).toEqual({
      new: 66,
      corrected: 0,
      unchanged: 0,
    });
    expect(await ask('POST', `/api/outcome-metrics/${metric.id}/values`, kept, { values })).toEqual({
      new: 0,
      corrected: 0,
      unchanged: 66,
    });

    const body = {
      title: 'Guest checkout',
      statement: STATEMENT,
      metric: metric.id,
      direction: 'down',
      baseline: 68,
      target: 60,
      by: '2026-03-31',
      owner: 'Product',
      confidence: 0.7,
    };
    const { id } = await ask('POST', '/api/outcomes', saved, body);
    const page = z.looseObject({
      version: z.number(),
      body: z.looseObject({}),
      row: z.looseObject({ check: z.string(), stage: z.string(), verdict: z.string().nullable() }),
      evaluated: z
        .looseObject({ look: z.number(), evaluation: z.looseObject({ grade: z.string(), verdict: z.string() }) })
        .nullable(),
      evaluationReason: z.string().nullable(),
      detectability: z.looseObject({ smallest: z.number().nullable(), isEnough: z.boolean().nullable() }).nullable(),
      dueReviews: z.array(z.looseObject({ look: z.number(), dueOn: z.string(), state: z.string() })),
      reviews: z.array(z.looseObject({ verdict: z.string().nullable(), version: z.number() })),
    });
    const before = await ask('GET', `/api/outcomes/${id}`, page);
    expect(before).toMatchObject({ row: { check: 'PASS', stage: 'stated' }, evaluated: null, version: 1 });
    expect(before.evaluationReason).toContain('not delivered yet');

    const delivery = { startedOn: '2025-08-01', deliveredOn: RELEASE, reason: 'released by hand' };
    await ask('PUT', `/api/outcomes/${id}`, saved, { body: { ...before.body, delivery }, basedOn: 1 });
    const after = await ask('GET', `/api/outcomes/${id}`, page);
    // The fall of 8 against a ripple of 1 cannot be missed, and 26 weeks lie between 1 October and 1 April.
    expect(after.evaluated).toMatchObject({ look: 6, evaluation: { grade: 'C', verdict: 'REALISED' } });
    expect(after.dueReviews.map(({ look, dueOn, state }) => ({ look, dueOn, state }))).toEqual([
      { look: 1, dueOn: '2025-11-01', state: 'overdue' },
      { look: 3, dueOn: '2026-01-01', state: 'overdue' },
      { look: 6, dueOn: '2026-04-01', state: 'overdue' },
    ]);

    const calendar = await (await send('GET', '/api/reviews.ics')).text();
    expect(calendar).toContain('SUMMARY:Review at month 3: Guest checkout');
    expect(calendar.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);

    const review = {
      look: 6,
      actual: 60.2,
      learned: 'Guests pay without an account.',
      decision: 'keep',
      confirmedBy: 'Product',
      isUsed: true,
      known: {},
    };
    const held = await ask(
      'POST',
      `/api/outcomes/${id}/reviews`,
      z.looseObject({ verdict: z.string().nullable() }),
      review,
    );
    expect(held.verdict).toBe('REALISED');
    expect(await refused('POST', `/api/outcomes/${id}/reviews`, review)).toMatchObject({ status: 409 });
    expect(await refused('POST', `/api/outcomes/${id}/reviews`, { ...review, basedOn: 1 })).toMatchObject({
      status: 400,
    });
    const reopened = { ...review, basedOn: 1, actual: 61, reopenedBecause: 'a week was counted twice' };
    await ask('POST', `/api/outcomes/${id}/reviews`, z.looseObject({}), reopened);
    const last = await ask('GET', `/api/outcomes/${id}`, page);
    expect(last.row).toMatchObject({ stage: 'settled', verdict: 'REALISED' });
    expect(last.reviews).toMatchObject([{ version: 2 }]);

    const shared = await ask(
      'GET',
      `/api/outcomes/${id}/share`,
      z.object({ markdown: z.string(), comment: z.string(), path: z.string() }),
    );
    expect(shared.markdown).toContain('# Guest checkout');
    expect(shared.markdown).toContain('Guests pay without an account.');
  });

  test('an experiment’s result is evidence of grade A, without any series', async () => {
    const experiment = { estimate: -8, low: -9, high: -7, level: 0.95, link: 'https://experiments.example/7' };
    const delivery = { startedOn: '2025-08-01', deliveredOn: RELEASE, reason: 'released by hand' };
    const body = {
      title: 'Tried',
      statement: STATEMENT,
      direction: 'down',
      baseline: 68,
      target: 60,
      experiment,
      delivery,
    };
    const { id } = await ask('POST', '/api/outcomes', saved, body);
    const page = z.looseObject({ evaluated: z.looseObject({ evaluation: z.looseObject({}) }).nullable() });
    // Half of 8 is worthwhile, and the interval of 7 to 9 lies far above it.
    expect((await ask('GET', `/api/outcomes/${id}`, page)).evaluated?.evaluation).toMatchObject({
      grade: 'A',
      verdict: 'REALISED',
    });
  });

  test('one sentence is enough: what it says is kept, and the answer names what was taken from it', async () => {
    const { id: metric } = await ask('POST', '/api/outcome-metrics', saved, {
      name: 'Search success',
      unit: '%',
      goodDirection: 'up',
    });
    const taken = saved.extend({ fromSentence: z.array(z.string()) });
    const statement = 'Search success rises from 70 % to 90 % for buyers by 31 March 2027.';
    const { id, fromSentence } = await ask('POST', '/api/outcomes', taken, { statement });
    expect(fromSentence.toSorted()).toEqual(
      ['title', 'metric', 'direction', 'baseline', 'target', 'unit', 'by', 'beneficiary'].toSorted(),
    );
    const page = z.looseObject({
      version: z.number(),
      body: z.looseObject({}),
      anticipated: z.number().nullable(),
      minimum: z.number().nullable(),
      row: z.looseObject({ metricName: z.string().nullable() }),
    });
    const promised = { metric, direction: 'up', baseline: 70, target: 90, unit: '%', by: '2027-03-31' };
    const first = await ask('GET', `/api/outcomes/${id}`, page);
    expect(first).toMatchObject({ body: { title: 'Search success', ...promised }, anticipated: 20, minimum: 10 });

    // What is sent stands, null too; the rest follows the sentence of the version.
    const next = await ask('PUT', `/api/outcomes/${id}`, taken, {
      body: { title: 'Search', statement: statement.replace('90', '85'), baseline: 72, by: null },
      basedOn: 1,
    });
    expect(next.fromSentence).not.toContain('by');
    expect((await ask('GET', `/api/outcomes/${id}`, page)).body).toMatchObject({
      ...promised,
      title: 'Search',
      baseline: 72,
      target: 85,
      by: null,
    });
    const whole = await ask('PUT', `/api/outcomes/${id}`, taken, { body: first.body, basedOn: 2 });
    expect(whole).toEqual({ id, version: 3, fromSentence: [] });

    const against = await refused('POST', '/api/outcomes', { statement, baseline: 95 });
    expect(against).toMatchObject({ status: 400, code: 'invalid' });
  });

  test('a statement that fails is refused until somebody says why it stands', async () => {
    const body = { title: 'Refactoring', statement: 'Complete three refactoring tickets.' };
    const no = await refused('POST', '/api/outcomes', body);
    expect(no).toMatchObject({ status: 400, code: 'invalid' });
    expect(no.message).toContain('fails its check');
    await ask('POST', '/api/outcomes', saved, { ...body, override: 'The auditor counts tickets.' });
  });

  test.each([
    [{ title: 'x', statement: STATEMENT, baseline: 5, target: 5 }, 'target equals the baseline'],
    [{ title: 'x', statement: STATEMENT, direction: 'up', baseline: 5, target: 4 }, 'against the direction'],
    [{ title: 'x', statement: STATEMENT, anticipated: 2, minimum: 3 }, 'cannot be more than'],
    [{ title: 'x', statement: STATEMENT, metric: 'nowhere' }, 'metric "nowhere" does not exist'],
    [{ title: 'x', statement: 'y'.repeat(20_000) }, 'statement'],
    [{ title: '', statement: STATEMENT }, 'title'],
  ])('an outcome that is not sound is refused: %j', async (body, says) => {
    const no = await refused('POST', '/api/outcomes', body);
    expect([400, 404]).toContain(no.status);
    expect(no.message).toContain(says);
  });

  test('values by CSV are taken whole or not at all, and the line is named', async () => {
    const { id } = await makeMetric();
    const csv = (text: string) => refused('POST', `/api/outcome-metrics/${id}/csv`, text, 'text/csv');
    expect((await csv('date,value\n2026-01-05,5\n2026-01-12,many\n')).message).toContain('line 3');
    expect((await csv('date,value\n2026-01-05,5\n2026-01-05,6\n')).message).toContain('twice');
    expect((await csv('date,value\n2026-01-05,Infinity\n')).message).toContain('no number');
    expect((await csv('week,figure\n')).message).toContain('date and value');
    expect((await csv('')).message).toMatch(/line 1|no values|body/);
    const metric = await ask('GET', `/api/outcome-metrics/${id}`, z.looseObject({ values: z.array(z.unknown()) }));
    expect(metric.values).toEqual([]);
    expect(
      (await send('POST', `/api/outcome-metrics/${id}/csv`, 'date,value\n2026-01-05,5.5\n', 'text/csv')).status,
    ).toBe(200);
  });

  test('the ratio counts every initiative and epic of the window once, with and without an outcome', async () => {
    const shape = z.looseObject({
      ratio: z.number().nullable(),
      without: z.number(),
      of: z.number(),
      items: z.array(z.looseObject({ item: z.string(), source: z.string(), coverage: z.string() })),
      trend: z.array(z.unknown()),
      product: z.object({
        share: z.number().nullable(),
        of: z.number(),
        unknown: z.array(z.string()),
        sentence: z.string(),
      }),
    });
    const window = 'from=2026-01-01&to=2026-06-15';
    const before = await ask('GET', `/api/factory?${window}`, shape);
    expect(before.of).toBeGreaterThan(3);
    expect(before.without).toBe(before.of);
    expect(before.trend).toHaveLength(6);
    // The one stream says that it is aligned to a stream, so all that it finished is work on a product.
    expect(before.product).toMatchObject({ share: 1, unknown: [] });
    expect(before.product.of).toBeGreaterThan(0);
    expect(before.product.sentence).toMatch(
      /^100 % of \d+ finished items were about a product rather than a project\.$/,
    );
    const [epic] = before.items;
    await ask('POST', '/api/outcomes', saved, {
      title: 'For an epic',
      statement: STATEMENT,
      subject: { source: epic?.source, item: epic?.item },
      owner: 'Product',
    });
    const after = await ask('GET', `/api/factory?${window}`, shape);
    expect(after.of).toBe(before.of);
    expect(after.without).toBe(before.of - 1);
    // It is stated on the last day, when the work has long begun.
    expect(after.items.find(({ item }) => item === epic?.item)?.coverage).toBe('after-start');
  });

  test('a metric can be Millrace’s own figure of a stream', async () => {
    const streams = await ask('GET', '/api/streams', z.object({ streams: z.array(z.looseObject({ id: z.string() })) }));
    const source = { kind: 'millrace', stream: streams.streams[0]?.id, metric: 'flow-velocity' };
    const { id } = await ask('POST', '/api/outcome-metrics', saved, { name: 'Velocity', goodDirection: 'up', source });
    const metric = await ask(
      'GET',
      `/api/outcome-metrics/${id}`,
      z.looseObject({ values: z.array(z.looseObject({ day: z.string(), value: z.number() })) }),
    );
    expect(metric.values.length).toBeGreaterThan(40);
    expect(
      (await refused('POST', `/api/outcome-metrics/${id}/values`, { values: [{ day: '2026-01-05', value: 1 }] }))
        .message,
    ).toContain('cannot be typed');
  });

  test('a metric that an outcome speaks of stays; another can be taken away', async () => {
    const { id } = await makeMetric();
    const outcome = await ask('POST', '/api/outcomes', saved, { title: 'x', statement: STATEMENT, metric: id });
    expect(await refused('DELETE', `/api/outcome-metrics/${id}`)).toMatchObject({ status: 409 });
    await ask('DELETE', `/api/outcomes/${outcome.id}`, z.looseObject({}));
    await ask('DELETE', `/api/outcome-metrics/${id}`, z.looseObject({}));
    expect((await refused('GET', `/api/outcome-metrics/${id}`)).status).toBe(404);
    expect((await refused('GET', `/api/outcomes/${outcome.id}`)).status).toBe(404);
  });

  test('values are pushed with a token, which is kept as a hash only and can be taken back', async () => {
    const { id } = await makeMetric();
    const push = (token: string | null, value = 5) =>
      fetch(`${address()}/api/push/metrics/${id}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ values: [{ day: '2026-01-05', value }] }),
      });
    expect((await push(null)).status).toBe(403);
    expect((await push('mr_guess')).status).toBe(403);
    const made = await ask('POST', '/api/tokens', z.object({ id: z.string(), token: z.string() }), { name: 'nightly' });
    expect(await (await push(made.token)).json()).toEqual({ new: 1, corrected: 0, unchanged: 0 });
    const listed = await (await send('GET', '/api/tokens')).text();
    expect(listed).toContain('nightly');
    expect(listed).not.toContain(made.token);
    const rows = await app().db.selectFrom('edit').select('body').execute();
    expect(rows.some(({ body }) => body.includes(made.token))).toBe(false);
    await ask('DELETE', `/api/tokens/${made.id}`, z.looseObject({}));
    expect((await push(made.token, 6)).status).toBe(403);
  });

  test('a metric whose source cannot be read says why, and keeps what it has', async () => {
    const make = (source: unknown) =>
      ask('POST', '/api/outcome-metrics', saved, { name: 'Orders', goodDirection: 'up', source });
    const away = await make({ kind: 'json', url: 'http://127.0.0.1:9/figures', path: '$' });
    const no = await refused('POST', `/api/outcome-metrics/${away.id}/read`);
    expect(no).toMatchObject({ code: 'unreachable' });
    expect(no.message).toContain('Orders');
    const unnamed = await make({ kind: 'sql', connection: 'warehouse', query: 'select 1, 2' });
    expect((await refused('POST', `/api/outcome-metrics/${unnamed.id}/read`)).message).toContain(
      'no connection "warehouse"',
    );
  });

  test('a statement is checked while it is typed', async () => {
    const { check } = await ask(
      'POST',
      '/api/outcomes/check',
      z.looseObject({ check: z.looseObject({ verdict: z.string() }) }),
      { text: 'Complete three refactoring tickets.' },
    );
    expect(check.verdict).toBe('FAIL');
    expect((await refused('POST', '/api/outcomes/check', { text: 'y'.repeat(20_000) })).status).toBe(400);
  });
});
