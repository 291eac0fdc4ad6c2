import { calendarOf, type Day } from '../../flow/calendar.ts';
import { readStreams } from '../../storage/streams.ts';
import type { App } from '../app.ts';
import { nowOf } from '../stream-clock.ts';

/** What is sample is told by its id. */
export const SAMPLE = 'sample-';

/** Whether something that was stated belongs to the sample organisation. */
export function isOfSample(id: string): boolean {
  return id.startsWith(SAMPLE);
}

/** The day it is for a cycle or a goal, by its id. */
export type TodayFor = (id: string) => Day;

/**
 * The sample organisation's cycles and goals stand on the day on which the sample ends, whatever else the store holds, so that their check-ins do not
 * grow stale. In a store of sample data alone so does everything.
 */
export async function todaysOf(app: App): Promise<TodayFor> {
  const streams = await readStreams(app.db, app.workspace);
  const isSample = streams.length > 0 && streams.every((stream) => stream.isSample);
  const calendar = calendarOf('UTC');
  const ofSample = calendar.dayOf(await nowOf(app, true, null));
  const ofOthers = isSample ? ofSample : calendar.dayOf(await nowOf(app, false, null));
  return (id) => (isOfSample(id) ? ofSample : ofOthers);
}

/** The day it is for a cycle or a goal; without an id, for what has none of its own. */
export async function todayOf(app: App, id = ''): Promise<Day> {
  return (await todaysOf(app))(id);
}
