import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type FakeJira, startFakeJira } from '../../fakes/jira.ts';

const DATA = process.env.MILLRACE_TEST_DATA ?? path.resolve(import.meta.dirname, '../../../../shared/data');

export const FOLDER = path.join(DATA, 'jira-cloud');
export const hasRecorded = existsSync(FOLDER);

const rowShape = z.record(z.string(), z.string());
const itemShape = z.looseObject({ field: z.string(), fieldId: z.string().optional() });
const issueShape = z.looseObject({
  id: z.string(),
  changelog: z.looseObject({ histories: z.array(z.looseObject({ items: z.array(itemShape) })) }),
});
const sprintShape = z.looseObject({ id: z.number() });

export function rowsOf(name: string): readonly Readonly<Record<string, string>>[] {
  const text = readFileSync(path.join(FOLDER, `${name}.csv`), 'utf8');
  return z.array(rowShape).parse(parse(text, { columns: true, relax_quotes: true, skip_empty_lines: true }));
}

function bodiesOf<Body>(name: string, shape: z.ZodType<Body>): readonly Body[] {
  return rowsOf(name).map(({ data = '' }) => shape.parse(JSON.parse(data)));
}

/** The recorded issues and sprints, answered at the paths of Jira Cloud. */
export async function startRecorded(): Promise<FakeJira> {
  const issues = bodiesOf('_raw_jira_api_issues', issueShape);
  const sprints = bodiesOf('_raw_jira_api_sprints', sprintShape);
  const fields = new Map([
    ['customfield_10020', 'Sprint'],
    ['customfield_10014', 'Epic Link'],
  ]);
  for (const { changelog } of issues) {
    for (const { items } of changelog.histories) {
      for (const { field, fieldId } of items) if (fieldId !== undefined) fields.set(fieldId, field);
    }
  }
  return startFakeJira({
    issues,
    hasSprints: false,
    bend: (answer, { path: asked }) => {
      if (asked === '/rest/api/3/field')
        return { status: 200, body: [...fields].map(([id, name]) => fieldOf(id, name)) };
      if (asked === '/rest/agile/1.0/board') return page([{ id: 8, name: 'EE board', type: 'scrum' }]);
      if (asked === '/rest/agile/1.0/board/8/sprint') return page(sprints);
      return answer;
    },
  });
}

function page(values: readonly unknown[]) {
  return { status: 200, body: { startAt: 0, maxResults: 50, isLast: true, total: values.length, values } };
}

function fieldOf(id: string, name: string) {
  const custom: Readonly<Record<string, string>> = {
    Sprint: 'com.pyxis.greenhopper.jira:gh-sprint',
    'Epic Link': 'com.pyxis.greenhopper.jira:gh-epic-link',
  };
  return { id, name, schema: { type: id === 'assignee' ? 'user' : 'any', custom: custom[name] } };
}
