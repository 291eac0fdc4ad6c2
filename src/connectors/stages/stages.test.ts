import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileOf } from '../kit/files.ts';
import { formatRefused } from '../kit/format-refused.ts';
import type { HistoryRecord, ReadOptions } from '../kit/record.ts';
import { stages } from './index.ts';

const UTC: ReadOptions = { timeZone: 'UTC' };

async function read(text: string, options = UTC): Promise<readonly HistoryRecord[]> {
  const records: HistoryRecord[] = [];
  for await (const record of stages.read([fileOf('f.csv', text)], options)) {
    if (record.kind === 'history') expect(stages.historyOfRaw(record.raw, options)).toEqual(record.history);
    records.push(record);
  }
  return records;
}

/** Each history as `item: step@day step@day`. */
async function paths(text: string, options = UTC): Promise<readonly string[]> {
  return (await read(text, options)).flatMap((record) => {
    if (record.kind !== 'history') return [];
    const { history } = record;
    const steps = [[history.createdAt, history.initial.status?.name]];
    for (const change of history.changes) if (change.field === 'status') steps.push([change.at, change.to?.name]);
    const shown = steps.map(([at, name]) => `${name}@${new Date(Number(at)).toISOString().slice(0, 10)}`);
    return [`${history.item}: ${shown.join(' ')}`];
  });
}

describe('stages', () => {
  it('a row is an item, a dated column a step, an empty cell a step that was skipped', async () => {
    const text =
      'ID,Link,Name,Ready,Doing,Done,Type\nK-1,https://x.example/K-1,Fix it,2014-01-01,2014-01-03,2014-01-05,Bug\nK-2,,,2014-01-02,,2014-01-04,Story\nK-3,,,2014-01-02,,,Story\n';
    expect(await paths(text)).toEqual([
      'K-1: Ready@2014-01-01 Doing@2014-01-03 Done@2014-01-05',
      'K-2: Ready@2014-01-02 Done@2014-01-04',
      'K-3: Ready@2014-01-02',
    ]);
    const [first] = await read(text);
    expect(first).toMatchObject({
      history: {
        item: 'K-1',
        url: 'https://x.example/K-1',
        initial: { title: 'Fix it', type: 'Bug' },
        isCutShort: false,
      },
    });
  });

  it('dates against the order of columns are moves backwards, days that are equal go by column', async () => {
    expect(await paths('ID,A,B,C\nK-1,2014-01-05,2014-01-01,2014-01-05\n')).toEqual([
      'K-1: B@2014-01-01 A@2014-01-05 C@2014-01-05',
    ]);
  });

  it('days are the stream’s', async () => {
    const [first] = await read('ID,A\nK-1,2014-07-01\n', { timeZone: 'Europe/Berlin' });
    expect(first).toMatchObject({ history: { createdAt: Date.parse('2014-06-30T22:00:00Z') } });
  });

  it('the resolution comes with the last date', async () => {
    const [first] = await read('ID,A,B,Resolution\nK-1,2014-01-01,2014-01-05,Fixed\n');
    expect(first).toMatchObject({
      history: {
        initial: { resolution: null },
        changes: [{}, { field: 'resolution', to: 'Fixed', at: Date.parse('2014-01-05') }],
      },
    });
  });

  it('steps are the longest run of dated columns; empty ones inside are steps, due dates are none', async () => {
    const text =
      'Key,completed_timestamp,A,B,C,Priority,Due Date,Started\nK-1,2014-02-01,2014-01-01,,2014-01-05,High,2014-03-01,2014-01-02\n';
    expect(await paths(text)).toEqual(['K-1: A@2014-01-01 C@2014-01-05']);
    expect((await read(text)).filter((record) => record.kind === 'notice')).toMatchObject([
      { message: 'columns that are not read: "completed_timestamp", "Priority", "Due Date", "Started"' },
    ]);
  });

  it('with a document the columns named like its steps or statuses are steps, wherever they stand', async () => {
    const steps = [
      {
        step: 'Ready',
        statuses: [
          { id: '1', name: 'Open' },
          { id: null, name: 'Reopened' },
        ],
      },
      { step: 'Done', statuses: [{ id: null, name: 'Closed' }] },
      { step: 'Review', statuses: [] },
    ];
    const text =
      'ID,ready,Other,Reopened,Type,closed,Review\nK-1,2014-01-01,2014-01-02,2014-01-03,Bug,2014-01-04,2014-01-05\n';
    expect(await paths(text, { ...UTC, steps })).toEqual([
      'K-1: Open@2014-01-01 Reopened@2014-01-03 Closed@2014-01-04 Review@2014-01-05',
    ]);
    await expect(read('ID,X\nK-1,2014-01-01\n', { ...UTC, steps })).rejects.toThrow(
      'no column is named like a step or status of the stream\'s document ("Ready", "Done", "Review")',
    );
  });

  it('further columns are read when they are asked for, people never', async () => {
    const text = 'ID,A,Severity,Assignee\nK-1,2014-01-01,[High|Urgent],Ada\n';
    const [, record] = await read(text, { ...UTC, customFields: ['severity', 'Assignee'] });
    expect(record).toMatchObject({ history: { initial: { custom: { severity: ['High', 'Urgent'] } } } });
    expect(JSON.stringify(await read(text))).not.toContain('Ada');
  });

  it('a reading goes on behind a position', async () => {
    const text = 'ID,A\nK-1,2014-01-01\nK-2,2014-01-01\nK-3,2014-01-01\n';
    expect(await read(text, { ...UTC, after: 1 })).toEqual((await read(text)).slice(1));
  });
});

