import { collectorOf } from './byte-collector.ts';

/**
 * Cuts the records out of a JSON document that is too large to parse whole: an array of records, an answer that holds them
 * under `issues`, such answers in arrays or wrappers, or several documents one after the other. It follows structure and
 * strings only; what is inside a record is JSON.parse's to judge.
 */

/** A record as bytes, not yet parsed. */
export interface CutRecord {
  /** 1-based line where the format is one record a line, else null. */
  readonly line: number | null;
  /** Offset of its first byte in the (unpacked) content. */
  readonly byte: number;
  /** null when the record is larger than the cap or no object. */
  readonly bytes: Buffer | null;
  /** Why `bytes` is null, or what else is known to be wrong. */
  readonly problem: string | null;
}

export interface CutResult {
  readonly records: readonly CutRecord[];
  /** Set when the document cannot be read on; the records before it stand. */
  readonly problem: string | null;
}

export interface Cutter {
  readonly push: (chunk: Buffer) => CutResult;
  /** After the last chunk: what is missing, or null when the document is whole. */
  readonly end: () => string | null;
  /** Field names by id (`expand=names`) met in the answers so far; the same object until there are more. */
  readonly names: () => Readonly<Record<string, unknown>>;
}

/** Keys whose value leads on to records. No issue has them as its own. */
const WRAPPERS = new Set(['issues', 'values', 'results', 'pages', 'items', 'data']);

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

type Frame = 'top' | 'list' | 'object';
type Place =
  | 'value'
  | 'first-value'
  | 'after'
  | 'key'
  | 'first-key'
  | 'colon'
  | 'in-key'
  | 'in-skip'
  | 'in-string'
  | 'in-scalar';

/** Starts a cutter. `maxBytes` is the largest record that is kept. */
export function cutterOf(maxBytes: number): Cutter {
  const frames: Frame[] = ['top'];
  let names: Readonly<Record<string, unknown>> = {};
  let place: Place = 'value';
  let key = '';
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  /** Bytes before the current chunk. */
  let passed = 0;
  let count = 0;
  let problem: string | null = null;
  const record = collectorOf(maxBytes);
  const namesValue = collectorOf(maxBytes);

  function push(chunk: Buffer): CutResult {
    const records: CutRecord[] = [];
    const size = chunk.length;
    let at = 0;
    record.enter();
    namesValue.enter();
    while (at < size && problem === null) {
      const byte = chunk[at] ?? 0;
      if (place === 'in-skip') at = skipValue(chunk, at);
      else if (place === 'in-key') at = readKey(chunk, at);
      else if (place === 'in-string') {
        at = skipString(chunk, at);
        if (!isInString) place = 'after';
      } else if (place === 'in-scalar' && !isSeparator(byte)) at += 1;
      else {
        if (place === 'in-scalar') place = 'after';
        if (!isSpace(byte)) meet(byte, at, chunk, records);
        at += 1;
      }
    }
    record.leave(chunk);
    namesValue.leave(chunk);
    passed += size;
    return { records, problem };
  }

  /** One structural byte outside of strings and skipped values. */
  function meet(byte: number, at: number, chunk: Buffer, records: CutRecord[]): void {
    const frame = frames[frames.length - 1];
    if (place === 'after') {
      if (frame === 'top') {
        place = 'value';
        if (byte !== COMMA) beginValue(byte, at, chunk, records);
      } else if (byte === COMMA) place = frame === 'list' ? 'value' : 'key';
      else if (byte === CLOSE_LIST && frame === 'list') leaveFrame(at, chunk, records);
      else if (byte === CLOSE_OBJECT && frame === 'object') leaveFrame(at, chunk, records);
      else fail(byte, at, frame === 'list' ? '"," or "]"' : '"," or "}"');
    } else if (place === 'key' || place === 'first-key') {
      if (byte === QUOTE) {
        place = 'in-key';
        key = '';
      } else if (byte === CLOSE_OBJECT && place === 'first-key') leaveFrame(at, chunk, records);
      else fail(byte, at, 'a key');
    } else if (place === 'colon') {
      if (byte === COLON) place = 'value';
      else fail(byte, at, '":"');
    } else if (byte === CLOSE_LIST && place === 'first-value') leaveFrame(at, chunk, records);
    else beginValue(byte, at, chunk, records);
  }

  function beginValue(byte: number, at: number, chunk: Buffer, records: CutRecord[]): void {
    const isMember = frames[frames.length - 1] === 'object';
    if (byte === OPEN_LIST) {
      if (isMember && !WRAPPERS.has(key)) beginSkip(at);
      else {
        if (isMember) becomeWrapper(at, chunk);
        frames.push('list');
        place = 'first-value';
      }
    } else if (byte === OPEN_OBJECT) {
      if (isMember && (!WRAPPERS.has(key) || key === 'issues')) beginSkip(at);
      else {
        if (isMember) becomeWrapper(at, chunk);
        frames.push('object');
        place = 'first-key';
        record.begin(at, passed + at);
      }
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST || byte === COMMA || byte === COLON)
      fail(byte, at, 'a value');
    else if (frames.length === 1) fail(byte, at, 'an object or a list');
    else {
      if (!isMember) {
        count += 1;
        records.push({ line: null, byte: passed + at, bytes: null, problem: 'is not an object' });
      }
      isInString = byte === QUOTE;
      place = isInString ? 'in-string' : 'in-scalar';
    }
  }

  /** `at` is the opening bracket itself. */
  function beginSkip(at: number): void {
    place = 'in-skip';
    depth = 1;
    if (key === 'names' && !record.isOpen()) namesValue.begin(at, passed + at);
  }

  /** The object in which we are holds records and is none itself. */
  function becomeWrapper(at: number, chunk: Buffer): void {
    if (!record.isOpen()) return;
    const head = record.take(chunk, at);
    if (head !== null) keepNames(namesOfHead(head.toString(), key));
  }

  function leaveFrame(at: number, chunk: Buffer, records: CutRecord[]): void {
    const frame = frames.pop();
    place = 'after';
    if (frame !== 'object' || !record.isOpen()) return;
    const byte = record.from();
    const bytes = record.take(chunk, at + 1);
    count += 1;
    records.push({ line: null, byte, bytes, problem: bytes === null ? tooLarge(maxBytes) : null });
  }

  /** Runs through a value of no interest, to its closing bracket. Most bytes pass here, so the state is held in locals. */
  function skipValue(chunk: Buffer, from: number): number {
    const size = chunk.length;
    let at = isInString ? skipString(chunk, from) : from;
    let level = depth;
    while (at < size) {
      const byte = chunk[at];
      at += 1;
      if (byte === QUOTE) {
        const end = endOfString(chunk, at, size);
        if (end === 0) {
          at = skipString(chunk, at);
          break;
        }
        at = end;
      } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) level += 1;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        level -= 1;
        if (level > 0) continue;
        place = 'after';
        if (namesValue.isOpen()) keepNames(parsed(namesValue.take(chunk, at)));
        break;
      }
    }
    depth = level;
    return at;
  }

  /** Runs to behind the closing quote, or to the end of the chunk: then the string goes on in the next one. */
  function skipString(chunk: Buffer, from: number): number {
    const size = chunk.length;
    const end = endOfString(chunk, isEscaped ? from + 1 : from, size);
    isInString = end === 0;
    isEscaped = isInString && endsInEscape(chunk, isEscaped ? from + 1 : from);
    return isInString ? size : end;
  }

  function readKey(chunk: Buffer, from: number): number {
    const end = skipString(chunk, from);
    if (key.length < 64) key += chunk.toString('latin1', from, isInString ? end : end - 1);
    if (!isInString) place = 'colon';
    isInString = false;
    return end;
  }

  function keepNames(value: unknown): void {
    if (typeof value === 'object' && value !== null) names = { ...names, ...value };
  }

  function fail(byte: number, at: number, wanted: string): void {
    const shown = byte > 0x20 && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `byte 0x${byte.toString(16)}`;
    problem = `at byte ${passed + at}, after ${records(count)}: ${wanted} was expected, ${shown} was found; the JSON is broken there`;
  }

  return {
    push,
    names: () => names,
    end: () => {
      if (problem !== null) return problem;
      if (frames.length === 1 && place === 'after') return null;
      if (frames.length === 1 && place === 'value' && count === 0) return 'holds no JSON';
      return `ends at byte ${passed}, after ${records(count)}, in the middle of the JSON; the file was cut short: fetch it again`;
    },
  };
}

