import { afterAll, expect, test } from 'vitest';
import { type FakeAnswer, type FakeRequest, startFaultyServer } from '../../fakes/faulty-server.ts';
import { complexityOf, type FakeLinearOptions, startFakeLinear } from '../../fakes/linear.ts';
import { collect, inOrder, Kept, virtualClock } from '../contract.test-data.ts';
import { type HttpClock, openHttp } from '../kit/http.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import { linearConfig } from './config.ts';
import { linearCase, sampleItems } from './contract.test-data.ts';
import { linear } from './index.ts';
import type { KeptIssue } from './kept.ts';
import { issueHistory } from './map-issue.ts';

const cleanups: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

async function begin(settings: object = {}, options: Partial<FakeLinearOptions> = {}) {
  const fake = await startFakeLinear({ histories: sampleItems(), ...options });
  cleanups.push(fake.close);
  const config = linearConfig.parse({ url: fake.address, ...settings });
  const http = openHttp({ baseUrl: fake.address, source: 'Linear', headers: { authorization: 'Bearer any' } });
  const contractFake = { ...(await linearCase.start({})), config, requests: fake.requests };
  cleanups.push(contractFake.close);
  return { fake, config, http, run: contractFake };
}

const ISSUE: KeptIssue = {
  kind: 'issue',
  id: 'u',
  item: 'OPS-9',
  url: 'https://linear.example.invalid/shop/issue/OPS-9',
  createdAt: 1_000,
  title: 'Gift cards',
  state: 's2',
  team: 'Operations',
  project: null,
  parent: null,
  labels: ['b', 'c'],
  priority: 'High',
  estimate: '3',
  cycle: { id: 'c2', name: 'Cycle 2' },
  states: [
    { id: 's1', name: 'Todo', type: 'unstarted' },
    { id: 's2', name: 'Doing', type: 'started' },
  ],
  events: [
    { what: 'state', at: 1_000, from: null, to: 's1' },
    { what: 'state', at: 2_000, from: 's1', to: 's2' },
    { what: 'cycle', at: 2_000, from: { id: 'c1', name: 'Cycle 1' }, to: { id: 'c2', name: 'Cycle 2' } },
    { what: 'team', at: 3_000, from: 'Shop', to: 'Operations' },
    { what: 'labels', at: 4_000, added: ['c'], removed: ['a'] },
    { what: 'priority', at: 5_000, from: null, to: 'High' },
  ],
};

test('an issue is walked back from what it is to what it was at creation', () => {
  const history = issueHistory(ISSUE, 'linear');
  // Backwards: no priority, label c off and a on, team Shop, cycle 1, state Todo; title and estimate never changed.
  expect(history).toMatchObject({
    item: 'OPS-9',
    createdAt: 1_000,
    presentStatus: { id: 's2', name: 'Doing' },
    initial: {
      title: 'Gift cards',
      status: { id: 's1', name: 'Todo' },
      team: 'Shop',
      project: null,
      labels: ['a', 'b'],
      custom: { Estimate: ['3'], Cycle: ['Cycle 1'], 'Cycle id': ['c1'] },
    },
  });
  expect(history.initial.custom).not.toHaveProperty('Priority');
  expect(history.changes).toEqual([
    { at: 2_000, sequence: 1, field: 'status', from: { id: 's1', name: 'Todo' }, to: { id: 's2', name: 'Doing' } },
    { at: 2_000, sequence: 2, field: 'custom', name: 'Cycle', to: ['Cycle 2'] },
    { at: 2_000, sequence: 2, field: 'custom', name: 'Cycle id', to: ['c2'] },
    { at: 3_000, sequence: 3, field: 'team', to: 'Operations' },
    { at: 4_000, sequence: 4, field: 'labels', to: ['b', 'c'] },
    { at: 5_000, sequence: 5, field: 'custom', name: 'Priority', to: ['High'] },
  ]);
});

test('types of states are told as the categories that suggestions know; one that is new to us is told as unknown', () => {
  const types = ['triage', 'backlog', 'unstarted', 'started', 'completed', 'canceled', 'parked', null];
  const states = types.map((type, at) => ({ id: `t${at}`, name: `${type}`, type }));
  const [mapped] = linear.map(JSON.stringify({ ...ISSUE, states }), 'linear', linearConfig.parse({}));
  expect(mapped?.kind === 'item' ? mapped.categories.map(({ category }) => category) : null).toEqual([
    'new',
    'new',
    'new',
    'indeterminate',
    'done',
    'done',
    null,
    null,
  ]);
});

