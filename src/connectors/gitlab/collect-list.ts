import { z } from 'zod';
import type { Http } from '../kit/http.ts';
import type { CollectedPage } from '../kit/live-source.ts';
import { recentOf } from '../kit/recent.ts';
import { sideBySide } from '../kit/side-by-side.ts';
import { parsed, projectPath } from './client.ts';
import { type GitLabCursor, type ListState, stateOf, withProject } from './cursor.ts';
import { type KeptThing, recordOf } from './kept.ts';

export interface Run {
  readonly http: Http;
  /** What the server's clock shows now. Unit: ms UTC. */
  readonly serverNow: () => number;
  cursor: GitLabCursor;
  notices: string[];
}

export interface ListReading<Row extends { readonly id: number }> {
  readonly part: 'issues' | 'merges' | 'deployments';
  readonly project: string;
  readonly what: string;
  readonly list: string;
  readonly query: Readonly<Record<string, string>>;
  readonly row: z.ZodType<Row>;
  readonly updatedAt: (row: Row) => number;
  /** Asks at once for what belongs to all rows of a page. */
  readonly prepare?: (rows: readonly Row[]) => Promise<void>;
  readonly read: (row: Row) => Promise<readonly KeptThing[]>;
  /** What the newest looks like now; null: it is asked for. */
  readonly seen: string | null;
  readonly total: number | null;
}

const AT_ONCE = 100;
const OVERLAP_MS = 60_000;
const SETTLED_MS = 5_000;

/**
 * Reads a list newest first until what is kept. The next page is what changed before the last row of this one, so that
 * nothing is skipped when things move up meanwhile; numbered pages serve only where a hundred changed at one instant.
 */
export async function* collectList<Row extends { readonly id: number }>(
  run: Run,
  reading: ListReading<Row>,
): AsyncGenerator<CollectedPage> {
  const { part, project } = reading;
  let state: ListState = stateOf(run.cursor, project)[part];
  const seen = reading.seen ?? (state.run === null ? await newestOf(run, reading) : null);
  if (state.run === null && seen === state.seen && state.upTo !== null) return;
  const isFirst = state.upTo === null;
  const since = state.upTo === null ? null : state.upTo - OVERLAP_MS;
  const known = new Map(state.recent);
  let going = state.run ?? { top: state.upTo ?? 0, seen, before: null, page: 1, done: 0 };
  for (let isEnd = false; !isEnd; ) {
    const rows = await rowsOf(run, reading, since, going.before, going.page);
    if (rows === null) return;
    const wanted = new Map(
      rows
        .filter((row) => since === null || reading.updatedAt(row) >= since)
        .filter((row) => known.get(row.id) !== reading.updatedAt(row))
        .map((row) => [row.id, row]),
    );
    await reading.prepare?.([...wanted.values()]);
    const settled = [...wanted.values()].filter((row) => isSettled(run, reading.updatedAt(row)));
    const things = (await sideBySide([...wanted.values()], reading.read)).flat();
    for (const row of settled) known.set(row.id, reading.updatedAt(row));
    const times = rows.map(reading.updatedAt);
    const last = times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
    isEnd = rows.length < AT_ONCE;
    const isSame = last === going.before || times.every((time) => time === last);
    going = {
      ...going,
      top: times.reduce((most, time) => Math.max(most, time), going.top),
      before: Number.isFinite(last) ? last : null,
      page: isSame ? going.page + 1 : 1,
      done: going.done + wanted.size,
    };
    const kept = isSettled(run, going.top) ? going.seen : null;
    const recent = recentOf(known, going.top - OVERLAP_MS);
    state = isEnd ? { upTo: going.top, seen: kept, recent, run: null } : { ...state, recent, run: going };
    run.cursor = withProject(run.cursor, project, { [part]: state });
    yield pageOf(run, things, {
      done: going.done,
      total: isFirst ? reading.total : null,
      what: `${reading.what} of ${project}`,
    });
  }
}

/** What changed a moment ago may change again within it and look the same: then what it looked like is not kept. */
export function isSettled(run: Run, changedAt: number): boolean {
  return changedAt < run.serverNow() - SETTLED_MS;
}

export function pageOf(run: Run, things: readonly KeptThing[], progress: CollectedPage['progress']): CollectedPage {
  const { notices, cursor } = run;
  run.notices = [];
  return { records: things.map(recordOf), gone: [], cursor, progress, ...(notices.length === 0 ? {} : { notices }) };
}

async function rowsOf<Row extends { readonly id: number }>(
  run: Run,
  { project, list, query, row, what }: ListReading<Row>,
  since: number | null,
  before: number | null,
  page: number,
): Promise<readonly Row[] | null> {
  const answer = await run.http.ask({
    path: projectPath(project, `/${list}`),
    query: {
      ...query,
      order_by: 'updated_at',
      sort: 'desc',
      per_page: AT_ONCE,
      page,
      updated_after: since === null ? undefined : new Date(since).toISOString(),
      // Up to and with this millisecond: what GitLab keeps in finer parts of it must not be lost.
      updated_before: before === null ? undefined : new Date(before + 1).toISOString(),
    },
    accept: [403, 404],
  });
  if (answer.status === 200) return parsed(z.array(row), answer.json, `${what} of ${project}`);
  run.notices.push(
    `${project}: ${what} may not be seen (${answer.status}); give the token the scope "read_api" and the role Reporter`,
  );
  return null;
}

/** The newest row as text, in one request for one row. */
async function newestOf<Row extends { readonly id: number }>(
  run: Run,
  { project, list, query }: ListReading<Row>,
): Promise<string | null> {
  const answer = await run.http.ask({
    path: projectPath(project, `/${list}`),
    query: { ...query, order_by: 'updated_at', sort: 'desc', per_page: 1 },
    accept: [403, 404],
  });
  const shape = z.array(z.object({ id: z.number(), updated_at: z.string().nullish(), status: z.string().nullish() }));
  return answer.status === 200 ? JSON.stringify(shape.safeParse(answer.json).data ?? null) : null;
}
