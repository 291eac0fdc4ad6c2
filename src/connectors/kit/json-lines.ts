import type { CutRecord } from './json-cutter.ts';

const NEWLINE = 0x0a;

/** Cuts a stream at newlines, a batch a chunk; blank lines are left out but counted. `maxBytes` is the longest line kept. */
export async function* linesOf(chunks: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<readonly CutRecord[]> {
  let pieces: Buffer[] = [];
  let kept = 0;
  let line = 1;
  let passed = 0;
  let lineFrom = 0;
  const take = (tail: Buffer, hasEnd: boolean): CutRecord | null => {
    const size = kept + tail.length;
    const isTooLarge = size > maxBytes;
    const bytes = isTooLarge ? null : pieces.length === 0 ? tail : Buffer.concat([...pieces, tail]);
    const problem = isTooLarge
      ? `is longer than ${Math.round(maxBytes / 1_048_576)} MB; export it without attachments and comments`
      : hasEnd
        ? null
        : 'is the last line and has no end; the file may have been cut short';
    const record = { line, byte: lineFrom, bytes, problem };
    pieces = [];
    kept = 0;
    line += 1;
    lineFrom += size + 1;
    return bytes !== null && isBlank(bytes) ? null : record;
  };
  for await (const chunk of chunks) {
    const records: CutRecord[] = [];
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      const record = take(chunk.subarray(from, at), true);
      if (record !== null) records.push(record);
      from = at + 1;
    }
    if (from < chunk.length) {
      const tail = chunk.subarray(from);
      kept += tail.length;
      if (kept <= maxBytes) pieces.push(tail);
      else pieces = [];
    }
    passed += chunk.length;
    if (records.length > 0) yield records;
  }
  if (passed > lineFrom) {
    const record = take(Buffer.alloc(0), false);
    if (record !== null) yield [record];
  }
}

function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) {
    if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09) return false;
  }
  return true;
}