/** `names` of an answer that stand before its records: its head up to the key that holds them, closed by hand. */
function namesOfHead(head: string, key: string): unknown {
  const before = head.slice(0, head.lastIndexOf(`"${key}"`)).trimEnd();
  const value = parsed(Buffer.from(`${before.endsWith(',') ? before.slice(0, -1) : before}}`));
  return typeof value === 'object' && value !== null && 'names' in value ? value.names : null;
}

function parsed(bytes: Buffer | null): unknown {
  if (bytes === null) return null;
  try {
    return JSON.parse(bytes.toString());
  } catch {
    // Names only help to find fields; without them the fields are found by id or by the change log.
    return null;
  }
}

/** The offset behind the closing quote of a string; 0 when it does not close in the chunk. */
function endOfString(chunk: Buffer, from: number, size: number): number {
  let at = from;
  while (at < size) {
    const byte = chunk[at];
    if (byte === QUOTE) return at + 1;
    at += byte === BACKSLASH ? 2 : 1;
  }
  return 0;
}

/** Whether the last byte of the chunk is a backslash that escapes the first one of the next. */
function endsInEscape(chunk: Buffer, from: number): boolean {
  let count = 0;
  for (let at = chunk.length - 1; at >= from && chunk[at] === BACKSLASH; at -= 1) count += 1;
  return count % 2 === 1;
}

function tooLarge(maxBytes: number): string {
  return `is larger than ${Math.round(maxBytes / 1_048_576)} MB; export it without attachments and comments`;
}

function records(count: number): string {
  return count === 1 ? '1 record' : `${count} records`;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isSeparator(byte: number): boolean {
  return isSpace(byte) || byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_OBJECT;
}
