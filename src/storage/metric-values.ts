import { type Kysely, sql } from 'kysely';
import type { Day } from '../flow/calendar.ts';
import type { Database } from './tables.ts';

/** What a metric was on a day; null takes an earlier value back. */
export interface MetricValue {
  readonly day: Day;
  readonly value: number | null;
}

/** A value as it was known from `savedAt` on. */
export interface MetricValueVersion extends MetricValue {
  readonly version: number;
  readonly author: string;
  readonly savedAt: number;
}

/**
 * Keeps values; one that differs from what is known of its day is a correction, and the earlier one stays. Equal ones write nothing.
 * Each day at most once. Returns how many were new and how many corrected another.
 */
export async function saveMetricValues(
  db: Kysely<Database>,
  workspace: string,
  metricId: string,
  values: readonly MetricValue[],
  { author, savedAt }: { readonly author: string; readonly savedAt: number },
): Promise<{ readonly new: number; readonly corrected: number }> {
  const days = values.map(({ day }) => day);
  // As text: a number's shortest decimal form is read back as the same number on every server.
  const figures = values.map(({ value }) => (value === null ? null : String(value)));
  const { rows } = await sql<{ version: number }>`
    insert into metric_value (workspace_id, metric_id, day, version, value, author, saved_at)
    select ${workspace}, ${metricId}, given.day, coalesce(known.version, 0) + 1, given.value::double precision, ${author}, ${savedAt}::bigint
    from unnest(${days}::text[], ${figures}::text[]) as given (day, value)
    left join lateral (
      select version, value from metric_value m
      where m.workspace_id = ${workspace} and m.metric_id = ${metricId} and m.day = given.day
      order by version desc limit 1
    ) known on true
    where known.value is distinct from given.value::double precision
    returning version`.execute(db);
  const fresh = rows.filter(({ version }) => version === 1).length;
  return { new: fresh, corrected: rows.length - fresh };
}

/** The latest value of every day, by day, as known at `knownAt` (all that is known when left out). */
export async function readMetricValues(
  db: Kysely<Database>,
  workspace: string,
  metricId: string,
  knownAt?: number,
): Promise<readonly { readonly day: Day; readonly value: number }[]> {
  const rows = await db
    .selectFrom('metric_value')
    .distinctOn('day')
    .select(['day', 'value'])
    .where('workspace_id', '=', workspace)
    .where('metric_id', '=', metricId)
    .$if(knownAt !== undefined, (query) => query.where('saved_at', '<=', knownAt ?? 0))
    .orderBy('day')
    .orderBy('version', 'desc')
    .execute();
  return rows.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }]));
}

/** Values that were corrected or taken back, with all their versions, by day. */
export async function readCorrections(
  db: Kysely<Database>,
  workspace: string,
  metricId: string,
): Promise<readonly MetricValueVersion[]> {
  return db
    .selectFrom('metric_value')
    .select(['day', 'version', 'value', 'author', 'saved_at as savedAt'])
    .where('workspace_id', '=', workspace)
    .where('metric_id', '=', metricId)
    .where('day', 'in', (corrected) =>
      corrected
        .selectFrom('metric_value')
        .select('day')
        .where('workspace_id', '=', workspace)
        .where('metric_id', '=', metricId)
        .where('version', '>', 1),
    )
    .orderBy('day')
    .orderBy('version')
    .execute();
}

/** How many days each metric knows, and the last of them. */
export async function readMetricSpans(
  db: Kysely<Database>,
  workspace: string,
): Promise<ReadonlyMap<string, { readonly days: number; readonly first: Day; readonly last: Day }>> {
  const rows = await db
    .selectFrom('metric_value')
    .select((of) => [
      'metric_id as metricId',
      sql<number>`count(distinct day)::integer`.as('days'),
      of.fn.min('day').as('first'),
      of.fn.max('day').as('last'),
    ])
    .where('workspace_id', '=', workspace)
    .groupBy('metric_id')
    .execute();
  return new Map(rows.map(({ metricId, ...span }) => [metricId, span]));
}
