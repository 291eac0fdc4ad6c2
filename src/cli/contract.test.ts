import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { makeMigratedStore } from '../../test/databases.ts';
import { runCli, startCli } from '../../test/run-cli.ts';
import { makeTemporaryFolder } from '../../test/temporary-folder.ts';
import { METRICS } from '../flow/metrics/index.ts';

const cwd = makeTemporaryFolder('cli');
const servers: ReturnType<typeof startCli>[] = [];
afterAll(() => {
  for (const server of servers) server.kill('SIGKILL');
  rmSync(cwd, { recursive: true, force: true });
});

const DOCUMENT = `version: 1
stream: Shop
timeZone: UTC
flowItem: story
levels: [{level: story}]
kinds: [{type: Bug, kind: defect}, {kind: feature}]
steps:
  - {step: Ready, stage: delivery, state: waiting, statuses: [Ready]}
  - {step: Doing, state: active, statuses: [Doing]}
  - {step: Done, state: done, statuses: [Done]}
`;
/** Five items that wait a day and are worked on for two, finished on five days of January; a sixth is still waiting. */
const EVENTS = [
  'item,at,status,type,parent',
  ...[1, 2, 3, 4, 5].flatMap((n) => [
    `S-${n},2026-01-0${n}T08:00Z,Ready,${n === 1 ? 'Bug' : 'Story'},${n < 3 ? 'E-1' : ''}`,
    `S-${n},2026-01-0${n + 1}T08:00Z,Doing,,`,
    `S-${n},2026-01-0${n + 3}T08:00Z,Done,,`,
  ]),
  'S-6,2026-01-20T08:00Z,Ready,Story,E-1',
].join('\n');

writeFileSync(path.join(cwd, 'shop.yaml'), DOCUMENT);
writeFileSync(path.join(cwd, 'events.csv'), EVENTS);
const HISTORY = ['--history', 'events.csv', '--format', 'events', '--stream', 'shop.yaml'];
const JANUARY = ['--from', '2026-01-01', '--to', '2026-02-01'];
const run = (...words: string[]) => runCli(words, { cwd });

const instant = z.iso.datetime();
const seconds = z.number().nullable();
const measured = z.strictObject({
  stream: z.strictObject({ name: z.literal('Shop'), timeZone: z.literal('UTC') }),
  window: z.strictObject({ from: z.literal('2026-01-01'), to: z.literal('2026-02-01'), asOf: instant }),
  metrics: z.record(z.string(), z.looseObject({ status: z.enum(['measured', 'unmeasurable']) })),
  items: z.array(
    z.strictObject({
      item: z.string(),
      kind: z.string(),
      level: z.string().nullable(),
      team: z.string().nullable(),
      committedAt: instant.nullable(),
      completedAt: instant.nullable(),
      cancelledAt: instant.nullable(),
      flowTimeSeconds: seconds,
      inProcessSeconds: seconds,
      activeSeconds: seconds,
      waitingSeconds: seconds,
      blockedSeconds: seconds,
      reopens: z.number(),
      backflows: z.number(),
      neverStarted: z.boolean(),
    }),
  ),
  problems: z.array(
    z.strictObject({ problem: z.string(), count: z.number(), items: z.array(z.string()), advice: z.string() }),
  ),
});

