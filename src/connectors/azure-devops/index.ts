import { z } from 'zod';
import type { LiveSource } from '../kit/live-source.ts';
import { openAzureDevOps, pathOf } from './client.ts';
import { collectAzureDevOps } from './collect.ts';
import { type AzureDevOpsConfig, azureDevOpsConfig, azureDevOpsFields } from './config.ts';
import { mapAzureDevOps } from './map.ts';
import { findProjects } from './projects.ts';
import { releaseOriginOf } from './release-server.ts';
import { testAzureDevOps } from './test-connection.ts';

const idsShape = z.object({ workItems: z.array(z.unknown()) });
const COUNTED = 19_999;

/** Azure DevOps Services and Server: work items, iterations, pull requests, commits and runs of pipelines. */
export const azureDevOps: LiveSource<AzureDevOpsConfig> = {
  id: 'azure-devops',
  name: 'Azure DevOps',
  brings: ['work', 'iterations', 'changes', 'deployments', 'incidents'],
  config: azureDevOpsConfig,
  fields: azureDevOpsFields,
  secrets: [
    {
      key: 'token',
      label: 'Personal access token',
      help: 'Made under User settings › Personal access tokens, with scopes that may only read.',
    },
  ],
  permissions: [
    'Use an account of its own that may only read the projects.',
    'Make a token for this organisation with the scopes Work Items: Read, Code: Read and Build: Read.',
    'Add Release: Read where classic releases deploy.',
    'Add Project and Team: Read, so that projects can be listed and chosen.',
  ],
  connect: (config, { token = '' }) => {
    const further = config.releasePipelines.length === 0 ? null : releaseOriginOf(config);
    return {
      baseUrl: config.url,
      headers: { authorization: `Basic ${Buffer.from(`:${token}`).toString('base64')}` },
      ...(further === null ? {} : { otherOrigins: [further] }),
    };
  },
  perSecond: 10,
  test: testAzureDevOps,
  findProjects,
  collect: collectAzureDevOps,
  estimate: async (config, http) => {
    const [project, ...others] = config.projects;
    if (project === undefined || others.length > 0) return null;
    const { workItems } = await openAzureDevOps(http, config).post(
      idsShape,
      pathOf(project, 'wit/wiql'),
      { $top: COUNTED },
      { query: 'SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project' },
    );
    return workItems.length === COUNTED ? null : workItems.length;
  },
  map: mapAzureDevOps,
};
