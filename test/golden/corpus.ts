import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/**
 * The golden corpus as files: hand-worked answers of the flow engine in JSON that any tool can read. The form is described in
 * README.md beside this file.
 */
const status = z.strictObject({ id: z.string().nullable(), name: z.string() }).nullable();
const link = z.strictObject({ type: z.string(), item: z.string() });
const instant = z.iso.datetime();

const changed = z.union([
  z.strictObject({ field: z.literal('status'), from: status, to: status }),
  z.strictObject({
    field: z.enum(['type', 'resolution', 'project', 'parent', 'team']),
    to: z.string().nullable(),
  }),
  z.strictObject({ field: z.literal('title'), to: z.string() }),
  z.strictObject({ field: z.enum(['labels', 'components']), to: z.array(z.string()) }),
  z.strictObject({ field: z.literal('blocked'), to: z.boolean() }),
  z.strictObject({ field: z.literal('link'), isAdded: z.boolean(), link }),
  z.strictObject({ field: z.literal('custom'), name: z.string(), to: z.array(z.string()) }),
]);

const history = z.strictObject({
  item: z.string(),
  source: z.string().default('golden'),
  createdAt: instant,
  initial: z.strictObject({
    status: status,
    type: z.string().nullable().default(null),
    resolution: z.string().nullable().default(null),
    project: z.string().nullable().default(null),
    parent: z.string().nullable().default(null),
    team: z.string().nullable().default(null),
    labels: z.array(z.string()).default([]),
    components: z.array(z.string()).default([]),
    blocked: z.boolean().default(false),
    links: z.array(link).default([]),
    custom: z.record(z.string(), z.array(z.string())).default({}),
  }),
  /** Entries of the change log: numeric id, instant, and what changed in this order. They may stand in any order. */
  changes: z.array(z.strictObject({ at: instant, id: z.int(), items: z.array(changed) })).default([]),
  presentStatus: status.default(null),
  cutShort: z.boolean().default(false),
  deletedAt: instant.nullable().default(null),
});

/** A stream's document: by the name of a shared one, such a one with top-level keys replaced, or whole. */
const streamRef = z.union([
  z.string(),
  z.strictObject({ like: z.string(), with: z.record(z.string(), z.unknown()) }),
  z.strictObject({ document: z.record(z.string(), z.unknown()) }),
]);

const iteration = z.strictObject({
  name: z.string(),
  team: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  planned: z.array(z.string()),
});

/** Of one repository, `golden/app`; every deployment is one to production that succeeded. */
const delivery = z.strictObject({
  commits: z
    .array(
      z.strictObject({
        id: z.string(),
        at: instant,
        parents: z.array(z.string()).default([]),
        items: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  pullRequests: z
    .array(
      z.strictObject({
        id: z.string(),
        items: z.array(z.string()),
        opened: instant,
        merged: instant.nullable().default(null),
        /** Left out: when it was merged; one without either is open. */
        closed: instant.nullable().default(null),
        commits: z.array(z.string()).default([]),
        mergeCommit: z.string().nullable().default(null),
      }),
    )
    .default([]),
  deployments: z.array(z.strictObject({ id: z.string(), commit: z.string(), at: instant })).default([]),
});

const goldenCase = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  rules: z.array(z.string()).min(1),
  why: z.array(z.string()).min(1),
  stream: streamRef,
  /** Lines of an events CSV, the first of which names the columns. */
  events: z.array(z.string()).optional(),
  histories: z.array(history).optional(),
  iterations: z.array(iteration).optional(),
  delivery: delivery.optional(),
  window: z.strictObject({ from: z.string(), to: z.string(), asOf: z.string().optional() }),
  /** Of weekly values; by default their first twenty measured weeks. */
  baseline: z.strictObject({ from: z.string(), to: z.string() }).optional(),
  expected: z.strictObject({
    refused: z.boolean().optional(),
    items: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
    absent: z.array(z.string()).optional(),
    flowItems: z.array(z.string()).optional(),
    epics: z.record(z.string(), z.unknown()).optional(),
    metrics: z.record(z.string(), z.unknown()).optional(),
    problems: z.record(z.string(), z.array(z.string()).nullable()).optional(),
    cumulativeFlow: z.unknown().optional(),
    weekly: z.record(z.string(), z.unknown()).optional(),
  }),
});

export type GoldenDelivery = z.output<typeof delivery>;
export type GoldenHistory = z.output<typeof history>;
export type GoldenCase = z.output<typeof goldenCase>;
export type GoldenStreams = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const casesFile = z.strictObject({ topic: z.string(), cases: z.array(goldenCase) });
const streamsFile = z.record(z.string(), z.record(z.string(), z.unknown()));

export interface Corpus {
  readonly streams: GoldenStreams;
  readonly files: readonly { readonly file: string; readonly topic: string; readonly cases: readonly GoldenCase[] }[];
}

/** Reads every file of `test/golden/flow`; throws with file and path where one breaks the form. */
export function readCorpus(folder = path.join(import.meta.dirname, 'flow')): Corpus {
  const read = <Value>(file: string, schema: z.ZodType<Value>): Value => {
    const result = schema.safeParse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
    if (!result.success) throw new Error(`${file}: ${z.prettifyError(result.error)}`);
    return result.data;
  };
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'streams.json');
  return {
    streams: read('streams.json', streamsFile),
    files: names.toSorted().map((file) => ({ file, ...read(file, casesFile) })),
  };
}

/** The document that a case's stream stands for. */
export function documentOf(golden: GoldenCase, streams: GoldenStreams): Readonly<Record<string, unknown>> {
  const { stream } = golden;
  if (typeof stream !== 'string' && 'document' in stream) return stream.document;
  const name = typeof stream === 'string' ? stream : stream.like;
  const shared = streams[name];
  if (shared === undefined) throw new Error(`${golden.id}: no shared stream is called "${name}"`);
  return typeof stream === 'string' ? shared : { ...shared, ...stream.with };
}
