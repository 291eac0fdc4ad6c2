import { Document, visit } from 'yaml';
import type { Recorded, Records } from './records.ts';

const HEAD =
  '# Objectives of Millrace; docs/objectives.md says what each field means. Days named "to" are the first day left out.\n';

/** All objectives as YAML, key results under their objective and check-ins under their key result. Fields that say nothing are left out. */
export function writeYaml({ cycles, objectives, keyResults, checkIns, goals }: Records): string {
  const keyResultsOf = Map.groupBy(keyResults, ({ body }) => body.objective);
  const checkInsOf = Map.groupBy(checkIns, ({ body }) => body.keyResult);
  const document = {
    cycles: cycles.map(said),
    objectives: objectives.map((objective) => ({
      ...said(objective),
      ...listed(
        'keyResults',
        (keyResultsOf.get(objective.id) ?? []).map(({ id, body: { objective: _objective, ...body } }) => ({
          ...said({ id, body }),
          ...listed(
            'checkIns',
            (checkInsOf.get(id) ?? []).map(({ id: checkIn, body: { keyResult: _keyResult, ...rest } }) =>
              said({ id: checkIn, body: rest }),
            ),
          ),
        })),
      ),
    })),
    iterationGoals: goals.map(said),
  };
  return HEAD + writeSafely(document);
}

/** Lines of a block keep neither blanks at their edges nor empty lines at its end: texts that have them are written in quotes. */
const PLAIN_LINES = /^(?:\S(?:[^\r\t\u0085\u2028\u2029\uFEFF]*\S)?)?$/u;

function writeSafely(content: unknown): string {
  const document = new Document(content, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_key, scalar) => {
      const { value } = scalar;
      if (typeof value !== 'string') return;
      const isPlain = value.split('\n').every((line) => PLAIN_LINES.test(line)) && !/^\n|\n$/.test(value);
      if (!isPlain) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 });
}

function said({ id, body }: Recorded<object>): Record<string, unknown> {
  const entries = Object.entries(body).filter(
    ([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return { id, ...Object.fromEntries(entries) };
}

function listed(key: string, values: readonly unknown[]): Record<string, unknown> {
  return values.length === 0 ? {} : { [key]: values };
}
