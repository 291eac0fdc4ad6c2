import { calendarOf, type Day } from '../../flow/calendar.ts';
import { readStreams } from '../../storage/streams.ts';
import type { App } from '../app.ts';
import { nowOf } from '../stream-clock.ts';

/**
 * The day it is, for what has no stream of its own. In a store of sample data alone it is the day on which the sample ends: its check-ins and
 * cycles stand still with the rest of it, and do not grow stale.
 */
export async function todayOf(app: App): Promise<Day> {
  const streams = await readStreams(app.db, app.workspace);
  const isSample = streams.length > 0 && streams.every((stream) => stream.isSample);
  return calendarOf('UTC').dayOf(await nowOf(app, isSample, null));
}
