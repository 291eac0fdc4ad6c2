import type { ItemFacts } from '../facts.ts';

/**
 * The open flow items of a team in the order in which they are expected to be finished: in a stated order first, then those in process by
 * age (oldest commitment first), then those not started by creation; ties by key. A paused item keeps its age. `team` null: items of no team.
 * Population: neither completed nor cancelled at `asOf`. Source: methods.md 3.1, 3.2.
 */
export function queueOf(
  items: readonly ItemFacts[],
  team: string | null,
  statedOrder: readonly string[] = [],
): readonly ItemFacts[] {
  const stated = new Map<string, number>();
  for (const [place, key] of statedOrder.entries()) if (!stated.has(key)) stated.set(key, place);
  const placeOf = (facts: ItemFacts) => stated.get(facts.item) ?? Number.POSITIVE_INFINITY;
  return items
    .filter((facts) => facts.team === team && isOpen(facts))
    .sort((a, b) => compare(placeOf(a), placeOf(b)) || compareByAge(a, b) || compareText(a.item, b.item));
}

/** Neither completed nor cancelled. */
export function isOpen(facts: ItemFacts): boolean {
  return facts.completedAt === null && facts.cancelledAt === null;
}

function compareByAge(a: ItemFacts, b: ItemFacts): number {
  if (a.committedAt !== null && b.committedAt !== null) return a.committedAt - b.committedAt;
  if (a.committedAt !== null) return -1;
  if (b.committedAt !== null) return 1;
  return a.createdAt - b.createdAt;
}

/** Infinity − Infinity is no number, so places are compared, not subtracted. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
