/** More of one overlap, as after a change of a thousand things at once, is fetched again. */
const MOST = 1_000;

/** Of what is known, as id and instant of its change, what changed since then, the newest first: a cursor keeps it, so that an overlap fetches nothing twice. */
export function recentOf<Id>(known: ReadonlyMap<Id, number>, since: number): [Id, number][] {
  return [...known]
    .filter(([, at]) => at >= since)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, MOST);
}
