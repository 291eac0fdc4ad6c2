import { z } from 'zod';
import { historyOfRaw } from '../connectors/index.ts';
import { readRawRecords } from '../storage/raw-records.ts';
import { readSetting, saveSetting } from '../storage/settings.ts';
import { readSources } from '../storage/sources.ts';
import { writeHistories } from '../storage/work-items.ts';
import type { App } from './app.ts';
import { recomputeAll } from './recompute.ts';
import type { Report } from './report.ts';
import { remapLiveSources } from './sources/remap-sources.ts';

const reading = z.object({ format: z.string(), timeZone: z.string(), customFields: z.array(z.string()) });

/** How a source's raw records are read; kept with every import, so that they can be mapped again. */
export type SourceReading = z.infer<typeof reading>;

const keyOf = (source: string): string => `reading:${source}`;

export async function keepReading(app: App, source: string, kept: SourceReading): Promise<void> {
  const before = reading.safeParse((await readSetting(app.db, app.workspace, keyOf(source)))?.value);
  // Records of earlier imports keep the further fields that were read then.
  const earlier = before.success && before.data.format === kept.format ? before.data.customFields : [];
  const value = { ...kept, customFields: [...new Set([...earlier, ...kept.customFields])] };
  if (before.success && JSON.stringify(before.data) === JSON.stringify(value)) return;
  await saveSetting(app.db, app.workspace, { key: keyOf(source), value, author: app.author, savedAt: app.now() });
}

/**
 * Computes everything derived anew: work items from raw records, then the facts and day sums of every stream. What people said, and
 * raw records, stay as they are. Returns how many work items came out different: none, unless the program has changed since.
 */
export async function rebuild(app: App, report: Report): Promise<{ readonly changedItems: number }> {
  let changedItems = await remapLiveSources(app, report);
  for (const source of await readSources(app.db, app.workspace)) {
    const kept = reading.safeParse((await readSetting(app.db, app.workspace, keyOf(source.sourceId)))?.value);
    if (!kept.success) continue;
    const { format, timeZone, customFields } = kept.data;
    let done = 0;
    for await (const records of readRawRecords(app.db, app.workspace, source.sourceId)) {
      const histories = records.map((record) =>
        historyOfRaw(format, record.payload, { timeZone, source: source.sourceId, customFields }),
      );
      const written = await writeHistories(app.db, app.workspace, source.sourceId, histories);
      changedItems += written.newItems.length + written.changedItems.length;
      done += records.length;
      await report({ done, total: null, message: `mapping ${source.sourceId}` });
    }
  }
  await recomputeAll(app, report);
  return { changedItems };
}
