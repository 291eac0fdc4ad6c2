import { z } from 'zod';
import { listingShape } from '../kit/listing.ts';

/** A list that is read newest first, page by page. */
const listState = z.object({
  /** Everything changed before this instant is kept. null: nothing yet. */
  upTo: z.number().nullable().default(null),
  /** What the newest looked like when it was last read: equal means nothing changed. */
  seen: z.string().nullable().default(null),
  /** What is kept of the minute that is read again, as id of the record and change, so that none of it is kept twice. */
  recent: z.array(z.tuple([z.string(), z.number()])).default([]),
  /** A reading that has not come to its end. */
  run: z
    .object({ top: z.number(), seen: z.string().nullable(), after: z.string().nullable(), done: z.number().default(0) })
    .nullable()
    .default(null),
});

const commitState = z.object({
  head: z.string().nullable().default(null),
  run: z
    .object({ head: z.string(), page: z.number(), done: z.number().default(0) })
    .nullable()
    .default(null),
});

const repoState = z.object({
  issues: listState.prefault({}),
  pulls: listState.prefault({}),
  deployments: listState.prefault({}),
  releases: listState.prefault({}),
  runs: listState.prefault({}),
  /** When workflow runs were last looked at: what the repository looked like, and the newest change of a run under way. */
  runsLook: z.object({ marks: z.string(), openAt: z.number().nullable() }).nullable().default(null),
  commits: commitState.prefault({}),
});

const cursorShape = z.object({
  version: z.literal(1).default(1),
  repos: z.record(z.string(), repoState).default({}),
  /** When each board had last changed at the last reading, as GitHub wrote it. */
  boards: z.record(z.string(), z.string()).default({}),
  /** The repositories of the organisation, and what its newest looked like when they were listed. */
  organisation: z
    .object({ login: z.string(), mark: z.string().nullable(), ...listingShape.shape })
    .nullable()
    .default(null),
});

export type ListState = z.infer<typeof listState>;
export type CommitState = z.infer<typeof commitState>;
export type RepoState = z.infer<typeof repoState>;
export type GitHubCursor = z.infer<typeof cursorShape>;

/** A cursor of an earlier form begins anew: everything is read once more, and what is the same changes nothing. */
export function readCursor(value: unknown): GitHubCursor {
  const read = cursorShape.safeParse(value ?? {});
  return read.success ? read.data : cursorShape.parse({});
}

export function repoStateOf(cursor: GitHubCursor, repo: string): RepoState {
  return cursor.repos[repo] ?? repoState.parse({});
}

export function withRepo(cursor: GitHubCursor, repo: string, state: Partial<RepoState>): GitHubCursor {
  return { ...cursor, repos: { ...cursor.repos, [repo]: { ...repoStateOf(cursor, repo), ...state } } };
}
