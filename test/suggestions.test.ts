import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fileOf, type HistoryFile, readHistories } from '../src/connectors/index.ts';
import { parseStream } from '../src/flow/stream/parse.ts';
import { guessStates } from '../src/flow/stream/suggest/guess-states.ts';
import { createSurvey, suggestDocument } from '../src/flow/stream/suggest.ts';

const DATA = process.env.MILLRACE_TEST_DATA ?? path.resolve(import.meta.dirname, '../../shared/data');
const hasData = existsSync(path.join(DATA, 'jira'));
const NOTE = hasData ? '' : ` (skipped: no data in ${DATA})`;

const page = readFileSync(path.resolve(import.meta.dirname, '../docs/suggestions.md'), 'utf8');

/** Cells of the table whose first column has that heading. */
function rowsOf(heading: string): readonly (readonly string[])[] {
  const lines = page.split('\n');
  const head = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  const rest = lines.slice(head + 2);
  return rest
    .slice(
      0,
      rest.findIndex((line) => !line.startsWith('|')),
    )
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const projectRows = rowsOf('project').map(([project = '', status = '', suggested = '', careful = '']) => ({
  project,
  status,
  suggested,
  careful,
}));
const projects = [...new Set(projectRows.map(({ project }) => project))];

const CsvRow = z.looseObject({ data: z.string() });

function cloudRows(name: string): readonly string[] {
  const file = readFileSync(path.join(DATA, 'jira-cloud', name));
  return z
    .array(CsvRow)
    .parse(parse(file, { columns: true }))
    .map(({ data }) => data);
}

function filesOf(project: string): readonly (string | HistoryFile)[] {
  if (project === 'ISLANDORA') return [path.join(DATA, 'jira/islandora.ndjson.gz')];
  if (project === 'EE') return [fileOf('cloud.ndjson', cloudRows('_raw_jira_api_issues.csv').join('\n'))];
  return [path.join(DATA, 'jira/apache.ndjson.gz')];
}

async function suggestionFor(project: string): Promise<string> {
  const survey = createSurvey();
  for await (const record of readHistories('jira', filesOf(project), { timeZone: 'UTC', withRaw: false })) {
    if (record.kind === 'history' && record.history.item.startsWith(`${project}-`)) survey.add(record.history, record);
  }
  return suggestDocument(survey.finish(), { timeZone: 'UTC' });
}

/** Status to state, as the suggested text says it. */
async function statesOf(project: string): Promise<Readonly<Record<string, string>>> {
  const read = parseStream(await suggestionFor(project));
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  const { steps, blocked } = read.document;
  return Object.fromEntries([
    ...steps.flatMap(({ state, statuses }) => statuses.map(({ name }) => [name, state])),
    ...blocked.statuses.map(({ name }) => [name, 'blocked']),
  ]);
}

describe.skipIf(!hasData)(`suggestions for real projects${NOTE}`, () => {
  it.each(projects)('%s: every status is suggested as docs/suggestions.md says', async (project) => {
    const rows = projectRows.filter((row) => row.project === project);
    expect(await statesOf(project)).toEqual(
      Object.fromEntries(rows.map(({ status, suggested }) => [status, suggested])),
    );
  });

  it('every status name of a whole site is suggested as docs/suggestions.md says', () => {
    const status = z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }) });
    const survey = createSurvey();
    const names = new Set<string>();
    for (const row of cloudRows('_raw_jira_api_status.csv')) {
      const { name, statusCategory } = status.parse(JSON.parse(row));
      if (names.has(name.toLowerCase())) continue;
      names.add(name.toLowerCase());
      survey.add(
        {
          source: 'jira',
          item: name,
          url: null,
          createdAt: 0,
          initial: {
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
          },
          // Each is passed on the way, so that its place says nothing.
          changes: [
            { at: 1, sequence: 0, field: 'status', from: null, to: { id: null, name } },
            { at: 2, sequence: 0, field: 'status', from: null, to: { id: null, name: 'Elsewhere' } },
          ],
          presentStatus: null,
          isCutShort: false,
          deletedAt: null,
        },
        { categories: [{ id: null, name, category: statusCategory.key }] },
      );
    }
    const guessed = guessStates(survey.finish()).filter((guess) => guess.status.name !== 'Elsewhere');
    const shown = Object.fromEntries(guessed.map((guess) => [guess.status.name, [guess.status.category, guess.state]]));
    const written = rowsOf('status').map(([name = '', category, suggested]) => [name, [category, suggested]]);
    expect(shown).toEqual(Object.fromEntries(written));
  });
});

describe('docs/suggestions.md', () => {
  it.each(projects)('%s: at least nine of ten statuses get the state of a careful person', (project) => {
    const rows = projectRows.filter((row) => row.project === project);
    const same = rows.filter(({ suggested, careful }) => suggested === careful);
    expect(same.length / rows.length).toBeGreaterThanOrEqual(0.9);
  });

  it('tells how many agree', () => {
    const agreeing = (rows: readonly (readonly (string | undefined)[])[]) =>
      `${rows.filter(([suggested, careful]) => suggested === careful).length} of ${rows.length}`;
    expect(projects.length).toBeGreaterThanOrEqual(3);
    expect(page).toContain(agreeing(projectRows.map(({ suggested, careful }) => [suggested, careful])));
    expect(page).toContain(agreeing(rowsOf('status').map(([, , suggested, careful]) => [suggested, careful])));
  });
});
