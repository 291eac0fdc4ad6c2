import { calendarOf } from '../flow/calendar.ts';
import type { IterationRecord } from '../flow/delivery/records.ts';
import type { ItemHistory } from '../flow/history.ts';
import type { Iteration } from '../flow/iteration.ts';
import { planIterations } from '../flow/planned-iterations.ts';
import { allHistories } from '../storage/histories.ts';
import type { App } from './app.ts';
import { deliveryRecords } from './delivery/delivery-records.ts';
import { type LatestMap, latestMap } from './latest-map.ts';
import type { LoadedStream } from './load-stream.ts';

const KEPT_STREAMS = 20;
const kept = new WeakMap<App, LatestMap<string, Promise<readonly Iteration[]>>>();

/**
 * The iterations that sources told of, with the items that were in each when it began; also items of other streams. Put together once for
 * each state of the stream and of the iterations. Source: methods.md 2.12.
 */
export async function iterationsFor(app: App, { key, stream }: LoadedStream): Promise<readonly Iteration[]> {
  const { version, all } = await deliveryRecords(app);
  const known = kept.get(app) ?? latestMap<string, Promise<readonly Iteration[]>>(KEPT_STREAMS);
  kept.set(app, known);
  return known.getOrMake(`${key} ${version}`, async () => {
    const bySource = new Map<string, IterationRecord[]>();
    for (const { source, record } of await all) {
      if (record.kind === 'iteration') bySource.set(source, [...(bySource.get(source) ?? []), record]);
    }
    const calendar = calendarOf(stream.timeZone);
    const found: Iteration[] = [];
    for (const [source, records] of bySource) {
      const histories: ItemHistory[] = [];
      for await (const batch of allHistories(app.db, app.workspace, { sources: [source] })) {
        // Only what was ever in one is kept in memory.
        histories.push(...batch.filter(({ initial, changes }) => hasCustom(initial) || changes.some(isCustom)));
      }
      found.push(...planIterations(records, histories, calendar));
    }
    return found;
  });
}

function hasCustom({ custom }: ItemHistory['initial']): boolean {
  return Object.keys(custom).length > 0;
}

function isCustom({ field }: ItemHistory['changes'][number]): boolean {
  return field === 'custom';
}
