import { z } from 'zod';
import type { Http } from '../kit/http.ts';
import type { ConnectionCheck } from '../kit/live-source.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import { openAzureDevOps, pathOf } from './client.ts';
import type { AzureDevOpsConfig } from './config.ts';
import { projectNames } from './projects.ts';

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
    const parts = [
      [`Work items of ${project}`, 'Work Items', 'wit/workitemtypes'],
      [`Iterations of ${project}`, 'Work Items', 'wit/classificationnodes/iterations'],
      [`Repositories of ${project}`, 'Code', 'git/repositories'],
      ...(config.deploymentPipelines.length > 0 ? [[`Pipelines of ${project}`, 'Build', 'build/definitions']] : []),
    ] as const;
    for (const [what = '', name = '', rest = ''] of parts)
      checks.push(await held(what, scope(name), () => api.get(any, pathOf(project, rest))));
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
