import type { ItemFacts } from '../facts.ts';
import type { HistoryItem } from './history-of-days.ts';

/** A completion that held from `at` until it was reopened; null: it still holds. */
export interface Completion {
  readonly facts: ItemFacts;
  readonly at: number;
  readonly until: number | null;
}

/**
 * Every completion there ever was, also those that a reopen voided later, in order of time: with them it can be told what was known at an earlier
 * moment. Edge: whether a stay completes or cancels, and the team, are taken as known at `asOf`: facts keep no older judgement.
 * Source: methods.md 2.1, 3.3.
 */
export function completionsOf(items: readonly ItemFacts[]): readonly Completion[] {
  return items
    .flatMap((facts) =>
      facts.closedStays
        .filter((stay) => stay.outcome === 'completed')
        .map((stay) => ({ facts, at: stay.beginAt, until: stay.endAt })),
    )
    .sort((a, b) => a.at - b.at);
}

/** The completions of `[fromAt, toAt)` that held at a moment: changes at that moment exist, later ones do not yet. Source: methods.md 0. */
export function heldAt(
  completions: readonly Completion[],
  fromAt: number,
  toAt: number,
  moment: number,
): readonly Completion[] {
  const held: Completion[] = [];
  for (let place = firstFrom(completions, fromAt); place < completions.length; place += 1) {
    const completion = completions[place];
    if (completion === undefined || completion.at >= toAt || completion.at > moment) break;
    if (completion.until === null || completion.until > moment) held.push(completion);
  }
  return held;
}

/** A completion as an item of a history. */
export function historyItemOf({ facts, at }: Completion): HistoryItem {
  return { item: facts.item, team: facts.team, createdAt: facts.createdAt, completedAt: at };
}

/** Place of the first completion at or after an instant. */
function firstFrom(completions: readonly Completion[], at: number): number {
  let low = 0;
  let high = completions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((completions[middle]?.at ?? Number.POSITIVE_INFINITY) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
