import type { Info, Parser } from 'csv-parse';
import { contentOf, type HistoryFile } from './files.ts';
import { isRecord } from './json-shape.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** A row of a CSV file, as texts without surrounding blanks. */
export interface CsvRow {
  /** The line on which it begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvTable {
  readonly header: readonly string[];
  readonly headerLine: number;
  /** Rows in batches as they come; rows without any text are left out. */
  readonly rows: AsyncGenerator<readonly CsvRow[]>;
}

/** Reads a CSV file: comma, semicolon or tab, told from the header; UTF-8 with or without a byte order mark; plain or gzip. */
export async function csvTable(file: HistoryFile): Promise<CsvTable> {
  const content = contentOf(file);
  const { head, chunks } = await headOf(content);
  const problem = foreign(head);
  if (problem !== null) throw new UnreadableFile(file.name, problem);
  const { delimiter, skippedLines } = dialectOf(head);
  const rows = rowsOf(file.name, chunks, delimiter, skippedLines);
  for (;;) {
    const next = await rows.next();
    if (next.done === true) throw new UnreadableFile(file.name, 'is empty; the first line names the columns');
    const [first, ...others] = next.value;
    if (first === undefined) continue;
    return { header: first.cells, headerLine: first.line, rows: rejoined(others, rows) };
  }
}

async function* rejoined(
  first: readonly CsvRow[],
  rest: AsyncGenerator<readonly CsvRow[]>,
): AsyncGenerator<readonly CsvRow[]> {
  yield first;
  yield* rest;
}

async function* rowsOf(
  name: string,
  chunks: () => AsyncGenerator<Buffer>,
  delimiter: string,
  skippedLines: number,
): AsyncGenerator<readonly CsvRow[]> {
  // Loaded when a CSV file is read: other commands start without it.
  const { parse } = await import('csv-parse');
  const parser = parse({
    bom: true,
    delimiter,
    from_line: skippedLines + 1,
    info: true,
    max_record_size: 16 * 1_048_576,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  let failure: unknown = null;
  parser.on('error', (error) => {
    failure = error;
  });
  try {
    for await (const chunk of chunks()) {
      // The parser works at once while it is read dry after each chunk; row by row through a stream took twice as long.
      parser.write(chunk);
      const rows = rowsReady(parser);
      if (failure !== null) throw failure;
      if (rows.length > 0) yield rows;
    }
    parser.end();
    const last: CsvRow[] = [];
    const rest: AsyncIterable<unknown> = parser;
    for await (const entry of rest) take(entry, last);
    yield last;
  } catch (error) {
    throw csvProblem(name, error);
  } finally {
    parser.destroy();
  }
}

function rowsReady(parser: Parser): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  for (;;) {
    const entry: unknown = parser.read();
    if (entry === null) return rows;
    take(entry, rows);
  }
}

function take(entry: unknown, rows: CsvRow[]): void {
  if (!isEntry(entry)) return;
  const cells = entry.record;
  if (cells.some((cell) => cell !== '')) rows.push({ line: entry.info.lines - newlinesIn(cells), cells });
}

interface Entry {
  readonly record: readonly string[];
  readonly info: Info;
}

function isEntry(value: unknown): value is Entry {
  return isRecord(value) && Array.isArray(value.record) && isRecord(value.info);
}

function newlinesIn(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count += 1;
  }
  return count;
}

function csvProblem(name: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const known = CSV_PROBLEMS[error.code];
  if (known === undefined && !error.code.startsWith('CSV_')) return error;
  const line = 'lines' in error && typeof error.lines === 'number' ? `line ${error.lines}: ` : '';
  // The parser's own message would quote the cell.
  const problem = known ?? `is no valid CSV (${error.code})`;
  return new UnreadableFile(name, `${line}${problem}`, error);
}

const CSV_PROBLEMS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED:
    'a quote is opened and not closed before the end of the file; close it, or double it where it is text',
  CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote; a quote inside a quoted cell is written twice',
  INVALID_OPENING_QUOTE:
    'a quote stands inside a cell that is not quoted; quote the whole cell and double the quote in it',
  CSV_MAX_RECORD_SIZE: 'a row is longer than 16 MB; a quote may be opened and not closed',
};

interface Head {
  readonly head: Buffer;
  readonly chunks: () => AsyncGenerator<Buffer>;
}

const HEAD_BYTES = 65_536;

/** Enough to know the dialect: the first lines. `chunks` gives the same bytes again, and the rest. */
async function headOf(content: AsyncGenerator<Buffer>): Promise<Head> {
  const read: Buffer[] = [];
  let size = 0;
  while (size < HEAD_BYTES) {
    const next = await content.next();
    if (next.done === true) break;
    read.push(next.value);
    size += next.value.length;
  }
  return {
    head: Buffer.concat(read).subarray(0, HEAD_BYTES),
    chunks: async function* () {
      yield* read;
      yield* content;
    },
  };
}

function foreign(head: Buffer): string | null {
  if (head.length === 0) return 'is empty; the first line names the columns';
  if (head[0] === 0x50 && head[1] === 0x4b) return 'is a workbook or ZIP archive, no CSV; save it as "CSV UTF-8"';
  if (head[0] === 0xff || head[0] === 0xfe || head[1] === 0)
    return 'is not UTF-8 (it looks like UTF-16); save it as "CSV UTF-8"';
  if (head[0] === 0x7b || head[0] === 0x5b) return 'is JSON, no CSV; choose the format jira';
  return null;
}

/** A first line `sep=;` (as Excel writes it) says it; else what the header has most of outside quotes. */
function dialectOf(head: Buffer): { readonly delimiter: string; readonly skippedLines: number } {
  const text = head.toString().replace(/^\uFEFF/, '');
  const told = /^sep=(.)\r?\n/.exec(text)?.[1];
  if (told !== undefined) return { delimiter: told, skippedLines: 1 };
  const header = (text.trimStart().split(/\r?\n/)[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  const most = counted.reduce((best, one) => (one.count > best.count ? one : best));
  return { delimiter: most.delimiter, skippedLines: 0 };
}

/** A cell as CSV text. */
export function csvCell(text: string): string {
  return /[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvLine(cells: readonly string[]): string {
  return cells.map(csvCell).join(',');
}
