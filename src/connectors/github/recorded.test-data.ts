import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { type FaultyServer, startFaultyServer } from '../../fakes/faulty-server.ts';
import { listAnswer } from '../../fakes/github/answer-rest.ts';
import { isRecord, type JsonRecord, textIn } from '../kit/json-shape.ts';

const DATA = process.env.MILLRACE_TEST_DATA ?? path.resolve(import.meta.dirname, '../../../../shared/data');
export const GITHUB_DATA = path.join(DATA, 'github');
export const hasGitHubData = existsSync(GITHUB_DATA);

export type CsvRow = Readonly<Record<string, string>>;

export function csvRows(name: string): readonly CsvRow[] {
  const rows: unknown = parse(readFileSync(path.join(GITHUB_DATA, name)), { columns: true });
  if (!Array.isArray(rows)) throw new Error(`${name}: no rows`);
  const list: readonly unknown[] = rows;
  return list.map((row) => {
    if (!isRecord(row)) throw new Error(`${name}: no row`);
    return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value)]));
  });
}

/** Answers as they were recorded, by the path at which they were given; where one was recorded twice, the later counts. */
function recordedAt(): ReadonlyMap<string, readonly JsonRecord[]> {
  const byPath = new Map<string, Map<string, JsonRecord>>();
  for (const name of [
    'issues',
    'pull_requests',
    'pull_request_commits',
    'pull_request_reviews',
    'events',
    'runs',
    'jobs',
  ])
    for (const row of csvRows(`_raw_github_api_${name}.csv`)) {
      const data: unknown = JSON.parse(row.data ?? '');
      if (!isRecord(data)) continue;
      const place = new URL(row.url ?? '').pathname;
      const own = byPath.get(place) ?? new Map<string, JsonRecord>();
      own.set(String(data.id ?? data.sha), data);
      byPath.set(place, own);
    }
  addRunsOfJobs(byPath);
  return new Map([...byPath].map(([place, rows]) => [place, [...rows.values()].toSorted(newestFirst)]));
}

/** Jobs were recorded of other runs than the runs: of these the jobs tell id, commit and time, and it is served as such. */
function addRunsOfJobs(byPath: ReadonlyMap<string, Map<string, JsonRecord>>): void {
  for (const [place, jobs] of byPath) {
    const list = /^(.*\/runs)\/\d+\/jobs$/.exec(place)?.[1];
    const runs = byPath.get(list ?? '');
    const [job] = jobs.values();
    if (runs === undefined || job === undefined) continue;
    const { run_id: id, head_sha: sha, started_at: at } = job;
    const run = { id, head_sha: sha, name: 'Jobs', status: 'completed', conclusion: 'success' };
    runs.set(String(id), { ...run, created_at: at, run_started_at: at, updated_at: at });
  }
}

function newestFirst(one: JsonRecord, other: JsonRecord): number {
  const at = (row: JsonRecord): string => textIn(row, 'updated_at') ?? '';
  return at(one) < at(other) ? 1 : -1;
}

/** A server that gives the recorded answers at their own paths, and 404 for everything that was not recorded. */
export async function startRecordedGitHub(): Promise<FaultyServer> {
  const recorded = recordedAt();
  return startFaultyServer({
    answer: (request) => {
      const { path: place } = request;
      const timeline = /^(\/repos\/[^/]+\/[^/]+)\/issues\/(\d+)\/timeline$/.exec(place);
      if (timeline !== null) {
        // Only the events of the whole repository were recorded; they name their issue.
        const events = (recorded.get(`${timeline[1] ?? ''}/issues/events`) ?? []).filter(
          ({ issue }) => isRecord(issue) && String(issue.number) === timeline[2],
        );
        return listAnswer(request, events);
      }
      const rows = recorded.get(place);
      if (rows === undefined) return { status: 404, body: { message: 'Not Found' } };
      if (place.endsWith('/runs')) return listAnswer(request, rows, (page) => ({ workflow_runs: page }));
      if (place.endsWith('/jobs')) return listAnswer(request, rows, (page) => ({ jobs: page }));
      return listAnswer(request, rows);
    },
  });
}
