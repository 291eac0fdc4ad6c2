import { hash } from 'node:crypto';
import type { StreamDocumentAnswer, StreamSummary } from '../api/store.ts';
import type { StreamDocument } from '../flow/stream/document.ts';
import { parseStream, type ReadStream } from '../flow/stream/parse.ts';
import type { StepEvent } from '../flow/stream/step-events.ts';
import { readImportRuns } from '../storage/import-runs.ts';
import { readJobs } from '../storage/jobs.ts';
import { readSources } from '../storage/sources.ts';
import { readStreamDocument, saveStreamDocument } from '../storage/streams.ts';
import type { App } from './app.ts';
import { eventsSeen } from './delivery/step-events.ts';
import { conflict, invalid, notFound } from './errors.ts';
import { itemCounts } from './item-counts.ts';
import { openStream } from './load-stream.ts';
import { instant, instantOrNull } from './rows.ts';
import { statusesOnce } from './statuses-seen.ts';

export interface SourceSummary {
  id: string;
  kind: string;
  isSample: boolean;
  itemCount: number;
  lastImportAt: string | null;
}

/** All streams and sources, for navigation. */
export async function listStreams(app: App): Promise<{ streams: StreamSummary[]; sources: SourceSummary[] }> {
  const [heads, jobs, sources, runs] = await Promise.all([
    app.readHeads(),
    readJobs(app.db, app.workspace, { open: true }),
    readSources(app.db, app.workspace),
    readImportRuns(app.db, app.workspace),
  ]);
  const streams: StreamSummary[] = [];
  for (const { stored, facts } of heads) {
    if (stored.isArchived) continue;
    const job = jobs.find((one) => one.kind === 'recompute' && one.subject === stored.streamId);
    streams.push({
      id: stored.streamId,
      name: stored.name,
      timeZone: await timeZoneOf(app, stored.streamId, stored.documentVersion),
      isSample: stored.isSample,
      itemCount: facts?.itemCount ?? 0,
      documentVersion: stored.documentVersion,
      recomputing: job === undefined ? null : { jobId: job.jobId, done: job.done, total: job.total },
    });
  }
  const counts = await itemCounts(app, runs);
  const summaries = sources.map((source): SourceSummary => {
    const last = runs.find((run) => run.sourceId === source.sourceId && run.state === 'done');
    return {
      id: source.sourceId,
      kind: source.kind,
      isSample: source.isSample,
      itemCount: counts.get(source.sourceId) ?? 0,
      lastImportAt: instantOrNull(last?.endedAt ?? null),
    };
  });
  return { streams, sources: summaries };
}

/** Makes a stream from its document. Throws Invalid with every problem placed, Conflict when one of that name exists. */
export async function createStream(
  app: App,
  text: string,
  options: { readonly isSample?: boolean } = {},
): Promise<StreamSummary> {
  const { document } = readOrRefuse(text);
  const id = streamIdOf(document.stream);
  const saved = await saveStreamDocument(app.db, app.workspace, {
    streamId: id,
    basedOn: 0,
    name: document.stream,
    text,
    author: app.author,
    savedAt: app.now(),
    isSample: options.isSample ?? false,
  });
  if (!saved.saved) {
    throw conflict(
      `stream "${document.stream}" exists already; give this one another name in the line "stream:", or edit the map of the one there is`,
    );
  }
  return {
    id,
    name: document.stream,
    timeZone: document.timeZone,
    isSample: options.isSample ?? false,
    itemCount: 0,
    documentVersion: saved.version,
    recomputing: null,
  };
}

/** Keeps a new version of a stream's document; refused when somebody saved another one since `basedOn`. */
export async function saveDocument(app: App, streamId: string, text: string, basedOn: number): Promise<number> {
  const { document } = readOrRefuse(text);
  const before = await readStreamDocument(app.db, app.workspace, streamId);
  if (before === null) throw notFound(`stream "${streamId}" does not exist`);
  const saved = await saveStreamDocument(app.db, app.workspace, {
    streamId,
    basedOn,
    name: document.stream,
    text,
    author: app.author,
    savedAt: app.now(),
  });
  if (!saved.saved) {
    throw conflict(
      `stream "${streamId}": the document was saved by somebody else in between (version ${saved.latest}, yours was based on ${basedOn}); load it again and repeat your change`,
    );
  }
  return saved.version;
}

/** A stream's document as it is kept. Throws NotFound. */
export async function documentTextOf(app: App, streamId: string): Promise<{ text: string; version: number }> {
  const stored = await readStreamDocument(app.db, app.workspace, streamId);
  if (stored === null) throw notFound(`stream "${streamId}" does not exist`);
  return stored;
}

/** A stream's document with the statuses that its history shows, and the step that each belongs to. */
export async function documentOf(
  app: App,
  streamId: string,
): Promise<
  StreamDocumentAnswer & {
    statuses: { id: string | null; name: string; items: number; step: string | null }[];
    events: { event: StepEvent; items: number; step: string | null }[];
    document: StreamDocument;
  }
> {
  const open = await openStream(app, streamId);
  const { key } = open;
  const stored = await readStreamDocument(app.db, app.workspace, streamId);
  if (stored === null) throw notFound(`stream "${streamId}" does not exist`);
  const { document, stream } = readOrRefuse(stored.text);
  const [seen, happened] = await Promise.all([
    statusesOnce(app, `${key} ${stored.version}`, stream),
    eventsSeen(app, stream, open),
  ]);
  return {
    stream: streamId,
    version: stored.version,
    text: stored.text,
    savedAt: instant(stored.savedAt),
    author: stored.author,
    document,
    statuses: seen.map(({ status, items }) => ({
      id: status.id,
      name: status.name,
      items,
      step: stream.steps[stream.stepOf(status)]?.name ?? null,
    })),
    events: happened.map(({ event, items }) => ({
      event,
      items,
      step: stream.steps[stream.stepOfEvent.get(event) ?? -1]?.name ?? null,
    })),
  };
}

/** A valid document, or Invalid with every problem at its line. */
export function readOrRefuse(text: string, place = 'the stream’s document'): ReadStream {
  const read = parseStream(text);
  if (read.ok) return read;
  const first = read.problems[0];
  const more = read.problems.length > 1 ? ` (and ${read.problems.length - 1} more)` : '';
  throw invalid(`${place}, line ${first?.line ?? 1}: ${first?.message ?? 'not readable'}${more}`, read.problems);
}

/**
 * A stream's id in addresses: its name at creation in small letters. A name with letters that do not fit there (of another script) ends
 * in a mark of its own, so that two such names do not become one.
 */
export function streamIdOf(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase();
  const id = plain
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 50);
  const isWhole = /[a-z0-9]/.test(id) && !/(?![a-z0-9])[\p{L}\p{N}]/u.test(plain);
  if (isWhole) return id;
  return `${id === '' ? 'stream' : id}-${hash('sha256', name.normalize('NFC'), 'hex').slice(0, 6)}`;
}

const zones = new WeakMap<App, Map<string, string>>();

/** The zone of a document's version, which never changes; UTC for one that this program can no longer read. */
async function timeZoneOf(app: App, streamId: string, version: number): Promise<string> {
  const known = zones.get(app) ?? new Map<string, string>();
  zones.set(app, known);
  const key = `${streamId} ${version}`;
  const zone = known.get(key);
  if (zone !== undefined) return zone;
  const document = await readStreamDocument(app.db, app.workspace, streamId, version);
  const read = document === null ? null : parseStream(document.text);
  const found = read?.ok === true ? read.document.timeZone : 'UTC';
  known.set(key, found);
  return found;
}
