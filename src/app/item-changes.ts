import type { EventMove } from '../flow/delivery/history-with-events.ts';
import type { Change, ItemHistory } from '../flow/history.ts';
import type { Stream } from '../flow/stream/compile.ts';
import { instant } from './rows.ts';

/** What the source says happened to an item, in order, up to `asOf`, with the moves that repositories and deployments tell of. */
export function changesInWords(
  history: ItemHistory,
  { stream, moves }: { readonly stream: Stream; readonly moves: readonly EventMove[] },
  asOf: number,
): { at: string; what: string }[] {
  const first = history.initial.status === null ? 'Created' : `Created in ${history.initial.status.name}`;
  const told: { at: string; what: string }[] = [{ at: instant(history.createdAt), what: first }];
  const left = moves.filter(({ at }) => at <= asOf);
  // Of one instant the event comes first.
  const tellMovesBy = (at: number): void => {
    for (let move = left[0]; move !== undefined && move.at <= at; move = left[0]) {
      left.shift();
      const step = stream.steps[move.step]?.name ?? '';
      told.push({
        at: instant(move.at),
        what: `${eventInWords(move)}: ${move.event === null ? 'back to ' : ''}${step}`,
      });
    }
  };
  for (const change of history.changes) {
    if (change.at > asOf) continue;
    tellMovesBy(change.at);
    told.push({ at: instant(change.at), what: inWords(change) });
  }
  tellMovesBy(asOf);
  return told;
}

/** What moved an item beside its tool, and who says so. */
export function eventInWords({ event }: EventMove): string {
  switch (event) {
    case null:
      return 'Review withdrawn, as the repository tells';
    case 'review opened':
      return 'Review opened, as the repository tells';
    case 'merged':
      return 'Merged, as the repository tells';
    case 'deployed':
      return 'Deployed, as the deployments tell';
  }
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
