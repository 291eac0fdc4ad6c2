import http from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type FakeAnswer, type Fault, type FaultyServer, startFaultyServer } from '../../fakes/faulty-server.ts';
import { type HttpClock, type HttpOptions, openHttp } from './http.ts';
import { listenOnLoopback } from './listen.test-data.ts';
import { SourceFailure } from './source-failure.ts';

const toClose: { readonly close: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const one of toClose.splice(0)) await one.close();
});

interface TestClock extends HttpClock {
  readonly waits: readonly number[];
}

/** Moves only when somebody waits, and remembers for how long. */
function testClock(start = Date.now()): TestClock {
  let now = start;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    wait: (ms) => {
      waits.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}

interface Opened {
  readonly server: FaultyServer;
  readonly clock: TestClock;
  readonly http: ReturnType<typeof openHttp>;
}

async function open(
  server: Partial<Parameters<typeof startFaultyServer>[0]>,
  options: Partial<HttpOptions> = {},
): Promise<Opened> {
  const started = await startFaultyServer({ answer: () => ({ status: 200, body: { fine: true } }), ...server });
  toClose.push(started);
  const clock = testClock();
  const client = openHttp({
    baseUrl: started.address,
    source: 'shop',
    headers: { authorization: 'Bearer secret-of-the-shop' },
    clock,
    ...options,
  });
  return { server: started, clock, http: client };
}

/** Answers one after the other; the last one again and again. */
function oneAfterTheOther(answers: readonly FakeAnswer[]): () => FakeAnswer {
  let place = 0;
  return () => {
    const answer = answers[Math.min(place, answers.length - 1)];
    place += 1;
    if (answer === undefined) throw new Error('no answer was given');
    return answer;
  };
}

async function failureOf(asked: Promise<unknown>): Promise<SourceFailure> {
  const error = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof SourceFailure) return error;
  throw new Error(`no failure of a source but ${String(error)}`);
}

const FINE: FakeAnswer = { status: 200, body: { fine: true } };

describe('what passes', () => {
  const faults: readonly (readonly [string, Fault])[] = [
    ['a reset', { kind: 'reset' }],
    ['half an answer', { kind: 'half' }],
    ['a truncated answer', { kind: 'truncated' }],
    ['status 500', { kind: 'status', status: 500 }],
    ['status 502', { kind: 'status', status: 502 }],
    ['status 503', { kind: 'status', status: 503 }],
    ['status 408', { kind: 'status', status: 408 }],
  ];
  it.each(faults)('%s is asked again, five times, with pauses that double', async (_what, fault) => {
    const { http: client, clock, server } = await open({ faultOf: (_, index) => (index < 5 ? fault : null) });
    expect((await client.ask({ path: '/x' })).json).toEqual({ fine: true });
    expect(clock.waits).toEqual([500, 1000, 2000, 4000, 8000]);
    expect(server.requests).toHaveLength(6);
    expect(client.spent()).toMatchObject({ requests: 6, retries: 5, waitedMs: 15_500 });
  });

  it.each(faults)('%s six times over ends as a failure that may pass, and says what to do', async (_what, fault) => {
    const { http: client, server } = await open({ faultOf: () => fault });
    const failure = await failureOf(client.ask({ path: '/api/items', query: { words: 'private' } }));
    expect(server.requests).toHaveLength(6);
    expect(failure.message).toContain('shop: GET /api/items at 127.0.0.1');
    expect(failure.message).toContain('6 times');
    expect(failure.message).not.toContain('private');
    expect(failure.kind).toBe(fault.kind === 'truncated' ? 'unreadable' : 'unreachable');
    expect(failure.isPassing).toBe(fault.kind !== 'truncated');
  });

  it('a slow drip is read to its end', async () => {
    const { http: client } = await open({ faultOf: () => ({ kind: 'drip', pauseMs: 2 }) });
    expect((await client.ask({ path: '/x' })).json).toEqual({ fine: true });
    expect(client.spent().retries).toBe(0);
  });

  it('an address where nothing listens is a failure that may pass', async () => {
    const { server, clock } = await open({});
    await server.close();
    const client = openHttp({ baseUrl: server.address, source: 'shop', headers: {}, clock });
    const failure = await failureOf(client.ask({ path: '/x' }));
    expect(failure.message).toContain(
      'nothing listens at this address (is the tool running, and the port right?), 6 times',
    );
    expect(failure.isPassing).toBe(true);
  });
});

