import { randomUUID } from 'node:crypto';
import type { CollectedPage, Mapped } from '../../connectors/index.ts';
import { readRecordIds } from '../../storage/raw-records.ts';
import { noteSwept, readSyncState, type SyncCounts } from '../../storage/sync.ts';
import { endLeftoverSyncRuns, readSyncRuns, type SyncRun, saveSyncRun } from '../../storage/sync-runs.ts';
import type { App } from '../app.ts';
import { gathered } from '../in-turn.ts';
import { type Report, Stopped } from '../report.ts';
import { keepPage } from './keep-page.ts';
import { type OpenOptions, type OpenSource, openLiveSource, sourceFailure } from './open-source.ts';

const NOTHING: SyncCounts = {
  records: 0,
  newItems: 0,
  changedItems: 0,
  unchangedItems: 0,
  goneRecords: 0,
  deliveryRecords: 0,
};

/**
 * Pages that come while others are kept are kept together: a page of its own costs the store as much as several. What is gone comes in
 * order with what was brought, so that a page that says so stands alone.
 */
const TOGETHER = {
  weigh: (page: CollectedPage) => page.records.length,
  most: 500,
  isAlone: (page: CollectedPage) => page.gone.length > 0,
};

/** Who looks on wonders about a pause that is longer, and is told of it. */
const LONG_WAIT_MS = 3_000;

/** What a run did, and what it cost. */
export interface SyncAccount extends SyncRun {
  /** Worth telling, and refusing nothing. */
  readonly notices: readonly string[];
}

/**
 * Reads what changed at a source since the last run (everything the first time), or which records are gone, in pages that are kept whole or
 * not at all; interrupted, the next run goes on after the last kept page. A run that finds nothing writes nothing. Throws Unreachable in the
 * source's own words; the cursor then stays where it is.
 */
export async function syncSource(
  app: App,
  id: string,
  mode: SyncRun['mode'],
  report: Report,
  options: OpenOptions & { readonly onKept?: () => void; readonly isThorough?: boolean } = {},
): Promise<SyncAccount> {
  const leaving = new AbortController();
  const signal = options.signal === undefined ? leaving.signal : AbortSignal.any([options.signal, leaving.signal]);
  let told: Parameters<Report>[0] = { done: 0, total: null, message: '' };
  const tell = (progress: typeof told): Promise<void> => {
    told = progress;
    return report(progress);
  };
  const onWait = async (ms: number): Promise<void> => {
    if (ms >= LONG_WAIT_MS) await report({ ...told, message: `waits ${waitInWords(ms)} before it asks again` });
  };
  const open = await openLiveSource(app, id, { ...options, signal, onWait });
  const state = await readSyncState(app.db, app.workspace, id);
  const map = (payload: string): readonly Mapped[] => open.connector.map(payload, id, open.config);
  const notices = new Set<string>();
  let cursor = JSON.stringify(state?.cursor ?? null);
  let run: SyncRun = {
    ...NOTHING,
    runId: randomUUID(),
    sourceId: id,
    mode,
    state: 'running',
    requests: 0,
    bytes: 0,
    waitedMs: 0,
    message: null,
    startedAt: app.now(),
    endedAt: null,
  };
  let hasKept = false;
  try {
    const pages = open.connector.collect({
      config: open.config,
      http: open.http,
      cursor: state?.cursor ?? null,
      mode,
      isThorough: options.isThorough ?? false,
      known: () => readRecordIds(app.db, app.workspace, id),
      clock: open.clock,
    });
    for await (const some of gathered(pages, { ...TOGETHER, leave: () => leaving.abort() })) {
      const page = joined(some);
      for (const notice of page.notices) notices.add(notice);
      const next = JSON.stringify(page.cursor ?? null);
      if (page.records.length > 0 || page.gone.length > 0 || next !== cursor) {
        const counts = await keepPage(app, { id, map }, page, run.runId);
        cursor = next;
        run = { ...added(run, counts), ...costOf(open) };
        // A new place alone is nothing that a run changed.
        if (page.records.length + page.gone.length > 0) {
          await saveSyncRun(app.db, app.workspace, run);
          hasKept = true;
          options.onKept?.();
        }
      }
      const { done, total, what } = page.progress;
      await tell({ done, total, message: `${what}${rateOf(run, app.now())}` });
    }
    if (mode === 'sweep') await noteSwept(app.db, app.workspace, id, app.now());
    run = { ...run, ...costOf(open), state: 'done', message: noticeOf(notices), endedAt: app.now() };
    if (hasKept || mode === 'sweep' || (await isNews(app, run))) await saveSyncRun(app.db, app.workspace, run);
    return { ...run, notices: [...notices] };
  } catch (error) {
    const why =
      options.signal?.aborted === true && options.signal.reason instanceof Stopped ? options.signal.reason : error;
    const message = why instanceof Error ? why.message : String(why);
    run = {
      ...run,
      ...costOf(open),
      state: why instanceof Stopped ? 'stopped' : 'failed',
      message,
      endedAt: app.now(),
    };
    await saveSyncRun(app.db, app.workspace, run);
    throw sourceFailure(why);
  }
}

/** Whether a run that kept nothing ended otherwise than the run before: what stands is written once, and so is that it is over. */
async function isNews(app: App, { sourceId, message }: SyncRun): Promise<boolean> {
  const [last] = await readSyncRuns(app.db, app.workspace, sourceId, 1);
  return last === undefined || last.state !== 'done' || last.message !== message;
}

/** Runs of a source, the latest first. */
export function syncRunsOf(app: App, id: string): Promise<readonly SyncRun[]> {
  return readSyncRuns(app.db, app.workspace, id);
}

/** At start: what a crash left running has ended. */
export function endLeftoverRuns(app: App): Promise<void> {
  return endLeftoverSyncRuns(app.db, app.workspace, app.now());
}

function joined(pages: readonly CollectedPage[]): CollectedPage & { readonly notices: readonly string[] } {
  const last = pages[pages.length - 1];
  if (last === undefined) throw new Error('no page is no page to keep');
  return {
    ...last,
    records: pages.flatMap(({ records }) => records),
    notices: pages.flatMap((page) => page.notices ?? []),
  };
}

function added(run: SyncRun, counts: SyncCounts): SyncRun {
  return {
    ...run,
    records: run.records + counts.records,
    newItems: run.newItems + counts.newItems,
    changedItems: run.changedItems + counts.changedItems,
    unchangedItems: run.unchangedItems + counts.unchangedItems,
    goneRecords: run.goneRecords + counts.goneRecords,
    deliveryRecords: run.deliveryRecords + counts.deliveryRecords,
  };
}

function costOf({ http }: OpenSource): Pick<SyncRun, 'requests' | 'bytes' | 'waitedMs'> {
  const { requests, bytes, waitedMs } = http.spent();
  return { requests, bytes, waitedMs: Math.round(waitedMs) };
}

function waitInWords(ms: number): string {
  return ms < 90_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}

function rateOf(run: SyncRun, now: number): string {
  const seconds = (now - run.startedAt) / 1000;
  return seconds < 1 || run.records === 0 ? '' : `, ${rounded(run.records / seconds)} a second`;
}

function rounded(rate: number): string {
  return rate < 10 ? rate.toFixed(1) : rate.toFixed(0);
}

function noticeOf(notices: ReadonlySet<string>): string | null {
  return notices.size === 0 ? null : [...notices].join('\n');
}
