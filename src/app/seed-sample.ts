import { randomUUID } from 'node:crypto';
import { calendarOf } from '../flow/calendar.ts';
import { sampleDeliveryRecords } from '../sample/delivery/sample-delivery-records.ts';
import { SAMPLE_SOURCE, simulateOrganisation } from '../sample/simulate-organisation.ts';
import { writeDeliveryRecords } from '../storage/delivery-records.ts';
import { readSetting, saveSetting } from '../storage/settings.ts';
import { ensureSource } from '../storage/sources.ts';
import { readStream } from '../storage/streams.ts';
import { writeHistories } from '../storage/work-items.ts';
import type { App } from './app.ts';
import { saveNoteOf } from './notes.ts';
import { seedObjectives } from './objectives/seed-objectives.ts';
import { seedOutcomes } from './outcomes/seed-outcomes.ts';
import { recomputeBehind } from './recompute.ts';
import type { Report } from './report.ts';
import { SAMPLE_ENDS_AT } from './stream-clock.ts';
import { createStream } from './streams.ts';

const SEED = 20_260;
const BATCH = 1_000;
const SEEDED = 'sample-seeded';
const OUTCOMES_SEEDED = 'sample-outcomes-seeded';

/** How much of the sample organisation is made; all of it by default. */
export interface SampleSize {
  /** Share of the full size, for tests. */
  readonly scale?: number;
}

/**
 * Fills a store with the sample organisation, ending on the day of the first start; a later start finds it as it is. Interrupted, the
 * next start goes on: every part is made only where it is missing.
 */
export async function seedSample(app: App, report: Report, size: SampleSize = {}): Promise<void> {
  if ((await readSetting(app.db, app.workspace, SEEDED)) === null) await fill(app, report, size);
  await recomputeBehind(app, report);
  if ((await readSetting(app.db, app.workspace, OUTCOMES_SEEDED)) !== null) return;
  await report({ done: 0, total: null, message: 'stating the outcomes of the sample organisation' });
  const endOn = calendarOf('UTC').dayOf(await sampleEnd(app));
  await seedOutcomes(app, endOn);
  await seedObjectives(app, endOn);
  await mark(app, OUTCOMES_SEEDED);
}

async function fill(app: App, report: Report, size: SampleSize): Promise<void> {
  const endsAt = await sampleEnd(app);
  const organisation = simulateOrganisation({ seed: SEED, endOn: calendarOf('UTC').dayOf(endsAt), ...size });
  const total = organisation.streams.reduce((sum, stream) => sum + stream.histories.length, 0);
  const at = app.now();
  await ensureSource(app.db, app.workspace, {
    sourceId: SAMPLE_SOURCE,
    kind: 'sample',
    name: 'Sample organisation',
    isSample: true,
    createdAt: at,
  });
  let done = 0;
  for (const stream of organisation.streams) {
    for (let from = 0; from < stream.histories.length; from += BATCH) {
      const batch = stream.histories.slice(from, from + BATCH);
      await writeHistories(app.db, app.workspace, SAMPLE_SOURCE, batch);
      done += batch.length;
      await report({ done, total, message: 'making the sample organisation' });
    }
  }
  await report({ done, total, message: 'delivering the work of the sample organisation' });
  const delivered = sampleDeliveryRecords({
    seed: SEED,
    endAt: endsAt,
    histories: organisation.streams.flatMap(({ histories }) => histories),
  });
  await writeDeliveryRecords(app.db, app.workspace, SAMPLE_SOURCE, delivered);
  for (const stream of organisation.streams) {
    if ((await readStream(app.db, app.workspace, stream.id)) !== null) continue;
    await createStream(app, stream.documentText, { isSample: true });
    for (const note of stream.notes) await saveNoteOf(app, { stream: stream.id, day: note.on, text: note.text });
  }
  await mark(app, SEEDED);
}

async function mark(app: App, key: string): Promise<void> {
  await saveSetting(app.db, app.workspace, { key, value: randomUUID(), author: app.author, savedAt: app.now() });
}

/** The stream's clock stands where the first start was, so that the sample stays what it was on that day. */
async function sampleEnd(app: App): Promise<number> {
  const kept = (await readSetting(app.db, app.workspace, SAMPLE_ENDS_AT))?.value;
  if (typeof kept === 'number') return kept;
  const endsAt = app.now();
  await saveSetting(app.db, app.workspace, {
    key: SAMPLE_ENDS_AT,
    value: endsAt,
    author: app.author,
    savedAt: endsAt,
  });
  return endsAt;
}
