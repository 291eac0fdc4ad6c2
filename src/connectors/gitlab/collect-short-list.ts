import { z } from 'zod';
import type { Http } from '../kit/http.ts';
import type { CollectedPage } from '../kit/live-source.ts';
import { parsed, projectPath } from './client.ts';
import { pageOf, type Run } from './collect-list.ts';
import { type ShortState, stateOf, withProject } from './cursor.ts';
import type { KeptThing } from './kept.ts';

export interface ShortReading<Row> {
  readonly part: 'releases' | 'milestones';
  readonly project: string;
  readonly what: string;
  readonly list: string;
  readonly query: Readonly<Record<string, string>>;
  readonly row: z.ZodType<Row>;
  /** When it came or changed last. Unit: ms UTC. */
  readonly at: (row: Row) => number;
  /** Text that is another one when something that is kept of it changed. */
  readonly mark: (row: Row) => string;
  readonly read: (row: Row) => KeptThing | null;
  /** What the newest look like now; null: GraphQL does not answer. */
  readonly seen: string | null;
  /** The list stands newest first, so that the rest need not be read. */
  readonly isNewestFirst: boolean;
}

const AT_ONCE = 100;
const OVERLAP_MS = 60_000;
/** So many of the newest are known one by one. */
const NEWEST = 20;

/** Reads a list of some dozens, as soon as its newest look different, and keeps those that do. It is kept whole or not at all. */
export async function* collectShortList<Row>(run: Run, reading: ShortReading<Row>): AsyncGenerator<CollectedPage> {
  const { project, part, seen, what } = reading;
  const state: ShortState = stateOf(run.cursor, project)[part];
  if (seen !== null && seen === state.seen) return;
  const since = state.upTo === null ? Number.NEGATIVE_INFINITY : state.upTo - OVERLAP_MS;
  const from = state.from ?? Number.NEGATIVE_INFINITY;
  const rows = await rowsSince(run.http, reading, since);
  const keep = (next: ShortState): void => {
    run.cursor = withProject(run.cursor, project, { [part]: next });
  };
  if (typeof rows === 'number') {
    run.notices.push(`${project}: ${what} may not be seen (${rows}); give the token the role Reporter`);
    keep({ ...state, seen });
    return;
  }
  const newest = rows.toSorted((one, other) => reading.at(other) - reading.at(one));
  const things = newest
    .filter((row) => !state.newest.includes(reading.mark(row)) && reading.at(row) >= Math.min(since, from))
    .flatMap((row) => reading.read(row) ?? []);
  const upTo = newest.reduce((latest, row) => Math.max(latest, reading.at(row)), state.upTo ?? 0);
  const last = newest[NEWEST - 1];
  keep({
    upTo,
    seen,
    newest: newest.slice(0, NEWEST).map(reading.mark),
    from: last === undefined || newest.length === NEWEST ? null : reading.at(last),
  });
  if (things.length > 0 || seen !== state.seen)
    yield pageOf(run, things, { done: things.length, total: things.length, what: `${what} of ${project}` });
}

/** All rows, or the newest where only these can be other ones; a status where they may not be seen. */
async function rowsSince<Row>(
  http: Http,
  { project, list, query, row, what, at, isNewestFirst }: ShortReading<Row>,
  since: number,
): Promise<readonly Row[] | number> {
  const rows: Row[] = [];
  for (let page = 1; ; page += 1) {
    const { status, json } = await http.ask({
      path: projectPath(project, `/${list}`),
      query: { ...query, per_page: AT_ONCE, page },
      accept: [403, 404],
    });
    if (status !== 200) return status;
    const some = parsed(z.array(row), json, `${what} of ${project}`);
    rows.push(...some);
    if (some.length < AT_ONCE || (isNewestFirst && some.some((one) => at(one) < since))) return rows;
  }
}
