import type { StreamDocumentAnswer, StreamSummary } from '../api/store.ts';
import type { Status } from '../flow/history.ts';
import type { StreamDocument } from '../flow/stream/document.ts';
import { parseStream, type ReadStream } from '../flow/stream/parse.ts';
import { allHistories, countWorkItems } from '../storage/histories.ts';
import { readImportRuns } from '../storage/import-runs.ts';
import { readJobs } from '../storage/jobs.ts';
import { readSources } from '../storage/sources.ts';
import { readAllStreamFacts } from '../storage/stream-facts.ts';
import { readStreamDocument, readStreams, saveStreamDocument } from '../storage/streams.ts';
import type { App } from './app.ts';
import { conflict, invalid, notFound } from './errors.ts';
import { instant, instantOrNull } from './rows.ts';

export interface SourceSummary {
  id: string;
  kind: string;
  isSample: boolean;
  itemCount: number;
  lastImportAt: string | null;
}

/** All streams and sources, for navigation. */
export async function listStreams(app: App): Promise<{ streams: StreamSummary[]; sources: SourceSummary[] }> {
  const [stored, facts, jobs, sources, runs] = await Promise.all([
    readStreams(app.db, app.workspace),
    readAllStreamFacts(app.db, app.workspace),
    readJobs(app.db, app.workspace, { open: true }),
    readSources(app.db, app.workspace),
    readImportRuns(app.db, app.workspace),
  ]);
  const streams: StreamSummary[] = [];
  for (const stream of stored) {
    if (stream.isArchived) continue;
    const job = jobs.find((one) => one.kind === 'recompute' && one.subject === stream.streamId);
    const document = await readStreamDocument(app.db, app.workspace, stream.streamId);
    streams.push({
      id: stream.streamId,
      name: stream.name,
      timeZone: timeZoneOf(document?.text),
      isSample: stream.isSample,
      itemCount: facts.find((one) => one.streamId === stream.streamId)?.itemCount ?? 0,
      documentVersion: stream.documentVersion,
      recomputing: job === undefined ? null : { jobId: job.jobId, done: job.done, total: job.total },
    });
  }
  const summaries: SourceSummary[] = [];
  for (const source of sources) {
    const last = runs.find((run) => run.sourceId === source.sourceId && run.state === 'done');
    summaries.push({
      id: source.sourceId,
      kind: source.kind,
      isSample: source.isSample,
      itemCount: await countWorkItems(app.db, app.workspace, source.sourceId),
      lastImportAt: instantOrNull(last?.endedAt ?? null),
    });
  }
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

/** A stream's document with the statuses that its history shows, and the step that each belongs to. */
export async function documentOf(
  app: App,
  streamId: string,
): Promise<
  StreamDocumentAnswer & {
    statuses: { id: string | null; name: string; items: number; step: string | null }[];
    document: StreamDocument;
  }
> {
  const stored = await readStreamDocument(app.db, app.workspace, streamId);
  if (stored === null) throw notFound(`stream "${streamId}" does not exist`);
  const { document, stream } = readOrRefuse(stored.text);
  const seen = await statusesSeen(app, (source, item, fields) => stream.isInScope(source, item, fields));
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
  };
}

/** Every status in the histories that a scope takes, most used first, with the number of items that were ever in it. */
export async function statusesSeen(
  app: App,
  isInScope: ReadStream['stream']['isInScope'],
): Promise<{ status: Status; items: number }[]> {
  const seen = new Map<string, { status: Status; items: number }>();
  for await (const batch of allHistories(app.db, app.workspace)) {
    for (const history of batch) {
      if (!isInScope(history.source, history.item, history.initial)) continue;
      const own = new Map<string, Status>();
      const add = (status: Status | null): void => {
        if (status !== null) own.set(`${status.id ?? ''} ${status.name}`, status);
      };
      add(history.initial.status);
      for (const change of history.changes) {
        if (change.field !== 'status') continue;
        add(change.from);
        add(change.to);
      }
      for (const [key, status] of own) {
        const known = seen.get(key);
        if (known === undefined) seen.set(key, { status, items: 1 });
        else known.items += 1;
      }
    }
  }
  return [...seen.values()].toSorted((a, b) => b.items - a.items);
}

/** A valid document, or Invalid with every problem at its line. */
export function readOrRefuse(text: string): ReadStream {
  const read = parseStream(text);
  if (read.ok) return read;
  const first = read.problems[0];
  const more = read.problems.length > 1 ? ` (and ${read.problems.length - 1} more)` : '';
  throw invalid(
    `the stream's document, line ${first?.line ?? 1}: ${first?.message ?? 'not readable'}${more}`,
    read.problems,
  );
}

/** A stream's id in addresses: its name at creation in small letters. */
export function streamIdOf(name: string): string {
  const id = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return id === '' ? 'stream' : id;
}

function timeZoneOf(text: string | undefined): string {
  const read = text === undefined ? null : parseStream(text);
  return read?.ok === true ? read.document.timeZone : 'UTC';
}
