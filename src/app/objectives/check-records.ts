import { loopIn } from '../../outcomes/objectives/alignment.ts';
import type { CycleBody } from '../../outcomes/objectives/cycle.ts';
import type { App } from '../app.ts';
import type { PlacedProblem } from '../errors.ts';
import { listKept, METRIC, OUTCOME } from '../outcomes/kept.ts';
import { count } from '../words.ts';
import { type CheckedRecord, checkRecord, type Say } from './checked-record.ts';
import { goalFault } from './goals.ts';
import type { RawRecord, Records } from './records.ts';
import { hasChanged, type Stored } from './stored-records.ts';
import { todayOf } from './today.ts';

const NOUNS: Readonly<Record<keyof Records, string>> = {
  cycles: 'cycle',
  objectives: 'objective',
  keyResults: 'key result',
  checkIns: 'check-in',
  goals: 'iteration goal',
};

export interface CheckedFile {
  readonly records: readonly CheckedRecord[];
  /** By line. */
  readonly problems: readonly PlacedProblem[];
  readonly notices: string[];
}

/** Holds every record of a file to the rules that the forms keep, together with what the store holds, and says by line what is wrong. */
export async function checkRecords(app: App, raw: readonly RawRecord[], stored: Stored): Promise<CheckedFile> {
  const problems: PlacedProblem[] = [];
  const say: Say = (line, path, message) => problems.push({ line, column: null, path, message });
  const records = raw.flatMap((one) => checkRecord(one, say) ?? []);
  checkTwice(records, say);
  const book = bookOf(records, stored);
  const today = await todayOf(app);
  for (const record of records) {
    checkLinks(record, book, today, say);
    if (!hasChanged(record, stored)) continue;
    checkClosed(record, book, stored, say);
    const fault = record.kind === 'goals' ? goalFault(record.body, today) : null;
    if (fault !== null) say(record.line, 'statement', fault);
  }
  const loop = loopIn(book);
  if (loop !== null) {
    const line = records.find(({ kind, id }) => kind === 'objectives' && id === loop)?.line ?? 1;
    say(line, 'parent', `objective "${loop}" would stand above itself; choose a key result further up`);
  }
  const byLine = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { records, problems: byLine, notices: await noticesOf(app, records) };
}

function checkTwice(records: readonly CheckedRecord[], say: Say): void {
  const seen = new Map<string, number>();
  for (const { kind, id, line } of records) {
    const before = seen.get(`${kind} ${id}`);
    if (before !== undefined) say(line, 'id', `the ${NOUNS[kind]} "${id}" stands in line ${before} already`);
    else seen.set(`${kind} ${id}`, line);
  }
}

/** What file and store hold together; where both know an id, the file counts. */
interface Book {
  readonly cycles: ReadonlyMap<string, CycleBody>;
  readonly cycleOf: ReadonlyMap<string, string>;
  readonly parentOf: ReadonlyMap<string, string | null>;
  readonly objectiveOf: ReadonlyMap<string, string>;
}

function bookOf(records: readonly CheckedRecord[], stored: Stored): Book {
  const cycles = new Map<string, CycleBody>();
  const cycleOf = new Map<string, string>();
  const parentOf = new Map<string, string | null>();
  const objectiveOf = new Map<string, string>();
  for (const [id, { body, isDeleted }] of stored.cycles) if (!isDeleted) cycles.set(id, body);
  for (const [id, { body, isDeleted }] of stored.objectives) {
    if (isDeleted) continue;
    cycleOf.set(id, body.cycle);
    parentOf.set(id, body.parent);
  }
  for (const [id, { body, isDeleted }] of stored.keyResults) if (!isDeleted) objectiveOf.set(id, body.objective);
  for (const record of records) {
    if (record.kind === 'cycles') cycles.set(record.id, record.body);
    if (record.kind === 'keyResults') objectiveOf.set(record.id, record.body.objective);
    if (record.kind !== 'objectives') continue;
    cycleOf.set(record.id, record.body.cycle);
    parentOf.set(record.id, record.body.parent);
  }
  return { cycles, cycleOf, parentOf, objectiveOf };
}

function checkLinks(record: CheckedRecord, book: Book, today: string, say: Say): void {
  const missing = (path: string, noun: string, id: string): void =>
    say(record.line, path, `there is no ${noun} "${id}", neither in the file nor in the store`);
  switch (record.kind) {
    case 'objectives': {
      const { cycle, parent } = record.body;
      if (!book.cycles.has(cycle)) missing('cycle', 'cycle', cycle);
      if (parent !== null && !book.objectiveOf.has(parent)) missing('parent', 'key result', parent);
      return;
    }
    case 'keyResults':
      if (!book.cycleOf.has(record.body.objective)) missing('objective', 'objective', record.body.objective);
      return;
    case 'checkIns':
      if (!book.objectiveOf.has(record.body.keyResult)) missing('keyResult', 'key result', record.body.keyResult);
      if (record.body.on > today) say(record.line, 'on', `${record.body.on} lies ahead`);
      return;
    default:
  }
}

/** What a cycle held when it was closed stays as it was, whichever way somebody comes. */
function checkClosed(record: CheckedRecord, book: Book, stored: Stored, say: Say): void {
  const cycle = cycleIdOf(record, book);
  const before = cycle === null ? undefined : stored.cycles.get(cycle);
  if (before === undefined || before.isDeleted || before.body.state === 'open') return;
  const what = `the cycle "${before.body.name}" is closed here; open it again with a reason first`;
  say(record.line, record.kind === 'cycles' ? 'state' : 'cycle', what);
}

function cycleIdOf(record: CheckedRecord, { cycleOf, objectiveOf }: Book): string | null {
  switch (record.kind) {
    case 'cycles':
      return record.id;
    case 'objectives':
      return record.body.cycle;
    case 'keyResults':
      return cycleOf.get(record.body.objective) ?? null;
    case 'checkIns':
      return cycleOf.get(objectiveOf.get(record.body.keyResult) ?? '') ?? null;
    case 'goals':
      return null;
  }
}

/** Metrics, outcomes and streams are no part of the file: a name that is not known here refuses nothing, and leaves figures unknown. */
async function noticesOf(app: App, records: readonly CheckedRecord[]): Promise<string[]> {
  const known = {
    metric: new Set((await listKept(app, METRIC)).map(({ id }) => id)),
    outcome: new Set((await listKept(app, OUTCOME)).map(({ id }) => id)),
  };
  const keyResults = records.flatMap((one) => (one.kind === 'keyResults' ? [one.body] : []));
  return (['metric', 'outcome'] as const).flatMap((field) => {
    const named = keyResults.filter((body) => body[field] !== null);
    const missing = named.filter((body) => !known[field].has(body[field] ?? ''));
    if (missing.length === 0) return [];
    return `${count(missing.length, 'key result')} name${missing.length === 1 ? 's' : ''} a${field === 'outcome' ? 'n' : ''} ${field} that is not in this store; where ${missing.length === 1 ? 'it stands' : 'they stand'} is unknown until it is`;
  });
}