describe('what does not pass', () => {
  it.each([
    [401, 'unauthorised', 'make new ones'],
    [403, 'forbidden', 'give them the permission'],
    [404, 'missing', 'check its name and the permissions'],
    [410, 'missing', 'check its name and the permissions'],
    [400, 'refused', 'No such field'],
    [422, 'refused', 'No such field'],
  ] as const)('%i is asked once, and ends as %s', async (status, kind, words) => {
    const { http: client, server } = await open({
      answer: () => ({ status, body: { errorMessages: ['No such field'] } }),
    });
    const failure = await failureOf(client.ask({ path: '/x' }));
    expect(failure.kind).toBe(kind);
    expect(failure.message).toContain(words);
    expect(failure.message).not.toContain('secret-of-the-shop');
    expect(failure.isPassing).toBe(false);
    expect(server.requests).toHaveLength(1);
  });

  it('a status that the caller accepts is an answer', async () => {
    const { http: client } = await open({ answer: () => ({ status: 404, body: { message: 'gone' } }) });
    expect(await client.ask({ path: '/x', accept: [404] })).toMatchObject({ status: 404, json: { message: 'gone' } });
  });

  it('no redirect is followed: nobody else sees the credentials', async () => {
    const other = await open({});
    const { http: client } = await open({
      answer: () => ({ status: 302, headers: { location: `${other.server.address}/login?from=x` }, body: null }),
    });
    const failure = await failureOf(client.ask({ path: '/x' }));
    expect(failure.message).toContain(`${other.server.address}/login (302)`);
    expect(other.server.requests).toEqual([]);
  });

  it('a next page on another server is refused before anything is sent', async () => {
    const other = await open({});
    const { http: client } = await open({});
    const failure = await failureOf(client.ask({ path: `${other.server.address}/next` }));
    expect(failure.kind).toBe('refused');
    expect(other.server.requests).toEqual([]);
  });

  it('a further server of the tool is asked where it is named beforehand, with the credentials; failures name it', async () => {
    let seen: string | undefined;
    const other = await open({
      answer: ({ path, headers }) => {
        seen = headers.authorization;
        return path === '/gone' ? { status: 404, body: null } : FINE;
      },
    });
    const third = await open({});
    const { http: client } = await open({}, { otherOrigins: [other.server.address] });
    expect((await client.ask({ path: `${other.server.address}/x` })).json).toEqual({ fine: true });
    expect(seen).toBe('Bearer secret-of-the-shop');
    const failure = await failureOf(client.ask({ path: `${other.server.address}/gone` }));
    expect(failure.message).toContain(`GET /gone at ${new URL(other.server.address).host}`);
    expect((await failureOf(client.ask({ path: `${third.server.address}/x` }))).kind).toBe('refused');
    expect(third.server.requests).toEqual([]);
  });

  it.each([
    ['jira.example.invalid', 'is no address'],
    ['ftp://example.invalid', 'is no address'],
    ['https://me:pass@example.invalid', 'holds a user name or password'],
  ])('the base address %s is refused', (baseUrl, words) => {
    expect(() => openHttp({ baseUrl, source: 'shop', headers: {} })).toThrow(words);
  });

  it('a line break in the credentials is told without showing them', async () => {
    const { http: client, server } = await open({}, { headers: { authorization: 'Bearer secret\nof-the-shop' } });
    const failure = await failureOf(client.ask({ path: '/x' }));
    expect(failure.message).toContain('line break');
    expect(failure.message).not.toContain('of-the-shop');
    expect(server.requests).toEqual([]);
  });
});

