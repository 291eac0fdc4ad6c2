import { randomOf } from '../../statistics/random.ts';

export interface Deliveries {
  /** Working days until all teams were done, a trial each, ascending; `limit + 1` stands for later than the limit. */
  readonly all: Int32Array;
  /** The same for each team. */
  readonly perTeam: readonly Int32Array[];
}

/**
 * Plays the days ahead many times: each simulated day is one historic day, drawn with replacement, for all teams together.
 * `counts` holds the items that team t finished on historic day d at `d * teams + t`; `needs` what each team has to finish.
 * The same seed gives the same trials. Source: methods.md 3.2.
 */
export function simulateDeliveries(
  counts: Int32Array,
  needs: readonly number[],
  options: { readonly seed: number; readonly trials: number; readonly limit: number },
): Deliveries {
  const { seed, trials, limit } = options;
  const teams = needs.length;
  const days = counts.length / teams;
  const { integer } = randomOf(seed);
  const all = new Int32Array(trials);
  const perTeam = needs.map(() => new Int32Array(trials));
  const left = new Int32Array(teams);
  const need = Int32Array.from(needs);
  for (let trial = 0; trial < trials; trial += 1) {
    left.set(need);
    let open = 0;
    for (let team = 0; team < teams; team += 1) if ((left[team] ?? 0) > 0) open += 1;
    let day = 0;
    while (open > 0 && day < limit) {
      day += 1;
      const row = integer(days) * teams;
      for (let team = 0; team < teams; team += 1) {
        const before = left[team] ?? 0;
        if (before <= 0) continue;
        const after = before - (counts[row + team] ?? 0);
        left[team] = after;
        if (after > 0) continue;
        open -= 1;
        const column = perTeam[team];
        if (column !== undefined) column[trial] = day;
      }
    }
    all[trial] = open > 0 ? limit + 1 : day;
    if (open > 0) {
      for (let team = 0; team < teams; team += 1) {
        const column = perTeam[team];
        if ((left[team] ?? 0) > 0 && column !== undefined) column[trial] = limit + 1;
      }
    }
  }
  all.sort();
  for (const column of perTeam) column.sort();
  return { all, perTeam };
}
