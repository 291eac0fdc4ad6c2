import { z } from 'zod';

/** What a tool lists of a whole, e.g. the repositories of an organisation, as a cursor keeps it. */
export const listingShape = z.object({
  names: z.array(z.string()).readonly(),
  /** What was listed before and is not now, with when that was noticed. Unit: ms UTC. */
  away: z.record(z.string(), z.number()).default({}),
});

export type Listing = z.infer<typeof listingShape>;

/** For so long what is not listed any more counts as out of sight, since a token may have lost its right to it; then as gone. */
const AWAY_MS = 14 * 86_400_000;

/** The listing after `names` were listed. What was away for so long that it is gone is in it no more. */
export function listedNow(before: Listing | null, names: readonly string[], now: number): Listing {
  const known = [...(before?.names ?? []), ...Object.keys(before?.away ?? {})];
  const away = known
    .filter((name) => !names.includes(name))
    .map((name): readonly [string, number] => [name, before?.away[name] ?? now])
    .filter(([, since]) => now - since < AWAY_MS);
  return { names, away: Object.fromEntries(away) };
}
