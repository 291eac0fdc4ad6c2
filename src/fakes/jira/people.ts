import type { JiraJson } from '../../sample/as-jira.ts';
import { isJson, listIn, objectIn } from './json.ts';

/** Marks of the people that the fake plants; none of them may ever be found in what is kept. */
export const PLANTED = ['Zora Quill', 'zora.quill', '5b10ac8d82e05b22cc7d4ef5', 'Ivo Marsh', 'ivo.marsh'] as const;

const ZORA: JiraJson = {
  self: 'https://jira.example.invalid/rest/api/3/user?accountId=5b10ac8d82e05b22cc7d4ef5',
  accountId: '5b10ac8d82e05b22cc7d4ef5',
  name: 'zora.quill',
  key: 'zora.quill',
  emailAddress: 'zora.quill@example.invalid',
  displayName: 'Zora Quill',
  avatarUrls: { '48x48': 'https://avatar.example.invalid/zora.quill' },
  active: true,
};

/** Fills every place of an issue where Jira puts people, whether or not it was asked for. */
export function withPeople(json: JiraJson): JiraJson {
  const fields = objectIn(json, 'fields');
  const log = objectIn(json, 'changelog');
  return {
    ...json,
    fields: {
      ...fields,
      assignee: ZORA,
      reporter: ZORA,
      creator: ZORA,
      watches: { watchers: [ZORA] },
      votes: { voters: [ZORA] },
      comment: { comments: [{ author: ZORA, updateAuthor: ZORA, body: 'Ask Ivo Marsh' }] },
      worklog: { worklogs: [{ author: ZORA }] },
      attachment: [{ author: ZORA, filename: 'ivo.marsh.png' }],
      description: 'Ask Ivo Marsh',
      project: { ...objectIn(fields, 'project'), lead: ZORA },
      components: listIn(fields, 'components').map((one) => (isJson(one) ? { ...one, lead: ZORA } : one)),
      issuelinks: listIn(fields, 'issuelinks').map((one) => (isJson(one) ? { ...one, author: ZORA } : one)),
      customfield_10100: ZORA,
      customfield_10101: [ZORA],
    },
    changelog: { ...log, histories: listIn(log, 'histories').map((one) => (isJson(one) ? entryWithPeople(one) : one)) },
  };
}

const PEOPLE_ITEMS: readonly JiraJson[] = [
  said('assignee', 'assignee', null, 'zora.quill', 'Zora Quill'),
  said('reporter', 'reporter', 'zora.quill', 'ivo.marsh', 'Ivo Marsh'),
  said('Comment', 'comment', null, null, 'Ask Ivo Marsh'),
  said('description', 'description', null, null, 'Ask Ivo Marsh'),
  said('Tester', 'customfield_10100', null, '5b10ac8d82e05b22cc7d4ef5', 'Zora Quill'),
  said('Approvers', 'customfield_10101', null, '[zora.quill, ivo.marsh]', '[Zora Quill, Ivo Marsh]'),
];

function entryWithPeople(entry: JiraJson): JiraJson {
  return {
    ...entry,
    author: ZORA,
    historyMetadata: { actor: { displayName: 'Zora Quill' } },
    items: [...listIn(entry, 'items'), ...PEOPLE_ITEMS],
  };
}

function said(field: string, fieldId: string, from: string | null, to: string | null, text: string): JiraJson {
  return { field, fieldId, fieldtype: 'jira', from, fromString: from, to, toString: text };
}
