import type { LiveSource } from '../kit/live-source.ts';
import { openGitHub } from './client.ts';
import { collectGitHub } from './collect.ts';
import { type GitHubConfig, gitHubBegun, gitHubConfig, gitHubFields } from './config.ts';
import { findRepositories } from './find-repositories.ts';
import { mapGitHub } from './map.ts';
import { readMarks, repositoriesOf } from './marks.ts';
import { systemClock } from './system-clock.ts';
import { testGitHub } from './test-connection.ts';

/** Events that tell of what is read: the names that GitHub gives them in its documentation of webhooks. */
const HEEDED: ReadonlySet<string> = new Set([
  'deployment',
  'deployment_status',
  'issue_comment',
  'issues',
  'label',
  'milestone',
  'projects_v2_item',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'push',
  'release',
  'repository',
  'sub_issues',
  'workflow_run',
]);

/** GitHub and GitHub Enterprise: issues, pull requests, commits, deployments, releases and workflow runs. */
export const gitHub: LiveSource<GitHubConfig> = {
  id: 'github',
  name: 'GitHub',
  brings: ['work', 'changes', 'deployments', 'incidents'],
  config: gitHubConfig,
  begun: gitHubBegun,
  fields: gitHubFields,
  secrets: [
    {
      key: 'token',
      label: 'Token',
      help: 'A fine-grained personal access token that may only read, made under Settings, Developer settings.',
    },
  ],
  permissions: [
    'Make a fine-grained token for the repositories to read.',
    'Repository permissions, read only: Metadata, Issues, Pull requests, Contents, Deployments, and Actions where workflows deploy.',
    'Organisation permission, read only: Projects, where a board says the status.',
  ],
  connect: (config, secrets) => ({
    baseUrl: config.url,
    headers: { authorization: `Bearer ${secrets.token ?? ''}` },
  }),
  calls: {
    header: 'x-github-event',
    heeds: (event) => HEEDED.has(event),
    needsThorough: (event) => event === 'workflow_run',
  },
  // 5,000 requests an hour are allowed to a token.
  perSecond: 10,
  test: testGitHub,
  findProjects: findRepositories,
  collect: collectGitHub,
  estimate: async (config, http) => {
    const github = openGitHub(http, config, systemClock);
    const { repos } = await readMarks(github, await repositoriesOf(github, config), config);
    return [...repos.values()].reduce(
      (sum, { issues, pullRequests, deployments, releases }) =>
        sum + [issues, pullRequests, deployments, releases].reduce((one, list) => one + (list?.totalCount ?? 0), 0),
      0,
    );
  },
  map: mapGitHub,
};
