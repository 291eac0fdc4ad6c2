import { z } from 'zod';
import type { JiraScope } from './config.ts';

/**
 * How far a collection has come. All instants are the server's own, as its issues tell them (`updated`): its Date header and this
 * machine's clock may be wrong by minutes.
 */
const cursorShape = z.object({
  version: z.literal(1),
  /** What was asked for; when that changes, everything is fetched again. */
  scope: z.string(),
  fields: z.object({ sprint: z.string().nullable(), names: z.record(z.string(), z.string()) }),
  /** `history`: everything, newest first; `sprints`: once after it; `changes`: from then on. */
  phase: z.enum(['history', 'sprints', 'changes']),
  /** History: everything that was updated after it is fetched; null at the beginning. Unit: ms. */
  below: z.number().nullable(),
  /** The latest `updated` that was seen; null: no issue was seen. Unit: ms. */
  high: z.number().nullable(),
  /** When `high` was first seen, by this machine's clock. Unit: ms. */
  highSeenAt: z.number(),
  /** What was fetched of the last minutes before `high`: id and `updated`. */
  recent: z.array(z.tuple([z.string(), z.number()])),
  /** Issues fetched and issues expected in the first run. */
  done: z.number(),
  total: z.number().nullable(),
});

export type JiraCursor = z.infer<typeof cursorShape>;

/** Changes of these last minutes are asked for again: servers put issues into their index a little later than they change them. */
export const OVERLAP_MS = 5 * 60_000;
const RECENT_AT_MOST = 2_000;
/** Searches begin at a whole minute, and what they find of it must be known as well. */
const MINUTE_MS = 60_000;

/** The cursor, where it is one of this scope; null begins anew. */
export function cursorOf(value: unknown, scope: JiraScope): JiraCursor | null {
  const { data } = cursorShape.safeParse(value);
  return data !== undefined && data.scope === scopeText(scope) ? data : null;
}

export function scopeText({ projects, customFields }: JiraScope): string {
  return JSON.stringify([projects.toSorted(), customFields.toSorted()]);
}

/** Remembers that issues were fetched, so that the overlap fetches none of them twice. `at` is this machine's clock. */
export function withFetched(
  cursor: JiraCursor,
  fetched: readonly (readonly [id: string, updated: number])[],
  at: number,
): JiraCursor {
  if (fetched.length === 0) return cursor;
  const high = fetched.reduce((latest, [, updated]) => Math.max(latest, updated), cursor.high ?? fetched[0]?.[1] ?? 0);
  const recent = new Map(cursor.recent);
  for (const [id, updated] of fetched) recent.set(id, Math.max(updated, recent.get(id) ?? updated));
  const since = Math.floor((high - OVERLAP_MS) / MINUTE_MS) * MINUTE_MS;
  return {
    ...cursor,
    high,
    highSeenAt: high === cursor.high ? cursor.highSeenAt : at,
    recent: [...recent]
      .filter(([, updated]) => updated >= since)
      .toSorted((one, other) => other[1] - one[1])
      .slice(0, RECENT_AT_MOST),
  };
}

/**
 * From where changes are asked for. While a change may still be on its way into the index, the overlap lies before the
 * latest one; once twice that time has passed on this machine, whatever comes is later than it.
 */
export function changesFrom({ high, highSeenAt }: JiraCursor, now: number): number | null {
  if (high === null) return null;
  return now - highSeenAt > 2 * OVERLAP_MS ? (Math.floor(high / 1000) + 1) * 1000 : high - OVERLAP_MS;
}
