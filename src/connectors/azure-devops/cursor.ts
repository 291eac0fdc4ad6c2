import { z } from 'zod';
import type { AzureDevOpsConfig } from './config.ts';

/** A list that is read newest first: everything up to `high` is kept, those in `open` may still change. */
const listState = z.object({
  high: z.number().default(0),
  /** Id → what it looked like when it was last read. */
  open: z.record(z.string(), z.string()).default({}),
  /** A reading that has not come to its end. */
  run: z.object({ high: z.number(), next: z.string() }).nullable().default(null),
  /** Pipelines: ids of those that deploy. */
  definitions: z.array(z.number()).default([]),
});

const commitState = z.object({
  head: z.string().nullable().default(null),
  run: z.object({ head: z.string(), skip: z.number() }).nullable().default(null),
});

/** Deployments of classic releases, by when they changed last. Unit: ms, by the server's own clock. */
const releaseState = z.object({
  /** The latest change that is kept; 0 before the first. */
  high: z.number().default(0),
  /** Those that will be listed again: what they looked like, and whether they have not ended. */
  recent: z.record(z.string(), z.object({ at: z.number(), sign: z.string(), isOpen: z.boolean() })).default({}),
  run: z.object({ since: z.number().nullable(), high: z.number(), next: z.string() }).nullable().default(null),
});

const cursorShape = z.object({
  version: z.literal(1).default(1),
  /** What was asked for; when that changes, everything is fetched again. */
  scope: z.string().default(''),
  phase: z.enum(['history', 'changes']).default('history'),
  /** History: items with this id and above are kept; null at the beginning. */
  below: z.number().nullable().default(null),
  /** History: the latest change that its first reading saw, by the server's own clock. Unit: ms. */
  high: z.number().nullable().default(null),
  /** Changes: where the feed of revisions goes on. */
  token: z.string().nullable().default(null),
  /** Items that are known to have changed and are not fetched yet. */
  pending: z.array(z.number()).default([]),
  repositories: z
    .array(z.object({ id: z.string(), project: z.string(), name: z.string(), branch: z.string().nullable() }))
    .default([]),
  /** Parts that are to be looked at in any case; null: all, as at the beginning. */
  due: z.array(z.string()).nullable().default(null),
  /** When each part was looked at last, by this machine's clock. Unit: ms. */
  lookedAt: z.record(z.string(), z.number()).default({}),
  lists: z.record(z.string(), listState).default({}),
  commits: z.record(z.string(), commitState).default({}),
  releases: z.record(z.string(), releaseState).default({}),
});

export type ListState = z.infer<typeof listState>;
export type CommitState = z.infer<typeof commitState>;
export type ReleaseState = z.infer<typeof releaseState>;
export type AzureDevOpsCursor = z.infer<typeof cursorShape>;
export type Repository = AzureDevOpsCursor['repositories'][number];

/** A cursor of another form or scope begins anew: everything is read once more, and what is the same changes nothing. */
export function readCursor(value: unknown, config: AzureDevOpsConfig): AzureDevOpsCursor {
  const releases = config.releasePipelines.map(({ pipeline, stage }) => [pipeline, stage]);
  const scope = JSON.stringify([
    config.url,
    config.projects.toSorted(),
    config.repositories.toSorted(),
    config.furtherFields.toSorted(),
    config.deploymentPipelines.map(({ pipeline, stage }) => [pipeline, stage]),
    // Left out where it is not used, so that what was read before there was such a setting stays read.
    ...(releases.length === 0 ? [] : [releases]),
  ]);
  const read = cursorShape.safeParse(value ?? {});
  return read.success && read.data.scope === scope ? read.data : cursorShape.parse({ scope });
}

export function listStateOf(cursor: AzureDevOpsCursor, part: string): ListState {
  return cursor.lists[part] ?? listState.parse({});
}

export function commitStateOf(cursor: AzureDevOpsCursor, part: string): CommitState {
  return cursor.commits[part] ?? commitState.parse({});
}

export function releaseStateOf(cursor: AzureDevOpsCursor, part: string): ReleaseState {
  return cursor.releases[part] ?? releaseState.parse({});
}
