import { collectDaySums } from '../flow/day-sums.ts';
import { factsAt } from '../flow/facts-at.ts';
import { foldTimeline } from '../flow/fold.ts';
import { contextOf, identity } from '../flow/fold-all.ts';
import type { ItemHistory } from '../flow/history.ts';
import type { Stream } from '../flow/stream/compile.ts';
import { replaceDaySums } from '../storage/day-sums.ts';
import { type Fact, writeFacts } from '../storage/facts.ts';
import { allHistories, countBySource, historiesFor } from '../storage/histories.ts';
import { readSources } from '../storage/sources.ts';
import {
  abandonFacts,
  beginFacts,
  dropOldFacts,
  publishFacts,
  readAllStreamFacts,
  readStreamFacts,
} from '../storage/stream-facts.ts';
import { readStreamDocument, readStreams } from '../storage/streams.ts';
import { timelineText } from '../storage/timeline-text.ts';
import { itemsRevisionOf } from '../storage/workspaces.ts';
import type { App } from './app.ts';
import { deliveryState } from './delivery/delivery-records.ts';
import { type StepEvents, stepEvents } from './delivery/step-events.ts';
import { inTurn, readAhead } from './in-turn.ts';
import { keepColumns, startKeeping } from './kept-columns.ts';
import { readCompiled } from './load-stream.ts';
import { takeOutcomesOfFields } from './outcomes/fields.ts';
import type { Report } from './report.ts';

const EVER = Number.MAX_SAFE_INTEGER;

/**
 * Computes a stream's facts anew from the histories, beside those that pages read, and switches to them in one step.
 * Interrupted at any moment, the old facts stay. Throws `Stopped` when the report asks to stop.
 */
export async function recomputeStream(app: App, streamId: string, report: Report): Promise<void> {
  const document = await readStreamDocument(app.db, app.workspace, streamId);
  if (document === null) return;
  const stream = await readCompiled(app, streamId, document.version);
  const itemsRevision = await itemsRevisionOf(app.db, app.workspace);
  const events = await stepEvents(app, stream);
  const version = await beginFacts(app.db, app.workspace, streamId);
  try {
    const { sums, kept } = await writeVersion(app, streamId, { stream, events, version }, report);
    await replaceDaySums(app.db, app.workspace, streamId, version, sums);
    const isPublished = await publishFacts(app.db, app.workspace, streamId, version, {
      documentVersion: document.version,
      itemsRevision,
      deliveryVersion: events.version,
      computedAt: app.now(),
    });
    app.log.info({ stream: streamId, version, isPublished }, 'facts computed');
    const facts = isPublished ? await readStreamFacts(app.db, app.workspace, streamId) : null;
    if (facts?.version === version) {
      await keepColumns(app, facts, kept);
      await takeOutcomesOfFields(app, streamId);
    }
  } catch (error) {
    await abandonFacts(app.db, app.workspace, streamId, version);
    throw error;
  } finally {
    await dropOldFacts(app.db, app.workspace);
  }
}

/** All streams that are not put aside, one after the other. */
export async function recomputeAll(app: App, report: Report): Promise<void> {
  for (const stream of await readStreams(app.db, app.workspace)) {
    if (!stream.isArchived) await recomputeStream(app, stream.streamId, report);
  }
}

/** The streams whose facts are behind, one after the other. */
export async function recomputeBehind(app: App, report: Report): Promise<void> {
  for (const streamId of await outdatedStreams(app)) await recomputeStream(app, streamId, report);
}

/**
 * Streams whose facts do not know the latest items or document, or the latest events that their steps name: an import has ended, or a crash
 * came between it and its figures.
 */
export async function outdatedStreams(app: App): Promise<readonly string[]> {
  const revision = await itemsRevisionOf(app.db, app.workspace);
  const facts = new Map((await readAllStreamFacts(app.db, app.workspace)).map((one) => [one.streamId, one]));
  const doEventsCount = [...facts.values()].some((known) => known.deliveryVersion !== null);
  const delivery = doEventsCount ? await deliveryState(app) : null;
  return (await readStreams(app.db, app.workspace))
    .filter((stream) => {
      const known = facts.get(stream.streamId);
      const isCurrent =
        known !== undefined &&
        known.documentVersion === stream.documentVersion &&
        known.itemsRevision === revision &&
        (known.deliveryVersion === null || known.deliveryVersion === delivery);
      return !stream.isArchived && !isCurrent;
    })
    .map((stream) => stream.streamId);
}

