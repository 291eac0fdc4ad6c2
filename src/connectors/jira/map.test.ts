import { describe, expect, it } from 'vitest';
import type { ItemHistory } from '../../flow/history.ts';
import { change, issueOf, statusChange } from './issue.test-data.ts';
import { rawOf } from './issue.ts';
import { historyOf } from './map.ts';
import { readIssue } from './read-issue.ts';
import { wantedFields } from './wanted-fields.ts';

const T1 = '2014-01-02T10:00:00.000+0000';
const T2 = '2014-01-03T10:00:00.000+0000';
const T3 = '2014-01-04T10:00:00.000+0000';
const at = (text: string): number => Date.parse(text.replace('+0000', 'Z'));

const OPEN = ['1', 'Open'] as const;
const PROGRESS = ['3', 'In Progress'] as const;
const CLOSED = ['6', 'Closed'] as const;

/** Maps a payload, and again from what is kept of it: both must agree. */
function mapped(payload: unknown, customFields: readonly string[] = [], names = {}): ItemHistory {
  const wanted = wantedFields(customFields);
  const { issue, problem } = readIssue(payload, wanted, names);
  if (issue === null) throw new Error(problem);
  const history = historyOf(issue, 'jira', wanted);
  const again = readIssue(JSON.parse(rawOf(issue)), wanted);
  if (again.issue === null) throw new Error(again.problem);
  expect(historyOf(again.issue, 'jira', wanted)).toEqual(history);
  expect(rawOf(again.issue)).toBe(rawOf(issue));
  return history;
}

