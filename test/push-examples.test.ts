import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { App } from '../src/app/app.ts';
import { takePush } from '../src/app/sources/take-push.ts';
import { readDeliveryBodies } from '../src/storage/delivery-records.ts';
import { allHistories } from '../src/storage/histories.ts';
import { openTestApps } from './test-app.ts';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'examples/push');
const TOOLS = [
  'aha',
  'argo-cd',
  'bitbucket',
  'jenkins',
  'jira-service-management',
  'opsgenie',
  'pagerduty',
  'rally',
] as const;
/** Parts of the names that stand wherever the tools write people. */
const PLANTED = /zora|quill|ivo|marsh/i;

const open = openTestApps();
let opened: ReturnType<typeof open> | null = null;

/** One store for all tools: each pushes under its own name. */
async function openOnce(): Promise<App> {
  opened ??= open();
  return (await opened).app;
}

function bodyOf(tool: string): string {
  return readFileSync(path.join(folder, 'payloads', `${tool}.json`), 'utf8');
}

function runScript(tool: string, input: string): string {
  return execFileSync(process.execPath, [path.join(folder, `${tool}.mjs`)], { input, encoding: 'utf8' });
}

async function storedOf(app: App, source: string) {
  const histories = [];
  for await (const batch of allHistories(app.db, app.workspace, { sources: [source] })) histories.push(...batch);
  const bodies = await readDeliveryBodies(app.db, app.workspace);
  const own = bodies.filter((one) => one.source === source);
  return { histories, deliveries: own.map(({ body }): unknown => JSON.parse(body)) };
}

const at = (text: string): number => Date.parse(text);

/** Worked by hand from the payloads. */
const EXPECTED: Readonly<
  Record<(typeof TOOLS)[number], { readonly item: object | null; readonly deliveries: object[] }>
> = {
  // Webhook of 10:45 about an incident of 09:30 that began in an unknown status.
  pagerduty: {
    item: {
      item: 'PD-42',
      createdAt: at('2026-03-02T09:30:00Z'),
      isCutShort: true,
      initial: { title: 'Checkout answers with errors', type: 'Incident', project: 'Checkout', status: null },
      changes: [{ at: at('2026-03-02T10:45:00Z'), field: 'status', to: { name: 'resolved' } }],
    },
    deliveries: [
      {
        kind: 'incident',
        id: 'QINC0042',
        title: 'Checkout answers with errors',
        application: 'Checkout',
        openedAt: at('2026-03-02T09:30:00Z'),
        restoredAt: at('2026-03-02T10:45:00Z'),
        item: 'PD-42',
        url: 'https://shop.pagerduty.example/incidents/QINC0042',
      },
    ],
  },
  // createdAt 1772442000000 ms is 09:00; updatedAt 1772445600000000000 ns is an hour later.
  opsgenie: {
    item: {
      item: 'OPS-317',
      createdAt: at('2026-03-02T09:00:00Z'),
      initial: { title: 'Search answers slowly', type: 'Alert', labels: ['search', 'latency'] },
      changes: [{ at: at('2026-03-02T10:00:00Z'), field: 'status', to: { name: 'closed' } }],
    },
    deliveries: [
      {
        kind: 'incident',
        title: 'Search answers slowly',
        application: 'Search',
        openedAt: at('2026-03-02T09:00:00Z'),
        restoredAt: at('2026-03-02T10:00:00Z'),
        item: 'OPS-317',
      },
    ],
  },
  // Over at 1772445000000 (09:50), after 240 s.
  jenkins: {
    item: null,
    deliveries: [
      {
        kind: 'deployment',
        id: 'deploy-shop#81',
        application: 'Shop',
        repo: 'shop/web',
        environment: 'production',
        sha: '5f3c1a9be27d40816c5d9e8fa1b2c3d4e5f60718',
        status: 'succeeded',
        createdAt: at('2026-03-02T09:46:00Z'),
        finishedAt: at('2026-03-02T09:50:00Z'),
      },
    ],
  },
  'argo-cd': {
    item: null,
    deliveries: [
      {
        kind: 'deployment',
        id: 'shop@2026-03-03T08:00:05Z',
        application: 'shop',
        repo: 'shop/web',
        environment: 'production',
        sha: '9b1d2e3f405162738495a6b7c8d9e0f112233445',
        status: 'succeeded',
        createdAt: at('2026-03-03T08:00:05Z'),
        finishedAt: at('2026-03-03T08:01:45Z'),
      },
    ],
  },
  // The tag of the same push says nothing of its own; 11:00+01:00 is 10:00 in UTC.
  bitbucket: {
    item: null,
    deliveries: [
      {
        kind: 'change',
        repo: 'shop/web',
        sha: '2222222222222222222222222222222222222222',
        parents: ['1111111111111111111111111111111111111111'],
        committedAt: at('2026-03-04T10:00:00Z'),
        keys: [],
        isBot: true,
      },
      {
        kind: 'change',
        repo: 'shop/web',
        sha: '3333333333333333333333333333333333333333',
        committedAt: at('2026-03-04T12:30:00Z'),
        keys: ['SHOP-7'],
        isBot: false,
        isRevert: false,
        isMerge: false,
      },
    ],
  },
  // Created 09:00+01:00, resolved two hours later; the webhook's timestamp 1772704800000 is 10:00 in UTC.
  'jira-service-management': {
    item: {
      item: 'HELP-42',
      createdAt: at('2026-03-05T08:00:00Z'),
      initial: { type: '[System] Incident', project: 'HELP', labels: ['sign-in'], components: ['Accounts'] },
      changes: [
        { at: at('2026-03-05T10:00:00Z'), field: 'resolution', to: 'Done' },
        { field: 'status', to: { name: 'Resolved' } },
      ],
    },
    deliveries: [
      {
        kind: 'incident',
        id: '10042',
        title: 'Nobody can sign in',
        application: 'Accounts',
        openedAt: at('2026-03-05T08:00:00Z'),
        restoredAt: at('2026-03-05T10:00:00Z'),
        item: 'HELP-42',
      },
    ],
  },
  // The transaction's timestamp 1772791200000 is 10:00 in UTC on 6 March.
  rally: {
    item: {
      item: 'US77',
      createdAt: at('2026-03-02T08:00:00Z'),
      initial: { title: 'Pay by invoice', type: 'HierarchicalRequirement', project: 'Shop', blocked: false },
      changes: [
        { at: at('2026-03-06T10:00:00Z'), field: 'blocked', to: true },
        { field: 'status', to: { name: 'In-Progress' } },
      ],
    },
    deliveries: [],
  },
  // An activity tells only what it touched: the first one that is seen stands for the creation.
  aha: {
    item: {
      item: 'SHOP-12',
      createdAt: at('2026-03-07T08:15:00Z'),
      initial: {
        title: 'Gift cards & vouchers',
        type: 'feature',
        project: 'SHOP',
        status: { name: 'Ready to develop' },
      },
      changes: [],
    },
    deliveries: [],
  },
};

