import { expect, it } from 'vitest';
import { fileOf } from '../kit/files.ts';
import { formatRefused } from '../kit/format-refused.ts';
import type { HistoryRecord } from '../kit/record.ts';
import { mayBePerson, textsOf } from './custom-values.ts';
import { jira } from './index.ts';
import { change, issueOf, PERSON, PERSON_MARKS, statusChange } from './issue.test-data.ts';

/** People in every place: fields, change log, further fields that were asked for by mistake. */
const FULL = {
  entries: [
    {
      at: '2014-01-02T10:00:00.000+0000',
      items: [
        statusChange(['1', 'Open'], ['6', 'Closed']),
        change('assignee', ['grace-account', 'Grace Hopper'], ['ada-account', 'Ada Lovelace']),
        change('reporter', [null, null], ['ada-account', 'Ada Lovelace']),
        change('Comment', [null, null], [null, 'Ask Grace Hopper']),
        change('description', [null, 'Grace Hopper'], [null, 'Ada Lovelace']),
        change('Tester', ['grace-account', 'Grace Hopper'], ['557058:ada-id', 'Ada Lovelace'], 'customfield_10100'),
        change(
          'Approvers',
          [null, null],
          ['[557058:ada-id, grace]', '[Ada Lovelace, Grace Hopper]'],
          'customfield_10101',
        ),
      ],
    },
  ],
  rest: { names: { customfield_10100: 'Tester', customfield_10101: 'Approvers', assignee: 'Assignee' } },
};

const CUSTOM = [
  'Tester',
  'Approvers',
  'customfield_10100',
  'customfield_10101',
  'assignee',
  'reporter',
  'comment',
  'watches',
];

async function readAll(text: string): Promise<readonly HistoryRecord[]> {
  const records: HistoryRecord[] = [];
  for await (const record of jira.read([fileOf('f.json', text)], { timeZone: 'UTC', customFields: CUSTOM })) {
    records.push(record);
  }
  return records;
}

it('no person comes through, also not through fields that were asked for', async () => {
  const payload = issueOf(FULL);
  expect(JSON.stringify(payload)).toMatch(PERSON_MARKS);
  const records = await readAll(JSON.stringify([payload]));
  expect(records.filter((record) => record.kind === 'history')).toHaveLength(1);
  expect(JSON.stringify(records)).not.toMatch(PERSON_MARKS);
});

it('no person stands in what is kept of a refused issue', async () => {
  const payload = issueOf({ ...FULL, fields: { created: 'never' } });
  const records = await readAll(JSON.stringify({ issues: [payload] }));
  const refused = records.filter((record) => record.kind === 'refused');
  expect(refused).toHaveLength(1);
  expect(JSON.stringify(refused)).not.toMatch(PERSON_MARKS);
  expect(formatRefused('jira', refused, true)).not.toMatch(PERSON_MARKS);
});

it('fields that hold people are named as not read', async () => {
  const notices = (await readAll(JSON.stringify([issueOf({})]))).filter((record) => record.kind === 'notice');
  expect(notices.map((record) => record.message)).toEqual(
    ['assignee', 'reporter', 'comment', 'watches'].map(
      (name) => `the field "${name}" holds people or their words and is not read`,
    ),
  );
});

it('a value is a text, a number, an option or a name, and never a person', () => {
  expect(textsOf('High')).toEqual(['High']);
  expect(textsOf(3)).toEqual(['3']);
  expect(textsOf({ value: 'High', id: '1' })).toEqual(['High']);
  expect(textsOf([{ name: '1.0', id: '1' }, { name: '1.1' }])).toEqual(['1.0', '1.1']);
  expect(textsOf(null)).toEqual([]);
  expect(textsOf('')).toEqual([]);
  expect(textsOf(PERSON)).toEqual([]);
  expect(textsOf([PERSON])).toEqual([]);
  expect(textsOf({ type: 'doc', content: [{ text: 'Ada' }] })).toEqual([]);
});

it('a change whose id is an account may be a person; ids of options, versions and days are none', () => {
  expect(mayBePerson('ada', 'Ada Lovelace')).toBe(true);
  expect(mayBePerson('557058:ada-id', 'Ada Lovelace')).toBe(true);
  expect(mayBePerson('[ada, grace]', '[Ada, Grace]')).toBe(true);
  for (const id of [null, '', '10019', '[10019]', '[10019, 10020]', '7, 8', '2014-01-01']) {
    expect(mayBePerson(id, 'Some text')).toBe(false);
  }
  expect(mayBePerson('text', 'text')).toBe(false);
});
