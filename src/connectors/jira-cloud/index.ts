import { jiraSource, scopeFields } from '../jira/live/jira-source.ts';
import { cloudApi } from './cloud-api.ts';
import { type JiraCloudConfig, jiraCloudConfig } from './config.ts';

/** Jira on Atlassian's servers. */
export const jiraCloud = jiraSource<JiraCloudConfig>(
  {
    id: 'jira-cloud',
    name: 'Jira Cloud',
    config: jiraCloudConfig,
    fields: [
      {
        key: 'site',
        label: 'Address',
        help: 'Where you open Jira.',
        example: 'https://example.atlassian.net',
      },
      ...scopeFields,
      {
        key: 'cloudId',
        label: 'Cloud id',
        help: 'Only for a token with scopes: the id that https://SITE/_edge/tenant_info shows.',
        isOptional: true,
      },
    ],
    secrets: [
      { key: 'email', label: 'E-mail address', help: 'Of the account that the token belongs to.', isShown: true },
      {
        key: 'token',
        label: 'API token',
        help: 'Made at id.atlassian.com under Security › API tokens.',
      },
    ],
    permissions: [
      'Use an account of its own that may only read: give it Jira access and the permission Browse projects in each project to be read.',
      'A token with scopes needs read:jira-work, read:jira-user, read:board-scope:jira-software and read:sprint:jira-software, and the cloud id beside the address.',
    ],
    connect: ({ site, cloudId }, { email = '', token = '' }) => ({
      baseUrl: cloudId === undefined ? site : `https://api.atlassian.com/ex/jira/${cloudId}`,
      headers: { authorization: `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}` },
    }),
    perSecond: 10,
  },
  ({ site }, http) => cloudApi(http, site),
);