describe('what the server asks for', () => {
  it('Retry-After in seconds is waited for', async () => {
    const { http: client, clock } = await open({
      answer: oneAfterTheOther([{ status: 429, headers: { 'retry-after': '30' }, body: {} }, FINE]),
    });
    await client.ask({ path: '/x' });
    expect(clock.waits).toEqual([30_000]);
    expect(client.spent()).toMatchObject({ requests: 2, retries: 1 });
  });

  it.each([0, 600_000, -600_000])(
    'Retry-After as an instant is one of the server’s clock, also where that is %i ms ahead',
    async (skewMs) => {
      const at = Math.floor((Date.now() + skewMs) / 1000) * 1000;
      const { http: client, clock } = await open({
        answer: oneAfterTheOther([
          {
            status: 503,
            headers: { date: new Date(at).toUTCString(), 'retry-after': new Date(at + 20_000).toUTCString() },
            body: {},
          },
          FINE,
        ]),
      });
      await client.ask({ path: '/x' });
      expect(clock.waits).toEqual([20_000]);
    },
  );

  it('403 for coming too often is waited for, also where 403 for what is not allowed is accepted', async () => {
    const { http: client, clock } = await open({
      answer: oneAfterTheOther([{ status: 403, headers: { 'retry-after': '30' }, body: {} }, FINE]),
    });
    expect(await client.ask({ path: '/x', accept: [403] })).toMatchObject({ status: 200, json: { fine: true } });
    expect(clock.waits).toEqual([30_000]);
    const { http: other } = await open({ answer: () => ({ status: 403, body: {} }) });
    expect(await other.ask({ path: '/x', accept: [403] })).toMatchObject({ status: 403 });
  });

  it('429 without a word is waited for longer and longer, until the next run is better', async () => {
    const { http: client, clock } = await open({ answer: () => ({ status: 429, body: {} }) });
    const failure = await failureOf(client.ask({ path: '/x' }));
    expect(failure.kind).toBe('limited');
    expect(failure.isPassing).toBe(true);
    expect(clock.waits.slice(0, 4)).toEqual([500, 1000, 2000, 4000]);
    expect(Math.max(...clock.waits)).toBe(60_000);
    // Patience is a quarter of an hour.
    const waited = clock.waits.reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeLessThanOrEqual(900_000);
    expect(waited).toBeGreaterThan(800_000);
  });

  it('a server that wants to be left alone for an hour ends the run, and says until when', async () => {
    const { http: client, clock } = await open({
      answer: () => ({ status: 429, headers: { 'retry-after': '3600' }, body: {} }),
    });
    const began = clock.now();
    const failure = await failureOf(client.ask({ path: '/x' }));
    expect(failure.kind).toBe('limited');
    expect(failure.retryAt).toBe(began + 3_600_000);
    expect(clock.waits).toEqual([]);
  });

  it('403 with an empty allowance is a limit and no lack of permission', async () => {
    const { http: client, clock } = await open({
      answer: oneAfterTheOther([
        { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '45' }, body: {} },
        FINE,
      ]),
    });
    await client.ask({ path: '/x' });
    expect(clock.waits).toEqual([45_000]);
  });

  it('room is left for others: little of the allowance left spreads over the time until it is filled', async () => {
    // 1000 allowed, 210 left, 200 stay with others: 10 to spend in 100 s, one each 10 s.
    const { http: client, clock } = await open({
      answer: () => ({
        status: 200,
        headers: { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '210', 'x-ratelimit-reset': '100' },
        body: {},
      }),
    });
    await client.ask({ path: '/1' });
    await client.ask({ path: '/2' });
    await client.ask({ path: '/3' });
    expect(clock.waits).toEqual([10_000, 10_000]);
  });

  it('with plenty left nothing is waited for', async () => {
    const { http: client, clock } = await open({
      answer: () => ({
        status: 200,
        headers: { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '900', 'x-ratelimit-reset': '100' },
        body: {},
      }),
    });
    await client.ask({ path: '/1' });
    await client.ask({ path: '/2' });
    expect(clock.waits).toEqual([]);
  });

  it('requests keep to the rate of the source, side by side too', async () => {
    const { http: client, clock } = await open({}, { perSecond: 4 });
    const began = clock.now();
    for (let number = 0; number < 9; number += 1) await client.ask({ path: `/${number}` });
    // Nine requests, eight gaps of a quarter of a second.
    expect(clock.now() - began).toBe(2_000);
    await Promise.all([1, 2, 3, 4].map((number) => client.ask({ path: `/beside/${number}` })));
    expect(clock.now() - began).toBeGreaterThanOrEqual(3_000);
  });
});

