import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { type MadeColumns, startColumns } from '../flow/columns/make-columns.ts';
import type { ItemFacts } from '../flow/facts.ts';
import type { Timeline } from '../flow/timeline.ts';
import type { StreamFacts } from '../storage/stream-facts.ts';
import type { App } from './app.ts';
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

/** Length and checksum; sixteen, so that what follows may hold numbers. */
const HEADER_BYTES = 16;
/** What a draft's name begins with; no stream is called so. */
const DRAFT = 'Draft';
let drafts = 0;

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

function placeOf(app: App, facts: StreamFacts): string {
  const { streamId, version, revision, documentVersion, itemsRevision, computedAt, itemCount } = facts;
  const shape = [rulesHash(), version, revision, documentVersion, itemsRevision, computedAt, itemCount];
  const name = createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 20);
  return path.join(app.folder, 'columns', `${streamId}.${name}`);
}

/** Files of other facts of the stream, and drafts that a process left when it was ended; nobody reads them again. */
async function dropOthers(place: string, streamId: string): Promise<void> {
  const folder = path.dirname(place);
  const own = path.basename(place);
  for (const file of await readdir(folder)) {
    const [stream, writer] = file.split('.');
    const isOther = stream === streamId && !file.startsWith(`${own}.`);
    const isLeft = stream === DRAFT && writer !== String(process.pid);
    if (isOther || isLeft) await rm(path.join(folder, file), { force: true });
  }
}

async function readChecked(file: string): Promise<Buffer | null> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch {
    // Not there, or not readable: the store has it all.
    return null;
  }
  if (bytes.length < HEADER_BYTES) return null;
  const body = bytes.subarray(HEADER_BYTES);
  const isWhole = bytes.readDoubleLE(0) === body.length && bytes.readUInt32LE(8) === crc32(body);
  return isWhole ? body : null;
}

/** Under another name first, so that a reader finds a whole file or none. */
async function writeChecked(file: string, parts: readonly Uint8Array[]): Promise<void> {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeDoubleLE(
    parts.reduce((sum, part) => sum + part.byteLength, 0),
    0,
  );
  header.writeUInt32LE(
    parts.reduce((sum, part) => crc32(part, sum), 0),
    8,
  );
  drafts += 1;
  const draft = path.join(path.dirname(file), `${DRAFT}.${process.pid}.${drafts}`);
  try {
    await writeFile(draft, [header, ...parts], { mode: 0o600 });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

let rules: string | undefined;

/** Of the program's own rules: columns that were made by others are not used. */
function rulesHash(): string {
  if (rules !== undefined) return rules;
  const hash = createHash('sha256');
  for (const folder of ['../flow', '../flow/columns', '../flow/stream']) {
    const at = path.resolve(import.meta.dirname, folder);
    for (const file of readdirSync(at).toSorted()) {
      if (file.endsWith('.ts') && !file.includes('.test')) hash.update(readFileSync(path.join(at, file)));
    }
  }
  rules = hash.update(readFileSync(path.resolve(import.meta.dirname, 'packed-columns.ts'))).digest('hex');
  return rules;
}
