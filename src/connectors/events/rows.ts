import type { EventColumn } from './columns.ts';

/** A row of the events format, cells by column; a column that the file lacks is an empty cell. */
export interface EventRow {
  /** Orders rows of one instant: counts rows over all files of a reading. */
  readonly sequence: number;
  readonly cells: Readonly<Partial<Record<EventColumn, string>>>;
}

/** A row that was read: its instant, and its creation instant where it gives one. */
export interface ReadRow extends EventRow {
  readonly at: number;
  readonly createdAt: number | null;
}

export type RowReading =
  | { readonly row: ReadRow; readonly problem: null }
  | { readonly row: null; readonly problem: string };

/** Checks a row and reads its instants. */
export function readRow(row: EventRow, instant: (text: string) => number | null): RowReading {
  const { item = '', at = '', created = '', blocked = '' } = row.cells;
  if (item === '') return refuse('"item" is empty; each row names its item');
  if (at === '') return refuse('"at" is empty; each row says when');
  const atMs = instant(at);
  if (atMs === null) return refuse(noInstant('at', at));
  const createdMs = created === '' || created === '-' ? null : instant(created);
  if (createdMs === null && created !== '' && created !== '-') return refuse(noInstant('created', created));
  if (!['', '-', 'true', 'false'].includes(blocked.toLowerCase())) {
    return refuse(`"blocked" is ${JSON.stringify(blocked)}; it is true, false or empty`);
  }
  for (const [column, text] of Object.entries(row.cells)) {
    if (column !== 'title' && text.includes('\uFFFD')) {
      return refuse(`"${column}" holds characters that are not UTF-8; save the file as UTF-8`);
    }
  }
  return { row: { ...row, at: atMs, createdAt: createdMs }, problem: null };
}

function noInstant(column: string, text: string): string {
  return `"${column}" is ${JSON.stringify(text)}, which is no ISO 8601 instant; write it as 2014-03-01T09:30:00Z, or without Z in the stream's time zone`;
}

function refuse(problem: string): RowReading {
  return { row: null, problem };
}
