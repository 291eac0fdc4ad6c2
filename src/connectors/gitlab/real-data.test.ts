import { describe, expect, it } from 'vitest';
import type { DeploymentRecord, DeploymentStatus, PullRequestRecord } from '../../flow/delivery/records.ts';
import type { ItemHistory } from '../../flow/history.ts';
import { openHttp } from '../kit/http.ts';
import type { Mapped } from '../kit/live-source.ts';
import { gitLabConfig } from './config.ts';
import { gitLab } from './index.ts';
import { type CsvRow, csvRows, GITLAB_DATA, hasGitLabData, startRecordedGitLab } from './recorded.test-data.ts';

async function readRecorded(): Promise<{ readonly mapped: readonly Mapped[]; readonly kept: string }> {
  // Jobs were recorded of another project than everything else.
  const server = await startRecordedGitLab({ 'group/work': '12345678', 'group/jobs': '44' });
  try {
    const config = gitLabConfig.parse({
      url: server.address,
      projects: ['group/work', 'group/jobs'],
      deploymentJobs: [{ job: '*' }],
    });
    const http = openHttp({ baseUrl: server.address, source: 'GitLab', headers: { 'private-token': 'any' } });
    const clock = { now: Date.now, wait: () => Promise.resolve() };
    const mapped: Mapped[] = [];
    let kept = '';
    for await (const page of gitLab.collect({ config, http, cursor: null, mode: 'changes', clock }))
      for (const { payload } of page.records) {
        kept += payload;
        mapped.push(...gitLab.map(payload, 'gitlab', config));
      }
    return { mapped, kept };
  } finally {
    await server.close();
  }
}

function stamp(at: number | null | undefined): string {
  return at == null ? '' : new Date(at).toISOString().replace('Z', '+00:00');
}

/** Rows that do not say the same, by their id, with the fields that differ. */
function differing<Found>(
  rows: readonly CsvRow[],
  find: (row: CsvRow) => Found | undefined,
  said: (found: Found) => CsvRow,
): readonly (readonly [string, readonly string[]])[] {
  return rows.flatMap((row): readonly (readonly [string, readonly string[]])[] => {
    const found = find(row);
    if (found === undefined) return [[row.id ?? '', ['missing']]];
    const fields = Object.entries(said(found)).filter(([name, value]) => row[name] !== value);
    return fields.length === 0 ? [] : [[row.id ?? '', fields.map(([name]) => name)]];
  });
}

function issueSays(history: ItemHistory): CsvRow {
  const closed = history.changes.findLast((change) => change.field === 'status');
  return {
    issue_key: history.item.split('#')[1] ?? '',
    url: history.url ?? '',
    title: history.initial.title,
    status: history.presentStatus?.id === 'closed' ? 'DONE' : 'TODO',
    created_date: stamp(history.createdAt),
    resolution_date: stamp(closed?.at),
    lead_time_minutes: closed === undefined ? '' : String(Math.floor((closed.at - history.createdAt) / 60_000)),
  };
}

function mergeSays(merge: PullRequestRecord): CsvRow {
  const isMerged = merge.mergedAt !== null;
  return {
    pull_request_key: merge.number,
    url: merge.url ?? '',
    title: merge.title,
    status: isMerged ? 'MERGED' : merge.closedAt === null ? 'OPEN' : 'CLOSED',
    base_ref: merge.targetBranch,
    created_date: stamp(merge.openedAt),
    merged_date: stamp(merge.mergedAt),
    // Here a merged one is closed by being merged; there it has no such date. A merge commit is there of any.
    ...(isMerged ? { merge_commit_sha: merge.mergeCommit ?? '' } : { closed_date: stamp(merge.closedAt) }),
  };
}

/** Their words have none for what was called off: it counts as a failure there. */
const RESULTS: Readonly<Record<DeploymentStatus, string>> = {
  succeeded: 'SUCCESS DONE',
  failed: 'FAILURE DONE',
  cancelled: 'FAILURE DONE',
  running: ' IN_PROGRESS',
  unknown: ' OTHER',
};

function deploymentSays(deployment: DeploymentRecord): CsvRow {
  const [result = '', status = ''] = RESULTS[deployment.status].split(' ');
  return {
    // A cancelled deployment is done there and a cancelled job is other: only the result is compared of what has one.
    ...(result === '' ? { result, status } : { result }),
    created_date: stamp(deployment.createdAt),
    ...(deployment.status === 'running' ? {} : { finished_date: stamp(deployment.finishedAt) }),
  };
}

describe.skipIf(!hasGitLabData)(
  `recorded answers of GitLab${hasGitLabData ? '' : ` (skipped: no ${GITLAB_DATA})`}`,
  () => {
    it('give all expected issues, merge requests and deployments, and 74 of 75 jobs: a skipped one was called off', async () => {
      const { mapped } = await readRecorded();
      const issues = new Map<string, ItemHistory>();
      const merges = new Map<string, PullRequestRecord>();
      const deployments = new Map<string, DeploymentRecord>();
      for (const one of mapped) {
        if (one.kind === 'item') issues.set(one.history.item.split('#')[1] ?? '', one.history);
        else if (one.record.kind === 'pull-request') merges.set(one.record.number, one.record);
        else if (one.record.kind === 'deployment') deployments.set(one.record.id, one.record);
      }
      const lastId = (row: CsvRow): string => row.id?.split(':').at(-1) ?? '';
      const rows = {
        issues: csvRows('expected_issues.csv'),
        merges: csvRows('expected_pull_requests.csv'),
        deployments: csvRows('expected_cicd_deployments.csv'),
        jobs: csvRows('expected_cicd_tasks.csv'),
      };
      expect(Object.values(rows).map(({ length }) => length)).toEqual([16, 18, 8, 75]);
      expect(differing(rows.issues, (row) => issues.get(row.issue_key ?? ''), issueSays)).toEqual([]);
      expect(differing(rows.merges, (row) => merges.get(row.pull_request_key ?? ''), mergeSays)).toEqual([]);
      expect(
        differing(rows.deployments, (row) => deployments.get(`deployment:${lastId(row)}`), deploymentSays),
      ).toEqual([]);
      expect(differing(rows.jobs, (row) => deployments.get(`job:${lastId(row)}`), deploymentSays)).toEqual([
        ['gitlab:GitlabJob:1:67', ['result']],
      ]);
    });

    it('leave no account in what is kept', async () => {
      const { kept } = await readRecorded();
      expect(kept).not.toMatch(/"(?:username|author|assignee|email|avatar_url|author_name)"|example\.invalid/);
      const names = csvRows('expected_pull_requests.csv').map((row) => row.author_name ?? '');
      expect(names).toContain('swiffer');
      for (const name of new Set(names)) expect(kept).not.toContain(`"${name}"`);
    });
  },
);
