import type { Change, ItemHistory } from '../flow/history.ts';
import { instant } from './rows.ts';

/** What the source says happened to an item, in order, up to `asOf`. */
export function changesInWords(history: ItemHistory, asOf: number): { at: string; what: string }[] {
  const first = history.initial.status === null ? 'Created' : `Created in ${history.initial.status.name}`;
  return [
    { at: instant(history.createdAt), what: first },
    ...history.changes
      .filter((change) => change.at <= asOf)
      .map((change) => ({ at: instant(change.at), what: inWords(change) })),
  ];
}

function inWords(change: Change): string {
  switch (change.field) {
    case 'status':
      return `Status ${change.from?.name ?? 'unknown'} › ${change.to?.name ?? 'none'}`;
    case 'type':
    case 'resolution':
    case 'project':
    case 'parent':
    case 'team':
      return change.to === null ? `${capital(change.field)} cleared` : `${capital(change.field)}: ${change.to}`;
    case 'title':
      return 'Title changed';
    case 'labels':
    case 'components':
      return `${capital(change.field)}: ${change.to.join(', ') || 'none'}`;
    case 'blocked':
      return change.to ? 'Flagged as blocked' : 'Flag taken off';
    case 'link':
      return `Link ${change.isAdded ? 'added' : 'removed'}: ${change.link.type} ${change.link.item}`;
    case 'custom':
      return `${change.name}: ${change.to.join(', ') || 'none'}`;
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
