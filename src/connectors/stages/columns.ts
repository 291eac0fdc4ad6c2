import type { Status } from '../../flow/history.ts';
import type { CsvRow } from '../kit/csv-table.ts';
import { partsOf } from '../kit/instant.ts';
import type { StepColumn } from '../kit/record.ts';
import { UnreadableFile } from '../kit/unreadable-file.ts';

/** What a column that is no step may hold, by the names that common tools give it. */
const ROLES = {
  item: [
    'id',
    'key',
    'item',
    'issue key',
    'issue id',
    'item id',
    'item key',
    'work item id',
    'ticket',
    'ticket id',
    'issue',
  ],
  url: ['link', 'url'],
  title: ['name', 'title', 'summary'],
  type: ['type', 'issue type', 'item type', 'work item type', 'issuetype'],
  parent: ['parent', 'parent key', 'epic', 'epic link', 'epic key'],
  labels: ['labels', 'label', 'tags'],
  components: ['components', 'component'],
  project: ['project', 'project key'],
  team: ['team'],
  resolution: ['resolution'],
} as const;

export type Role = keyof typeof ROLES;

/** Columns that hold days and are no steps. */
const DATED_ATTRIBUTES = new Set([
  'due',
  'due date',
  'duedate',
  'updated',
  'last updated',
  'resolution date',
  'resolutiondate',
  'completed timestamp',
  'start date',
  'end date',
]);

export interface StageColumns {
  readonly roles: Readonly<Partial<Record<Role, number>>>;
  readonly steps: readonly { readonly index: number; readonly status: Status }[];
  /** Further columns that were asked for, by the name they were asked by. */
  readonly custom: readonly { readonly index: number; readonly name: string }[];
  /** Columns that are not read. */
  readonly ignored: readonly string[];
}

/**
 * Tells what each column is. Steps are the columns named like a step or a status of the stream's document; without a
 * document the longest run of neighbouring columns that hold dates.
 */
export function stageColumns(
  file: string,
  header: readonly string[],
  rows: readonly CsvRow[],
  document: readonly StepColumn[] | undefined,
  customFields: readonly string[],
): StageColumns {
  const names = header.map(plain);
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (twice !== undefined) refuse(file, `line 1: the column "${twice}" stands twice; keep one of them`);
  const steps = document === undefined ? datedRun(file, header, rows) : namedSteps(file, header, document);
  const isStep = new Set(steps.map((step) => step.index));
  const roles: Partial<Record<Role, number>> = {};
  for (const [role, aliases] of entriesOf(ROLES)) {
    const found = aliases.map((alias) => names.indexOf(alias)).find((index) => index !== -1 && !isStep.has(index));
    if (found !== undefined) roles[role] = found;
  }
  if (roles.item === undefined) refuse(file, 'line 1: no column names the item; call it ID or Key');
  const custom = customFields.flatMap((name) => {
    const index = names.indexOf(plain(name));
    return index === -1 ? [] : [{ index, name }];
  });
  const read = new Set([...isStep, ...Object.values(roles), ...custom.map((column) => column.index)]);
  const ignored = header.filter((name, index) => !read.has(index) && name !== '' && plain(name) !== 'refused');
  return { roles, steps, custom, ignored };
}

function namedSteps(file: string, header: readonly string[], document: readonly StepColumn[]): StageColumns['steps'] {
  const statuses = new Map<string, Status>();
  for (const { step, statuses: refs } of document) {
    const [first] = refs;
    statuses.set(plain(step), { id: first?.id ?? null, name: first?.name ?? step });
  }
  for (const { statuses: refs } of document) {
    for (const { id, name } of refs) if (name !== null) statuses.set(plain(name), { id, name });
  }
  const steps = header.flatMap((name, index) => {
    const status = statuses.get(plain(name));
    return status === undefined ? [] : [{ index, status }];
  });
  if (steps.length > 0) return steps;
  const wanted = document.map(({ step }) => JSON.stringify(step)).join(', ');
  return refuse(file, `line 1: no column is named like a step or status of the stream's document (${wanted})`);
}

/** Empty columns inside the run are steps that nobody was in; at its ends they are not taken. */
function datedRun(file: string, header: readonly string[], rows: readonly CsvRow[]): StageColumns['steps'] {
  const kinds = header.map((name, index) => (DATED_ATTRIBUTES.has(plain(name)) ? 'other' : kindOfColumn(rows, index)));
  let best: readonly number[] = [];
  let run: number[] = [];
  kinds.forEach((kind, index) => {
    if (kind === 'other') run = [];
    else if (kind === 'dates' || run.length > 0) run.push(index);
    const lastDated = run.findLastIndex((at) => kinds[at] === 'dates');
    if (lastDated + 1 > best.length) best = run.slice(0, lastDated + 1);
  });
  if (best.length === 0)
    refuse(file, `no column holds dates; each step is a column of ISO 8601 dates${otherDates(header, rows)}`);
  return best.map((index) => ({ index, status: { id: null, name: header[index] ?? '' } }));
}

/** One wrong cell must not turn a step into something else: most cells decide, and the wrong cell refuses its row. */
function kindOfColumn(rows: readonly CsvRow[], index: number): 'dates' | 'empty' | 'other' {
  let filled = 0;
  let dates = 0;
  for (const { cells } of rows) {
    const text = cells[index] ?? '';
    if (text === '') continue;
    filled += 1;
    if (partsOf(text) !== null) dates += 1;
  }
  if (filled === 0) return 'empty';
  return dates * 2 > filled ? 'dates' : 'other';
}

function otherDates(header: readonly string[], rows: readonly CsvRow[]): string {
  for (const { line, cells } of rows.slice(0, 100)) {
    const index = cells.findIndex((text) => /^\d{1,4}[/.]\d{1,2}[/.]\d{1,4}/.test(text));
    if (index !== -1) {
      return `; line ${line} has "${cells[index]}" in the column "${header[index] ?? ''}": write it as 2014-03-01`;
    }
  }
  return '';
}

function plain(name: string): string {
  return name.trim().toLowerCase().replaceAll('_', ' ');
}

function entriesOf(roles: typeof ROLES): readonly (readonly [Role, readonly string[]])[] {
  return [
    ['item', roles.item],
    ['url', roles.url],
    ['title', roles.title],
    ['type', roles.type],
    ['parent', roles.parent],
    ['labels', roles.labels],
    ['components', roles.components],
    ['project', roles.project],
    ['team', roles.team],
    ['resolution', roles.resolution],
  ];
}

function refuse(file: string, problem: string): never {
  throw new UnreadableFile(file, problem);
}
