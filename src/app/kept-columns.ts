import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type MadeColumns, startColumns } from '../flow/columns/make-columns.ts';
import type { ItemFacts } from '../flow/facts.ts';
import type { Timeline } from '../flow/timeline.ts';
import type { StreamFacts } from '../storage/stream-facts.ts';
import type { App } from './app.ts';
import { isLeftDraft, KEPT_FOLDER, nameOf, readChecked, rulesHash, writeChecked } from './kept-files.ts';
import { packColumns, unpackColumns } from './packed-columns.ts';

/**
 * A stream's columns beside the database, as files that are read in milliseconds. Derived from the facts, and named by all that shapes
 * them: a file that is missing, damaged, or of other facts or another program is made anew from the store and never needed.
 */
export interface KeptColumns extends MadeColumns {
  /** The timelines' texts, one after the other; row r's begins at `textStart[r]`. */
  readonly texts: Buffer;
  readonly textStart: Float64Array;
}

/** Columns to be filled with an item after the other, with the text of its timeline. */
export function startKeeping() {
  const maker = startColumns();
  const parts: Buffer[] = [];
  const starts = [0];
  let bytes = 0;
  return {
    add: (timeline: Timeline, atEnd: ItemFacts | null, text: string): void => {
      const part = Buffer.from(text);
      parts.push(part);
      bytes += part.length;
      starts.push(bytes);
      maker.add(timeline, atEnd);
    },
    finish: (): KeptColumns => ({
      ...maker.finish(),
      texts: Buffer.concat(parts),
      textStart: new Float64Array(starts),
    }),
  };
}

/** null when there is none that fits. */
export async function readColumns(app: App, facts: StreamFacts): Promise<KeptColumns | null> {
  const place = placeOf(app, facts);
  const [packed, texts] = await Promise.all([readChecked(`${place}.columns`), readChecked(`${place}.texts`)]);
  if (packed === null || texts === null) return null;
  return { ...unpackColumns(packed), texts };
}

/** Keeps columns in place of those of earlier facts. A disk that is full costs speed, not answers. */
export async function keepColumns(app: App, facts: StreamFacts, kept: KeptColumns): Promise<void> {
  const place = placeOf(app, facts);
  try {
    await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
    await writeChecked(`${place}.texts`, [kept.texts]);
    await writeChecked(`${place}.columns`, packColumns(kept, kept.textStart));
    await dropOthers(place, facts.streamId);
  } catch (error) {
    app.log.error({ stream: facts.streamId, error: String(error) }, 'columns could not be kept; pages read the store');
  }
}

/** Where what is derived of these facts is kept; the beginning of the names of its files. */
export function placeOf(app: App, facts: StreamFacts): string {
  const { streamId, version, revision, documentVersion, itemsRevision, computedAt, itemCount } = facts;
  const shape = [rulesHash(SHAPED_BY), version, revision, documentVersion, itemsRevision, computedAt, itemCount];
  return path.join(app.folder, KEPT_FOLDER, `${streamId}.${nameOf(shape)}`);
}

/** Files of other facts of the stream, and drafts that a process left when it was ended; nobody reads them again. */
async function dropOthers(place: string, streamId: string): Promise<void> {
  const folder = path.dirname(place);
  const own = path.basename(place);
  for (const file of await readdir(folder)) {
    const [stream] = file.split('.');
    const isOther = stream === streamId && !file.startsWith(`${own}.`);
    if (isOther || isLeftDraft(file)) await rm(path.join(folder, file), { force: true });
  }
}

/** Of the program's own rules: columns that were made by others are not used. */
const SHAPED_BY = ['flow', 'flow/columns', 'flow/stream', 'app/packed-columns.ts'];