describe('what is sent and read', () => {
  it('credentials, query and body go along, and the skew of the clock is told', async () => {
    let seen = '';
    const { http: client } = await open({
      answer: ({ headers, query, body, method }) => {
        seen = JSON.stringify([method, headers.authorization, query.get('a'), query.get('b'), body]);
        return FINE;
      },
      skewMs: 600_000,
    });
    await client.ask({ method: 'POST', path: 'x', query: { a: 'ä b', b: undefined }, body: { c: 1 } });
    expect(seen).toBe('["POST","Bearer secret-of-the-shop","ä b",null,{"c":1}]');
    const { skewMs } = client.spent();
    expect(Math.abs((skewMs ?? 0) - 600_000)).toBeLessThan(30_000);
  });

  it('a base address with a path keeps it', async () => {
    const { server, clock } = await open({});
    const client = openHttp({ baseUrl: `${server.address}/jira`, source: 'shop', headers: {}, clock });
    await client.ask({ path: '/rest/x' });
    expect(server.requests).toEqual(['GET /jira/rest/x']);
  });

  it('a compressed answer is read, and a damaged one asked for again', async () => {
    const whole = gzipSync(JSON.stringify({ fine: true }));
    let place = 0;
    const server = await listenOnLoopback(
      http.createServer((_, outgoing) => {
        place += 1;
        outgoing.writeHead(200, { 'content-encoding': 'gzip' });
        outgoing.end(place === 1 ? whole.subarray(0, 10) : whole);
      }),
    );
    toClose.push(server);
    const clock = testClock();
    const client = openHttp({ baseUrl: `http://127.0.0.1:${server.port}`, source: 'shop', headers: {}, clock });
    expect((await client.ask({ path: '/x' })).json).toEqual({ fine: true });
    expect(client.spent().requests).toBe(2);
  });

  it('what is stopped ends at once, with the reason that was given', async () => {
    const stop = new AbortController();
    const { http: client } = await open({ faultOf: () => ({ kind: 'drip', pauseMs: 500 }) }, { signal: stop.signal });
    const asked = client.ask({ path: '/x' }).then(
      () => null,
      (reason: unknown) => reason,
    );
    const reason = new Error('enough');
    stop.abort(reason);
    expect(await asked).toBe(reason);
  });

  it('a proxy is asked instead of the server, where one is named', async () => {
    const asked: string[] = [];
    const proxy = await listenOnLoopback(
      http.createServer((incoming, outgoing) => {
        asked.push(incoming.url ?? '');
        outgoing.end('{"from":"proxy"}');
      }),
    );
    toClose.push(proxy);
    const client = openHttp({
      baseUrl: 'http://tool.example.invalid',
      source: 'shop',
      headers: {},
      proxy: `http://127.0.0.1:${proxy.port}`,
      clock: testClock(),
    });
    expect((await client.ask({ path: '/x' })).json).toEqual({ from: 'proxy' });
    expect(asked).toEqual(['http://tool.example.invalid/x']);
  });
});