describe('millrace measure', () => {
  test('every key of the contract is there and no other, and the figures are those worked by hand', async () => {
    const { code, out } = await run('measure', ...HISTORY, ...JANUARY, '--json');
    expect(code).toBe(0);
    const { metrics, items } = measured.parse(JSON.parse(out));
    expect(Object.keys(metrics).toSorted()).toEqual(METRICS.map((metric) => metric.id).toSorted());
    expect(metrics['flow-velocity']).toMatchObject({
      n: 5,
      value: { total: 5, byKind: { feature: 4, defect: 1, risk: 0, debt: 0, unmapped: 0 } },
    });
    // A day of waiting and two of work: three days, two thirds of them active.
    expect(metrics['flow-time']).toMatchObject({ unit: 'seconds', value: { p50: 259_200, mean: 259_200 }, n: 5 });
    expect(metrics['flow-efficiency']).toMatchObject({ n: 5, value: expect.closeTo(2 / 3, 12) });
    expect(metrics['flow-load']).toMatchObject({ value: { atEnd: 1 } });
    expect(items).toHaveLength(6);
    expect(items.find(({ item }) => item === 'S-1')).toMatchObject({
      kind: 'defect',
      committedAt: '2026-01-01T08:00:00.000Z',
      completedAt: '2026-01-04T08:00:00.000Z',
      flowTimeSeconds: 259_200,
      waitingSeconds: 86_400,
      activeSeconds: 172_800,
      blockedSeconds: 0,
    });
  });

  test('--as-of looks from an earlier moment: what came later is not known', async () => {
    const { out } = await run('measure', ...HISTORY, ...JANUARY, '--as-of', '2026-01-05T12:00:00Z', '--json');
    const { metrics, items, window } = measured.parse(JSON.parse(out));
    expect(window.asOf).toBe('2026-01-05T12:00:00.000Z');
    expect(metrics['flow-velocity']).toMatchObject({ n: 2 });
    expect(items).toHaveLength(5);
  });

  test('a reader who has seen enough ends it without a complaint', async () => {
    const words = ['measure', ...HISTORY, ...JANUARY, '--json'].join(' ');
    const child = spawn('sh', ['-c', `"$NODE" --disable-warning=ExperimentalWarning "$MAIN" ${words} | head -c 10`], {
      cwd,
      env: { ...process.env, NODE: process.execPath, MAIN: path.resolve(import.meta.dirname, 'main.ts') },
    });
    let complained = '';
    child.stderr.on('data', (text: Buffer) => {
      complained += text.toString();
    });
    await once(child, 'close');
    expect(complained).toBe('');
  });
});

describe('millrace forecast', () => {
  test.each([
    ['--items', '3'],
    ['--until', '2026-02-20'],
    ['--epic', 'E-1'],
  ])('%s answers as JSON', async (...question) => {
    const told = await run('forecast', ...HISTORY, ...question, '--json');
    expect(told.code).toBe(0);
    expect(JSON.parse(told.out)).toMatchObject({ stream: { name: 'Shop' }, forecast: {} });
  });

  test('without --json it answers in a sentence', async () => {
    const said = await run('forecast', ...HISTORY, '--items', '3');
    expect(said.code).toBe(0);
    expect(said.out.trim()).toMatch(/\.$/);
  });
});

describe('what goes wrong', () => {
  test.each([
    [2, ['nonsense'], "unknown command 'nonsense'"],
    [2, ['measure'], "required option '--history"],
    [2, ['start', '--port', '99999'], 'whole number from 0 to 65535'],
    [1, ['measure', '--history', 'nope.csv', ...HISTORY.slice(2), ...JANUARY], 'nope.csv: there is no such file'],
    [1, ['measure', ...HISTORY, '--from', '2026-02-01', '--to', '2026-01-01'], '2026-02-01'],
    [1, ['start', '--host', '0.0.0.0'], 'without accounts'],
    [1, ['start', '--data', 'shop.yaml'], 'is not a folder'],
    [1, ['stream', 'check', 'events.csv'], 'events.csv'],
  ])('ends with %i and says what, which and what to do: millrace %j', async (code, words, says) => {
    const ended = await run(...words);
    expect(`${ended.code} ${ended.err}`).toContain(`${code} `);
    expect(ended.err).toContain(says);
    expect(ended.err).not.toMatch(/\n\s+at /);
  });

  test('rows that are refused go to a file, and mended there they can be imported', async () => {
    await makeMigratedStore(path.join(cwd, 'some'));
    writeFileSync(path.join(cwd, 'some.csv'), `${EVENTS}\nS-7,yesterday,Ready,,\n`);
    const strict = await run('import', 'events', 'some.csv', '--data', 'some', '--time-zone', 'UTC', '--strict');
    expect(strict.code).toBe(1);
    expect(strict.err).toContain('nothing was imported');
    const first = await run('import', 'events', 'some.csv', '--data', 'some', '--time-zone', 'UTC');
    expect(first.code).toBe(0);
    expect(first.out).toContain('6 new, 0 changed, 0 unchanged, 1 refused');
    const [refused = ''] = readdirSync(path.join(cwd, 'some/refused'));
    const file = path.join(cwd, 'some/refused', refused);
    writeFileSync(file, readFileSync(file, 'utf8').replace('yesterday', '2026-01-21T08:00Z'));
    const mended = await run('import', 'events', file, '--data', 'some', '--time-zone', 'UTC');
    expect(mended.out).toContain('1 new, 0 changed, 0 unchanged, 0 refused');
    const again = await run('import', 'events', 'some.csv', '--data', 'some', '--time-zone', 'UTC');
    expect(again.out).toContain('0 new, 0 changed, 6 unchanged, 1 refused');
  });
});

