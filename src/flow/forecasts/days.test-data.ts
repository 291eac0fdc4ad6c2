import { foldAll, inputAt } from '../fold-all.ts';
import type { ItemHistory } from '../history.ts';
import { exampleStream, itemOf } from '../metrics/example.test-data.ts';
import type { StreamDocumentInput } from '../stream/document.ts';
import { windowOf } from '../window.ts';

/** Forecast inputs for tests, folded from histories by the engine itself. */
export function knownAt(histories: readonly ItemHistory[], asOf: string, changed: Partial<StreamDocumentInput> = {}) {
  const stream = exampleStream(changed);
  const at = Date.parse(asOf);
  const { items, all } = inputAt(
    foldAll(histories, stream),
    stream,
    windowOf(stream.timeZone, '2000-01-01', '2000-01-02', at),
  );
  return { stream, items, all, asOf: at };
}

/** An item that was created and built on one day and finished at an instant. */
export function finished(item: string, created: string, at: string, team?: string): ItemHistory {
  return itemOf(item, [`${created} Build`, `${at} Done`], team === undefined ? {} : { team });
}

/** An open item: created, and where a second instant is given, started. */
export function open(item: string, created: string, started: string | null, team?: string): ItemHistory {
  const lines = [`${created} Idea`, ...(started === null ? [] : [`${started} Build`])];
  return itemOf(item, lines, team === undefined ? {} : { team });
}

/** The same item under a parent. */
export function under(parent: string, history: ItemHistory): ItemHistory {
  return { ...history, initial: { ...history.initial, parent } };
}

/** `counts[d]` items finished at noon (UTC) of the d-th day from `first`, all created at the start of that first day. */
export function finishedDaily(first: string, counts: readonly number[], team?: string): readonly ItemHistory[] {
  const start = Date.parse(`${first}T00:00:00Z`);
  return counts.flatMap((count, day) =>
    Array.from({ length: count }, (_, place) => {
      const at = new Date(start + day * 86_400_000 + 43_200_000).toISOString();
      return finished(`${team ?? 'D'}-${day}-${place}`, new Date(start).toISOString(), at, team);
    }),
  );
}
