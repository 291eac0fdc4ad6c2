import type { z } from 'zod';
import type { App } from '../app.ts';
import { type Failure, invalid, type PlacedProblem } from '../errors.ts';
import { keep } from '../outcomes/kept.ts';
import { checkRecords } from './check-records.ts';
import type { CheckedRecord } from './checked-record.ts';
import { CHECK_IN, CYCLE, ITERATION_GOAL, inOneGo, KEY_RESULT, OBJECTIVE } from './kinds.ts';
import { readObjectivesCsv } from './read-csv.ts';
import { readYaml } from './read-yaml.ts';
import { type Records, readRecords } from './records.ts';
import { hasChanged, readStored, type Stored } from './stored-records.ts';
import { writeObjectivesCsv } from './write-csv.ts';
import { writeYaml } from './write-yaml.ts';

export type FileFormat = 'yaml' | 'csv';

const KINDS: Readonly<Record<keyof Records, { kind: string; noun: string; schema: z.ZodType }>> = {
  cycles: CYCLE,
  objectives: OBJECTIVE,
  keyResults: KEY_RESULT,
  checkIns: CHECK_IN,
  goals: ITERATION_GOAL,
};
/** What others name comes first. */
const ORDER: readonly (keyof Records)[] = ['cycles', 'objectives', 'keyResults', 'checkIns', 'goals'];
const SHOWN = 50;

export interface ObjectivesImported {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  /** What is worth knowing and refused nothing. */
  readonly notices: string[];
}

/** Everything as a file that another store takes in and writes again byte for byte. */
export async function exportObjectives(app: App, format: FileFormat): Promise<string> {
  const records = await readRecords(app);
  return format === 'yaml' ? writeYaml(records) : writeObjectivesCsv(records);
}

/**
 * Takes a file in, all of it or nothing: what has an id that is known becomes its next version, what says the same writes nothing, and what
 * the file does not name stays. Throws Invalid with every refused row by its line.
 */
export async function importObjectives(app: App, text: string, format: FileFormat): Promise<ObjectivesImported> {
  const raw = format === 'yaml' ? readYaml(text) : readObjectivesCsv(text);
  if (raw.length === 0) throw invalid('objectives: the file holds nothing');
  return inOneGo(app, async (inside) => {
    const stored = await readStored(inside);
    const { records, problems, notices } = await checkRecords(inside, raw, stored);
    if (problems.length > 0) throw refused(problems);
    const counts = { new: 0, changed: 0, unchanged: 0 };
    for (const kind of ORDER) {
      for (const record of records) if (record.kind === kind) counts[await write(inside, record, stored)] += 1;
    }
    return { ...counts, notices };
  });
}

async function write(app: App, record: CheckedRecord, stored: Stored): Promise<'new' | 'changed' | 'unchanged'> {
  if (!hasChanged(record, stored)) return 'unchanged';
  const { kind, id, body } = record;
  const before = stored[kind].get(id);
  await keep(app, KINDS[kind], { id, body, basedOn: before?.version ?? 0 });
  return before === undefined || before.isDeleted ? 'new' : 'changed';
}

function refused(problems: readonly PlacedProblem[]): Failure {
  const n = new Set(problems.map(({ line }) => line)).size;
  const more = problems.length > SHOWN ? `; the first ${SHOWN} problems are named` : '';
  return invalid(
    `objectives: ${n} ${n === 1 ? 'row is' : 'rows are'} refused and nothing was taken in${more}; mend ${n === 1 ? 'it' : 'them'} and import again`,
    problems.slice(0, SHOWN),
  );
}
