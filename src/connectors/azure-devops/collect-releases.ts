import { z } from 'zod';
import type { CollectedPage } from '../kit/live-source.ts';
import { type ReleaseState, releaseStateOf } from './cursor.ts';
import type { KeptRelease } from './kept.ts';
import { releaseRule, releaseStatus } from './map-release.ts';
import { type DeploymentRow, deploymentShape, keptRelease } from './read-release.ts';
import { commitsOfReleases } from './release-commits.ts';
import { releasePathOf } from './release-server.ts';
import { pageOf, type Run } from './run.ts';

const listShape = z.object({ value: z.array(deploymentShape) });

const AT_ONCE = 100;
/** Asked for again from before the latest change that is kept, by the server's own clock. */
const OVERLAP_MS = 5 * 60_000;
/** What has not ended for so long is looked at again only when the server says that it changed. */
const OPEN_FOR_MS = 24 * 3_600_000;

/** Deployments of classic releases: those that changed since the last look, and those that had not ended then. */
export async function* collectReleases(run: Run, part: string, project: string): AsyncGenerator<CollectedPage> {
  let state = releaseStateOf(run.cursor, part);
  const seen = new Set<number>();
  let done = 0;
  let going = state.run ?? { since: beginOf(state), high: state.high, next: '' };
  for (let isEnd = false; !isEnd; ) {
    const { data, next } = await run.api.page(listShape, releasePathOf(run.config, project, 'deployments'), {
      minModifiedTime: going.since === null ? undefined : new Date(going.since).toISOString(),
      queryOrder: 'descending',
      $top: AT_ONCE,
      continuationToken: going.next === '' ? undefined : going.next,
    });
    const { recent } = state;
    const fresh = firstOfEach(data.value).filter((row) => {
      return !seen.has(row.id) && recent[row.id]?.sign !== signOf(row) && isDeploying(run, row);
    });
    for (const { id } of data.value) seen.add(id);
    const things = await read(run, project, fresh);
    isEnd = next === null;
    going = { ...going, high: Math.max(going.high, ...data.value.map(changedAt)), next: next ?? '' };
    state = looked({ ...state, run: going }, fresh, isEnd);
    done += things.length;
    const page = pageOf(run, { releases: { ...run.cursor.releases, [part]: state } }, things, {
      done,
      total: null,
      what: `releases of ${project}`,
    });
    if (!isEnd || things.length > 0) yield page;
  }
}

function firstOfEach(rows: readonly DeploymentRow[]): readonly DeploymentRow[] {
  const ids = rows.map(({ id }) => id);
  return rows.filter(({ id }, place) => ids.indexOf(id) === place);
}

function isDeploying({ config }: Run, row: DeploymentRow): boolean {
  return releaseRule(config, keptRelease(row, '', '', [])) !== undefined;
}

async function read(run: Run, project: string, rows: readonly DeploymentRow[]): Promise<readonly KeptRelease[]> {
  const commits = await commitsOfReleases(run, project, rows);
  return rows.flatMap((row) => {
    const own = commits.get(row.id) ?? [];
    return own === 'unread' ? [] : [keptRelease(row, project, run.config.url, own)];
  });
}

/** By the server's clock. */
function changedAt({ lastModifiedOn, completedOn, startedOn, queuedOn }: DeploymentRow): number {
  return lastModifiedOn ?? completedOn ?? startedOn ?? queuedOn ?? 0;
}

/** What it looks like: as long as that is the same there is nothing to read. */
function signOf(row: DeploymentRow): string {
  return `${changedAt(row)} ${row.deploymentStatus} ${row.operationStatus ?? ''}`;
}

/** From where the list is asked for; null: all of it. */
function beginOf({ high, recent }: Pick<ReleaseState, 'high' | 'recent'>): number | null {
  if (high === 0) return null;
  const open = Object.values(recent).flatMap(({ at, isOpen }) => (isOpen && at > high - OPEN_FOR_MS ? [at] : []));
  return Math.min(high, ...open) - OVERLAP_MS;
}

/** What is known after a page. Of those that will be listed again it is remembered how they looked. */
function looked(state: ReleaseState, rows: readonly DeploymentRow[], isEnd: boolean): ReleaseState {
  const high = state.run?.high ?? state.high;
  const recent = { ...state.recent };
  for (const row of rows) {
    const status = releaseStatus(keptRelease(row, '', '', []));
    recent[row.id] = { at: changedAt(row), sign: signOf(row), isOpen: status === 'waiting' || status === 'running' };
  }
  const begin = isEnd ? (beginOf({ high, recent }) ?? 0) : high - OPEN_FOR_MS - OVERLAP_MS;
  const still = Object.fromEntries(Object.entries(recent).filter(([, { at }]) => at >= begin));
  return isEnd ? { high, recent: still, run: null } : { ...state, recent: still };
}
