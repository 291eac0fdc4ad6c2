import { type Kysely, sql } from 'kysely';

/**
 * What people state and decide (outcomes, metrics, reviews, objectives, check-ins), every version of it, and the dated values of
 * metrics, every correction of them.
 */
const STATEMENTS: readonly string[] = [
  `create table edit (
    workspace_id text collate "C" not null,
    kind text collate "C" not null,
    subject_id text collate "C" not null,
    version integer not null,
    body text not null,
    is_deleted boolean not null,
    author text not null,
    saved_at bigint not null,
    primary key (workspace_id, kind, subject_id, version)
  )`,
  `create table metric_value (
    workspace_id text collate "C" not null,
    metric_id text collate "C" not null,
    day text collate "C" not null,
    version integer not null,
    value double precision,
    author text not null,
    saved_at bigint not null,
    primary key (workspace_id, metric_id, day, version)
  )`,
];

export const outcomes = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
