import { jiraSource, scopeFields } from '../jira/live/jira-source.ts';
import { type JiraDataCenterConfig, jiraDataCenterConfig } from './config.ts';
import { dataCenterApi } from './data-center-api.ts';

/** Jira on a server of one's own: Data Center, or the older Server. */
export const jiraDataCenter = jiraSource<JiraDataCenterConfig>(
  {
    id: 'jira-data-center',
    name: 'Jira Data Center',
    config: jiraDataCenterConfig,
    fields: [
      {
        key: 'site',
        label: 'Address',
        help: 'Where you open Jira, with its path where it has one.',
        example: 'https://jira.example.org',
      },
      ...scopeFields,
    ],
    secrets: [
      {
        key: 'token',
        label: 'Personal access token',
        help: 'Made in Jira under Profile › Personal access tokens (Jira 8.14 and later).',
      },
    ],
    permissions: [
      'Use an account of its own that may only read: give it the permission Browse projects in each project to be read.',
    ],
    connect: ({ site }, { token = '' }) => ({ baseUrl: site, headers: { authorization: `Bearer ${token}` } }),
    perSecond: 10,
  },
  ({ site }, http) => dataCenterApi(http, site),
);
