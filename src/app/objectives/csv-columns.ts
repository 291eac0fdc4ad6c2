import type { Records } from './records.ts';

/** What stands in the column `record`. A row of kind `ask` belongs to the check-in that its column `checkIn` names. */
export const RECORD_NAMES: Readonly<Record<string, keyof Records | 'ask'>> = {
  cycle: 'cycles',
  objective: 'objectives',
  'key-result': 'keyResults',
  'check-in': 'checkIns',
  ask: 'ask',
  'iteration-goal': 'goals',
};

/** The columns that each kind of row may fill, in the order of the file. docs/objectives.md says what they mean. */
export const COLUMNS_OF: Readonly<Record<keyof Records | 'ask', readonly string[]>> = {
  cycles: ['name', 'from', 'to', 'checkInEveryDays', 'state', 'closedOn', 'reopenedBecause'],
  objectives: ['cycle', 'level', 'team', 'stream', 'parent', 'title', 'why', 'owner', 'carriedFrom'],
  keyResults: [
    'objective',
    'title',
    'owner',
    'commitment',
    'direction',
    'baseline',
    'target',
    'low',
    'high',
    'unit',
    'by',
    'metric',
    'outcome',
    'carriedFrom',
    'score',
    'scoreNote',
  ],
  checkIns: ['keyResult', 'on', 'value', 'confidence', 'note'],
  ask: ['checkIn', 'team', 'what', 'isBlocking'],
  goals: ['stream', 'team', 'from', 'to', 'statement', 'override', 'verdict', 'why'],
};

export const COLUMNS: readonly string[] = ['record', 'id', ...new Set(Object.values(COLUMNS_OF).flat())];

export const NUMBERS: ReadonlySet<string> = new Set([
  'checkInEveryDays',
  'baseline',
  'target',
  'low',
  'high',
  'score',
  'value',
  'confidence',
]);

const FORMULA = /^'*[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;

/** A text that a spreadsheet would run as a formula gets an apostrophe in front; `unguarded` takes exactly that one away again. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

export function unguarded(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}
