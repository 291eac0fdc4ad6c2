import type { Change, Fields, ItemHistory, Status } from '../../flow/history.ts';
import type { ReadRow } from './rows.ts';

const TEXT_COLUMNS = ['type', 'resolution', 'project', 'parent', 'team'] as const;
const LIST_COLUMNS = ['labels', 'components'] as const;

/** Rows by instant, then line; their sequence becomes their place in that order. */
export function inOrder(rows: readonly ReadRow[]): readonly ReadRow[] {
  return rows
    .toSorted((one, other) => one.at - other.at || one.sequence - other.sequence)
    .map((row, sequence) => ({ ...row, sequence }));
}

/**
 * The history of one item from its rows in order. The first row is its creation, unless `created` is earlier: then
 * the status until the first row is not known, and the item is taken to have been, in all else, what the first row says.
 */
export function historyOfRows(item: string, rows: readonly ReadRow[], source: string): ItemHistory {
  const [first, ...later] = rows;
  if (first === undefined) throw new Error(`events: no rows for ${item}`);
  const created = rows.reduce((least, row) => Math.min(least, row.createdAt ?? least), first.at);
  const isLate = created < first.at;
  const atFirst = applied(EMPTY, first);
  const initial: Fields = isLate ? { ...atFirst, status: null, resolution: null, blocked: false } : atFirst;
  const changes: Change[] = [];
  let now = initial;
  for (const row of isLate ? rows : later) {
    const next = applied(now, row);
    changes.push(...differences(now, next, row));
    now = next;
  }
  return {
    source,
    item,
    url: null,
    createdAt: created,
    initial,
    changes,
    presentStatus: null,
    isCutShort: isLate,
    deletedAt: null,
  };
}

const EMPTY: Fields = {
  title: '',
  status: null,
  type: null,
  resolution: null,
  project: null,
  parent: null,
  team: null,
  labels: [],
  components: [],
  blocked: false,
  links: [],
  custom: {},
};

/** The fields after a row: empty cells change nothing, `-` clears. */
function applied(fields: Fields, { cells }: ReadRow): Fields {
  return {
    ...fields,
    status: cellOf(cells.status, fields.status, statusNamed, null),
    title: cellOf(cells.title, fields.title, (text) => text, ''),
    type: cellOf(cells.type, fields.type, (text) => text, null),
    resolution: cellOf(cells.resolution, fields.resolution, (text) => text, null),
    project: cellOf(cells.project, fields.project, (text) => text, null),
    parent: cellOf(cells.parent, fields.parent, (text) => text, null),
    team: cellOf(cells.team, fields.team, (text) => text, null),
    labels: cellOf(cells.labels, fields.labels, listOf, []),
    components: cellOf(cells.components, fields.components, listOf, []),
    blocked: cellOf(cells.blocked, fields.blocked, (text) => text.toLowerCase() === 'true', false),
  };
}

function cellOf<Value>(
  cell: string | undefined,
  unchanged: Value,
  read: (text: string) => Value,
  cleared: Value,
): Value {
  if (cell === undefined || cell === '') return unchanged;
  return cell === '-' ? cleared : read(cell);
}

function statusNamed(name: string): Status | null {
  return { id: null, name };
}

function listOf(text: string): readonly string[] {
  const parts = text.split(';').map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ''))];
}

/** What a row changed. A row that repeats what holds already changes nothing. */
function differences(before: Fields, after: Fields, { at, sequence }: ReadRow): readonly Change[] {
  const changes: Change[] = [];
  for (const field of TEXT_COLUMNS) {
    if (before[field] !== after[field]) changes.push({ at, sequence, field, to: after[field] });
  }
  for (const field of LIST_COLUMNS) {
    if (before[field].join(';') !== after[field].join(';')) changes.push({ at, sequence, field, to: after[field] });
  }
  if (before.title !== after.title) changes.push({ at, sequence, field: 'title', to: after.title });
  if (before.blocked !== after.blocked) changes.push({ at, sequence, field: 'blocked', to: after.blocked });
  if (before.status?.name !== after.status?.name) {
    changes.push({ at, sequence, field: 'status', from: before.status, to: after.status });
  }
  return changes;
}
