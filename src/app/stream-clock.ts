import { readSetting } from '../storage/settings.ts';
import type { App } from './app.ts';

/** When the sample organisation's history ends, ms UTC: kept at the first start, so that its figures stay the same. */
export const SAMPLE_ENDS_AT = 'sample-ends-at';

/** How long "now" stands still for pages. */
export const STEP_MS = 10 * 60_000;

/**
 * The clock of a stream: for sample data the end of its history; else the present time in steps of ten minutes, so that all parts
 * of a page, and all who look at it, see the same moment and share its figures. Between imports only the age of open work grows, by less
 * than is shown. What an import brought is seen at once: the clock is never before the moment at which the figures were computed.
 */
export async function nowOf(app: App, isSample: boolean, computedAt: number | null): Promise<number> {
  const now = app.now();
  const endsAt = isSample ? await sampleEnd(app) : null;
  if (endsAt !== null) return Math.min(endsAt, now);
  return Math.max(Math.floor(now / STEP_MS) * STEP_MS, Math.min(now, computedAt ?? 0));
}

const sampleEnds = new WeakMap<App, number>();

/** Once it is kept it never changes. */
async function sampleEnd(app: App): Promise<number | null> {
  const known = sampleEnds.get(app);
  if (known !== undefined) return known;
  const value = (await readSetting(app.db, app.workspace, SAMPLE_ENDS_AT))?.value;
  if (typeof value !== 'number') return null;
  sampleEnds.set(app, value);
  return value;
}
