import { type CsvRow, csvLine, csvTable } from '../kit/csv-table.ts';
import type { HistoryFile } from '../kit/files.ts';
import { holdsPeople } from '../kit/people-fields.ts';
import type { FileFormat, HistoryRecord, ReadOptions } from '../kit/record.ts';
import { instantReader } from '../kit/zoned-instant.ts';
import { type Role, type StageColumns, stageColumns } from './columns.ts';
import { historyOfStages, type StageItem, stageItem } from './map.ts';

/** CSV, a row an item, a dated column a step: the export of common flow tools. A file is held in memory while it is read. */
export const stages: FileFormat = {
  id: 'stages',
  name: 'Stages (CSV, a row an item, a dated column a step)',
  read,
  historyOfRaw: (raw, options) => historyOfStages(stageItem.parse(JSON.parse(raw)), options.source ?? 'stages'),
};

interface LoadedTable {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
  readonly columns: StageColumns;
}

async function* read(files: readonly HistoryFile[], options: ReadOptions): AsyncGenerator<HistoryRecord> {
  const after = options.after ?? 0;
  const tables: LoadedTable[] = [];
  for (const file of files) {
    const table = await load(file, options);
    tables.push(table);
    const ignored = table.columns.ignored.map((name) => `"${name}"`).join(', ');
    if (ignored === '') continue;
    yield {
      kind: 'notice',
      position: after,
      file: file.name,
      line: 1,
      message: `columns that are not read: ${ignored}`,
    };
  }
  // One header for the refused rows of all files, so that they can go to one file.
  const header = [...new Set([...tables.flatMap((table) => table.header), 'refused'])].filter((name) => name !== '');
  const instant = instantReader(options.timeZone);
  let position = 0;
  for (const table of tables) {
    const lines = new Map<string, number>();
    for (const row of table.rows) {
      position += 1;
      const reading = readRow(table, row, instant, lines);
      if (position > after) yield recordOf(reading, table, row, header, position, options);
    }
  }
}

async function load(file: HistoryFile, options: ReadOptions): Promise<LoadedTable> {
  const { header, rows } = await csvTable(file);
  const loaded: CsvRow[] = [];
  for await (const batch of rows) for (const row of batch) loaded.push(row);
  const wanted = (options.customFields ?? []).filter((name) => !holdsPeople(name));
  return {
    file: file.name,
    header,
    rows: loaded,
    columns: stageColumns(file.name, header, loaded, options.steps, wanted),
  };
}

type RowReading =
  | { readonly item: StageItem; readonly problem: null }
  | { readonly item: null; readonly key: string | null; readonly problem: string };

function readRow(
  { header, columns }: LoadedTable,
  { line, cells }: CsvRow,
  instant: (text: string) => number | null,
  lines: Map<string, number>,
): RowReading {
  const cell = (role: Role): string | null => {
    const index = columns.roles[role];
    const text = index === undefined ? '' : (cells[index] ?? '');
    return text === '' ? null : text;
  };
  const item = cell('item');
  const refuse = (problem: string): RowReading => ({ item: null, key: item, problem });
  const isLonger = cells.slice(header.length).some((text) => text !== '');
  if (isLonger || cells.length < header.length) {
    return refuse(
      `has ${cells.length} cells, the header has ${header.length}; put cells that hold the separator in quotes`,
    );
  }
  if (item === null) return refuse('names no item');
  const earlier = lines.get(item);
  if (earlier !== undefined) return refuse('the item stands in the file already; a row is a whole item');
  const entered: { at: number; status: StageColumns['steps'][number]['status'] }[] = [];
  for (const { index, status } of columns.steps) {
    const text = cells[index] ?? '';
    if (text === '') continue;
    const at = instant(text);
    if (at === null) {
      return refuse(
        `"${header[index] ?? ''}" is ${JSON.stringify(text)}, which is no ISO 8601 date; write it as 2014-03-01`,
      );
    }
    entered.push({ at, status });
  }
  if (entered.length === 0) return refuse('has no date in any step, so nobody knows when the item began to exist');
  lines.set(item, line);
  const url = cell('url');
  return {
    problem: null,
    item: {
      item,
      url: url !== null && /^https?:\/\//.test(url) ? url : null,
      title: cell('title') ?? '',
      type: cell('type'),
      parent: cell('parent'),
      labels: listOf(cell('labels')),
      components: listOf(cell('components')),
      project: cell('project'),
      team: cell('team'),
      resolution: cell('resolution'),
      custom: Object.fromEntries(
        columns.custom.flatMap(({ index, name }) =>
          (cells[index] ?? '') === '' ? [] : [[name, listOf(cells[index] ?? '')]],
        ),
      ),
      entered: entered.toSorted((one, other) => one.at - other.at),
    },
  };
}

/** Lists are split by `;` or `|`; a list in brackets as some tools write it, `[a|b]`, is unwrapped. */
function listOf(text: string | null): string[] {
  const bare = (text ?? '').replace(/^\[(.*)\]$/, '$1');
  return [...new Set(bare.split(/[;|]/).map((part) => part.trim()))].filter((part) => part !== '');
}

function recordOf(
  reading: RowReading,
  { file, header, columns }: LoadedTable,
  { line, cells }: CsvRow,
  refusedHeader: readonly string[],
  position: number,
  options: ReadOptions,
): HistoryRecord {
  if (reading.item !== null) {
    const { item } = reading;
    return {
      kind: 'history',
      position,
      file,
      history: historyOfStages(item, options.source ?? 'stages'),
      raw: options.withRaw === false ? '' : JSON.stringify(item),
      categories: columns.steps.map(({ status }) => ({ ...status, category: null })),
      types: item.type === null ? [] : [{ name: item.type, isSubtask: false }],
    };
  }
  const texts = refusedHeader.map((name) => {
    if (name === 'refused') return reading.problem;
    // People are left out of refused rows too.
    return holdsPeople(name) ? '' : (cells[header.indexOf(name)] ?? '');
  });
  return {
    kind: 'refused',
    position,
    file,
    line,
    place: `line ${line}`,
    item: reading.key,
    reason: reading.problem,
    rawText: csvLine(texts),
    header: csvLine(refusedHeader),
  };
}
