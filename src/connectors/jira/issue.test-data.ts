/** Builds Jira issue payloads for tests, with people in every place where Jira puts them. */

export const PERSON = {
  self: 'https://jira.example.org/rest/api/2/user?username=ada',
  name: 'ada-account',
  key: 'ada-key',
  accountId: '557058:ada-id',
  emailAddress: 'ada@example.org',
  displayName: 'Ada Lovelace',
  avatarUrls: { '48x48': 'https://avatar.example.org/ada' },
  active: true,
  timeZone: 'Europe/London',
};

/** Whatever must never be seen behind the mapper. */
export const PERSON_MARKS = /ada|lovelace|grace|hopper/i;

export interface Entry {
  readonly id?: string | number;
  readonly at: string;
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

export function change(
  field: string,
  from: readonly [string | null, string | null],
  to: readonly [string | null, string | null],
  fieldId?: string,
): Readonly<Record<string, unknown>> {
  return {
    field,
    fieldtype: 'jira',
    ...(fieldId === undefined ? {} : { fieldId }),
    from: from[0],
    fromString: from[1],
    to: to[0],
    toString: to[1],
  };
}

export function statusChange(from: readonly [string, string], to: readonly [string, string]) {
  return change('status', from, to);
}

export function issueOf(parts: {
  readonly key?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly entries?: readonly Entry[];
  readonly total?: number;
  readonly rest?: Readonly<Record<string, unknown>>;
}): Readonly<Record<string, unknown>> {
  const entries = parts.entries ?? [];
  return {
    expand: 'changelog',
    id: '10001',
    self: 'https://jira.example.org/rest/api/2/issue/10001',
    key: parts.key ?? 'K-1',
    fields: {
      summary: 'Let people sign in',
      created: '2014-01-01T10:00:00.000+0000',
      status: { id: '6', name: 'Closed', statusCategory: { id: 3, key: 'done', name: 'Done' } },
      issuetype: { id: '3', name: 'Task', subtask: false },
      resolution: { id: '1', name: 'Fixed' },
      project: { id: '100', key: 'K', name: 'Kettle', lead: PERSON },
      labels: [],
      components: [],
      issuelinks: [],
      assignee: PERSON,
      reporter: PERSON,
      creator: PERSON,
      watches: { watchers: [PERSON], watchCount: 1 },
      votes: { voters: [PERSON] },
      comment: { comments: [{ author: PERSON, updateAuthor: PERSON, body: 'Ask Grace Hopper' }] },
      worklog: { worklogs: [{ author: PERSON }] },
      attachment: [{ author: PERSON, filename: 'ada.png' }],
      description: 'Ask Grace Hopper',
      customfield_10100: PERSON,
      customfield_10101: [PERSON],
      ...parts.fields,
    },
    changelog: {
      startAt: 0,
      maxResults: entries.length,
      total: parts.total ?? entries.length,
      histories: entries.map(({ id, at, items }, index) => ({
        id: id ?? String(500 + index),
        author: PERSON,
        created: at,
        items,
      })),
    },
    ...parts.rest,
  };
}
