import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';

/** Beside the store: what is derived of it and may be removed at any time. */
export const KEPT_FOLDER = 'columns';

/** Length and checksum; sixteen, so that what follows may hold numbers. */
const HEADER_BYTES = 16;
/** What a draft's name begins with; no stream is called so. */
const DRAFT = 'Draft';
let drafts = 0;

/** A short name for what a file was made from. */
export function nameOf(shape: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 20);
}

/** Whether a file is a draft that another process left when it was ended; nobody reads it again. */
export function isLeftDraft(file: string): boolean {
  const [first, writer] = file.split('.');
  return first === DRAFT && writer !== String(process.pid);
}

/** The bytes of a file, null when it is missing or damaged. */
export async function readChecked(file: string): Promise<Buffer | null> {
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
export async function writeChecked(file: string, parts: readonly Uint8Array[]): Promise<void> {
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

const hashes = new Map<string, string>();

/** Of the program's own files and folders beneath `src`: what was made by other rules is not used. */
export function rulesHash(places: readonly string[]): string {
  const key = places.join(' ');
  const known = hashes.get(key);
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  for (const place of places) {
    const at = path.resolve(import.meta.dirname, '..', place);
    if (statSync(at).isFile()) hash.update(readFileSync(at));
    else for (const file of programsIn(at)) hash.update(readFileSync(path.join(at, file)));
  }
  const made = hash.digest('hex');
  hashes.set(key, made);
  return made;
}

function programsIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .toSorted()
    .filter((file) => file.endsWith('.ts') && !file.includes('.test'));
}