describe('settings', () => {
  test('a flag goes before the environment, the environment before the file', async () => {
    // No store can be there, and the refusal names the place that was chosen.
    for (const name of ['from-file', 'from-environment', 'from-flag']) writeFileSync(path.join(cwd, name), '');
    writeFileSync(path.join(cwd, 'millrace.yaml'), 'data: from-file\n');
    const words = ['stream', 'show', 'shop'];
    const env = { MILLRACE_DATA: 'from-environment' };
    expect((await runCli(words, { cwd })).err).toContain('from-file is not a folder');
    expect((await runCli(words, { cwd, env })).err).toContain('from-environment is not a folder');
    expect((await runCli([...words, '--data', 'from-flag'], { cwd, env })).err).toContain('from-flag is not a folder');
    writeFileSync(path.join(cwd, 'millrace.yaml'), 'dat: x\n');
    expect((await runCli(words, { cwd })).err).toContain('there is no setting dat');
    rmSync(path.join(cwd, 'millrace.yaml'));
  });
});

describe('a server of the same store', () => {
  test('does what is asked on the command line, refuses a second one by name, and ends at a signal', async () => {
    await makeMigratedStore(path.join(cwd, 'served'));
    const server = startCli(['start', '--data', 'served', '--port', '0'], { cwd });
    servers.push(server);
    let said = '';
    server.stdout.on('data', (text: Buffer) => {
      said += text.toString();
    });
    while (!said.includes('http://')) await once(server.stdout, 'data');
    const [address = ''] = /http:\/\/\S+/.exec(said) ?? [];

    const second = await run('start', '--data', 'served', '--port', '0');
    expect(second.code).toBe(1);
    expect(second.err).toContain(`process ${server.pid}`);
    expect(second.err).toContain(address);

    const imported = await run('import', 'events', 'events.csv', '--data', 'served', '--time-zone', 'UTC');
    expect(imported.out).toContain('6 new');
    expect((await run('stream', 'save', 'shop.yaml', '--data', 'served')).code).toBe(0);
    const streams = z.object({ streams: z.array(z.looseObject({ id: z.string(), itemCount: z.number() })) });
    const listed = streams.parse(await (await fetch(`${address}/api/streams`)).json());
    expect(listed.streams).toMatchObject([{ id: 'shop', itemCount: 6 }]);
    expect((await run('stream', 'show', 'shop', '--data', 'served')).out).toBe(DOCUMENT);

    const json = (path: string, body: unknown) =>
      fetch(`${address}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const made = z.object({ id: z.string() });
    const metric = made.parse(
      await (await json('/api/outcome-metrics', { name: 'Exits', goodDirection: 'down' })).json(),
    );
    writeFileSync(path.join(cwd, 'values.csv'), 'date,value\n2026-01-05,24\n2026-01-12,23.5\n');
    const values = await run('outcome', 'values', metric.id, 'values.csv', '--data', 'served');
    expect(values.out).toBe('2 new, 0 corrected, 0 unchanged\n');
    const statement = 'Exits after a search fall from 24 % to 20 % by 30 June 2027 for visitors who search.';
    const outcome = made.parse(
      await (await json('/api/outcomes', { title: 'Search', statement, metric: metric.id })).json(),
    );
    expect((await run('outcome', 'list', '--data', 'served')).out).toBe(`${outcome.id}  Search: stated\n`);
    expect((await run('outcome', 'show', outcome.id, '--data', 'served')).out).toContain(`> ${statement}`);

    const backedUp = await run('backup', 'copy', '--data', 'served');
    expect(`${backedUp.err}${backedUp.out}`).toContain('The backup is in');
    expect((await run('backup', 'copy', '--data', 'served')).err).toContain('is there already');

    server.kill('SIGTERM');
    const [code] = await once(server, 'close');
    expect(code).toBe(0);
    await makeMigratedStore(path.join(cwd, 'restored'));
    expect((await run('restore', 'copy', '--data', 'restored')).code).toBe(0);
    expect((await run('stream', 'show', 'shop', '--data', 'restored')).out).toBe(DOCUMENT);
  }, 240_000);
});
