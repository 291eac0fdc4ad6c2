import type { ItemHistory } from '../flow/history.ts';
import type { Random } from '../statistics/random.ts';
import { fieldsAfter } from './fields-after.ts';

const DAY_MS = 86_400_000;

/** A few histories as real sources have them: deleted items, and logs cut short. */
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

/** Forgets everything up to the first changes of status: the item seems to have been created as it was after them. */
function cutShort(history: ItemHistory, count: number): ItemHistory {
  let initial = history.initial;
  let left = count;
  let place = 0;
  for (const change of history.changes) {
    if (left === 0) break;
    if (change.field === 'status') left -= 1;
    initial = fieldsAfter(initial, change);
    place += 1;
  }
  return { ...history, initial, changes: history.changes.slice(place), isCutShort: true };
}
