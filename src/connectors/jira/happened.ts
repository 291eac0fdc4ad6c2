import { instantOf } from '../kit/instant.ts';
import type { JiraIssue, JiraItem } from './issue.ts';

/** A change log item at its moment. */
export interface Happened {
  readonly at: number;
  readonly sequence: number;
  readonly item: JiraItem;
}

/** Change log items by instant, then numeric id of their entry, then place; servers give them oldest or newest first. */
export function inOrder(issue: JiraIssue): readonly Happened[] {
  const happened: Happened[] = [];
  issue.changelog.histories.forEach((entry, index) => {
    const at = instantOf(entry.created) ?? 0;
    const id = Number(entry.id);
    const sequence = entry.id !== '' && Number.isSafeInteger(id) ? id : index;
    for (const item of entry.items) happened.push({ at, sequence, item });
  });
  return ordered(happened);
}

/** Entries by instant, then sequence, then place. */
export function ordered<Entry extends { readonly at: number; readonly sequence: number }>(
  entries: readonly Entry[],
): readonly Entry[] {
  const isOrdered = entries.every((entry, index) => {
    const before = entries[index - 1];
    return (
      before === undefined || before.at < entry.at || (before.at === entry.at && before.sequence <= entry.sequence)
    );
  });
  return isOrdered ? entries : entries.toSorted((one, other) => one.at - other.at || one.sequence - other.sequence);
}
