import { type Kysely, sql } from 'kysely';
import type { Day } from '../flow/calendar.ts';
import type { KindOrUnmapped } from '../flow/facts.ts';
import { type Column, insertRows } from './insert-rows.ts';
import type { Database, DaySumTable } from './tables.ts';
import { inTransaction } from './transaction.ts';

/** The `step` of sums over the whole stream; completions and cancellations stand only there. */
export const WHOLE_STREAM = -1;

/** Counts and sums of one day of a stream by step, team and kind; what no row says is zero. */
export interface DaySum {
  /** Index into the stream's steps, or `WHOLE_STREAM`. */
  readonly step: number;
  readonly day: Day;
  readonly team: string | null;
  readonly kind: KindOrUnmapped;
  readonly arrivals: number;
  readonly departures: number;
  /** Just before the end of the day. */
  readonly load: number;
  readonly activeMs: number;
  readonly waitingMs: number;
  readonly completed: number;
  readonly cancelled: number;
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
    const rows = sums.map((sum) => ({
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

/** The day sums of a version of a stream's facts over `[from, to)`, by step, day, team and kind; one step when given. */
export async function readDaySums(
  db: Kysely<Database>,
  workspace: string,
  streamId: string,
  version: number,
  range: { readonly from: Day; readonly to: Day; readonly step?: number },
): Promise<readonly DaySum[]> {
  const rows = await db
    .selectFrom('day_sum')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('stream_id', '=', streamId)
    .where('version', '=', version)
    .where('day', '>=', range.from)
    .where('day', '<', range.to)
    .$if(range.step !== undefined, (query) => query.where('step', '=', range.step ?? WHOLE_STREAM))
    .orderBy('step')
    .orderBy('day')
    .orderBy('team')
    .orderBy('kind')
    .execute();
  return rows.map(daySumOf);
}

/** One stream's share of the portfolio: what is summed over its teams, a day and kind each. */
export interface StreamDaySums {
  readonly streamId: string;
  readonly version: number;
  readonly days: readonly Omit<DaySum, 'step' | 'team'>[];
}

/** Day and kind sums of every stream's readable facts over `[from, to)`: what the portfolio adds up. One row a stream. */
export async function readPortfolioSums(
  db: Kysely<Database>,
  workspace: string,
  range: { readonly from: Day; readonly to: Day },
): Promise<readonly StreamDaySums[]> {
  const { rows } = await sql<{ streamId: string; version: number; days: string }>`
    select stream_id as "streamId", version, string_agg(concat_ws('|', day, kind, arrivals, departures, load, active_ms, waiting_ms,
      completed, cancelled), E'\n' order by day, kind) as days
    from (
      select s.stream_id, s.version, d.day, d.kind, sum(d.arrivals) as arrivals, sum(d.departures) as departures,
        sum(d.load) as load, sum(d.active_ms) as active_ms, sum(d.waiting_ms) as waiting_ms,
        sum(d.completed) as completed, sum(d.cancelled) as cancelled
      from stream_facts s
      join day_sum d on d.workspace_id = s.workspace_id and d.stream_id = s.stream_id and d.version = s.version
      where s.workspace_id = ${workspace} and d.step = ${WHOLE_STREAM} and d.day >= ${range.from} and d.day < ${range.to}
      group by s.stream_id, s.version, d.day, d.kind
    ) summed
    group by stream_id, version
    order by stream_id`.execute(db);
  return rows.map((row) => ({
    streamId: row.streamId,
    version: row.version,
    days: row.days.split('\n').map(parseLine),
  }));
}

function parseLine(line: string): Omit<DaySum, 'step' | 'team'> {
  const [day = '', kind = '', ...counts] = line.split('|');
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
    team: row.team === '' ? null : row.team,
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

function kindOf(text: string): KindOrUnmapped {
  switch (text) {
    case 'feature':
    case 'defect':
    case 'risk':
    case 'debt':
      return text;
    default:
      return 'unmapped';
  }
}
