import { foldWord } from '../stream/words.ts';
import type { ApplicationRecords, JoinedRepository } from './join-application.ts';
import type { DeliveredChange, IncidentRule, JoinedIncident, ProductionDeployment } from './joined.ts';
import type { IncidentRecord } from './records.ts';
import type { Rollback } from './rollbacks.ts';

/** How far back a deployment may lie that is taken to have caused an incident by its time alone. Source: methods.md 4.3. */
const LATEST_WITHIN_MS = 24 * 3_600_000;

type Records = Pick<ApplicationRecords, 'incidents' | 'releases' | 'pullRequests'> & {
  readonly changes: readonly DeliveredChange[];
};

interface Tied {
  readonly rule: IncidentRule;
  readonly failed: readonly ProductionDeployment[];
}

/**
 * Incidents tied to the deployments that they made need repair, by the first rule that finds one: an explicit link; a commit, release or
 * pull request that it names; a rollback or repair made while it lasted; the latest deployment finished within 24 h before it, inferred.
 * What was delivered after an incident began did not cause it, unless a link says so. Source: methods.md 4.3, 4.5.
 */
export function joinIncidents(
  records: Records,
  repositories: readonly JoinedRepository[],
  deployments: readonly ProductionDeployment[],
  rollbacks: readonly Rollback[],
): readonly JoinedIncident[] {
  const mendedBy = repairsByItem(records);
  return records.incidents.map((record): JoinedIncident => {
    const repairs = repairsOf(record, deployments, mendedBy.get(record.item ?? ''));
    const tied =
      byLink(record, deployments) ??
      byChange(record, records, repositories, deployments) ??
      byRepair(record, repairs, deployments, rollbacks) ??
      byTime(record, deployments);
    return { record, failed: tied?.failed ?? [], rule: tied?.rule ?? null, repairs };
  });
}

function byLink({ deployments: named }: IncidentRecord, deployments: readonly ProductionDeployment[]): Tied | null {
  const failed = deployments.filter(
    ({ record: { id, url, status } }) =>
      (status === 'succeeded' || status === 'failed') && (named.includes(id) || (url !== null && named.includes(url))),
  );
  return failed.length === 0 ? null : { rule: 'link', failed };
}

function byChange(
  { changes, openedAt }: IncidentRecord,
  records: Records,
  repositories: readonly JoinedRepository[],
  deployments: readonly ProductionDeployment[],
): Tied | null {
  let latest: ProductionDeployment | null = null;
  for (const { graph, first } of repositories) {
    for (const sha of changes.flatMap((name) => hashesOf(name, graph.repo, records))) {
      const deployment = deployments[first.by[graph.nodeOf(sha)] ?? -1];
      if (deployment === undefined || deployment.at > openedAt) continue;
      if (latest === null || deployment.at > latest.at) latest = deployment;
    }
  }
  return latest === null ? null : { rule: 'change', failed: [latest] };
}

/** The commits that a name may mean in a repository: `owner/repo@hash`, a hash, a release, `#7` or the address of a pull request. */
function hashesOf(name: string, repo: string, { releases, pullRequests }: Records): readonly string[] {
  const text = name.trim();
  const [ofRepo, hash] = text.split(/@(?=[0-9a-f]{7,64}$)/i);
  if (hash !== undefined) return ofRepo === undefined || foldWord(ofRepo) === repo ? [hash] : [];
  const word = foldWord(text);
  const released = releases.filter(
    (one) => foldWord(one.repo) === repo && [one.id, one.name, one.url].some(isSame(word)),
  );
  const numbered = pullRequests.filter(
    (one) =>
      foldWord(one.repo) === repo &&
      [
        one.id,
        one.url,
        `#${one.number}`,
        `!${one.number}`,
        `${one.repo}#${one.number}`,
        `${one.repo}!${one.number}`,
      ].some(isSame(word)),
  );
  const isHash = /^[0-9a-f]{7,64}$/i.test(text);
  return [
    ...released.map(({ sha }) => sha),
    ...numbered.map(({ mergeCommit }) => mergeCommit),
    isHash ? text : null,
  ].filter((sha) => sha !== null);
}

function isSame(word: string): (name: string | null) => boolean {
  return (name) => name !== null && foldWord(name) === word;
}

/** Deployments that first delivered a change naming the work item of an incident, by that item. */
function repairsByItem({ incidents, changes }: Records): ReadonlyMap<string, ReadonlySet<ProductionDeployment>> {
  const found = new Map<string, Set<ProductionDeployment>>();
  for (const { item } of incidents) if (item !== null) found.set(item, new Set<ProductionDeployment>());
  if (found.size === 0) return found;
  for (const { record, deployment } of changes) {
    if (deployment !== null) for (const key of record.keys) found.get(key)?.add(deployment);
  }
  return found;
}

/**
 * Successful deployments made to mend an incident while it lasted; of one without an end, within 24 h: rollbacks, what its source says
 * was unplanned, and what delivered a change that names the incident's work item. Source: methods.md 4.5.
 */
function repairsOf(
  { openedAt, restoredAt }: IncidentRecord,
  deployments: readonly ProductionDeployment[],
  mending: ReadonlySet<ProductionDeployment> | undefined,
): readonly ProductionDeployment[] {
  const until = restoredAt ?? openedAt + LATEST_WITHIN_MS;
  return deployments.filter((one) => {
    const { record, at, isSuccessful, isRollback } = one;
    if (!isSuccessful || at < openedAt || record.createdAt > until) return false;
    if (isRollback || record.isUnplanned === true) return true;
    return record.isUnplanned === null && mending?.has(one) === true;
  });
}

/** What the first rollback took back, or what was there when the incident began. */
function byRepair(
  { openedAt }: IncidentRecord,
  repairs: readonly ProductionDeployment[],
  deployments: readonly ProductionDeployment[],
  rollbacks: readonly Rollback[],
): Tied | null {
  for (const repair of repairs) {
    const undone = rollbacks[deployments.indexOf(repair)]?.undone ?? [];
    const takenBack = undone.map((place) => deployments[place]).find((one) => one !== undefined && one.at <= openedAt);
    const failed = takenBack ?? (repair.isRollback ? undefined : latestBefore(deployments, openedAt));
    if (failed !== undefined) return { rule: 'repair', failed: [failed] };
  }
  return null;
}

function byTime({ openedAt }: IncidentRecord, deployments: readonly ProductionDeployment[]): Tied | null {
  const latest = latestBefore(deployments, openedAt);
  const isNear = latest !== undefined && latest.at >= openedAt - LATEST_WITHIN_MS;
  return isNear ? { rule: 'latest', failed: [latest] } : null;
}

function latestBefore(deployments: readonly ProductionDeployment[], at: number): ProductionDeployment | undefined {
  return deployments.findLast((one) => one.isSuccessful && one.at <= at);
}
