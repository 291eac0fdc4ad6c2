import { z } from 'zod';
import { listingShape } from '../kit/listing.ts';

const listState = z.object({
  /** Everything changed before this instant is kept. null: nothing yet. */
  upTo: z.number().nullable().default(null),
  /** What the newest looked like: equal means nothing changed. */
  seen: z.string().nullable().default(null),
  /** What is kept of the minute that is read again, as id and change, so that none of it is fetched twice. */
  recent: z.array(z.tuple([z.number(), z.number()])).default([]),
  /** A reading under way: what changed until `before` comes next; more pages where many things changed at one instant. */
  run: z
    .object({
      top: z.number(),
      seen: z.string().nullable(),
      before: z.number().nullable(),
      page: z.number(),
      done: z.number(),
    })
    .nullable()
    .default(null),
});

const commitState = z.object({
  /** Last commit of the default branch that is kept with all before it. */
  head: z.string().nullable().default(null),
  /** What the repository looked like: equal means nothing was added. */
  seen: z.string().nullable().default(null),
  /** A reading under way, from a head (null: the beginning) to another one. */
  run: z
    .object({
      from: z.string().nullable(),
      head: z.string(),
      seen: z.string().nullable(),
      page: z.number(),
      done: z.number(),
    })
    .nullable()
    .default(null),
});

const shortState = z.object({
  /** The newest that is kept came or changed at this instant. null: nothing yet. */
  upTo: z.number().nullable().default(null),
  /** What the newest looked like: equal means nothing changed. */
  seen: z.string().nullable().default(null),
  /** Marks of the newest. */
  newest: z.array(z.string()).default([]),
  /** The oldest of these came or changed at this instant. null: there are none beside them. */
  from: z.number().nullable().default(null),
});

const projectState = z.object({
  issues: listState.prefault({}),
  merges: listState.prefault({}),
  deployments: listState.prefault({}),
  commits: commitState.prefault({}),
  releases: shortState.prefault({}),
  milestones: shortState.prefault({}),
  /** What the newest pipelines looked like when deployments and jobs were last looked at. */
  pipelines: z.string().nullable().default(null),
  jobs: z.object({ upTo: z.number() }).nullable().default(null),
});

const cursorShape = z.object({
  version: z.literal(1).default(1),
  projects: z.record(z.string(), projectState).default({}),
  /** The projects of the groups. */
  groups: listingShape.nullable().default(null),
});

export type ListState = z.infer<typeof listState>;
export type CommitState = z.infer<typeof commitState>;
export type ShortState = z.infer<typeof shortState>;
export type ProjectState = z.infer<typeof projectState>;
export type GitLabCursor = z.infer<typeof cursorShape>;

/** A cursor of another form begins anew: what is the same changes nothing. */
export function readCursor(value: unknown): GitLabCursor {
  const read = cursorShape.safeParse(value ?? {});
  return read.success ? read.data : cursorShape.parse({});
}

export function stateOf(cursor: GitLabCursor, project: string): ProjectState {
  return cursor.projects[project] ?? projectState.parse({});
}

export function withProject(cursor: GitLabCursor, project: string, state: Partial<ProjectState>): GitLabCursor {
  return { ...cursor, projects: { ...cursor.projects, [project]: { ...stateOf(cursor, project), ...state } } };
}
