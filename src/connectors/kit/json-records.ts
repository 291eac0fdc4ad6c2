import { isUtf8 } from 'node:buffer';
import { contentOf, type HistoryFile } from './files.ts';
import { type CutRecord, cutterOf } from './json-cutter.ts';
import { formOf, isEnough } from './json-form.ts';
import { linesOf } from './json-lines.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** The largest record that is read. */
export const MAX_RECORD_BYTES = 64 * 1_048_576;

/** A batch of records of one file, and the field names its answers gave so far. */
export interface RecordBatch {
  readonly records: readonly CutRecord[];
  readonly names: Readonly<Record<string, unknown>>;
}

const NO_NAMES: Readonly<Record<string, unknown>> = {};

/** The records of a JSON file in any of its forms, cut but not parsed. Throws `UnreadableFile` where it cannot be read on. */
export async function* recordsOf(file: HistoryFile, maxBytes = MAX_RECORD_BYTES): AsyncGenerator<RecordBatch> {
  const content = contentOf(file);
  const { prefix, chunks } = await beginning(content);
  const form = formOf(prefix);
  try {
    if (form.form === 'unknown') throw new UnreadableFile(file.name, form.problem);
    if (form.form === 'lines') {
      for await (const records of linesOf(chunks(), maxBytes)) yield { records, names: NO_NAMES };
    } else yield* documentOf(file.name, chunks(), maxBytes);
  } finally {
    await content.return(undefined);
  }
}

/** Jira writes the names of fields behind the issues of an answer, so the first records wait for them a little. */
const WAIT_FOR_NAMES_BYTES = 16 * 1_048_576;

async function* documentOf(name: string, chunks: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<RecordBatch> {
  const cutter = cutterOf(maxBytes);
  let waiting: CutRecord[] = [];
  let waitingBytes = 0;
  let hasWaited = false;
  for await (const chunk of chunks) {
    const cut = cutter.push(chunk);
    const names = cutter.names();
    waiting.push(...cut.records);
    waitingBytes += chunk.length;
    hasWaited ||= waitingBytes > WAIT_FOR_NAMES_BYTES || cut.problem !== null || Object.keys(names).length > 0;
    if (hasWaited && waiting.length > 0) {
      yield { records: waiting, names };
      waiting = [];
    }
    if (cut.problem !== null) throw new UnreadableFile(name, cut.problem);
  }
  if (waiting.length > 0) yield { records: waiting, names: cutter.names() };
  const problem = cutter.end();
  if (problem !== null) throw new UnreadableFile(name, problem);
}

/** Reads until the form can be judged; `chunks` gives the same bytes again and the rest, without a byte order mark. */
async function beginning(
  content: AsyncGenerator<Buffer>,
): Promise<{ readonly prefix: Buffer; readonly chunks: () => AsyncGenerator<Buffer> }> {
  let read: Buffer[] = [];
  let size = 0;
  let looked = 0;
  for (;;) {
    const next = await content.next();
    if (next.done === true) break;
    read.push(next.value);
    size += next.value.length;
    if (size < looked * 2) continue; // joining at every chunk would copy a long first line over and over
    read = [Buffer.concat(read)];
    looked = size;
    if (isEnough(read[0] ?? Buffer.alloc(0))) break;
  }
  const prefix = Buffer.concat(read);
  return {
    prefix,
    chunks: async function* () {
      const hasMark = prefix[0] === 0xef && prefix[1] === 0xbb && prefix[2] === 0xbf;
      if (prefix.length > 0) yield hasMark ? prefix.subarray(3) : prefix;
      yield* content;
    },
  };
}

export type Parsed = { readonly value: unknown; readonly problem: null } | { readonly problem: string };

/** Parses a cut record; what is wrong with it in words where it cannot be. */
export function parseRecord(record: CutRecord): Parsed {
  if (record.bytes === null) return { problem: record.problem ?? 'cannot be read' };
  if (!isUtf8(record.bytes)) return { problem: record.problem ?? 'is not UTF-8; save the file as UTF-8' };
  try {
    const value: unknown = JSON.parse(record.bytes.toString());
    return { value, problem: null };
  } catch (error) {
    return { problem: record.problem ?? `is not valid JSON${placeOf(error)}` };
  }
}

/** The place only: the parser's own message quotes the record, and with it whatever names stand there. */
function placeOf(error: unknown): string {
  const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  return position === undefined ? '' : ` (wrong from character ${Number(position) + 1} on)`;
}
