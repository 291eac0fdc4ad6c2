import { factsAt } from '../flow/facts-at.ts';
import type { Stream } from '../flow/stream/compile.ts';
import { parseStream } from '../flow/stream/parse.ts';
import { readTimelineTexts } from '../storage/facts.ts';
import { readJobs } from '../storage/jobs.ts';
import type { StreamFacts } from '../storage/stream-facts.ts';
import type { StreamHead } from '../storage/stream-heads.ts';
import { readStreamDocument, type StoredStream } from '../storage/streams.ts';
import { parseTimelines } from '../storage/timeline-text.ts';
import type { App } from './app.ts';
import { notFound } from './errors.ts';
import { type KeptColumns, keepColumns, readColumns, startKeeping } from './kept-columns.ts';
import { nowOf } from './stream-clock.ts';
import { keptStreamData, makeStreamData, type StreamData } from './stream-data.ts';

const EVER = Number.MAX_SAFE_INTEGER;
const LOADED_AT_ONCE = 4_000;

/** A stream as it is now, without its items. */
export interface OpenStream {
  readonly stored: StoredStream;
  /** The stream by the document that its facts were computed by. */
  readonly stream: Stream;
  readonly facts: StreamFacts;
  /** Names the state of its facts: the same key, the same figures. */
  readonly key: string;
  /** The stream's clock: for sample data, the end of its history at the latest. */
  readonly now: number;
  readonly recomputing: { readonly jobId: string; readonly done: number; readonly total: number | null } | null;
}

export interface LoadedStream extends OpenStream {
  readonly data: StreamData;
}

/** A stream's present state. Throws NotFound. */
export async function openStream(app: App, streamId: string): Promise<OpenStream> {
  const head = (await app.readHeads()).find((one) => one.stored.streamId === streamId);
  if (head === undefined) {
    throw notFound(
      `stream "${streamId}" does not exist; the streams there are stand under Portfolio and in GET /api/streams`,
    );
  }
  return openHead(app, head);
}

/** Every stream that is not put aside, by name. */
export async function openStreams(app: App): Promise<readonly OpenStream[]> {
  const open: OpenStream[] = [];
  for (const head of await app.readHeads()) if (!head.stored.isArchived) open.push(await openHead(app, head));
  return open;
}

async function openHead(app: App, { stored, facts: known }: StreamHead): Promise<OpenStream> {
  const facts = known ?? noFacts(stored.streamId);
  // Figures stand beside the map they were computed by, even while a newer document waits for its own.
  const version = facts.documentVersion === 0 ? stored.documentVersion : facts.documentVersion;
  const stream = await compiledOnce(app, stored.streamId, version);
  const key = `${stored.streamId} ${facts.version} ${facts.revision} ${version} ${facts.computedAt ?? ''}`;
  const isWaiting = facts.isRecomputing || facts.version === 0;
  const recomputing = isWaiting ? await openRecompute(app, stored.streamId) : null;
  return { stored, stream, facts, key, now: await nowOf(app, stored.isSample, facts.computedAt), recomputing };
}

/** A stream with its readable facts, from memory where they are still the same. Throws NotFound. */
export async function loadStream(app: App, streamId: string): Promise<LoadedStream> {
  return loadOpened(app, await openStream(app, streamId));
}

/** The items of an opened stream. */
export async function loadOpened(app: App, open: OpenStream): Promise<LoadedStream> {
  const data = app.streams.get(open.key) ?? (await loadOnce(app, open));
  return { ...open, data };
}

async function loadOnce(app: App, open: OpenStream): Promise<StreamData> {
  const { key } = open;
  const known = app.loading.get(key);
  if (known !== undefined) return known;
  const loading = loadData(app, open);
  app.loading.set(key, loading);
  try {
    const data = await loading;
    app.streams.set(key, data);
    return data;
  } finally {
    app.loading.delete(key);
  }
}

async function openRecompute(app: App, streamId: string): Promise<OpenStream['recomputing']> {
  const jobs = await readJobs(app.db, app.workspace, { open: true });
  const job = jobs.find((one) => one.kind === 'recompute' && one.subject === streamId);
  return job === undefined ? null : { jobId: job.jobId, done: job.done, total: job.total };
}

async function loadData(app: App, { facts, stream }: OpenStream): Promise<StreamData> {
  if (facts.version === 0) return makeStreamData(stream, []);
  const known = await readColumns(app, facts);
  if (known !== null) return keptStreamData(stream, known);
  const made = await makeFromStore(app, facts, stream);
  await keepColumns(app, facts, made);
  return keptStreamData(stream, made);
}

/** Columns from the timelines in the store, a batch at a time, so that others are answered in between. */
async function makeFromStore(app: App, facts: StreamFacts, stream: Stream): Promise<KeptColumns> {
  const maker = startKeeping();
  const { streamId, version } = facts;
  const batches = readTimelineTexts(app.db, app.workspace, streamId, version, { batchSize: LOADED_AT_ONCE });
  for await (const texts of batches) {
    const timelines = parseTimelines(texts.join(','));
    for (const [place, timeline] of timelines.entries()) {
      maker.add(timeline, factsAt(timeline, stream, EVER), texts[place] ?? '');
    }
  }
  return maker.finish();
}

/** A version of a document never changes, so it is compiled once. */
async function compiledOnce(app: App, streamId: string, version: number): Promise<Stream> {
  const key = `${streamId} ${version}`;
  const known = app.compiled.get(key);
  if (known !== undefined) return known;
  const stream = await readCompiled(app, streamId, version);
  app.compiled.set(key, stream);
  return stream;
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
    deliveryVersion: null,
    computedAt: null,
    itemCount: 0,
    isRecomputing: false,
  };
}
