import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UnreadableFile } from './unreadable-file.ts';

const CHUNK_BYTES = 1 << 20;

/** Bytes with a name. `open` may be called again for another pass. */
export interface HistoryFile {
  readonly name: string;
  readonly size: number;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** A file on disk. Throws `UnreadableFile` when it is missing, a folder or may not be read. */
export async function fileAt(path: string): Promise<HistoryFile> {
  const name = basename(path);
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new UnreadableFile(path, 'is a folder; name the files in it');
    return { name, size: found.size, open: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }) };
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** A file held in memory, cut into chunks of any size. */
export function fileOf(name: string, content: string | Uint8Array, chunkBytes = CHUNK_BYTES): HistoryFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    name,
    size: bytes.length,
    open: async function* () {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
  };
}

/** Counts the bytes that pass, as they lie on disk. */
export function metered(file: HistoryFile, count: (bytes: number) => void): HistoryFile {
  return {
    name: file.name,
    size: file.size,
    open: async function* () {
      for await (const chunk of file.open()) {
        count(chunk.length);
        yield chunk;
      }
    },
  };
}

/** The content of a file, unpacked when it begins as gzip does, whatever its name. */
export async function* contentOf(file: HistoryFile): AsyncGenerator<Buffer> {
  try {
    const chunks = file.open()[Symbol.asyncIterator]();
    const first = await leading(chunks, 2);
    const all = rejoined(first, chunks);
    yield* first[0] === 0x1f && first[1] === 0x8b ? gunzipped(all, file.name) : all;
  } catch (error) {
    throw unreadable(file.name, error);
  }
}

/** The first bytes of a stream: at least `count`, fewer only where the stream ends. */
async function leading(chunks: AsyncIterator<Uint8Array>, count: number): Promise<Buffer> {
  let bytes: Buffer = Buffer.alloc(0);
  while (bytes.length < count) {
    const next = await chunks.next();
    if (next.done === true) break;
    bytes = bytes.length === 0 ? bufferOf(next.value) : Buffer.concat([bytes, next.value]);
  }
  return bytes;
}

async function* rejoined(first: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Buffer> {
  try {
    if (first.length > 0) yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield bufferOf(next.value);
  } finally {
    await rest.return?.();
  }
}

async function* gunzipped(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // The callback is needed to be given the error on `gunzip` itself, where the loop below meets it.
  pipeline(Readable.from(chunks), gunzip, () => undefined);
  let unpacked = 0;
  try {
    const unpackedChunks: AsyncIterable<unknown> = gunzip;
    for await (const chunk of unpackedChunks) {
      if (!(chunk instanceof Uint8Array)) continue;
      unpacked += chunk.length;
      yield bufferOf(chunk);
    }
  } catch (error) {
    const how = codeOf(error) === 'Z_BUF_ERROR' ? 'ends too early; it was cut short' : 'is damaged';
    throw new UnreadableFile(name, `the gzip file ${how} (after ${unpacked} unpacked bytes); fetch it again`, error);
  }
}

function bufferOf(chunk: Uint8Array): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

const SYSTEM_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; check the path',
  EACCES: 'may not be read; check its permissions',
  EISDIR: 'is a folder; name the files in it',
};

function unreadable(name: string, error: unknown): unknown {
  const problem = SYSTEM_PROBLEMS[codeOf(error)];
  return problem === undefined ? error : new UnreadableFile(name, problem, error);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
