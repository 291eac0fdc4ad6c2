import { z } from 'zod';
import type { ConnectionCheck, LiveSource, ProjectFound } from '../kit/live-source.ts';
import { parsed, projectPath } from './client.ts';
import { collectGitLab } from './collect.ts';
import { type GitLabConfig, gitLabBegun, gitLabConfig, gitLabFields } from './config.ts';
import { mapGitLab } from './map.ts';
import { findMarks } from './marks.ts';

/** Events that tell of what is read: the names that GitLab gives them in its documentation of webhooks. */
const HEEDED: ReadonlySet<string> = new Set([
  'Deployment Hook',
  'Issue Hook',
  'Confidential Issue Hook',
  'Merge Request Hook',
  'Milestone Hook',
  'Note Hook',
  'Pipeline Hook',
  'Push Hook',
  'Release Hook',
  'Work Item Hook',
]);

/** GitLab, on gitlab.com or a server of one's own: issues, milestones, merge requests, commits, releases, deployments and incidents. */
export const gitLab: LiveSource<GitLabConfig> = {
  id: 'gitlab',
  name: 'GitLab',
  brings: ['work', 'iterations', 'changes', 'deployments', 'incidents'],
  config: gitLabConfig,
  begun: gitLabBegun,
  fields: gitLabFields,
  secrets: [
    {
      key: 'token',
      label: 'Token',
      help: 'A project, group or personal access token with the scope read_api and the role Reporter.',
    },
  ],
  permissions: ['Make an access token of the group or project with the role Reporter and the scope read_api.'],
  connect: (config, secrets) => ({ baseUrl: config.url, headers: { 'private-token': secrets.token ?? '' } }),
  calls: {
    header: 'x-gitlab-event',
    heeds: (event) => HEEDED.has(event),
    needsThorough: (event) => event === 'Deployment Hook',
  },
  // gitlab.com allows 2,000 requests a minute to a token, and less for some lists.
  perSecond: 10,
  test: async (config, http) => {
    const version = await http.ask({ path: 'api/v4/version', accept: [401, 403, 404] });
    const checks: ConnectionCheck[] = [
      {
        what: 'Sign in',
        isHeld: version.status === 200,
        advice: version.status === 200 ? '' : adviceOf(version.status, 'No GitLab answers at this address; check it.'),
      },
    ];
    if (version.status !== 200) return checks;
    for (const group of config.groups) {
      const { status } = await http.ask({
        path: `api/v4/groups/${encodeURIComponent(group)}`,
        accept: [401, 403, 404],
      });
      checks.push({
        what: group,
        isHeld: status === 200,
        advice: status === 200 ? '' : adviceOf(status, 'Check its path, and make the token for it.'),
      });
    }
    for (const project of config.projects.slice(0, 20)) {
      const { status } = await http.ask({ path: projectPath(project, ''), accept: [401, 403, 404] });
      checks.push({
        what: project,
        isHeld: status === 200,
        advice: status === 200 ? '' : adviceOf(status, 'Check its path, and make the token for it or for its group.'),
      });
      if (status !== 200) continue;
      for (const list of ['issues', 'merge_requests', 'repository/commits', 'releases', 'deployments']) {
        const one = { path: projectPath(project, `/${list}`), query: { per_page: 1 }, accept: [401, 403, 404] };
        const answer = await http.ask(one);
        checks.push({
          what: `${list.replace('repository/', '').replace('_', ' ')} of ${project}`,
          isHeld: answer.status === 200,
          advice: answer.status === 200 ? '' : adviceOf(answer.status, 'Give the token the role Reporter.'),
        });
      }
    }
    return checks;
  },
  findProjects: async (_config, http, words) => {
    const row = z.object({ path_with_namespace: z.string() });
    const query = { membership: 'true', simple: 'true', per_page: 50, search: words === '' ? undefined : words };
    const { json } = await http.ask({ path: 'api/v4/projects', query: { ...query, search_namespaces: 'true' } });
    return parsed(z.array(row), json, 'the list of projects').map(
      ({ path_with_namespace: name }): ProjectFound => ({ id: name, name }),
    );
  },
  collect: collectGitLab,
  estimate: async (config, http) => {
    const { marks } = await findMarks(http, config);
    if (marks === null) return null;
    return [...marks.values()].reduce((sum, own) => sum + (own.issueCount ?? 0) + (own.mergeCount ?? 0), 0);
  },
  map: mapGitLab,
};

function adviceOf(status: number, otherwise: string): string {
  return status === 401 ? 'The token is not taken; make a new one and save it in the source.' : otherwise;
}
