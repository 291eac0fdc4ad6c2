import { describe, expect, it } from 'vitest';
import type { DeploymentRecord, DeploymentStatus, PullRequestRecord } from '../../flow/delivery/records.ts';
import type { ItemHistory } from '../../flow/history.ts';
import { openHttp } from '../kit/http.ts';
import type { Mapped } from '../kit/live-source.ts';
import { gitHubConfig } from './config.ts';
import { gitHub } from './index.ts';
import { type CsvRow, csvRows, GITHUB_DATA, hasGitHubData, startRecordedGitHub } from './recorded.test-data.ts';

const LIVE = { now: Date.now, wait: () => Promise.resolve() };

/** What the connector reads of the recorded answers, and all that it keeps. */
async function readRecorded(job?: string): Promise<{ readonly mapped: readonly Mapped[]; readonly kept: string }> {
  const server = await startRecordedGitHub();
  try {
    const config = gitHubConfig.parse({
      url: server.address,
      repositories: ['panjf2000/ants'],
      deploymentWorkflows: [{ workflow: '*', ...(job === undefined ? {} : { job }) }],
    });
    const http = openHttp({ baseUrl: server.address, source: 'GitHub', headers: { authorization: 'any' } });
    const mapped: Mapped[] = [];
    let kept = '';
    for await (const page of gitHub.collect({ config, http, cursor: null, mode: 'changes', clock: LIVE }))
      for (const { payload } of page.records) {
        kept += payload;
        mapped.push(...gitHub.map(payload, 'github', config));
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
  const title = history.changes.findLast((change) => change.field === 'title');
  return {
    issue_key: history.item.split('#')[1] ?? '',
    url: history.url ?? '',
    title: title?.field === 'title' ? title.to : history.initial.title,
    original_status: history.presentStatus?.id ?? '',
    created_date: stamp(history.createdAt),
    resolution_date: stamp(closed?.at),
    lead_time_minutes: closed === undefined ? '' : String(Math.floor((closed.at - history.createdAt) / 60_000)),
  };
}

function pullSays(pull: PullRequestRecord): CsvRow {
  const isMerged = pull.mergedAt !== null;
  return {
    pull_request_key: pull.number,
    url: pull.url ?? '',
    title: pull.title,
    status: isMerged ? 'MERGED' : pull.closedAt === null ? 'OPEN' : 'CLOSED',
    base_ref: pull.targetBranch,
    created_date: stamp(pull.openedAt),
    merged_date: stamp(pull.mergedAt),
    closed_date: stamp(pull.closedAt),
    ...(isMerged ? { merge_commit_sha: pull.mergeCommit ?? '' } : {}),
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
    result,
    status,
    started_date: stamp(deployment.createdAt),
    // They give what runs still the time of its last change as its end.
    ...(deployment.status === 'running' ? {} : { finished_date: stamp(deployment.finishedAt) }),
  };
}

function deploymentsIn(mapped: readonly Mapped[]): ReadonlyMap<string, DeploymentRecord> {
  const found = new Map<string, DeploymentRecord>();
  for (const one of mapped)
    if (one.kind === 'delivery' && one.record.kind === 'deployment') found.set(one.record.id, one.record);
  return found;
}

function lastId(row: CsvRow): string {
  return row.id?.split(':').at(-1) ?? '';
}

describe.skipIf(!hasGitHubData)(
  `recorded answers of GitHub${hasGitHubData ? '' : ` (skipped: no ${GITHUB_DATA})`}`,
  () => {
    it('give all 26 expected issues and all 49 expected pull requests', async () => {
      const { mapped } = await readRecorded();
      const issues = new Map<string, ItemHistory>();
      const pulls = new Map<string, PullRequestRecord>();
      for (const one of mapped) {
        if (one.kind === 'item') issues.set(one.history.item.split('#')[1] ?? '', one.history);
        else if (one.record.kind === 'pull-request') pulls.set(one.record.number, one.record);
      }
      const issueRows = csvRows('expected_issues.csv');
      expect(issueRows).toHaveLength(26);
      expect(differing(issueRows, (row) => issues.get(row.issue_key ?? ''), issueSays)).toEqual([]);
      expect(issues.size).toBe(26);
      const pullRows = csvRows('expected_pull_requests.csv');
      expect(pullRows).toHaveLength(49);
      expect(differing(pullRows, (row) => pulls.get(row.pull_request_key ?? ''), pullSays)).toEqual([]);
      expect(pulls.size).toBe(49);
    });

    it('give 33 of 35 expected runs; a skipped one was called off, and one that was asked for is under way', async () => {
      const found = deploymentsIn((await readRecorded()).mapped);
      const rows = csvRows('expected_cicd_pipelines.csv');
      expect(rows).toHaveLength(35);
      expect(differing(rows, (row) => found.get(`run:${lastId(row)}`), deploymentSays)).toEqual([
        ['github:GithubRun:1:134018330:2559400733', ['result', 'status']],
        ['github:GithubRun:1:134018330:2559400736', ['status']],
      ]);
    });

    it('give 33 of 35 expected jobs; the others differ for the same two reasons', async () => {
      const found = deploymentsIn((await readRecorded('*')).mapped);
      const rows = csvRows('expected_cicd_tasks.csv');
      expect(rows).toHaveLength(35);
      expect(differing(rows, (row) => found.get(`job:${lastId(row)}`), deploymentSays)).toEqual([
        ['github:GithubJob:1:613518923:2011825651', ['result', 'status']],
        ['github:GithubJob:1:613518923:2011825654', ['status']],
      ]);
    });

    it('leave no account in what is kept', async () => {
      const logins = csvRows('expected_pull_requests.csv').map((row) => row.author_name ?? '');
      expect(logins).toContain('barryz');
      const { kept } = await readRecorded();
      expect(kept).not.toMatch(/"(?:login|user|author|actor|email|avatar_url)"|users\.noreply/);
      for (const login of new Set(logins.filter((name) => name.length > 5))) expect(kept).not.toContain(`"${login}"`);
    });
  },
);