interface Folding {
  readonly stream: Stream;
  readonly events: StepEvents;
  readonly version: number;
}

async function writeVersion(app: App, streamId: string, { stream, events, version }: Folding, report: Report) {
  const sums = collectDaySums(stream);
  const keeping = startKeeping();
  const sources = (await readSources(app.db, app.workspace)).flatMap(({ sourceId }) =>
    stream.mayTakeFrom(sourceId) ? sourceId : [],
  );
  const total = await countOf(app, sources);
  const writing = inTurn((facts: readonly Fact[]) => writeFacts(app.db, app.workspace, streamId, version, facts));
  let done = 0;
  try {
    // The database reads the next batch and writes the last one while this one is folded.
    for await (const batch of readAhead(allHistories(app.db, app.workspace, { sources }))) {
      const facts: Fact[] = [];
      for (const { fact, atEnd } of await foldBatch(app, stream, batch, events)) {
        if (fact === null) continue;
        const text = timelineText(fact.timeline);
        facts.push({ ...fact, text });
        keeping.add(fact.timeline, atEnd, text);
        if (atEnd !== null) sums.add(atEnd);
      }
      await writing.begin(facts);
      done += batch.length;
      await report({ done, total, message: `computing ${stream.name}` });
    }
  } finally {
    await writing.settle();
  }
  await writing.finish();
  return { sums: sums.rows(), kept: keeping.finish() };
}

async function countOf(app: App, sources: readonly string[]): Promise<number> {
  const counts = await countBySource(app.db, app.workspace);
  return sources.reduce((sum, source) => sum + (counts.get(source) ?? 0), 0);
}

/** Folds a batch of histories under a stream, with the events that its steps name; null where an item was never in scope. */
export async function foldBatch(
  app: App,
  stream: Stream,
  batch: readonly ItemHistory[],
  { tell }: Pick<StepEvents, 'tell'>,
) {
  const blockers = await blockersOf(app, stream, batch);
  const context = contextOf(stream, (source, item) => {
    const blocker = blockers.get(identity(source, item));
    return blocker === undefined ? undefined : tell(blocker);
  });
  return batch.map((history) => {
    const timeline = foldTimeline(tell(history), stream, context);
    // An item that was never in scope is not the stream's, at any moment.
    if (!timeline.epochs.some((epoch) => epoch.isInScope)) return { fact: null, atEnd: null };
    const atEnd = factsAt(timeline, stream, EVER);
    const present = timeline.epochs[timeline.epochs.length - 1];
    const fact: Fact = {
      timeline,
      level: atEnd?.level ?? present?.level ?? null,
      kind: atEnd?.kind ?? present?.kind ?? 'unmapped',
      team: atEnd?.team ?? present?.team ?? null,
      committedAt: atEnd?.committedAt ?? null,
      completedAt: atEnd?.completedAt ?? null,
      cancelledAt: atEnd?.cancelledAt ?? null,
    };
    return { fact, atEnd };
  });
}

/** Histories of the items that a batch's blocking links name. */
async function blockersOf(
  app: App,
  stream: Stream,
  batch: readonly ItemHistory[],
): Promise<ReadonlyMap<string, ItemHistory>> {
  const named = new Map<string, Set<string>>();
  const name = (source: string, type: string, item: string): void => {
    if (!stream.isBlockingLink(type)) return;
    const items = named.get(source);
    if (items === undefined) named.set(source, new Set([item]));
    else items.add(item);
  };
  for (const history of batch) {
    for (const link of history.initial.links) name(history.source, link.type, link.item);
    for (const change of history.changes) {
      if (change.field === 'link') name(history.source, change.link.type, change.link.item);
    }
  }
  const found = new Map<string, ItemHistory>();
  for (const [source, items] of named) {
    for (const history of await historiesFor(app.db, app.workspace, source, [...items])) {
      found.set(identity(history.source, history.item), history);
    }
  }
  return found;
}
