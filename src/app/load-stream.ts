import type { Stream } from '../flow/stream/compile.ts';
import { parseStream } from '../flow/stream/parse.ts';
import { readTimelines } from '../storage/facts.ts';
import { readJobs } from '../storage/jobs.ts';
import { readSetting } from '../storage/settings.ts';
import { readStreamFacts, type StreamFacts } from '../storage/stream-facts.ts';
import { readStream, readStreamDocument, type StoredStream } from '../storage/streams.ts';
import type { App } from './app.ts';
import { notFound } from './errors.ts';
import { makeStreamData, type StreamData } from './stream-data.ts';

/** When the sample organisation's history ends, ms UTC: kept at the first start, so that its figures stay the same. */
export const SAMPLE_ENDS_AT = 'sample-ends-at';

export interface LoadedStream {
  readonly stored: StoredStream;
  /** The stream by the document that its facts were computed by. */
  readonly stream: Stream;
  readonly facts: StreamFacts;
  readonly data: StreamData;
  /** The stream's clock: for sample data, the end of its history at the latest. */
  readonly now: number;
  readonly recomputing: { readonly jobId: string; readonly done: number; readonly total: number | null } | null;
}

/** A stream with its readable facts, from memory where they are still the same. Throws NotFound. */
export async function loadStream(app: App, streamId: string): Promise<LoadedStream> {
  const stored = await readStream(app.db, app.workspace, streamId);
  if (stored === null) {
    throw notFound(
      `stream "${streamId}" does not exist; the streams there are stand under Portfolio and in GET /api/streams`,
    );
  }
  const facts = (await readStreamFacts(app.db, app.workspace, streamId)) ?? noFacts(streamId);
  const key = `${streamId} ${facts.version} ${facts.revision} ${facts.documentVersion}`;
  const data = app.streams.get(key) ?? (await loadOnce(app, key, () => loadData(app, streamId, facts)));
  const recomputing = facts.isRecomputing || facts.version === 0 ? await openRecompute(app, streamId) : null;
  return { stored, stream: data.stream, facts, data, now: await nowOf(app, stored), recomputing };
}

async function loadOnce(app: App, key: string, load: () => Promise<StreamData>): Promise<StreamData> {
  const known = app.loading.get(key);
  if (known !== undefined) return known;
  const loading = load();
  app.loading.set(key, loading);
  try {
    const data = await loading;
    app.streams.set(key, data);
    return data;
  } finally {
    app.loading.delete(key);
  }
}

async function nowOf(app: App, stored: StoredStream): Promise<number> {
  if (!stored.isSample) return app.now();
  const endsAt = (await readSetting(app.db, app.workspace, SAMPLE_ENDS_AT))?.value;
  return typeof endsAt === 'number' ? Math.min(endsAt, app.now()) : app.now();
}

async function openRecompute(app: App, streamId: string): Promise<LoadedStream['recomputing']> {
  const jobs = await readJobs(app.db, app.workspace, { open: true });
  const job = jobs.find((one) => one.kind === 'recompute' && one.subject === streamId);
  return job === undefined ? null : { jobId: job.jobId, done: job.done, total: job.total };
}

async function loadData(app: App, streamId: string, facts: StreamFacts): Promise<StreamData> {
  // Figures stand beside the map they were computed by, even while a newer document waits for its own.
  const version = facts.documentVersion === 0 ? undefined : facts.documentVersion;
  const stream = await readCompiled(app, streamId, version);
  const timelines = facts.version === 0 ? [] : await readTimelines(app.db, app.workspace, streamId, facts.version);
  return makeStreamData(stream, timelines);
}

/** A version of a stream's document, the latest by default, ready for folding. Throws NotFound. */
export async function readCompiled(app: App, streamId: string, version?: number): Promise<Stream> {
  const stored = await readStreamDocument(app.db, app.workspace, streamId, version);
  if (stored === null)
    throw notFound(`stream "${streamId}" has no document${version === undefined ? '' : ` ${version}`}`);
  const parsed = parseStream(stored.text);
  if (!parsed.ok) {
    const first = parsed.problems[0];
    throw new Error(`stream "${streamId}": stored document ${stored.version} is not valid: ${first?.message ?? ''}`);
  }
  return parsed.stream;
}

function noFacts(streamId: string): StreamFacts {
  return {
    streamId,
    version: 0,
    revision: 0,
    documentVersion: 0,
    itemsRevision: 0,
    computedAt: null,
    itemCount: 0,
    isRecomputing: false,
  };
}
