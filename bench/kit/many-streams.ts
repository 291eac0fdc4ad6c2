import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { App } from '../../src/app/app.ts';
import { loadStream, readCompiled } from '../../src/app/load-stream.ts';
import { openApp } from '../../src/app/open-app.ts';
import { foldBatch } from '../../src/app/recompute.ts';
import { createStream } from '../../src/app/streams.ts';
import { collectDaySums } from '../../src/flow/day-sums.ts';
import type { ItemHistory } from '../../src/flow/history.ts';
import { simulateStream } from '../../src/sample/simulate-stream.ts';
import { replaceDaySums } from '../../src/storage/day-sums.ts';
import { writeFacts } from '../../src/storage/facts.ts';
import { ensureSource } from '../../src/storage/sources.ts';
import { beginFacts, publishFacts } from '../../src/storage/stream-facts.ts';
import { writeHistories } from '../../src/storage/work-items.ts';
import { itemsRevisionOf } from '../../src/storage/workspaces.ts';
import { SIMULATED_END } from './issues.ts';

const FULL_STREAMS = 50;
const FULL_ITEMS = 1_000_000;
const BATCH = 5000;
const ROOT = path.resolve(import.meta.dirname, '../..');
/** What decides how the store looks: a change of it makes a new one. */
const SHAPED_BY = [
  'bench/kit/many-streams.ts',
  'src/sample/simulate-stream.ts',
  'src/storage/migrations',
  'src/storage/timeline-text.ts',
  'src/flow/timeline.ts',
  'src/flow/history.ts',
  'src/flow/day-sums.ts',
  'src/flow/columns',
  'src/app/packed-columns.ts',
];

export interface ManyStreams {
  /** Folder of the store. */
  readonly folder: string;
  readonly streams: readonly string[];
  readonly itemsAStream: number;
}

/**
 * A store of 50 streams of 20,000 items each, or a part of the streams. Making it takes minutes, so it is kept in the temporary
 * folder until what shapes it changes.
 */
export async function openManyStreams(scale: number, report: (line: string) => void): Promise<ManyStreams> {
  const count = Math.max(1, Math.round(FULL_STREAMS * scale));
  const itemsAStream = Math.min(FULL_ITEMS / FULL_STREAMS, Math.round((FULL_ITEMS * scale) / count));
  const name = `millrace-bench-store-${hashOf([count, itemsAStream])}`;
  const folder = path.join(os.tmpdir(), name);
  const streams = Array.from({ length: count }, (_, place) => `stream-${String(place + 1).padStart(2, '0')}`);
  if (!existsSync(folder)) {
    const draft = `${folder}.making-${process.pid}`;
    try {
      await make(draft, streams, itemsAStream, report);
      renameSync(draft, folder);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  } else report(`  the store is the one kept in ${folder}`);
  return { folder, streams, itemsAStream };
}

async function make(
  folder: string,
  streams: readonly string[],
  itemsAStream: number,
  report: (line: string) => void,
): Promise<void> {
  const begun = performance.now();
  mkdirSync(folder, { recursive: true });
  const open = await openApp({
    folder,
    command: 'bench',
    version: 'bench',
    log: { info: () => undefined, error: (facts, message) => console.error(message, facts) },
  });
  const { app } = open;
  try {
    const built: { readonly id: string; readonly version: number }[] = [];
    for (const [place, id] of streams.entries()) {
      built.push({ id, version: await fill(app, id, place, itemsAStream) });
      if ((place + 1) % 5 === 0) report(`  making the store: ${place + 1} of ${streams.length} streams`);
    }
    // Published at the end, so that all facts know the last items and the server has nothing to compute at its start.
    const itemsRevision = await itemsRevisionOf(app.db, app.workspace);
    for (const { id, version } of built) {
      await publishFacts(app.db, app.workspace, id, version, {
        documentVersion: 1,
        itemsRevision,
        deliveryVersion: null,
        computedAt: app.now(),
      });
    }
    // Columns are kept beside the store when facts are computed; here the facts were written by hand.
    for (const { id } of built) {
      await loadStream(app, id);
      app.streams.clear();
    }
    await open.maintain();
  } finally {
    await open.close();
  }
  report(`  the store was made in ${((performance.now() - begun) / 1000).toFixed(0)} s and is kept in ${os.tmpdir()}`);
}

/** A stream with its items and the facts of them, which are not readable yet. */
async function fill(app: App, id: string, place: number, items: number): Promise<number> {
  const options = { seed: place + 1, items, endOn: SIMULATED_END, project: `S${place + 1}`, name: id };
  const { documentText, histories } = simulateStream(options);
  await ensureSource(app.db, app.workspace, { sourceId: id, kind: 'sample', name: id, isSample: false, createdAt: 0 });
  await createStream(app, documentText);
  const stream = await readCompiled(app, id);
  const version = await beginFacts(app.db, app.workspace, id);
  const sums = collectDaySums(stream);
  for (const batch of batchesOf(histories)) {
    await writeHistories(app.db, app.workspace, id, batch);
    const folded = await foldBatch(app, stream, batch, { tell: (history) => history });
    for (const { atEnd } of folded) if (atEnd !== null) sums.add(atEnd);
    const facts = folded.flatMap(({ fact }) => (fact === null ? [] : [fact]));
    await writeFacts(app.db, app.workspace, id, version, facts);
  }
  await replaceDaySums(app.db, app.workspace, id, version, sums.rows());
  return version;
}

function* batchesOf(histories: Iterable<ItemHistory>): Generator<readonly ItemHistory[]> {
  let batch: ItemHistory[] = [];
  for (const history of histories) {
    batch.push(history);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function hashOf(shape: readonly number[]): string {
  const hash = createHash('sha256').update(JSON.stringify(shape));
  for (const place of SHAPED_BY) {
    for (const file of filesOf(path.join(ROOT, place))) hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}

function filesOf(place: string): readonly string[] {
  if (statSync(place).isFile()) return [place];
  return readdirSync(place)
    .toSorted()
    .flatMap((name) => filesOf(path.join(place, name)));
}
