import { expect, test } from 'vitest';
import { z } from 'zod';
import { describeAppOnBothDatabases } from '../../test/test-app.ts';
import { addDays } from '../flow/calendar.ts';
import { due, keyResult, page, startObjectives, stated, tree } from './objectives.test-data.ts';
import { saved, TODAY } from './sample-server.test-data.ts';

describeAppOnBothDatabases('objectives over HTTP', (open) => {
  const { send, ask, refused, makeCycle, rises, state, checkIn, streamId } = startObjectives(open);

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

  test('what is taken off can be put back as it was, with what hangs on it', async () => {
    const cycle = await makeCycle('To and fro');
    const { id, keyResults } = await state(cycle, 'Taken off and put back', [rises('k'), rises('other')]);
    const [own = ''] = keyResults;
    const said = await checkIn(own, TODAY, { value: 20, confidence: 0.6 });
    const gone = z.looseObject({});
    const again = (kind: string, what: string) => ask('POST', '/api/objectives/put-back', saved, { kind, id: what });
    const titles = async () =>
      (await ask('GET', `/api/objectives/${id}`, page)).row.keyResults.map(({ body }) => body.title);

    await ask('DELETE', `/api/key-results/${own}`, gone);
    expect(await titles()).toEqual(['other']);
    // Stated, taken off, put back: three versions of one thing.
    expect((await again('key-result', own)).version).toBe(3);
    expect(await titles()).toEqual(['k', 'other']);
    const read = () => ask('GET', `/api/key-results/${own}`, z.looseObject({ row: keyResult }));
    expect((await read()).row).toMatchObject({ value: 20, confidence: 0.6 });
    expect(await refused('POST', '/api/objectives/put-back', { kind: 'key-result', id: own })).toMatchObject({
      status: 409,
    });
    expect(await refused('POST', '/api/objectives/put-back', { kind: 'key-result', id: 'nowhere' })).toMatchObject({
      status: 404,
    });

    await ask('DELETE', `/api/check-ins/${said.id}`, gone);
    expect((await read()).row).toMatchObject({ value: null, confidence: null });
    await again('check-in', said.id);
    expect((await read()).row).toMatchObject({ value: 20, confidence: 0.6 });

    // An objective comes back with its key results, and they with their check-ins.
    await ask('DELETE', `/api/objectives/${id}`, gone);
    expect((await refused('GET', `/api/objectives/${id}`)).status).toBe(404);
    expect((await again('objective', id)).version).toBe(3);
    expect(await titles()).toEqual(['k', 'other']);
    expect((await read()).row).toMatchObject({ value: 20, confidence: 0.6 });

    const empty = await makeCycle('Empty', '2027-01-01', '2027-04-01');
    await ask('DELETE', `/api/cycles/${empty}`, gone);
    expect((await refused('GET', `/api/cycles/${empty}`)).status).toBe(404);
    await again('cycle', empty);
    await ask('GET', `/api/cycles/${empty}`, gone);

    // A key result of a closed cycle stays off.
    await ask('DELETE', `/api/key-results/${own}`, gone);
    await ask('POST', `/api/cycles/${cycle}/close`, gone, { on: '2026-06-14', basedOn: 1, scores: [] });
    expect(await refused('POST', '/api/objectives/put-back', { kind: 'key-result', id: own })).toMatchObject({
      status: 409,
    });
  });

  test('the goal of an iteration is checked as an outcome, and gets a verdict with its reason', async () => {
    const goal = { stream: streamId(), from: '2026-06-01', to: '2026-06-15' };
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
    expect((await ask('GET', `/api/iteration-goals?stream=${streamId()}`, goals)).goals).toMatchObject([
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
});
