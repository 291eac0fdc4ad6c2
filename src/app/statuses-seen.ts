import type { Status } from '../flow/history.ts';
import type { Stream } from '../flow/stream/compile.ts';
import { allHistories } from '../storage/histories.ts';
import type { App, StatusSeen } from './app.ts';

/** The statuses of a stream's histories, read once for each `key`: every history has to be looked at for them. */
export function statusesOnce(app: App, key: string, stream: Stream): Promise<readonly StatusSeen[]> {
  const reading = app.statuses.getOrMake(key, () => statusesSeen(app, stream.isInScope));
  reading.catch(() => app.statuses.delete(key));
  return reading;
}

/** Every status in the histories that a scope takes, most used first, with the number of items that were ever in it. */
export async function statusesSeen(app: App, isInScope: Stream['isInScope']): Promise<readonly StatusSeen[]> {
  const seen = new Map<string, { status: Status; items: number }>();
  for await (const batch of allHistories(app.db, app.workspace)) {
    for (const history of batch) {
      if (!isInScope(history.source, history.item, history.initial)) continue;
      const own = new Map<string, Status>();
      const add = (status: Status | null): void => {
        if (status !== null) own.set(`${status.id ?? ''} ${status.name}`, status);
      };
      add(history.initial.status);
      for (const change of history.changes) {
        if (change.field !== 'status') continue;
        add(change.from);
        add(change.to);
      }
      for (const [key, status] of own) {
        const known = seen.get(key);
        if (known === undefined) seen.set(key, { status, items: 1 });
        else known.items += 1;
      }
    }
  }
  return [...seen.values()].toSorted((a, b) => b.items - a.items);
}
