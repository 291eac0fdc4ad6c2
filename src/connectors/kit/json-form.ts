/** How JSON records lie in a file, judged from its beginning. */
export type JsonForm = { readonly form: 'lines' | 'document' } | { readonly form: 'unknown'; readonly problem: string };

/** How much is read at most to find the end of the first line. */
export const LOOK_AHEAD_BYTES = 8 * 1_048_576;

/** Whether `prefix` is enough for `formOf`: the first line that is not blank, and a little of what follows it. */
export function isEnough(prefix: Buffer): boolean {
  if (prefix.length >= LOOK_AHEAD_BYTES) return true;
  const end = endOfFirstLine(prefix);
  return end !== -1 && prefix.length > end + 8;
}

/**
 * `lines` when the first line is a whole JSON object, or is a broken one and the next line begins another; else `document`.
 * One single line is a document too: the cutter reads it without holding it whole.
 */
export function formOf(prefix: Buffer): JsonForm {
  const problem = foreign(prefix);
  if (problem !== null) return { form: 'unknown', problem };
  const begin = beginOf(prefix);
  const end = endOfFirstLine(prefix);
  if (prefix[begin] === 0x5b || end === -1) return { form: 'document' };
  if (prefix.subarray(end + 1).every(isBlank)) return { form: 'document' };
  const first = prefix.toString('utf8', begin, end);
  if (isObject(first)) return { form: 'lines' };
  return { form: prefix[end + 1] === 0x7b && first.trim() !== '{' ? 'lines' : 'document' };
}

/** The offset of the first byte that is neither a byte order mark nor blank. */
function beginOf(bytes: Buffer): number {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length && isBlank(bytes[at] ?? 0)) at += 1;
  return at;
}

function endOfFirstLine(bytes: Buffer): number {
  return bytes.indexOf(0x0a, beginOf(bytes));
}

/** What a file is that is no JSON at all. */
function foreign(bytes: Buffer): string | null {
  const begin = beginOf(bytes);
  if (begin === bytes.length) return bytes.length === 0 ? 'is empty' : 'holds nothing but blank lines';
  const first = bytes[begin];
  if (first === 0x7b || first === 0x5b) return null;
  if (first === 0xff || first === 0xfe || bytes[1] === 0)
    return 'is not UTF-8 (it looks like UTF-16); save it as UTF-8';
  if (first === 0x50 && bytes[begin + 1] === 0x4b)
    return 'is a ZIP archive; unpack it first (a .gz file is read as it is)';
  if (first === 0x3c) return 'is HTML or XML, no JSON; it may be a sign-in page saved by mistake';
  const shown = bytes.toString('utf8', begin, begin + 20).split('\n')[0] ?? '';
  return `begins with ${JSON.stringify(shown)}; JSON records begin with { or [. For a CSV file choose the format events or stages`;
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false; // a question, not a fault: the first line may be the beginning of a longer document
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
