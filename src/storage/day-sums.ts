import { type Kysely, sql } from 'kysely';
import type { Day } from '../flow/calendar.ts';
import type { DaySum } from '../flow/day-sums.ts';
import { KINDS, type KindOrUnmapped } from '../flow/facts.ts';
import { type Column, insertRows } from './insert-rows.ts';
import type { Database, DaySumTable } from './tables.ts';
import { inTransaction } from './transaction.ts';

/** The `step` of sums over the whole stream. */
export const WHOLE_STREAM = -1;
/** The `step` under which the store keeps the whole stream over all teams, for the portfolio; not seen outside. */
const ALL_TEAMS = -2;

/** A group's load before a range begins; a group without one had none. */
export interface OpeningLoad {
  readonly step: number;
  readonly team: string | null;
  readonly kind: KindOrUnmapped;
  readonly load: number;
}

/**
 * Day sums of a range. A day on which nothing happened to a group has no row, and its load is the row's before, the first one the
 * opening load.
 */
export interface DaySumRange {
  readonly opening: readonly OpeningLoad[];
  /** By step, team, kind and day. */
  readonly sums: readonly DaySum[];
}

export type KindDaySum = Omit<DaySum, 'step' | 'team'>;

/** One stream's share of the portfolio: its readable facts, all steps and teams together. */
export interface StreamDaySums {
  readonly streamId: string;
  readonly version: number;
  readonly opening: readonly Omit<OpeningLoad, 'step' | 'team'>[];
  /** By kind and day. */
  readonly days: readonly KindDaySum[];
}

const COLUMNS: readonly Column<DaySumTable>[] = [
  { name: 'workspace_id', type: 'text', of: (row) => row.workspace_id },
  { name: 'stream_id', type: 'text', of: (row) => row.stream_id },
  { name: 'version', type: 'integer', of: (row) => row.version },
  { name: 'step', type: 'integer', of: (row) => row.step },
  { name: 'day', type: 'text', of: (row) => row.day },
  { name: 'team', type: 'text', of: (row) => row.team },
  { name: 'kind', type: 'text', of: (row) => row.kind },
  { name: 'arrivals', type: 'integer', of: (row) => row.arrivals },
  { name: 'departures', type: 'integer', of: (row) => row.departures },
  { name: 'load', type: 'integer', of: (row) => row.load },
  { name: 'active_ms', type: 'bigint', of: (row) => row.active_ms },
  { name: 'waiting_ms', type: 'bigint', of: (row) => row.waiting_ms },
  { name: 'completed', type: 'integer', of: (row) => row.completed },
  { name: 'cancelled', type: 'integer', of: (row) => row.cancelled },
];

/** Writes the day sums of a version of a stream's facts in place of what was there. */
export async function replaceDaySums(
  db: Kysely<Database>,
  workspace: string,
  streamId: string,
  version: number,
  sums: readonly DaySum[],
): Promise<void> {
  await inTransaction(db, async (transaction) => {
    await transaction
      .deleteFrom('day_sum')
      .where('workspace_id', '=', workspace)
      .where('stream_id', '=', streamId)
      .where('version', '=', version)
      .execute();
    const rows = [...sums, ...overAllTeams(sums)].map((sum) => ({
      workspace_id: workspace,
      stream_id: streamId,
      version,
      step: sum.step,
      day: sum.day,
      team: sum.team ?? '',
      kind: sum.kind,
      arrivals: sum.arrivals,
      departures: sum.departures,
      load: sum.load,
      active_ms: sum.activeMs,
      waiting_ms: sum.waitingMs,
      completed: sum.completed,
      cancelled: sum.cancelled,
    }));
    await insertRows(transaction, 'day_sum', COLUMNS, rows);
  });
}

/** The day sums of a version of a stream's facts over `[from, to)`; of one step when given. */
export async function readDaySums(
  db: Kysely<Database>,
  workspace: string,
  streamId: string,
  version: number,
  range: { readonly from: Day; readonly to: Day; readonly step?: number },
): Promise<DaySumRange> {
  const step = range.step;
  const stored = db
    .selectFrom('day_sum')
    .where('workspace_id', '=', workspace)
    .where('stream_id', '=', streamId)
    .where('version', '=', version)
    .where((where) => (step === undefined ? where('step', '>=', WHOLE_STREAM) : where('step', '=', step)));
  const before = await stored
    .distinctOn(['step', 'team', 'kind'])
    .select(['step', 'team', 'kind', 'load'])
    .where('day', '<', range.from)
    .orderBy('step')
    .orderBy('team')
    .orderBy('kind')
    .orderBy('day', 'desc')
    .execute();
  const rows = await stored
    .selectAll()
    .where('day', '>=', range.from)
    .where('day', '<', range.to)
    .orderBy('step')
    .orderBy('team')
    .orderBy('kind')
    .orderBy('day')
    .execute();
  const opening = before.filter((row) => row.load !== 0);
  return {
    opening: opening.map((row) => ({ step: row.step, team: teamOf(row.team), kind: kindOf(row.kind), load: row.load })),
    sums: rows.map(daySumOf),
  };
}

