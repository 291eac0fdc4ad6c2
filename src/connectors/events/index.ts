import type { ItemHistory } from '../../flow/history.ts';
import { csvLine, csvTable } from '../kit/csv-table.ts';
import type { HistoryFile } from '../kit/files.ts';
import { instantOf } from '../kit/instant.ts';
import { isRecord } from '../kit/json-shape.ts';
import type { FileFormat, HistoryRecord, ReadOptions, RefusedRecord } from '../kit/record.ts';
import { instantReader } from '../kit/zoned-instant.ts';
import { EVENT_COLUMNS, type EventColumn, type EventHeader, eventHeader, REFUSED_COLUMN } from './columns.ts';
import { historyOfRows, inOrder } from './map.ts';
import { type EventRow, type ReadRow, readRow } from './rows.ts';

/** CSV, a row a change. Rows of one item may stand anywhere in the files; they are read whole before the first is given. */
export const events: FileFormat = {
  id: 'events',
  name: 'Events (CSV, a row a change)',
  read,
  historyOfRaw,
};

interface PlacedRow extends EventRow {
  readonly file: string;
  readonly line: number;
  /** Wrong from its shape alone. */
  readonly problem: string | null;
}

/** A row while the files are read: its cells as one text, because millions of rows wait for the last of them. */
interface WaitingRow {
  readonly header: PlacedHeader;
  readonly line: number;
  readonly sequence: number;
  readonly text: string;
}

interface PlacedHeader extends EventHeader {
  readonly file: string;
}

const CELL_END = '\u001f';

async function* read(files: readonly HistoryFile[], options: ReadOptions): AsyncGenerator<HistoryRecord> {
  const after = options.after ?? 0;
  const items = new Map<string, WaitingRow[]>();
  let sequence = 0;
  for (const file of files) {
    const table = await csvTable(file);
    const header = { ...eventHeader(file.name, table.header, table.headerLine), file: file.name };
    const itemAt = header.columns.indexOf('item');
    for (const name of header.ignored) {
      const message = `the column "${name}" is not read`;
      yield { kind: 'notice', position: after, file: file.name, line: table.headerLine, message };
    }
    for await (const batch of table.rows) {
      for (const { line, cells } of batch) {
        sequence += 1;
        const row: WaitingRow = { header, line, sequence, text: cells.join(CELL_END) };
        const item = cells[itemAt] ?? '';
        const rows = items.get(item);
        if (rows === undefined) items.set(item, [row]);
        else rows.push(row);
      }
    }
  }
  const instant = instantReader(options.timeZone);
  let position = 0;
  for (const [item, rows] of items) {
    position += 1;
    items.delete(item);
    if (position > after) yield* recordsOf(item, rows.map(placedRow), position, instant, options);
  }
}

function placedRow({ header, line, sequence, text: joined }: WaitingRow): PlacedRow {
  const texts = joined.split(CELL_END);
  const cells: Partial<Record<EventColumn, string>> = {};
  header.columns.forEach((column, index) => {
    const text = texts[index];
    if (column !== null && text !== undefined && text !== '') cells[column] = text;
  });
  const wanted = header.columns.length;
  const isLonger = texts.slice(wanted).some((text) => text !== '');
  const isWrong = isLonger || texts.length < wanted;
  const problem = isWrong
    ? `has ${texts.length} cells, the header has ${wanted}; put cells that hold the separator in quotes`
    : null;
  return { file: header.file, line, sequence, cells, problem };
}

/** An item is taken whole or not at all: half a history would give wrong figures without a word. */
function* recordsOf(
  item: string,
  rows: readonly PlacedRow[],
  position: number,
  instant: (text: string) => number | null,
  options: ReadOptions,
): Generator<HistoryRecord> {
  const taken: ReadRow[] = [];
  const problems = new Map<PlacedRow, string>();
  for (const row of rows) {
    const reading = row.problem === null ? readRow(row, instant) : { row: null, problem: row.problem };
    if (reading.row === null) problems.set(row, reading.problem);
    else taken.push(reading.row);
  }
  if (problems.size > 0) {
    for (const row of rows) {
      const problem = problems.get(row) ?? (item === '' ? null : OTHER_ROW_REFUSED);
      if (problem !== null) yield refused(item, row, problem, position);
    }
    return;
  }
  const ordered = inOrder(taken);
  const history = historyOfRows(item, ordered, options.source ?? 'events');
  const file = rows[0]?.file ?? '';
  const raw = options.withRaw === false ? '' : rawOf(item, ordered);
  const types = history.initial.type === null ? [] : [{ name: history.initial.type, isSubtask: false }];
  yield { kind: 'history', position, file, history, raw, categories: [], types };
}

const OTHER_ROW_REFUSED = 'another row of its item is refused, and an item is taken whole or not at all';

const REFUSED_HEADER = csvLine([...EVENT_COLUMNS, REFUSED_COLUMN]);

function refused(item: string, row: PlacedRow, reason: string, position: number): RefusedRecord {
  return {
    kind: 'refused',
    position,
    file: row.file,
    line: row.line,
    place: `line ${row.line}`,
    item: item === '' ? null : item,
    reason,
    rawText: csvLine([...EVENT_COLUMNS.map((column) => row.cells[column] ?? ''), reason]),
    header: REFUSED_HEADER,
  };
}

/**
 * Rows as stored: in order of time, instants resolved, so that neither the zone nor the arrangement of files matters to
 * the same rows later.
 */
function rawOf(item: string, rows: readonly ReadRow[]): string {
  return JSON.stringify({
    item,
    rows: rows.map(({ at, createdAt, cells: { item: _item, ...cells } }) => ({
      ...cells,
      at: new Date(at).toISOString(),
      ...(createdAt === null ? {} : { created: new Date(createdAt).toISOString() }),
    })),
  });
}

function historyOfRaw(raw: string, options: ReadOptions): ItemHistory {
  const value: unknown = JSON.parse(raw);
  if (!isRecord(value) || typeof value.item !== 'string' || !Array.isArray(value.rows)) {
    throw new Error('a stored events record has no item or no rows');
  }
  const { item } = value;
  const stored: readonly unknown[] = value.rows;
  const rows = stored.map((row, sequence): ReadRow => {
    const cells: Partial<Record<EventColumn, string>> = { item };
    for (const column of EVENT_COLUMNS) {
      const text = isRecord(row) ? row[column] : undefined;
      if (typeof text === 'string') cells[column] = text;
    }
    const reading = readRow({ sequence, cells }, instantOf);
    if (reading.row === null) throw new Error(`a stored row of ${item} cannot be read: ${reading.problem}`);
    return reading.row;
  });
  return historyOfRows(item, rows, options.source ?? 'events');
}
