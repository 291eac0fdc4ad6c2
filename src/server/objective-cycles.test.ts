import { createServer, type Server } from 'node:http';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { describeAppOnBothDatabases } from '../../test/test-app.ts';
import { exportObjectives, importObjectives } from '../app/objectives/import-objectives.ts';
import { sendDigest } from '../app/objectives/reminders.ts';
import { objective, page, startObjectives, tree } from './objectives.test-data.ts';
import { saved, TODAY } from './sample-server.test-data.ts';

describeAppOnBothDatabases('cycles, files and reminders of objectives over HTTP', (open) => {
  const { send, ask, refused, makeCycle, rises, state, checkIn, app, log, address } = startObjectives(open);

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
    const again = await fetch(`${address()}/api/objectives/import?format=${format}`, {
      method: 'POST',
      body: text,
    });
    expect(imported.parse(await again.json())).toMatchObject({ new: 0, changed: 0, unchanged: first.new });
  });

  test('a file with a bad row is refused whole, each row by its line', async () => {
    const count = async () => (await ask('GET', '/api/objectives', tree)).objectives.length;
    const before = await count();
    const post = async (text: string) => {
      const response = await fetch(`${address()}/api/objectives/import?format=csv`, {
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
    const response = await fetch(`${address()}/api/objectives/import`, {
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
      expect(await sendDigest(app())).toBe(false);
      const where = await ask('PUT', '/api/check-ins/webhook', z.unknown(), {
        address: `http://127.0.0.1:${port}/hook/s3cret?key=s3cret`,
      });
      expect(where).toEqual({ host: `127.0.0.1:${port}`, lastSentOn: null });
      expect(await sendDigest(app())).toBe(false);
      status = 200;
      expect(await sendDigest(app())).toBe(true);
      expect(await sendDigest(app())).toBe(false);
      expect(taken.map(({ path }) => path)).toEqual(['/hook/s3cret?key=s3cret', '/hook/s3cret?key=s3cret']);
      const told = z.looseObject({ day: z.literal(TODAY), due: z.array(z.looseObject({ title: z.string() })) });
      expect(told.parse(JSON.parse(taken[1]?.body ?? '')).due.map(({ title }) => title)).toContain('waits');
      const answers = [await (await send('GET', '/api/check-ins')).text(), log().errors.splice(0).join('\n')];
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
