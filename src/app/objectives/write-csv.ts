import { COLUMNS, COLUMNS_OF, guarded, RECORD_NAMES } from './csv-columns.ts';
import type { Records } from './records.ts';

type Cells = Readonly<Record<string, unknown>>;

/** All objectives as one table (RFC 4180 in UTF-8): a row each, told apart by `record`. */
export function writeObjectivesCsv(records: Records): string {
  const rows = [
    ...records.cycles.map(({ id, body }) => row('cycles', id, body)),
    ...records.objectives.map(({ id, body }) => row('objectives', id, body)),
    ...records.keyResults.map(({ id, body: { band, ...body } }) =>
      row('keyResults', id, { ...body, low: band?.low, high: band?.high }),
    ),
    ...records.checkIns.flatMap(({ id, body: { asks, ...body } }) => [
      row('checkIns', id, body),
      ...asks.map((ask) => row('ask', '', { ...ask, checkIn: id })),
    ]),
    ...records.goals.map(({ id, body }) => row('goals', id, body)),
  ];
  return `${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}

function row(kind: keyof typeof COLUMNS_OF, id: string, cells: Cells): string {
  const name = Object.entries(RECORD_NAMES).find(([, of]) => of === kind)?.[0] ?? kind;
  const own = new Set(COLUMNS_OF[kind]);
  const of = (column: string): string => {
    if (column === 'record') return name;
    if (column === 'id') return id;
    return own.has(column) ? cellOf(cells[column]) : '';
  };
  return COLUMNS.map((column) => quoted(of(column))).join(',');
}

function cellOf(value: unknown): string {
  if (value === true) return 'yes';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? guarded(value) : '';
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
