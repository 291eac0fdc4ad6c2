import type { Fields, ItemHistory } from '../flow/history.ts';
import { fieldsAfter } from './fields-after.ts';

const COLUMNS = [
  'item',
  'at',
  'status',
  'type',
  'parent',
  'labels',
  'components',
  'project',
  'team',
  'resolution',
  'title',
  'blocked',
] as const;

/**
 * Histories as the events format: a row a change (changes of one entry together), the first row an item's creation. What the
 * format has no place for is left out: links, status ids, when an item was deleted.
 */
export function asEventsCsv(histories: Iterable<ItemHistory>): string {
  return `${[...eventsCsvLines(histories)].join('\n')}\n`;
}

/** The same line by line, header first, for files too large to hold. */
export function* eventsCsvLines(histories: Iterable<ItemHistory>): Generator<string> {
  yield COLUMNS.join(',');
  for (const history of histories) {
    let now = history.initial;
    let written = cellsOf(now);
    yield line(history.item, history.createdAt, written);
    for (const [place, change] of history.changes.entries()) {
      now = fieldsAfter(now, change);
      if (history.changes[place + 1]?.sequence === change.sequence) continue;
      const cells = cellsOf(now);
      const changed = cells.map((cell, column) => (cell === written[column] ? '' : cell === '' ? '-' : cell));
      written = cells;
      if (changed.some((cell) => cell !== '')) yield line(history.item, change.at, changed);
    }
  }
}

/** The fields in the order of the columns from `status` on. */
function cellsOf(fields: Fields): readonly string[] {
  return [
    fields.status?.name ?? '',
    fields.type ?? '',
    fields.parent ?? '',
    fields.labels.join(';'),
    fields.components.join(';'),
    fields.project ?? '',
    fields.team ?? '',
    fields.resolution ?? '',
    fields.title,
    String(fields.blocked || (fields.custom.Flagged ?? []).length > 0),
  ];
}

function line(item: string, at: number, cells: readonly string[]): string {
  return [item, new Date(at).toISOString(), ...cells].map(quoted).join(',');
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
