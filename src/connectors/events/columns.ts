import { isNear } from '../kit/near.ts';
import { UnreadableFile } from '../kit/unreadable-file.ts';

export const EVENT_COLUMNS = [
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
  'created',
  'blocked',
] as const;

export type EventColumn = (typeof EVENT_COLUMNS)[number];

/** Written beside refused rows to say why; not read. */
export const REFUSED_COLUMN = 'refused';

export interface EventHeader {
  /** For each cell of a row the column it belongs to; null: not read. */
  readonly columns: readonly (EventColumn | null)[];
  readonly ignored: readonly string[];
}

/**
 * Reads the header. A column that is not known is not read and named in a notice; one that looks like a misspelt column
 * of the format refuses the file, because leaving it out would change results without a word.
 */
export function eventHeader(file: string, header: readonly string[], line: number): EventHeader {
  const columns: (EventColumn | null)[] = [];
  const ignored: string[] = [];
  const found = new Set<string>();
  for (const cell of header) {
    const name = cell.toLowerCase();
    if (found.has(name) && name !== '') refuse(file, line, `the column "${cell}" stands twice; keep one of them`);
    found.add(name);
    const known = EVENT_COLUMNS.find((column) => column === name);
    columns.push(known ?? null);
    if (known === undefined && name !== '' && name !== REFUSED_COLUMN) ignored.push(cell);
  }
  const missing = ['item', 'at', 'status'].filter((name) => !found.has(name));
  if (missing.length > 0) {
    const names = missing.map((name) => `"${name}"`).join(' and ');
    refuse(
      file,
      line,
      `has no column ${names}; the first line names the columns: item,at,status and more. Found: ${shown(header)}`,
    );
  }
  for (const name of ignored) {
    const meant = EVENT_COLUMNS.find((column) => !found.has(column) && isNear(name.toLowerCase(), column));
    if (meant !== undefined)
      refuse(file, line, `the column "${name}" is not known; is "${meant}" meant? Rename or remove it`);
  }
  return { columns, ignored };
}

function shown(header: readonly string[]): string {
  return header
    .slice(0, 20)
    .map((cell) => JSON.stringify(cell))
    .join(', ');
}

function refuse(file: string, line: number, problem: string): never {
  throw new UnreadableFile(file, `line ${line}: ${problem}`);
}