test('each question costs less than Linear allows, and long histories are read whole', async () => {
  // By the rule: ten times an object (1) with two properties (0.2).
  expect(complexityOf('query A { issues(first: 10) { nodes { id title } } }', {})).toBe(12);
  // 50 × (an object, a property, and three times an object with a property) = 50 × (1 + 0.1 + 3 × 1.1).
  const nested = 'query A { issues(first: 50) { nodes { id labels(first: $first) { nodes { id } } } } }';
  expect(complexityOf(nested, { first: 3 })).toBe(220);
  const { fake, run } = await begin();
  const [issue] = fake.site.issues;
  for (let step = 0; step < 150; step += 1)
    issue?.setState(fake.site.pass(60_000), fake.site.state(`Step ${step % 2}`));
  const kept = new Kept();
  await collect(linearCase, run, kept);
  const costs = fake.questions.map(({ cost }) => cost);
  expect(Math.max(...costs)).toBeLessThan(8_000);
  expect(Math.max(...costs)).toBeGreaterThan(1_000);
  // At least 150 entries: 20 come with the issue, then 100 a question.
  expect(fake.questions.filter(({ name }) => name === 'Entries').length).toBeGreaterThanOrEqual(2);
  const statuses = kept
    .mapped(linearCase.source, run)
    .flatMap((one) => (one.kind === 'item' && one.history.item === issue?.key ? one.history.changes : []))
    .filter(({ field }) => field === 'status');
  expect(statuses.length).toBeGreaterThanOrEqual(150);
});

test('a first run goes from what changed last to what changed first', async () => {
  const { fake, run } = await begin();
  const pages = await collect(linearCase, run, new Kept());
  const order = pages.flatMap(({ records }) => records.flatMap(({ id }) => id.split('issue:').slice(1)));
  const changedAt = new Map(fake.site.issues.map(({ id, updatedAt }) => [id, updatedAt]));
  const instants = order.map((id) => changedAt.get(id) ?? 0);
  expect(order.length).toBe(fake.site.issues.length);
  expect(instants).toEqual(instants.toSorted((one, other) => other - one));
});

test('a run that goes on where an earlier one was cut off also brings what changed since', async () => {
  const { fake, run } = await begin();
  const kept = new Kept();
  await collect(linearCase, run, kept, { pages: 1 });
  // It was on the first page, which is not asked for again.
  const issue = fake.site.issues.toSorted((one, other) => other.updatedAt - one.updatedAt)[0];
  issue?.setTitle(fake.site.pass(60_000), 'Another title');
  await collect(linearCase, run, kept);
  expect(kept.records.get(`issue:${issue?.id}`)).toContain('Another title');
});

test('an issue in the bin is gone at the next run', async () => {
  const { fake, run } = await begin();
  const kept = new Kept();
  await collect(linearCase, run, kept);
  const issue = fake.site.issues[3];
  issue?.trash(fake.site.pass(60_000));
  const pages = await collect(linearCase, run, kept);
  expect(pages.flatMap(({ gone }) => gone)).toEqual([`issue:${issue?.id}`]);
  expect(pages.flatMap(({ records }) => records)).toEqual([]);
});

test('where a team goes out of sight nothing is taken for deleted, and the run says so', async () => {
  const { fake, run } = await begin();
  const kept = new Kept();
  await collect(linearCase, run, kept);
  const before = inOrder(kept.mapped(linearCase.source, run));
  const [key] = fake.site.teams.keys();
  fake.site.hidden.add(key ?? '');
  await collect(linearCase, run, kept, { mode: 'sweep' });
  expect(inOrder(kept.mapped(linearCase.source, run))).toEqual(before);
  expect(kept.notices.join()).toMatch(/cannot be seen any more, so that nothing is taken for deleted/);
});

