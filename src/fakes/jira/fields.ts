import type { JiraJson } from '../../sample/as-jira.ts';
import { SPRINT_FIELD } from './site.ts';

/** The fields that the fake site has beside Jira’s own. */
export const FIELDS: readonly JiraJson[] = [
  { id: 'summary', name: 'Summary', schema: { type: 'string', system: 'summary' } },
  { id: 'assignee', name: 'Assignee', schema: { type: 'user', system: 'assignee' } },
  { id: SPRINT_FIELD, name: 'Sprint', schema: { type: 'array', custom: 'com.pyxis.greenhopper.jira:gh-sprint' } },
  {
    id: 'customfield_10014',
    name: 'Epic Link',
    schema: { type: 'any', custom: 'com.pyxis.greenhopper.jira:gh-epic-link' },
  },
  {
    id: 'customfield_10021',
    name: 'Flagged',
    schema: { type: 'array', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:multicheckboxes' },
  },
  { id: 'customfield_10001', name: 'Team', schema: { type: 'team' } },
  { id: 'customfield_10100', name: 'Tester', schema: { type: 'user' } },
  { id: 'customfield_10101', name: 'Approvers', schema: { type: 'array', items: 'user' } },
];
