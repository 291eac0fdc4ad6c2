import { z } from 'zod';
import type { Http } from '../kit/http.ts';
import type { ConnectionCheck } from '../kit/live-source.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import { openAzureDevOps, pathOf } from './client.ts';
import type { AzureDevOpsConfig } from './config.ts';
import { projectNames } from './projects.ts';
import { releasePathOf } from './release-server.ts';

const any = z.unknown();
/** So many projects are looked at closely. */
const LOOKED_AT = 3;

/** What the token may read, one scope after the other. */
export async function testAzureDevOps(config: AzureDevOpsConfig, http: Http): Promise<readonly ConnectionCheck[]> {
  const api = openAzureDevOps(http, config);
  const checks: ConnectionCheck[] = [];
  const signIn = await held('Sign in', 'Make a new token, and check the address.', () =>
    api.get(any, pathOf(null, 'wit/reporting/workitemrevisions'), { $maxPageSize: 1, fields: 'System.Title' }),
  );
  checks.push({ ...signIn, what: 'Sign in, and read the feed of work items' });
  if (!signIn.isHeld) return checks;
  let projects = config.projects;
  if (projects.length === 0) {
    const list = await held('List projects', scope('Project and Team'), async () => {
      projects = await projectNames(api, config);
    });
    checks.push(list);
  }
  for (const project of projects.slice(0, LOOKED_AT)) {
    const has = ({ length }: readonly unknown[]): boolean => length > 0;
    const releases = releasePathOf(config, project, 'deployments?$top=1');
    const parts = [
      ['Work items', 'Work Items', pathOf(project, 'wit/workitemtypes')],
      ['Iterations', 'Work Items', pathOf(project, 'wit/classificationnodes/iterations')],
      ['Repositories', 'Code', pathOf(project, 'git/repositories')],
      ...(has(config.deploymentPipelines) ? [['Pipelines', 'Build', pathOf(project, 'build/definitions')]] : []),
      ...(has(config.releasePipelines) ? [['Releases', 'Release', releases]] : []),
    ] as const;
    for (const [what = '', name = '', path = ''] of parts)
      checks.push(await held(`${what} of ${project}`, scope(name), () => api.get(any, path)));
  }
  return checks;
}

function scope(name: string): string {
  return `Give the token the scope "${name}: Read", and its owner the right to see the project.`;
}

async function held(what: string, advice: string, tryIt: () => Promise<unknown>): Promise<ConnectionCheck> {
  try {
    await tryIt();
    return { what, isHeld: true, advice: '' };
  } catch (error) {
    if (!(error instanceof SourceFailure) || error.isPassing) throw error;
    return { what, isHeld: false, advice: `${advice} It said: ${error.message}` };
  }
}