describe('rows of stages that are refused', () => {
  it.each([
    ['K-1,soon,', '"A" is "soon", which is no ISO 8601 date; write it as 2014-03-01'],
    ['K-1,,', 'has no date in any step'],
    [',2014-01-01,', 'names no item'],
    ['K-0,2014-01-01,', 'the item stands in the file already'],
    ['K-1,2014-01-01', 'has 2 cells, the header has 3'],
  ])('%j', async (row, reason) => {
    const refused = (await read(`ID,A,B\nK-0,2014-01-01,2014-01-02\nK-9,2014-01-01,2014-01-02\n${row}\n`)).filter(
      (record) => record.kind === 'refused',
    );
    expect(refused).toMatchObject([{ line: 4, reason: expect.stringContaining(reason) }]);
  });

  it('can be mended and imported again, and hold no people', async () => {
    const text = 'ID,A,B,Assignee\nK-0,2014-01-01,,Grace\nK-9,2014-01-01,,Grace\nK-1,2014-01-01,soon,Ada\n';
    const refused = (await read(text, { ...UTC, steps: STEPS })).filter((record) => record.kind === 'refused');
    const written = formatRefused('stages', refused, true);
    expect(written).not.toContain('Ada');
    expect(await paths(written.replace(',soon,', ',2014-01-03,'), { ...UTC, steps: STEPS })).toEqual([
      'K-1: A@2014-01-01 B@2014-01-03',
    ]);
  });
});

const STEPS = [
  { step: 'A', statuses: [] },
  { step: 'B', statuses: [] },
];

describe('files of stages that are refused', () => {
  it.each([
    ['Name,A\nx,2014-01-01\n', 'line 1: no column names the item; call it ID or Key'],
    ['ID,A,a\nK-1,2014-01-01,2014-01-01\n', 'line 1: the column "a" stands twice'],
    ['ID,A\nK-1,x\n', 'no column holds dates'],
    ['ID,A\nK-1,01/31/2014\n', 'line 2 has "01/31/2014" in the column "A": write it as 2014-03-01'],
  ])('%j', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
});

const FLOW_TOOL_EXPORT = path.join(
  process.env.MILLRACE_TEST_DATA ?? path.resolve(import.meta.dirname, '../../../../shared/data'),
  'jira/B_ISLANDORA_cycletime.csv',
);
const hasData = existsSync(FLOW_TOOL_EXPORT);

describe.skipIf(!hasData)(`an export of a flow tool${hasData ? '' : ` (skipped: no ${FLOW_TOOL_EXPORT})`}`, () => {
  it('is read whole: attributes before the steps, the day of completion no step', async () => {
    const text = readFileSync(FLOW_TOOL_EXPORT, 'utf8');
    const records = await read(text);
    const rows = text.trim().split('\n').length - 1;
    expect(records.filter((record) => record.kind === 'history')).toHaveLength(rows);
    // Its first row: Received and Open on 2009-01-10, the rest on 2010-06-10.
    expect((await paths(text))[0]).toBe(
      'ISLANDORA-3: Received@2009-01-10 Open@2009-01-10 In Progress@2010-06-10 Review@2010-06-10 Done@2010-06-10',
    );
  });
});
