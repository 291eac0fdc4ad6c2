import type { ItemRecords } from './item-index.ts';
import { compareText } from './record-book.ts';

export const ITEM_EVENTS = [
  'first-commit',
  'opened',
  'first-response',
  'approved',
  'merged',
  'deployed',
  'incident',
  'restored',
] as const;

/** Something that happened to an item’s changes, for its picture. */
export interface ItemEvent {
  readonly event: (typeof ITEM_EVENTS)[number];
  readonly at: number;
  /** Id of the change, pull request, deployment or incident. */
  readonly record: string;
  readonly application: string;
  /** true: tied to the item by inference alone (methods.md 4.3, the latest deployment within 24 h). */
  readonly isInferred: boolean;
}

/** The events of an item in order of time, each once. Deployments whose time is not known, and the baseline, are none. */
export function eventsOf({ changes, pullRequests, incidents }: ItemRecords): readonly ItemEvent[] {
  const events: ItemEvent[] = [];
  const seen = new Set<string>();
  const add = (
    event: ItemEvent['event'],
    at: number | null,
    record: string,
    application: string,
    isInferred = false,
  ): void => {
    const key = JSON.stringify([event, record, event === 'deployed' ? application : '']);
    if (at === null || seen.has(key)) return;
    seen.add(key);
    events.push({ event, at, record, application, isInferred });
  };
  const begun = [
    ...changes.map(({ application, of: { record } }) => ({ application, id: record.id, at: record.authoredAt })),
    ...pullRequests.flatMap(({ application, of: { record } }) =>
      record.firstCommitAt === null ? [] : { application, id: record.id, at: record.firstCommitAt },
    ),
  ].sort((a, b) => a.at - b.at || compareText(a.id, b.id))[0];
  if (begun !== undefined) add('first-commit', begun.at, begun.id, begun.application);
  for (const { application, of } of pullRequests) {
    const { id, openedAt, firstResponseAt, approvedAt, mergedAt } = of.record;
    add('opened', openedAt, id, application);
    add('first-response', firstResponseAt, id, application);
    add('approved', approvedAt, id, application);
    add('merged', mergedAt, id, application);
  }
  for (const { application, of } of [...changes, ...pullRequests]) {
    if (of.deployment !== null) add('deployed', of.deployedAt, of.deployment.record.id, application);
  }
  for (const { application, of } of incidents) {
    const isInferred = of.rule === 'latest';
    add('incident', of.record.openedAt, of.record.id, application, isInferred);
    add('restored', of.record.restoredAt, of.record.id, application, isInferred);
  }
  return events.sort((a, b) => a.at - b.at || placeOf(a) - placeOf(b) || compareText(a.record, b.record));
}

function placeOf({ event }: ItemEvent): number {
  return ITEM_EVENTS.indexOf(event);
}
