import { randomOf } from '../../statistics/random.ts';

export interface Deliveries {
  /** Working days until all teams were done, a trial each, ascending; `limit + 1` stands for later than the limit. */
  readonly all: Int32Array;
  /** The same for each team. */
  readonly perTeam: readonly Int32Array[];
}

/**
 * Plays the days ahead many times: each simulated day is one historic day, drawn with replacement, for all teams together.
 * Days are drawn two at a time, as one of all pairs of days: the same chances for half the draws. `counts` holds the items that team t
 * finished on historic day d at `d * teams + t`; `needs` what each team has to finish. The same seed gives the same trials.
 * Source: methods.md 3.2.
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
  const perTeam = needs.map((items) => new Int32Array(trials).fill(items > 0 ? limit + 1 : 0));
  const teamsToDo = needs.filter((items) => items > 0).length;
  const left = new Int32Array(teams);
  for (let trial = 0; trial < trials; trial += 1) {
    left.set(needs);
    let open = teamsToDo;
    let latest = 0;
    for (let day = 0; open > 0 && day < limit; day += 2) {
      const pair = integer(days * days);
      const first = Math.floor(pair / days) * teams;
      const second = (pair % days) * teams;
      for (let team = 0; team < teams; team += 1) {
        const before = left[team] ?? 0;
        if (before <= 0) continue;
        const onFirst = counts[first + team] ?? 0;
        const after = before - onFirst - (counts[second + team] ?? 0);
        left[team] = after;
        if (after > 0) continue;
        open -= 1;
        const end = Math.min(before <= onFirst ? day + 1 : day + 2, limit + 1);
        const ends = perTeam[team];
        if (ends !== undefined) ends[trial] = end;
        latest = Math.max(latest, end);
      }
    }
    all[trial] = open > 0 ? limit + 1 : latest;
  }
  all.sort();
  for (const ends of perTeam) ends.sort();
  return { all, perTeam };
}
