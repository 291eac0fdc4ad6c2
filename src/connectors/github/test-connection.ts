import { z } from 'zod';
import type { Http } from '../kit/http.ts';
import type { ConnectionCheck } from '../kit/live-source.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import { type GitHub, openGitHub } from './client.ts';
import type { GitHubConfig } from './config.ts';
import { type Marks, type RepoMarks, readMarks, repositoriesOf } from './marks.ts';
import { systemClock } from './system-clock.ts';

/** So many repositories are looked at closely. */
const LOOKED_AT = 3;

/** What the token may read, one permission after the other. */
export async function testGitHub(config: GitHubConfig, http: Http): Promise<readonly ConnectionCheck[]> {
  const github = openGitHub(http, config, systemClock);
  const signIn = await signInCheck(github);
  const hasChosen = config.repositories.length > 0 || config.organisation !== undefined;
  if (!signIn.isHeld || !hasChosen) return [signIn];
  const repositories = await repositoriesOf(github, config);
  const marks = await readMarks(github, repositories, config);
  const checks: ConnectionCheck[] = [signIn, repositoriesCheck(repositories, marks)];
  for (const repo of [...marks.repos.keys()].slice(0, LOOKED_AT))
    checks.push(...(await partChecks(github, config, repo, marks)));
  for (const project of config.projects) {
    const isHeld = marks.boards.some((board) => board.project === project);
    checks.push(
      checkOf(
        `Board ${project}`,
        isHeld,
        'Give the token the organisation permission "Projects: read", and check the number of the project.',
      ),
    );
  }
  return checks;
}

async function signInCheck(github: GitHub): Promise<ConnectionCheck> {
  const { status, json } = await github.get('/rate_limit', undefined, { accept: [401, 403, 404] });
  const isApi = z.object({ resources: z.object({}) }).safeParse(json).success;
  if (status === 200 && isApi) return checkOf('Sign in', true, '');
  return checkOf(
    'Sign in',
    false,
    status === 401
      ? 'The token is not taken; make a new one and save it in the source.'
      : 'No API of GitHub answers at this address; github.com needs none, an Enterprise server https://HOST/api/v3.',
  );
}

function repositoriesCheck(repositories: readonly string[], { missing }: Marks): ConnectionCheck {
  return checkOf(
    `Repositories (${repositories.length - missing.length} of ${repositories.length})`,
    repositories.length > 0 && missing.length === 0,
    repositories.length === 0
      ? 'The token sees no repository of this organisation; choose its repositories in the token.'
      : `Not there, or not to be seen: ${missing.slice(0, 10).join(', ')}; check the names, and add them to the token.`,
  );
}

async function partChecks(
  github: GitHub,
  config: GitHubConfig,
  repo: string,
  { repos }: Marks,
): Promise<readonly ConnectionCheck[]> {
  const own: RepoMarks | undefined = repos.get(repo);
  const checks = [
    checkOf(`Issues of ${repo}`, own?.issues != null, permission('Issues')),
    checkOf(`Pull requests of ${repo}`, own?.pullRequests != null, permission('Pull requests')),
    checkOf(`Deployments of ${repo}`, own?.deployments != null, permission('Deployments')),
    checkOf(`Commits of ${repo}`, await isThere(github, `/repos/${repo}/commits`), permission('Contents')),
  ];
  if (config.deploymentWorkflows.length > 0)
    checks.push(
      checkOf(`Workflow runs of ${repo}`, await isThere(github, `/repos/${repo}/actions/runs`), permission('Actions')),
    );
  return checks;
}

async function isThere(github: GitHub, path: string): Promise<boolean> {
  try {
    await github.get(path, { per_page: 1 }, { accept: [409] });
    return true;
  } catch (error) {
    if (error instanceof SourceFailure && (error.kind === 'forbidden' || error.kind === 'missing')) return false;
    throw error;
  }
}

function permission(name: string): string {
  return `Give the token the repository permission "${name}: read".`;
}

function checkOf(what: string, isHeld: boolean, advice: string): ConnectionCheck {
  return { what, isHeld, advice: isHeld ? '' : advice };
}