test('each script has a payload and a part in docs/push.md', () => {
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.mjs'));
  expect(scripts.toSorted()).toEqual(TOOLS.map((tool) => `${tool}.mjs`));
  const docs = readFileSync(path.join(root, 'docs/push.md'), 'utf8');
  for (const tool of TOOLS) expect(docs).toContain(`examples/push/${tool}.mjs`);
});

test.each(TOOLS)(
  'what examples/push/%s.mjs prints is taken, says what was worked by hand, and names nobody',
  async (tool) => {
    const body = bodyOf(tool);
    expect(body).toMatch(PLANTED);
    const printed = runScript(tool, body);
    expect(printed).not.toMatch(PLANTED);
    const app = await openOnce();
    const { item, deliveries } = EXPECTED[tool];
    const taken = await takePush(app, tool, JSON.parse(printed));
    expect(taken).toMatchObject({ new: item === null ? 0 : 1, delivery: deliveries.length });
    const stored = await storedOf(app, tool);
    expect(stored).toMatchObject({ histories: item === null ? [] : [item] });
    expect(stored.deliveries).toHaveLength(deliveries.length);
    expect(stored.deliveries).toEqual(
      expect.arrayContaining(deliveries.map((one): unknown => expect.objectContaining(one))),
    );
    expect(JSON.stringify(stored)).not.toMatch(PLANTED);
    const again = await takePush(app, tool, JSON.parse(printed));
    expect(again).toMatchObject({ new: 0, changed: 0, delivery: 0 });
    expect(await storedOf(app, tool)).toEqual(stored);
  },
);

/** Webhooks tell of more than work; what is not work is no failure. */
test.each([
  ['aha', '{"event":"audit","audit":{"auditable_type":"comment","audit_action":"create","changes":[]}}'],
  ['argo-cd', '{"app":{"metadata":{"name":"shop"},"spec":{}}}'],
  ['bitbucket', '{"repository":{"full_name":"shop/web"}}'],
  ['jenkins', '{"name":"a","build":{"phase":"QUEUED"}}'],
  ['jira-service-management', '{"webhookEvent":"comment_created"}'],
  ['opsgenie', '{"action":"AddNote","alert":{}}'],
  ['pagerduty', '{"event":{"event_type":"incident.annotated","data":{}}}'],
  ['rally', '{"message":{"action":"Deleted","state":{}}}'],
] as const)('%s: what is no news of work gives an empty body', (tool, body) => {
  expect(JSON.parse(runScript(tool, body))).toEqual({});
});
