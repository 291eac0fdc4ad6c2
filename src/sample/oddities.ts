import type { Fields, ItemHistory } from '../flow/history.ts';
import type { Random } from '../statistics/random.ts';

const DAY_MS = 86_400_000;

/** A few histories as real sources have them: deleted items, a log cut short, a status that the log does not explain. */
export function addOddities(histories: readonly ItemHistory[], random: Random, endAt: number): readonly ItemHistory[] {
  const eligible = histories.filter((one) => one.changes.length >= 4 && one.initial.type !== 'Epic');
  const chosen = random.shuffled(eligible);
  const count = Math.max(2, Math.round(histories.length / 400));
  const deleted = new Set(chosen.slice(0, count).map((one) => one.item));
  const cut = new Set(chosen.slice(count, 2 * count).map((one) => one.item));
  return histories.map((history) => {
    if (cut.has(history.item)) return cutShort(history, 2);
    const last = history.changes[history.changes.length - 1];
    if (!deleted.has(history.item) || last === undefined) return history;
    const deletedAt = last.at + Math.round((0.2 + 12 * random.uniform()) * DAY_MS);
    return deletedAt < endAt ? { ...history, deletedAt } : history;
  });
}

/** Forgets the first changes of the status: the item seems to have been created as it was after them. */
function cutShort(history: ItemHistory, count: number): ItemHistory {
  let initial: Fields = history.initial;
  let seen = 0;
  let place = 0;
  for (const change of history.changes) {
    if (change.field === 'status') {
      if (seen === count) break;
      seen += 1;
      initial = { ...initial, status: change.to };
    } else if (change.field === 'labels' || change.field === 'components') {
      initial = { ...initial, [change.field]: change.to };
    } else break;
    place += 1;
  }
  return { ...history, initial, changes: history.changes.slice(place), isCutShort: true };
}
