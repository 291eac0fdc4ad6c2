import type { FakeAnswer, FakeRequest } from '../faulty-server.ts';
import { list, stamp } from './answer-work.ts';
import { identity } from './people.ts';
import { ELSEWHERE, type FakeDeployment, type FakeReleases } from './releases.ts';
import type { AzureDevOpsSite } from './site.ts';

/** So many are given at most, however many are asked for. */
const MOST = 40;
/** What has not happened. */
const NEVER = '0001-01-01T00:00:00';

/** Deployments of classic releases; null: no such place. `path` begins behind `_apis/`. */
export function answerRelease(
  site: AzureDevOpsSite,
  releases: FakeReleases,
  project: string | null,
  path: string,
  { query }: FakeRequest,
): FakeAnswer | null {
  if (project === null || path !== 'release/deployments') return null;
  const since = Date.parse(query.get('minModifiedTime') ?? '1970-01-01T00:00:00Z');
  const from = Number(query.get('continuationToken') ?? Number.MAX_SAFE_INTEGER);
  const found = releases
    .of(project)
    .filter(({ id, modifiedAt }) => id <= from && modifiedAt >= since)
    .toSorted((one, other) => other.id - one.id);
  const page = found.slice(0, Math.min(MOST, Number(query.get('$top') ?? 50)));
  const next = found[page.length];
  return {
    ...list(page.map((one) => deploymentJson(site, one))),
    headers: next === undefined ? {} : { 'x-ms-continuationtoken': String(next.id) },
  };
}

const STATUSES: Readonly<Record<FakeDeployment['outcome'], readonly [status: string, operation: string]>> = {
  succeeded: ['succeeded', 'Approved'],
  failed: ['failed', 'PhaseFailed'],
  refused: ['failed', 'Rejected'],
  cancelled: ['notDeployed', 'Canceled'],
  running: ['inProgress', 'PhaseInProgress'],
  waiting: ['notDeployed', 'Pending'],
};

function deploymentJson(site: AzureDevOpsSite, one: FakeDeployment): Readonly<Record<string, unknown>> {
  const [deploymentStatus, operationStatus] = STATUSES[one.outcome];
  const release = { id: 10_000 + one.id, name: `Release-${one.id}` };
  const approval = {
    id: one.id,
    approver: identity('other'),
    approvedBy: identity('other'),
    status: one.outcome === 'refused' ? 'rejected' : 'approved',
    comments: 'Ivo Marsh has looked at it',
  };
  return {
    id: one.id,
    release: { ...release, createdBy: identity('opener'), modifiedBy: null, artifacts: artifactsOf(site, one) },
    releaseDefinition: { id: 1, name: `${one.repo.name} releases`, path: '\\' },
    releaseEnvironment: { id: one.id, name: one.stage },
    attempt: 1,
    deploymentStatus,
    operationStatus,
    requestedBy: identity('opener'),
    requestedFor: identity('other'),
    queuedOn: NEVER,
    startedOn: stamp(one.startedAt),
    ...(one.finishedAt === null ? {} : { completedOn: stamp(one.finishedAt) }),
    lastModifiedOn: stamp(one.modifiedAt),
    lastModifiedBy: identity('opener'),
    scheduledDeploymentTime: NEVER,
    preDeployApprovals: [approval],
    postDeployApprovals: [approval],
  };
}

/** The primary one last: its place says nothing. */
function artifactsOf(site: AzureDevOpsSite, { repo, sha, artifacts }: FakeDeployment): readonly unknown[] {
  const project = { id: `id of ${repo.project}`, name: repo.project };
  const run = site.runsOf(repo).find((one) => one.sha === sha);
  const version = { id: String(run?.id ?? ''), name: `${run?.id ?? ''}.1` };
  const build = {
    project,
    version,
    definition: { id: String(run?.definition ?? ''), name: run?.pipeline ?? '' },
    branch: { id: 'refs/heads/main', name: 'refs/heads/main' },
    requestedFor: { id: 'Zora Quill', name: null },
  };
  const whole = {
    ...build,
    sourceVersion: { id: sha ?? '', name: null },
    repository: { id: repo.id, name: repo.name },
    'repository.provider': { id: 'TfsGit', name: null },
  };
  const code = { project, definition: { id: repo.id, name: repo.name }, version: { id: sha ?? '', name: '' } };
  const elsewhere = { definition: { id: ELSEWHERE.repo, name: ELSEWHERE.repo }, version: { id: ELSEWHERE.sha } };
  const primary = (type: string, definitionReference: unknown) => ({ type, definitionReference, isPrimary: true });
  switch (artifacts) {
    case 'build':
      return [primary('Build', whole)];
    case 'old build':
      return [primary('Build', build)];
    case 'code':
      return [primary('Git', code)];
    case 'build and code elsewhere':
      return [{ type: 'GitHub', definitionReference: elsewhere, isPrimary: false }, primary('Build', whole)];
    case 'package':
      return [primary('NuGet', { definition: { id: 'shop', name: 'shop' }, version: { id: '1.0.0', name: '1.0.0' } })];
  }
}
