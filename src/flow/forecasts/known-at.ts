import type { ItemFacts } from '../facts.ts';
import type { HistoryItem } from './history-of-days.ts';

/**
 * The items as they stood at an earlier moment: those that existed, each completed where a completion held then, also one that a reopen
 * voided later. Edge: whether a stay completes or cancels, and the team, are taken as known at `asOf`: facts keep no older judgement.
 * Source: methods.md 0, 2.1, 3.3.
 */
export function itemsKnownAt(items: readonly ItemFacts[], at: number): readonly HistoryItem[] {
  const known: HistoryItem[] = [];
  for (const { item, team, createdAt, closedStays } of items) {
    if (createdAt > at) continue;
    let completedAt: number | null = null;
    for (const stay of closedStays) {
      const holds = stay.beginAt <= at && (stay.endAt === null || stay.endAt > at);
      if (holds && stay.outcome === 'completed') completedAt = stay.beginAt;
    }
    known.push({ item, team, createdAt, completedAt });
  }
  return known;
}
