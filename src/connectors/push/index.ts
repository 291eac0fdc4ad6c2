import { z } from 'zod';
import type { DeliveryRecord } from '../../flow/delivery/records.ts';
import { EVENT_COLUMNS, type EventColumn } from '../events/columns.ts';
import { historyOfRows, inOrder } from '../events/map.ts';
import { keysIn } from '../git/keys.ts';
import type { Mapped, SourceRecord } from '../kit/live-source.ts';

/** What tools without a connector say of themselves. Unknown keys are refused: among them every key that could hold a person. */

const instant = z.iso
  .datetime({ offset: true, error: 'must be an ISO 8601 instant with its zone, such as 2026-03-01T09:30:00Z' })
  .transform((text) => Date.parse(text));
const name = z.string().trim().min(1).max(500);
const word = z.string().max(2000);
const repo = z.string().trim().min(1).max(300);
const sha = z
  .string()
  .regex(/^[0-9a-f]{7,64}$/i, 'must be a commit hash, 7 to 64 hexadecimal digits')
  .transform((text) => text.toLowerCase());

const work = z.strictObject({
  item: name,
  at: instant,
  status: word.optional(),
  type: word.optional(),
  title: word.optional(),
  parent: word.optional(),
  project: word.optional(),
  team: word.optional(),
  resolution: word.optional(),
  labels: z.array(name).optional(),
  components: z.array(name).optional(),
  blocked: z.boolean().optional(),
  created: instant.optional(),
});

const change = z.strictObject({
  repo,
  sha,
  committedAt: instant,
  authoredAt: instant.optional(),
  parents: z.array(sha).default([]),
  /** Item keys; those in `message` are found by themselves, and the message is not kept. */
  keys: z.array(name).default([]),
  message: word.optional(),
  paths: z.array(word).optional(),
  isRevert: z.boolean().default(false),
  isBot: z.boolean().default(false),
});

const deployment = z
  .strictObject({
    id: name,
    application: name.optional(),
    repo: repo.optional(),
    environment: name.default('production'),
    sha: sha.optional(),
    status: z.enum(['succeeded', 'failed', 'running', 'cancelled', 'unknown']),
    startedAt: instant,
    finishedAt: instant.optional(),
    url: z.url({ protocol: /^https?$/ }).optional(),
    isRollback: z.boolean().optional(),
    isUnplanned: z.boolean().optional(),
  })
  .refine((one) => one.application !== undefined || one.repo !== undefined, {
    path: ['application'],
    error: 'needs an application or a repo, so that it is known what was deployed',
  });

const incident = z.strictObject({
  id: name,
  title: word.default(''),
  application: name.optional(),
  repo: repo.optional(),
  openedAt: instant,
  detectedAt: instant.optional(),
  restoredAt: instant.optional(),
  /** Ids of the deployments that caused it. */
  deployments: z.array(name).default([]),
  /** Commits, releases or pull requests that caused it. */
  changes: z.array(name).default([]),
  item: name.optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
});

const MOST = 5_000;
const list = <Schema extends z.ZodType>(schema: Schema) =>
  z.array(schema).max(MOST, `holds too many; send at most ${MOST} of a kind at once`).default([]);

/** A call of the push API. */
export const pushBody = z.strictObject({
  work: list(work),
  change: list(change),
  deployment: list(deployment),
  incident: list(incident),
});
export type PushBody = z.infer<typeof pushBody>;

type WorkEvent = z.infer<typeof work>;

const kept = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('work'), item: z.string(), events: z.array(z.looseObject({ at: z.number() })) }),
  z.object({
    kind: z.literal('delivery'),
    record: z.custom<DeliveryRecord>((value) => typeof value === 'object' && value !== null),
  }),
]);

/** Records of everything but work: each is whole in itself. */
export function pushedDeliveries(body: PushBody): readonly SourceRecord[] {
  const records: DeliveryRecord[] = [
    ...body.change.map(({ message = '', ...one }) => ({
      kind: 'change' as const,
      id: `${one.repo}@${one.sha}`,
      repo: one.repo,
      sha: one.sha,
      parents: one.parents,
      committedAt: one.committedAt,
      authoredAt: one.authoredAt ?? one.committedAt,
      keys: [...new Set([...one.keys, ...keysIn(message)])],
      isMerge: one.parents.length > 1,
      isRevert: one.isRevert || /^revert\b/i.test(message),
      isBot: one.isBot,
      paths: one.paths ?? null,
    })),
    ...body.deployment.map((one) => ({
      kind: 'deployment' as const,
      id: one.id,
      repo: one.repo ?? null,
      application: one.application ?? null,
      environment: one.environment,
      sha: one.sha ?? null,
      status: one.status,
      createdAt: one.startedAt,
      finishedAt: one.finishedAt ?? null,
      url: one.url ?? null,
      isRollback: one.isRollback ?? null,
      isUnplanned: one.isUnplanned ?? null,
    })),
    ...body.incident.map((one) => ({
      kind: 'incident' as const,
      id: one.id,
      title: one.title,
      url: one.url ?? null,
      application: one.application ?? null,
      repo: one.repo ?? null,
      openedAt: one.openedAt,
      detectedAt: one.detectedAt ?? null,
      restoredAt: one.restoredAt ?? null,
      deployments: one.deployments,
      changes: one.changes,
      item: one.item ?? null,
    })),
  ];
  return records.map((record) => ({
    id: `${record.kind}:${record.id}`,
    payload: JSON.stringify({ kind: 'delivery', record }),
  }));
}

/** Events of work by item; an item's record holds all its events so far. */
export function pushedWork(body: PushBody): ReadonlyMap<string, readonly WorkEvent[]> {
  return Map.groupBy(body.work, ({ item }) => item);
}

export const workRecordId = (item: string): string => `work:${item}`;

/** The record of an item after some more events; one that is there already is not taken twice. */
export function withEvents(before: string | undefined, item: string, events: readonly WorkEvent[]): SourceRecord {
  const read = before === undefined ? null : kept.parse(JSON.parse(before));
  const known = read?.kind === 'work' ? read.events : [];
  const byText = new Map([...known, ...events].map((event) => [JSON.stringify(sorted(event)), sorted(event)]));
  const all = [...byText.values()].toSorted((a, b) => Number(a.at) - Number(b.at));
  return { id: workRecordId(item), payload: JSON.stringify({ kind: 'work', item, events: all }) };
}

function sorted(event: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(event).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a kept record says. */
export function mapPushed(payload: string, source: string): readonly Mapped[] {
  const read = kept.parse(JSON.parse(payload));
  if (read.kind === 'delivery') return [{ kind: 'delivery', record: read.record }];
  const rows = read.events.map((event, sequence) => ({
    at: event.at,
    createdAt: typeof event.created === 'number' ? event.created : null,
    sequence,
    cells: cellsOf(event),
  }));
  return [{ kind: 'item', history: historyOfRows(read.item, inOrder(rows), source), categories: [], types: [] }];
}

/** An event as a row of the events format: left out is empty, empty text and lists clear. */
function cellsOf(event: Readonly<Record<string, unknown>>): Partial<Record<EventColumn, string>> {
  return Object.fromEntries(
    EVENT_COLUMNS.flatMap((column) => {
      const value = event[column];
      if (value === undefined || column === 'at' || column === 'created') return [];
      const text = Array.isArray(value)
        ? value.join(';')
        : typeof value === 'boolean'
          ? `${value}`
          : z.string().parse(value);
      return [[column, text === '' ? '-' : text]];
    }),
  );
}