/** Day and kind sums of every stream's readable facts over `[from, to)`: what the portfolio adds up. One row a stream. */
export async function readPortfolioSums(
  db: Kysely<Database>,
  workspace: string,
  range: { readonly from: Day; readonly to: Day },
): Promise<readonly StreamDaySums[]> {
  const kinds = sql.join(KINDS.map((kind) => sql`(${sql.lit(kind)})`));
  const allTeams = sql`s.workspace_id = f.workspace_id and s.stream_id = f.stream_id and s.version = f.version
    and s.step = ${sql.lit(ALL_TEAMS)} and s.team = ''`;
  const { rows } = await sql<{ streamId: string; version: number; opening: string | null; days: string | null }>`
    select f.stream_id as "streamId", f.version, o.opening, d.days
    from stream_facts f
    cross join lateral (
      select string_agg(k.kind || '|' || last.load, E'\n') as opening
      from (values ${kinds}) as k (kind)
      cross join lateral (
        select s.load from day_sum s
        where ${allTeams} and s.kind = k.kind and s.day < ${range.from}
        order by s.day desc limit 1
      ) last
    ) o
    cross join lateral (
      select string_agg(concat_ws('|', kind, day, arrivals, departures, load, active_ms, waiting_ms, completed,
        cancelled), E'\n') as days
      from (
        select s.* from (values ${kinds}) as k (kind)
        join day_sum s on ${allTeams} and s.kind = k.kind and s.day >= ${range.from} and s.day < ${range.to}
        order by s.kind, s.day
      ) s
    ) d
    where f.workspace_id = ${workspace} and f.version > 0
    order by f.stream_id`.execute(db);
  return rows.map((row) => ({
    streamId: row.streamId,
    version: row.version,
    opening: linesOf(row.opening).map(([kind = '', load]) => ({ kind: kindOf(kind), load: Number(load) })),
    days: linesOf(row.days).map(kindDaySumOf),
  }));
}

/** The whole stream's sums over its teams, a row for each day and kind on which something happened to any of them. */
function overAllTeams(sums: readonly DaySum[]): readonly DaySum[] {
  const days = new Map<string, DaySum>();
  const loadOf = new Map<string, number>();
  const teamLoads = new Map<string, number>();
  const whole = sums
    .filter((sum) => sum.step === WHOLE_STREAM)
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  for (const sum of whole) {
    const group = JSON.stringify([sum.team, sum.kind]);
    const load = (loadOf.get(sum.kind) ?? 0) + sum.load - (teamLoads.get(group) ?? 0);
    teamLoads.set(group, sum.load);
    loadOf.set(sum.kind, load);
    const key = `${sum.kind} ${sum.day}`;
    const known = days.get(key);
    days.set(key, {
      step: ALL_TEAMS,
      day: sum.day,
      team: null,
      kind: sum.kind,
      arrivals: (known?.arrivals ?? 0) + sum.arrivals,
      departures: (known?.departures ?? 0) + sum.departures,
      load,
      activeMs: (known?.activeMs ?? 0) + sum.activeMs,
      waitingMs: (known?.waitingMs ?? 0) + sum.waitingMs,
      completed: (known?.completed ?? 0) + sum.completed,
      cancelled: (known?.cancelled ?? 0) + sum.cancelled,
    });
  }
  return [...days.values()];
}

function linesOf(text: string | null): readonly (readonly string[])[] {
  return text === null ? [] : text.split('\n').map((line) => line.split('|'));
}

function kindDaySumOf([kind = '', day = '', ...counts]: readonly string[]): KindDaySum {
  const at = (place: number): number => Number(counts[place]);
  return {
    day,
    kind: kindOf(kind),
    arrivals: at(0),
    departures: at(1),
    load: at(2),
    activeMs: at(3),
    waitingMs: at(4),
    completed: at(5),
    cancelled: at(6),
  };
}

function daySumOf(row: DaySumTable): DaySum {
  return {
    step: row.step,
    day: row.day,
    team: teamOf(row.team),
    kind: kindOf(row.kind),
    arrivals: row.arrivals,
    departures: row.departures,
    load: row.load,
    activeMs: row.active_ms,
    waitingMs: row.waiting_ms,
    completed: row.completed,
    cancelled: row.cancelled,
  };
}

function teamOf(text: string): string | null {
  return text === '' ? null : text;
}

function kindOf(text: string): KindOrUnmapped {
  return KINDS.find((kind) => kind === text) ?? 'unmapped';
}
