/** A value as a COPY takes it; JSON goes in as its text. */
export type CopyValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | Uint8Array
  | null
  | undefined
  | readonly CopyEntry[];
export type CopyEntry = string | number | bigint | boolean | Date | null;

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};
const TO_ESCAPE = /[\\\t\n\r]/;
const ALL_TO_ESCAPE = /[\\\t\n\r]/g;

/** One row in PostgreSQL's text format for COPY, its end of line included. */
export function encodeCopyRow(row: readonly CopyValue[]): string {
  let line = '';
  for (let column = 0; column < row.length; column += 1) {
    if (column > 0) line += '\t';
    line += encodeValue(row[column]);
  }
  return `${line}\n`;
}

function encodeValue(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`;
  return escapeText(`{${value.map(encodeEntry).join(',')}}`);
}

function encodeEntry(entry: CopyEntry): string {
  if (entry === null) return 'NULL';
  if (entry instanceof Date) return `"${entry.toISOString()}"`;
  return `"${String(entry).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function escapeText(text: string): string {
  return TO_ESCAPE.test(text) ? text.replace(ALL_TO_ESCAPE, (char) => ESCAPES[char] ?? char) : text;
}

const UNESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** The fields of one line of COPY's text format, without its end of line. */
export function decodeCopyLine(line: string): (string | null)[] {
  return line.split('\t').map((field) => {
    if (field === '\\N') return null;
    return field.includes('\\') ? field.replace(/\\([\s\S])/g, (_, char: string) => UNESCAPES[char] ?? char) : field;
  });
}
