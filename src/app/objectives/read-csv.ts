import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { invalid, type PlacedProblem } from '../errors.ts';
import { COLUMNS, COLUMNS_OF, NUMBERS, RECORD_NAMES, unguarded } from './csv-columns.ts';
import type { RawRecord } from './records.ts';

const rowsRead = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

interface Row {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** The records of a CSV text, each with its line. Throws Invalid for what is no such table; what a record says is checked later. */
export function readObjectivesCsv(text: string): readonly RawRecord[] {
  const problems: PlacedProblem[] = [];
  const say = (line: number, message: string, path = ''): void => {
    problems.push({ line, column: null, path, message });
  };
  const records: RawRecord[] = [];
  const asks = new Map<string, Record<string, unknown>[]>();
  for (const row of rowsOf(text)) {
    const { line, cells } = row;
    const name = cells.get('record')?.trim() ?? '';
    const kind = RECORD_NAMES[name];
    if (kind === undefined) {
      say(line, `"${name}" is no kind of row; column record holds one of ${Object.keys(RECORD_NAMES).join(', ')}`);
      continue;
    }
    const fields = fieldsOf(row, kind, say);
    if (kind === 'ask') {
      const { checkIn, ...ask } = fields;
      asks.set(String(checkIn), [...(asks.get(String(checkIn)) ?? []), { ...ask, line }]);
      continue;
    }
    records.push({ kind, id: cells.get('id')?.trim() ?? '', fields: withBand(kind, fields), line });
  }
  const withAsks = records.map((record) => {
    const own = record.kind === 'checkIns' ? asks.get(record.id) : undefined;
    if (own === undefined) return record;
    asks.delete(record.id);
    return { ...record, fields: { ...record.fields, asks: own.map(({ line: _line, ...ask }) => ask) } };
  });
  for (const [checkIn, rows] of asks) {
    for (const { line } of rows) say(Number(line), `the file holds no check-in "${checkIn}" that this ask belongs to`);
  }
  if (problems.length > 0) throw invalid('objectives: the file cannot be read; nothing was taken in', problems);
  return withAsks;
}

function rowsOf(text: string): readonly Row[] {
  const [header, ...rows] = tableOf(text);
  if (header === undefined) throw invalid('objectives: the file is empty; its first line names the columns');
  const names = header.record.map((one) => one.trim());
  const strange = names.filter((one) => !COLUMNS.includes(one));
  if (strange.length > 0 || !names.includes('record')) {
    const what =
      strange.length > 0 ? `there is no column "${strange.join('", "')}"` : 'there must be a column "record"';
    throw invalid(`objectives: line 1: ${what}; the columns are ${COLUMNS.join(', ')}`);
  }
  return rows
    .filter(({ record }) => record.some((cell) => cell !== ''))
    .map(({ record, info }) => {
      // The parser counts to a row's last line; a row is named by its first.
      const breaks = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
      return { line: info.lines - breaks, cells: new Map(names.map((name, place) => [name, record[place] ?? ''])) };
    });
}

function tableOf(text: string) {
  try {
    return rowsRead.parse(
      parse(text, { bom: true, info: true, relaxColumnCount: true, recordDelimiter: ['\r\n', '\n', '\r'] }),
    );
  } catch (error) {
    throw invalid(`objectives: the text is no CSV: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function fieldsOf(
  { line, cells }: Row,
  kind: keyof typeof COLUMNS_OF,
  say: (line: number, message: string, path?: string) => void,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [column, cell] of cells) {
    if (column === 'record' || column === 'id' || cell === '') continue;
    if (!COLUMNS_OF[kind].includes(column)) {
      say(line, `this row has no such column; leave it empty, or mend column record`, column);
    } else if (NUMBERS.has(column)) {
      const figure = Number(cell.trim());
      if (cell.trim() === '' || !Number.isFinite(figure)) {
        say(line, `"${cell}" is no number; write it as 12.5, without separators or a unit`, column);
      } else fields[column] = figure;
    } else if (column === 'isBlocking') {
      if (cell !== 'yes' && cell !== 'no') say(line, 'must be yes or no', column);
      fields[column] = cell === 'yes';
    } else fields[column] = unguarded(cell);
  }
  return fields;
}

function withBand(kind: RawRecord['kind'], fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { low, high, ...rest } = fields;
  if (kind !== 'keyResults' || (low === undefined && high === undefined)) return { ...fields };
  return { ...rest, band: { low: low ?? null, high: high ?? null } };
}
