import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { type FakeAnswer, type FaultyServer, startFaultyServer } from '../../fakes/faulty-server.ts';
import { isRecord, type JsonRecord, textIn } from '../kit/json-shape.ts';

const DATA = process.env.MILLRACE_TEST_DATA ?? path.resolve(import.meta.dirname, '../../../../shared/data');
export const GITLAB_DATA = path.join(DATA, 'gitlab');
export const hasGitLabData = existsSync(GITLAB_DATA);

export type CsvRow = Readonly<Record<string, string>>;

export function csvRows(name: string): readonly CsvRow[] {
  const rows: unknown = parse(readFileSync(path.join(GITLAB_DATA, name)), { columns: true });
  if (!Array.isArray(rows)) throw new Error(`${name}: no rows`);
  const list: readonly unknown[] = rows;
  return list.map((row) => {
    if (!isRecord(row)) throw new Error(`${name}: no row`);
    return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value)]));
  });
}

/** Recorded answers by the path at which they were given. Projects are recorded by number; the reader names them by a path. */
export async function startRecordedGitLab(names: Readonly<Record<string, string>>): Promise<FaultyServer> {
  const byPath = new Map<string, Map<string, JsonRecord>>();
  for (const name of ['issues', 'merge_requests', 'merge_request_commits', 'merge_request_notes', 'deployments', 'job'])
    for (const row of csvRows(`_raw_gitlab_api_${name}.csv`)) {
      const data: unknown = JSON.parse(row.data ?? '');
      if (!isRecord(data)) continue;
      const place = new URL(row.url ?? '').pathname;
      byPath.set(place, (byPath.get(place) ?? new Map<string, JsonRecord>()).set(String(data.id), data));
    }
  return startFaultyServer({
    answer: ({ path: asked, query }): FakeAnswer => {
      const [, project = '', rest = ''] = /^\/api\/v4\/projects\/([^/]+)(.*)$/.exec(asked) ?? [];
      const rows = byPath.get(`/api/v4/projects/${names[decodeURIComponent(project)] ?? ''}${rest}`);
      if (rows === undefined) return { status: 404, body: { message: '404 Not Found' } };
      const at = (row: JsonRecord): string => textIn(row, 'updated_at') ?? textIn(row, 'created_at') ?? '';
      const sorted = [...rows.values()].toSorted((one, other) => (at(one) < at(other) ? 1 : -1));
      const before = Date.parse(query.get('updated_before') ?? '');
      const list = sorted.filter((row) => Number.isNaN(before) || Date.parse(at(row)) <= before);
      const size = Number(query.get('per_page') ?? 20);
      const from = (Number(query.get('page') ?? 1) - 1) * size;
      return { status: 200, body: list.slice(from, from + size) };
    },
  });
}