describe('a Jira issue', () => {
  it('is what it is now when nothing ever changed', () => {
    expect(
      mapped(
        issueOf({
          fields: {
            labels: ['a', 'b'],
            components: [{ id: '7', name: 'Core' }],
            parent: { id: '9', key: 'K-9', fields: { summary: 'Epic' } },
          },
        }),
      ),
    ).toEqual({
      source: 'jira',
      item: 'K-1',
      url: 'https://jira.example.org/browse/K-1',
      createdAt: Date.parse('2014-01-01T10:00:00Z'),
      initial: {
        title: 'Let people sign in',
        status: { id: '6', name: 'Closed' },
        type: 'Task',
        resolution: 'Fixed',
        project: 'K',
        parent: 'K-9',
        team: null,
        labels: ['a', 'b'],
        components: ['Core'],
        blocked: false,
        links: [],
        custom: {},
      },
      changes: [],
      presentStatus: { id: '6', name: 'Closed' },
      isCutShort: false,
      deletedAt: null,
    });
  });

  it('began as the first change of each field says', () => {
    const history = mapped(
      issueOf({
        entries: [
          {
            id: '50',
            at: T1,
            items: [statusChange(OPEN, PROGRESS), change('summary', [null, 'Old title'], [null, 'Newer'])],
          },
          {
            id: '51',
            at: T2,
            items: [
              change('issuetype', ['1', 'Bug'], ['3', 'Task']),
              change('labels', [null, ''], [null, 'x y']),
              change('resolution', [null, null], ['1', 'Fixed']),
              statusChange(PROGRESS, CLOSED),
            ],
          },
        ],
      }),
    );
    expect(history.initial).toMatchObject({
      title: 'Old title',
      status: { id: '1', name: 'Open' },
      type: 'Bug',
      resolution: null,
      labels: [],
    });
    expect(history.changes).toEqual([
      {
        at: at(T1),
        sequence: 50,
        field: 'status',
        from: { id: '1', name: 'Open' },
        to: { id: '3', name: 'In Progress' },
      },
      { at: at(T1), sequence: 50, field: 'title', to: 'Newer' },
      { at: at(T2), sequence: 51, field: 'type', to: 'Task' },
      { at: at(T2), sequence: 51, field: 'labels', to: ['x', 'y'] },
      { at: at(T2), sequence: 51, field: 'resolution', to: 'Fixed' },
      {
        at: at(T2),
        sequence: 51,
        field: 'status',
        from: { id: '3', name: 'In Progress' },
        to: { id: '6', name: 'Closed' },
      },
    ]);
  });

  it('has its changes in order of instant, then numeric id, however the server gave them', () => {
    const history = mapped(
      issueOf({
        entries: [
          { id: '103', at: T2, items: [statusChange(PROGRESS, CLOSED)] },
          { id: '100', at: T2, items: [statusChange(OPEN, PROGRESS)] },
          { id: '99', at: T2, items: [change('resolution', ['1', 'Fixed'], [null, null])] },
          { id: '9', at: T1, items: [statusChange(CLOSED, OPEN)] },
        ],
      }),
    );
    expect(history.changes.map((one) => one.sequence)).toEqual([9, 99, 100, 103]);
    expect(history.initial.status).toEqual({ id: '6', name: 'Closed' });
    expect(history.initial.resolution).toBe('Fixed');
  });

  it('says that its change log was cut short', () => {
    const entries = [{ at: T1, items: [statusChange(OPEN, CLOSED)] }];
    expect(mapped(issueOf({ entries, total: 2 })).isCutShort).toBe(true);
    expect(mapped(issueOf({ entries, total: 1 })).isCutShort).toBe(false);
  });

  it('keeps its key when it moved; the project before is read from the key before', () => {
    const history = mapped(
      issueOf({
        entries: [
          {
            at: T1,
            items: [
              change('Project', ['90', 'Old Works'], ['100', 'Kettle']),
              change('Key', [null, 'OLD-12'], [null, 'K-1']),
            ],
          },
        ],
      }),
    );
    expect(history.item).toBe('K-1');
    expect(history.initial.project).toBe('OLD');
    expect(history.changes).toEqual([{ at: at(T1), sequence: 500, field: 'project', to: 'K' }]);
  });

  it('goes by the name of a former project whose key is nowhere told', () => {
    const history = mapped(
      issueOf({ entries: [{ at: T1, items: [change('project', ['90', 'Old Works'], ['100', 'Kettle'])] }] }),
    );
    expect(history.initial.project).toBe('Old Works');
    expect(history.changes).toMatchObject([{ field: 'project', to: 'K' }]);
  });

  it('walks components back one by one, by id, so that a renamed one is one component', () => {
    const history = mapped(
      issueOf({
        fields: {
          components: [
            { id: '1', name: 'Core (new name)' },
            { id: '2', name: 'Docs' },
          ],
        },
        entries: [
          { at: T1, items: [change('Component', [null, null], ['1', 'Core'])] },
          { at: T2, items: [change('Component', ['3', 'Legacy'], [null, null])] },
        ],
      }),
    );
    expect(history.initial.components.toSorted()).toEqual(['Docs', 'Legacy']);
    expect(history.changes).toMatchObject([
      { at: at(T1), field: 'components', to: expect.arrayContaining(['Docs', 'Legacy', 'Core (new name)']) },
      { at: at(T2), field: 'components', to: expect.arrayContaining(['Docs', 'Core (new name)']) },
    ]);
    expect(history.changes[1]).toMatchObject({ to: { length: 2 } });
  });

  it('has the parent that any of the parent fields says', () => {
    const history = mapped(
      issueOf({
        fields: { parent: { id: '33', key: 'K-33' } },
        entries: [
          { at: T1, items: [change('Epic Link', [null, null], ['31', 'K-31'], 'customfield_10014')] },
          { at: T2, items: [change('IssueParentAssociation', ['31', 'K-31'], ['33', 'OLD-5'])] },
          { at: T3, items: [change('Epic Child', [null, null], ['99', 'K-99'])] },
        ],
      }),
    );
    expect(history.initial.parent).toBeNull();
    // K-33 was OLD-5 when it became the parent; the id tells that it is the same.
    expect(history.changes.map((one) => ('to' in one ? one.to : null))).toEqual(['K-31', 'K-33']);
  });

  it('finds an epic link that never changed by the names of the answer', () => {
    const payload = issueOf({ fields: { customfield_10014: 'K-31' } });
    expect(mapped(payload).initial.parent).toBeNull();
    expect(mapped(payload, [], { customfield_10014: 'Epic Link' }).initial.parent).toBe('K-31');
  });

  it('has the flag as the field Flagged', () => {
    const up = change('Flagged', ['', ''], ['[10019]', 'Impediment'], 'customfield_10021');
    const down = change('Flagged', ['[10019]', 'Impediment'], ['', ''], 'customfield_10021');
    const history = mapped(
      issueOf({
        entries: [
          { at: T1, items: [up] },
          { at: T2, items: [down] },
        ],
      }),
    );
    expect(history.initial.custom).toEqual({});
    expect(history.changes).toEqual([
      { at: at(T1), sequence: 500, field: 'custom', name: 'Flagged', to: ['Impediment'] },
      { at: at(T2), sequence: 501, field: 'custom', name: 'Flagged', to: [] },
    ]);
    const fromBeginning = issueOf({
      fields: { customfield_10021: [{ value: 'Impediment', id: '10019' }] },
      rest: { names: { customfield_10021: 'Flagged', customfield_1: 'Other' } },
    });
    expect(mapped(fromBeginning).initial.custom).toEqual({ Flagged: ['Impediment'] });
  });

  it('has further fields only when they were asked for, by name or by id', () => {
    const payload = issueOf({
      fields: { customfield_20: { value: 'High', id: '1' }, priority: { id: '2', name: 'Major' } },
      entries: [{ at: T1, items: [change('Severity', ['5', 'Low'], ['1', 'High'], 'customfield_20')] }],
    });
    expect(mapped(payload).changes).toEqual([]);
    expect(mapped(payload, ['Severity']).initial.custom).toEqual({ Severity: ['Low'] });
    expect(mapped(payload, ['customfield_20', 'priority']).initial.custom).toEqual({
      customfield_20: ['Low'],
      priority: ['Major'],
    });
    expect(mapped(payload, ['Severity']).changes).toEqual([
      { at: at(T1), sequence: 500, field: 'custom', name: 'Severity', to: ['High'] },
    ]);
  });

  it('is not misled by a change item that lacks a text', () => {
    const bare = { field: 'status', from: '1', fromString: 'Open', to: '6' };
    expect(mapped(issueOf({ entries: [{ at: T1, items: [bare] }] })).changes).toEqual([
      { at: at(T1), sequence: 500, field: 'status', from: { id: '1', name: 'Open' }, to: { id: '6', name: '6' } },
    ]);
  });

  it.each([
    [{}, 'has no key'],
    [{ errorMessages: ['The issue does not exist'] }, 'is an error answer of Jira'],
    [[], 'is no Jira issue'],
    [null, 'is no Jira issue'],
    [{ key: 'K-1' }, 'has no fields'],
    [{ key: 'K-1', fields: {} }, 'has no changelog; export it with expand=changelog'],
    [{ ...issueOf({}), changelog: {} }, 'has a changelog without histories'],
    [issueOf({ fields: { created: undefined } }), 'has no fields.created'],
    [issueOf({ fields: { created: 'last week' } }), 'fields.created "last week" is no instant'],
    [issueOf({ fields: { status: null } }), 'has no fields.status'],
    [issueOf({ fields: { labels: 'a b' } }), 'fields.labels is no list'],
    [issueOf({ fields: { labels: [1] } }), 'fields.labels holds something that is no text'],
    [issueOf({ fields: { components: [{ id: '1' }] } }), 'fields.components holds one without a name'],
    [issueOf({ fields: { issuelinks: [{}] } }), 'fields.issuelinks holds one without a type'],
    [
      issueOf({ entries: [{ at: 'soon', items: [statusChange(OPEN, CLOSED)] }] }),
      'changelog entry 500: created "soon"',
    ],
  ])('that cannot be read is refused with the reason (%#)', (payload, reason) => {
    expect(readIssue(payload, wantedFields([]))).toEqual({ issue: null, problem: expect.stringContaining(reason) });
  });
});
