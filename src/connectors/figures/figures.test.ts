import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres, type TestServer } from '../../../test/postgres.ts';
import { readFigures } from './index.ts';

const SPAN = { from: '2026-01-01', to: '2026-01-31' };

describe('figures over HTTP', () => {
  let server: Server;
  let address = '';
  const asked: string[] = [];
  /** What the fake answers, by path; a function misbehaves. */
  const answers: Record<string, (reply: (status: number, body: string) => void, hangUp: () => void) => void> = {
    '/number': (reply) => reply(200, '{"data":{"weeks":[{"value":"12.5"}]}}'),
    '/list': (reply) =>
      reply(200, '[{"date":"2026-01-05","value":1},{"date":"2026-01-12T23:59:00Z","value":"2"},["2026-01-05",3]]'),
    '/bad-list': (reply) => reply(200, '{"rows":[{"date":"2026-01-05","value":1},{"date":"soon","value":2}]}'),
    '/html': (reply) => reply(200, '<html>sign in</html>'),
    '/denied': (reply) => reply(403, 'no'),
    '/cut': (_reply, hangUp) => hangUp(),
    '/prometheus/api/v1/query_range': (reply) =>
      reply(
        200,
        '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1767311999,"0.5"],[1767398399,"NaN"],[1767484799,"0.75"]]}]}}',
      ),
    '/many/api/v1/query_range': (reply) =>
      reply(200, '{"data":{"resultType":"matrix","result":[{"values":[]},{"values":[]}]}}'),
  };

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const path = new URL(request.url ?? '', 'http://x').pathname;
      const reply = (status: number, body: string): void => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(body);
      };
      const hangUp = (): void => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"data":');
        response.destroy();
      };
      (answers[path] ?? ((say: typeof reply) => say(404, '{}')))(reply, hangUp);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const bound = server.address();
    if (typeof bound !== 'object' || bound === null) throw new Error('the fake has no port');
    address = `http://127.0.0.1:${bound.port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const json = (path: string, at: string) =>
    readFigures({ kind: 'json', url: `${address}${path}?key=secret`, path: at }, SPAN);

  test('a number is of the last day that is asked for', async () => {
    expect(await json('/number', 'data.weeks[0].value')).toEqual([{ day: '2026-01-31', value: 12.5 }]);
  });

  test('a list has a figure a day, the last one given, whether objects or pairs', async () => {
    expect(await json('/list', '$')).toEqual([
      { day: '2026-01-05', value: 3 },
      { day: '2026-01-12', value: 2 },
    ]);
  });

  test.each([
    ['/bad-list', 'rows', 'rows[1] has no day'],
    ['/number', 'data.months', 'no number and no list'],
    ['/html', '$', 'not JSON'],
    ['/denied', '$', 'answered 403'],
    ['/cut', '$', '127.0.0.1'],
    ['/nowhere', '$', 'answered 404'],
  ])('%s at %s is refused in words that hold no secret', async (path, at, says) => {
    const refusal = json(path, at);
    await expect(refusal).rejects.toThrow(says);
    await expect(refusal).rejects.not.toThrow('secret');
  });

  test('a server that is not there is said to be so', async () => {
    await expect(readFigures({ kind: 'json', url: 'http://127.0.0.1:9', path: '$' }, SPAN)).rejects.toThrow(
      'cannot be reached',
    );
    await expect(readFigures({ kind: 'json', url: 'file:///etc/passwd', path: '$' }, SPAN)).rejects.toThrow('http');
  });

  test('Prometheus is asked for the end of each day, and what is no number is left out', async () => {
    const source = { kind: 'prometheus', url: `${address}/prometheus/`, query: 'sum(rate(x[7d]))' } as const;
    // 1767311999 is 2026-01-01T23:59:59Z; the next ones are a day later each.
    expect(await readFigures(source, SPAN)).toEqual([
      { day: '2026-01-01', value: 0.5 },
      { day: '2026-01-03', value: 0.75 },
    ]);
    expect(asked.at(-1)).toContain('start=1767311999');
    await expect(readFigures({ ...source, url: `${address}/many` }, SPAN)).rejects.toThrow('2 series');
    await expect(readFigures({ ...source, url: address }, SPAN)).rejects.toThrow('404');
  });
});

describe('figures of a query', () => {
  let server: TestServer;
  let connection = '';
  const sql = (query: string) => readFigures({ kind: 'sql', query, connection }, SPAN);

  beforeAll(async () => {
    server = await startPostgres();
    connection = await server.createDatabase();
  }, 60_000);
  afterAll(() => server.stop());

  test('are its days and values, in order, whatever the zone of this machine', async () => {
    expect(await sql("select d::date, n * 1.5 from (values ('2026-01-12', 2), ('2026-01-05', 1)) v (d, n);")).toEqual([
      { day: '2026-01-05', value: 1.5 },
      { day: '2026-01-12', value: 3 },
    ]);
    expect(await sql("select timestamptz '2026-01-05 23:30:00+00', 1")).toEqual([{ day: '2026-01-05', value: 1 }]);
  });

  test.each([
    ['create table t (x int)', 'read-only'],
    ['select 1; drop table x', 'multiple commands'],
    ['commit; create table t (x int)', 'multiple commands'],
    ['select 1', 'one column'],
    ["select 'soon', 1", 'no day'],
    ["select date '2026-01-05', 'many'", 'no number'],
    ['select from nowhere', 'nowhere'],
  ])('%s is refused', async (query, says) => {
    await expect(sql(query)).rejects.toThrow(says);
  });

  test('a server that is not there is said to be so, without its password', async () => {
    const away = readFigures(
      { kind: 'sql', query: 'select 1, 2', connection: 'postgres://u:geheim@127.0.0.1:9/x' },
      SPAN,
    );
    await expect(away).rejects.toThrow('could not be run');
    await expect(away).rejects.not.toThrow('geheim');
  });
});
