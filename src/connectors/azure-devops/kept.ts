import { z } from 'zod';
import type { SourceRecord } from '../kit/live-source.ts';

/**
 * What is kept of each thing: the allow-list. Nobody's account, name or words stand here; who acted was decided while
 * reading. A payload is one of these as JSON, and everything that is mapped comes from it.
 */
const instant = z.number();

/** Fields of a work item at one moment. */
const state = z.object({
  title: z.string(),
  state: z.string().nullable(),
  /** Proposed, InProgress, Resolved, Completed or Removed; null: not known. */
  category: z.string().nullable(),
  type: z.string().nullable(),
  reason: z.string().nullable(),
  project: z.string().nullable(),
  parent: z.number().nullable(),
  area: z.string().nullable(),
  iteration: z.string().nullable(),
  iterationId: z.string().nullable(),
  tags: z.array(z.string()),
  further: z.record(z.string(), z.string()),
});

const item = z.object({
  kind: z.literal('item'),
  id: z.number(),
  url: z.string(),
  createdAt: instant,
  /** The first revision that was seen, whole; the item's history begins after its creation where it is not 1. */
  first: z.object({ rev: z.number(), at: instant, fields: state }),
  /** What changed since, by revision. */
  changes: z.array(z.object({ rev: z.number(), at: instant, fields: state.partial() })),
});

const iteration = z.object({
  kind: z.literal('iteration'),
  id: z.string(),
  project: z.string(),
  path: z.string(),
  startAt: instant.nullable(),
  endAt: instant.nullable(),
});

const pull = z.object({
  kind: z.literal('pull'),
  id: z.number(),
  repo: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  targetBranch: z.string(),
  keys: z.array(z.string()),
  commits: z.array(z.string()),
  mergeCommit: z.string().nullable(),
  firstCommitAt: instant.nullable(),
  openedAt: instant,
  firstResponseAt: instant.nullable(),
  approvedAt: instant.nullable(),
  mergedAt: instant.nullable(),
  closedAt: instant.nullable(),
  isRevert: z.boolean(),
  isBot: z.boolean(),
});

const commit = z.object({
  kind: z.literal('commit'),
  repo: z.string(),
  sha: z.string(),
  parents: z.array(z.string()),
  committedAt: instant,
  authoredAt: instant,
  keys: z.array(z.string()),
  isRevert: z.boolean(),
  isBot: z.boolean(),
});

const ran = {
  state: z.string(),
  result: z.string().nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
};

const run = z.object({
  kind: z.literal('run'),
  id: z.number(),
  repo: z.string().nullable(),
  pipeline: z.string(),
  sha: z.string().nullable(),
  queuedAt: instant,
  ...ran,
  stages: z.array(z.object({ id: z.string(), name: z.string(), ...ran })),
  url: z.string().nullable(),
});

/** A deployment of a classic release to one of its stages. */
const release = z.object({
  kind: z.literal('release'),
  /** With its project: numbers of releases are a project's own. */
  id: z.string(),
  pipeline: z.string(),
  stage: z.string(),
  /** In small letters, as the next one. */
  status: z.string(),
  operation: z.string(),
  /** An approval that had to come first was refused. */
  isRefused: z.boolean(),
  queuedAt: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  commits: z.array(z.object({ repo: z.string(), sha: z.string() })),
  url: z.string().nullable(),
});

export const keptThing = z.discriminatedUnion('kind', [item, iteration, pull, commit, run, release]);

export type ItemState = z.infer<typeof state>;
export type KeptItem = z.infer<typeof item>;
export type KeptIteration = z.infer<typeof iteration>;
export type KeptPull = z.infer<typeof pull>;
export type KeptCommit = z.infer<typeof commit>;
export type KeptRun = z.infer<typeof run>;
export type KeptRelease = z.infer<typeof release>;
export type KeptThing = z.infer<typeof keptThing>;

/** Id and payload under which a thing is kept. */
export function recordOf(thing: KeptThing): SourceRecord {
  const id = thing.kind === 'commit' ? `commit:${thing.repo}@${thing.sha}` : `${thing.kind}:${thing.id}`;
  return { id, payload: JSON.stringify(keptThing.parse(thing)) };
}
