import type { ItemFacts } from '../../src/flow/facts.ts';

/**
 * The rules by which jira-agile-metrics turns a history into one date a step, found by reading its answers: the first entry to a step holds;
 * a backward move wipes the dates of later steps; a skipped step takes the date of the next one that was entered. Days are those of UTC.
 */
export interface StepDates {
  readonly dates: readonly (string | null)[];
  /** How many dates stand for a step that was not entered, or whose entry was wiped. */
  readonly filled: number;
  /** How many entries to a step a later backward move wiped. */
  readonly wiped: number;
}

/** The other tool's dates of an item, from our visits; `steps` is the number of steps of the map. */
export function stepDatesOf(facts: ItemFacts, steps: number): StepDates {
  const entered: (number | null)[] = Array.from({ length: steps }, () => null);
  let furthest = -1;
  let wiped = 0;
  for (const { step, enterAt } of facts.visits) {
    for (let later = step + 1; later <= furthest; later += 1) {
      if (entered[later] !== null) wiped += 1;
      entered[later] = null;
    }
    furthest = step;
    entered[step] ??= enterAt;
  }
  let filled = 0;
  const dates: (string | null)[] = [];
  let next: number | null = null;
  for (let step = steps - 1; step >= 0; step -= 1) {
    const own = entered[step] ?? null;
    if (own === null && next !== null) filled += 1;
    next = own ?? next;
    dates.unshift(next === null ? null : dayOf(next));
  }
  return { dates, filled, wiped };
}

/** A day of UTC. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;

/** The Monday that ends the other tool's week of a day: its weeks run from Tuesday to Monday. */
export function weekEndOf(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7;
  return dayOf(at + ((7 - sinceMonday) % 7) * DAY_MS);
}

/** Days between two days. */
export function daysFrom(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
}
