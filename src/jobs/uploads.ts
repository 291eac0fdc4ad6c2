import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import type { App } from '../app/app.ts';
import { invalid } from '../app/errors.ts';
import { fileFault, isFileFault } from '../app/file-faults.ts';

const stepStatus = z.object({ id: z.string().nullable(), name: z.string().nullable() });

const request = z.object({
  format: z.enum(['jira', 'events', 'stages']),
  source: z.string(),
  fileName: z.string(),
  timeZone: z.string(),
  isStrict: z.boolean(),
  customFields: z.array(z.string()).default([]),
  steps: z.array(z.object({ step: z.string(), statuses: z.array(stepStatus) })).optional(),
});
export type UploadRequest = z.output<typeof request>;

/** A file that was taken whole, with what was asked for, in a folder of its own until it is imported. */
export interface Upload {
  readonly request: UploadRequest;
  readonly file: string;
  /** How often its import was begun; one that ends the program each time must not do so for ever. */
  readonly attempts: number;
  readonly countAttempt: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

const REQUEST = 'request.json';
const CONTENT = 'content';
const ATTEMPTS = 'attempts';

/** Takes a file in and puts it on the disk for good. Throws Invalid when it breaks off; nothing of it stays then. */
export async function takeUpload(app: App, asked: UploadRequest, body: ReadableStream<Uint8Array>): Promise<Upload> {
  const folder = path.join(uploadsFolder(app), randomUUID());
  const kept = { ...asked, fileName: fileNameOf(asked.fileName) };
  try {
    await mkdir(path.join(folder, CONTENT), { recursive: true, mode: 0o700 });
    const content = createWriteStream(path.join(folder, CONTENT, kept.fileName), { mode: 0o600, flush: true });
    await pipeline(Readable.fromWeb(body), content);
    // Named last: an upload that broke off is not taken up again.
    const draft = path.join(folder, `${REQUEST}.new`);
    await writeFile(draft, JSON.stringify(kept), { mode: 0o600, flush: true });
    await rename(draft, path.join(folder, REQUEST));
    await syncFolders([path.join(folder, CONTENT), folder, uploadsFolder(app)]);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    const why = isFileFault(error) ? fileFault(error) : 'the connection ended early';
    throw invalid(`import: ${kept.fileName} was not taken whole (${why}); nothing was imported, send it again`);
  }
  return uploadIn(folder, kept, 0);
}

/** Uploads that were taken whole and not imported to their end; what broke off is removed. */
export async function leftUploads(app: App): Promise<readonly Upload[]> {
  const parent = uploadsFolder(app);
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const found: Upload[] = [];
  for (const name of (await readdir(parent)).toSorted()) {
    const folder = path.join(parent, name);
    const text = await readFile(path.join(folder, REQUEST), 'utf8').catch(() => null);
    if (text === null) {
      await rm(folder, { recursive: true, force: true });
      continue;
    }
    const kept = readRequest(text);
    if (kept === null) app.log.error({ folder }, 'an upload cannot be read and is left where it is');
    else found.push(uploadIn(folder, kept, await attemptsIn(folder)));
  }
  return found;
}

function uploadIn(folder: string, kept: UploadRequest, attempts: number): Upload {
  return {
    request: kept,
    file: path.join(folder, CONTENT, kept.fileName),
    attempts,
    countAttempt: () => writeFile(path.join(folder, ATTEMPTS), String(attempts + 1), { mode: 0o600 }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function attemptsIn(folder: string): Promise<number> {
  const text = await readFile(path.join(folder, ATTEMPTS), 'utf8').catch(() => '0');
  return Number(text) || 0;
}

function readRequest(text: string): UploadRequest | null {
  try {
    const read = request.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    // Written by another program, or damaged: its file is not ours to remove.
    return null;
  }
}

function uploadsFolder(app: App): string {
  return path.join(app.folder, 'uploads');
}

/** A name for the disk that people still know: letters and digits of any script, never a way out of the folder. */
function fileNameOf(name: string): string {
  const plain = path
    .basename(name.normalize('NFC'))
    .replaceAll(/[^\p{L}\p{N}\p{M}._-]/gu, '_')
    .replace(/^\.+/, '');
  return Array.from(plain).slice(-60).join('') || 'upload';
}

async function syncFolders(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const handle = await open(folder);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
