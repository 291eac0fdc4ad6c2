import type { DeploymentRecord, ReleaseRecord } from '../../flow/delivery/records.ts';
import type { Random } from '../../statistics/random.ts';
import type { SampleApplication, SampleCommit, SampleIncident } from './records.ts';

export interface SampleDeployments {
  readonly deployments: readonly DeploymentRecord[];
  readonly incidents: readonly SampleIncident[];
  readonly releases: readonly ReleaseRecord[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * What was put on staging and in production: about three times a week what the default branch held, a few times failing on
 * the way, now and then with an incident that a rollback or a later deployment ended. `firstId`: of the first deployment.
 */
export function planDeployments(
  application: SampleApplication,
  commits: readonly SampleCommit[],
  /** Commits of branches, which nobody deploys. */
  onBranches: ReadonlySet<string>,
  endAt: number,
  firstId: number,
  random: Random,
): SampleDeployments {
  const heads = commits
    .filter(({ sha, isOnDefaultBranch }) => isOnDefaultBranch && !onBranches.has(sha))
    .toSorted((one, other) => one.committedAt - other.committedAt);
  const deployments: DeploymentRecord[] = [];
  const incidents: SampleIncident[] = [];
  const releases: ReleaseRecord[] = [];
  const deploy = (
    at: number,
    sha: string,
    environment: string,
    isFailed: boolean,
    isRollback: boolean,
  ): DeploymentRecord => {
    const createdAt = Math.floor(at / 1000) * 1000;
    const deployment: DeploymentRecord = {
      kind: 'deployment',
      id: `deployment:${firstId + deployments.length}`,
      repo: application.repo,
      application: null,
      environment,
      sha,
      status: isFailed ? 'failed' : 'succeeded',
      createdAt,
      finishedAt: createdAt + 1000 * (120 + random.integer(900)),
      url: null,
      isRollback: isRollback ? true : null,
      isUnplanned: null,
    };
    deployments.push(deployment);
    return deployment;
  };
  const first = heads[0]?.committedAt;
  if (first === undefined) return { deployments, incidents, releases };
  let before: string | null = null;
  for (let at = first; ; ) {
    at += 6 * HOUR_MS + random.exponential(1.9 * DAY_MS);
    if (at + DAY_MS >= endAt) return { deployments, incidents, releases };
    const head = heads.findLast(({ committedAt }) => committedAt < at)?.sha;
    if (head === undefined || head === before) continue;
    deploy(at - 3 * HOUR_MS, head, 'staging', random.chance(0.08), false);
    const production = deploy(at, head, 'production', random.chance(0.04), false);
    if (production.status === 'failed') continue;
    if (releases.length === 0 || random.chance(0.2))
      releases.push(releaseOf(application, head, at, firstId, releases.length));
    if (before !== null && random.chance(0.09)) {
      const openedAt = Math.floor((at + 0.4 * HOUR_MS + random.exponential(2 * HOUR_MS)) / 1000) * 1000;
      const isRolledBack = random.chance(0.6);
      const mendedAt = openedAt + 0.3 * HOUR_MS + random.exponential(3 * HOUR_MS);
      const mending = deploy(mendedAt, isRolledBack ? before : head, 'production', false, isRolledBack);
      incidents.push(incidentOf(application, production, mending, openedAt, incidents.length));
      at = Math.max(at, mendedAt);
    }
    before = head;
  }
}

function releaseOf(
  application: SampleApplication,
  sha: string,
  at: number,
  firstId: number,
  place: number,
): ReleaseRecord {
  return {
    kind: 'release',
    id: String(firstId + place),
    repo: application.repo,
    name: `v1.${place}.0`,
    sha,
    at: Math.floor(at / 1000) * 1000,
    isPrerelease: false,
    url: null,
  };
}

const TROUBLES = [
  'Errors at sign-in',
  'Pages answer slowly',
  'Orders arrive twice',
  'Prices are missing',
  'Mails are not sent',
];

function incidentOf(
  { name, repo }: SampleApplication,
  cause: DeploymentRecord,
  mending: DeploymentRecord,
  openedAt: number,
  place: number,
): SampleIncident {
  return {
    kind: 'incident',
    id: `incident:${name}:${place + 1}`,
    title: `${TROUBLES[place % TROUBLES.length] ?? ''} (${name})`,
    url: null,
    application: name,
    repo,
    openedAt,
    detectedAt: null,
    restoredAt: mending.finishedAt,
    deployments: [cause.id],
    changes: cause.sha === null ? [] : [cause.sha],
    item: null,
    causedBy: cause.id,
    endedBy: mending.id,
  };
}