test('what becomes visible without being changed is fetched by a sweep', async () => {
  const { fake, run } = await begin();
  const [key = ''] = fake.site.teams.keys();
  fake.site.hidden.add(key);
  const kept = new Kept();
  await collect(linearCase, run, kept);
  const without = kept.records.size;
  fake.site.hidden.clear();
  await collect(linearCase, run, kept, { mode: 'sweep' });
  expect(without).toBeLessThan(kept.records.size);
  expect([...kept.records.keys()].filter((id) => id.startsWith('issue:')).length).toBe(fake.site.issues.length);
});

test('only the teams that are named are read, and counted before', async () => {
  const { fake, run, http } = await begin();
  const [key = ''] = fake.site.teams.keys();
  const config = linearConfig.parse({ url: fake.address, teams: [key.toLowerCase()] });
  const kept = new Kept();
  await collect(linearCase, { ...run, config }, kept);
  const wanted = fake.site.issues.filter((issue) => issue.key.startsWith(`${key}-`)).map(({ id }) => `issue:${id}`);
  expect([...kept.records.keys()].filter((id) => id.startsWith('issue:')).toSorted()).toEqual(wanted.toSorted());
  expect(await linear.estimate(config, http)).toBe(wanted.length);
});

test('a personal key is sent as it is, a token of OAuth as a bearer’s', () => {
  const config = linearConfig.parse({});
  expect(linear.connect(config, { token: 'lin_api_x' }).headers).toEqual({ authorization: 'lin_api_x' });
  expect(linear.connect(config, { token: 'lin_oauth_x' }).headers).toEqual({ authorization: 'Bearer lin_oauth_x' });
});

test('the connection test names what is missing', async () => {
  const { fake, http } = await begin();
  const found = await linear.findProjects(linearConfig.parse({}), http, 'team');
  expect(found.length).toBe(fake.site.teams.size);
  const config = linearConfig.parse({ url: fake.address, teams: [found[0]?.id, 'NOWHERE'] });
  const checks = await linear.test(config, http);
  expect(checks.map(({ isHeld }) => isHeld)).toEqual([true, false, true]);
  expect(checks[1]?.advice).toMatch(/NOWHERE/);
  const barred = await begin({}, { isLetIn: () => false });
  expect(await linear.test(barred.config, barred.http)).toMatchObject([{ what: 'Sign in', isHeld: false }]);
});

/** A server that says that its allowance is used up until a time has passed. */
async function limitedServer(clock: HttpClock, waitMs: number) {
  const fullAt = clock.now() + waitMs;
  let asked = 0;
  const answer = (_request: FakeRequest): FakeAnswer => {
    asked += 1;
    const headers = {
      date: new Date(clock.now()).toUTCString(),
      'x-ratelimit-requests-limit': '2500',
      'x-ratelimit-requests-remaining': clock.now() < fullAt ? '0' : '2500',
      'x-ratelimit-requests-reset': String(fullAt),
    };
    return clock.now() < fullAt
      ? { status: 400, headers, body: { errors: [{ message: 'Rate limit', extensions: { code: 'RATELIMITED' } }] } }
      : { status: 200, headers, body: { data: { issues: EMPTY, cycles: EMPTY } } };
  };
  const server = await startFaultyServer({ answer });
  cleanups.push(server.close);
  const http = openHttp({ baseUrl: server.address, source: 'Linear', headers: {}, clock });
  const config = linearConfig.parse({ url: server.address });
  const pages = linear.collect({ config, http, cursor: null, mode: 'changes', clock });
  const drain = async () => {
    for await (const _ of pages) expect.fail('there is nothing to collect');
  };
  return { drain, asked: () => asked, fullAt };
}

const EMPTY = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };

test('a used-up allowance, said in a refused question, is waited for until Linear’s own reset', async () => {
  const clock = virtualClock();
  const { drain, asked, fullAt } = await limitedServer(clock, 600_000);
  await drain();
  expect(clock.now()).toBeGreaterThanOrEqual(fullAt);
  // Once refused (the Date header has whole seconds, so that the wait may end just before), then issues and cycles.
  expect(asked()).toBeLessThanOrEqual(4);
});

test('an allowance that is used up for longer than a run waits ends it, to be tried again then', async () => {
  const { drain } = await limitedServer(virtualClock(), 3_000_000);
  const failure = await drain().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(SourceFailure);
  expect(failure instanceof SourceFailure ? [failure.kind, failure.isPassing] : []).toEqual(['limited', true]);
});
