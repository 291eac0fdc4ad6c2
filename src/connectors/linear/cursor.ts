import { z } from 'zod';
import { type LinearConfig, scopeText } from './config.ts';

/**
 * How far the reading of a list has come. All instants are Linear's own, as its things tell them (`updatedAt`): clocks may be
 * wrong by minutes.
 */
const listState = z.object({
  /** Everything that changed up to then is kept; null: nothing yet. Unit: ms. */
  upTo: z.number().nullable().default(null),
  /** When `upTo` was first seen, by this machine's clock. Unit: ms. */
  seenAt: z.number().default(0),
  /** What was fetched of the last minutes before `upTo`: id and `updatedAt`. */
  recent: z.array(z.tuple([z.string(), z.number()])).default([]),
  /** A reading that has not come to its end: everything between `below` and `top` is fetched. */
  run: z
    .object({
      from: z.number().nullable(),
      top: z.number().nullable(),
      below: z.number().nullable(),
      after: z.string().nullable(),
      done: z.number(),
    })
    .nullable()
    .default(null),
});

const cursorShape = z.object({
  version: z.literal(1),
  scope: z.string(),
  issues: listState.prefault({}),
  cycles: listState.prefault({}),
  /** Ids of the teams that were seen, so that one that goes out of sight is noticed. */
  teams: z.array(z.string()).default([]),
});

export type ListState = z.infer<typeof listState>;
export type LinearCursor = z.infer<typeof cursorShape>;
export type Part = 'issues' | 'cycles';

/** Changes of these last minutes are asked for again: what was written side by side may become visible out of order. */
export const OVERLAP_MS = 5 * 60_000;
const RECENT_AT_MOST = 2_000;

/** The cursor, where it is one of this scope; otherwise everything is read once more, and what is the same changes nothing. */
export function readCursor(value: unknown, config: LinearConfig): LinearCursor {
  const { data } = cursorShape.safeParse(value);
  const scope = scopeText(config);
  return data !== undefined && data.scope === scope ? data : cursorShape.parse({ version: 1, scope });
}

/**
 * From where changes are asked for. While a change may still become visible late, the overlap lies before the latest one; once twice
 * that time has passed on this machine, whatever comes is later than it.
 */
export function changesFrom({ upTo, seenAt }: ListState, now: number): number | null {
  if (upTo === null) return null;
  return now - seenAt > 2 * OVERLAP_MS ? upTo + 1 : upTo - OVERLAP_MS;
}

/** Remembers what was fetched, so that the overlap fetches nothing twice. */
export function recentWith(
  recent: ListState['recent'],
  fetched: readonly (readonly [string, number])[],
  top: number | null,
): ListState['recent'] {
  const all = new Map(recent);
  for (const [id, at] of fetched) all.set(id, at);
  return [...all]
    .filter(([, at]) => top === null || at >= top - OVERLAP_MS)
    .toSorted((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))
    .slice(0, RECENT_AT_MOST);
}
