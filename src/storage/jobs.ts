import type { Kysely } from 'kysely';
import type { Database, JobTable } from './tables.ts';

export type JobState = JobTable['state'];

/** Work that runs in the background, as people see it: what, how far, and how it ended. */
export interface Job {
  readonly jobId: string;
  /** What is done, e.g. `import`, `recompute`. */
  readonly kind: string;
  /** What it is done to, e.g. a stream's or an import's id. */
  readonly subject: string;
  readonly state: JobState;
  readonly done: number;
  readonly total: number | null;
  readonly message: string | null;
  readonly result: unknown;
  readonly author: string;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly updatedAt: number;
  readonly endedAt: number | null;
}

/** Puts a job in the queue. */
export async function createJob(
  db: Kysely<Database>,
  workspace: string,
  job: Pick<Job, 'jobId' | 'kind' | 'subject' | 'author' | 'createdAt'>,
): Promise<void> {
  await db
    .insertInto('job')
    .values({
      workspace_id: workspace,
      job_id: job.jobId,
      kind: job.kind,
      subject: job.subject,
      state: 'queued',
      done: 0,
      total: null,
      message: null,
      result: null,
      author: job.author,
      created_at: job.createdAt,
      started_at: null,
      updated_at: job.createdAt,
      ended_at: null,
    })
    .execute();
}

/** Takes a queued job up. Returns false when it was no longer queued (stopped, or taken up by another process). */
export async function startJob(db: Kysely<Database>, workspace: string, jobId: string, at: number): Promise<boolean> {
  const started = await db
    .updateTable('job')
    .set({ state: 'running', started_at: at, updated_at: at })
    .where('workspace_id', '=', workspace)
    .where('job_id', '=', jobId)
    .where('state', '=', 'queued')
    .returning('job_id')
    .execute();
  return started.length === 1;
}

/** Says how far a running job is. Returns false when it no longer runs: somebody stopped it, and its worker should end. */
export async function reportProgress(
  db: Kysely<Database>,
  workspace: string,
  jobId: string,
  progress: {
    readonly done: number;
    readonly total: number | null;
    readonly message: string | null;
    readonly at: number;
  },
): Promise<boolean> {
  const told = await db
    .updateTable('job')
    .set({ done: progress.done, total: progress.total, message: progress.message, updated_at: progress.at })
    .where('workspace_id', '=', workspace)
    .where('job_id', '=', jobId)
    .where('state', '=', 'running')
    .returning('job_id')
    .execute();
  return told.length === 1;
}

/** Ends a queued or running job; one that has ended stays as it ended. */
export async function endJob(
  db: Kysely<Database>,
  workspace: string,
  jobId: string,
  end: {
    readonly state: 'done' | 'failed' | 'stopped';
    readonly message: string | null;
    readonly result?: unknown;
    readonly at: number;
  },
): Promise<void> {
  await db
    .updateTable('job')
    .set({
      state: end.state,
      message: end.message,
      result: end.result === undefined ? null : JSON.stringify(end.result),
      updated_at: end.at,
      ended_at: end.at,
    })
    .where('workspace_id', '=', workspace)
    .where('job_id', '=', jobId)
    .where('state', 'in', ['queued', 'running'])
    .execute();
}

/** At start, where one process owns the store: ends the jobs that a crash left queued or running and returns them, to be begun again. */
export async function stopLeftoverJobs(db: Kysely<Database>, workspace: string, at: number): Promise<readonly Job[]> {
  const rows = await db
    .updateTable('job')
    .set({ state: 'stopped', message: 'the program ended while this ran', updated_at: at, ended_at: at })
    .where('workspace_id', '=', workspace)
    .where('state', 'in', ['queued', 'running'])
    .returningAll()
    .execute();
  return rows.map(jobOf);
}

export async function readJob(db: Kysely<Database>, workspace: string, jobId: string): Promise<Job | null> {
  const row = await db
    .selectFrom('job')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('job_id', '=', jobId)
    .executeTakeFirst();
  return row === undefined ? null : jobOf(row);
}

/** The latest jobs first; `open` leaves only queued and running ones. */
export async function readJobs(
  db: Kysely<Database>,
  workspace: string,
  options: { readonly open?: boolean; readonly limit?: number } = {},
): Promise<readonly Job[]> {
  const rows = await db
    .selectFrom('job')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .$if(options.open === true, (query) => query.where('state', 'in', ['queued', 'running']))
    .orderBy('created_at', 'desc')
    .orderBy('job_id')
    .limit(options.limit ?? 50)
    .execute();
  return rows.map(jobOf);
}

/** Forgets jobs that ended before an instant. */
export async function dropEndedJobs(db: Kysely<Database>, workspace: string, endedBefore: number): Promise<void> {
  await db
    .deleteFrom('job')
    .where('workspace_id', '=', workspace)
    .where('ended_at', '<', endedBefore)
    .where('state', 'in', ['done', 'failed', 'stopped'])
    .execute();
}

function jobOf(row: JobTable): Job {
  return {
    jobId: row.job_id,
    kind: row.kind,
    subject: row.subject,
    state: row.state,
    done: row.done,
    total: row.total,
    message: row.message,
    result: row.result === null ? null : JSON.parse(row.result),
    author: row.author,
    createdAt: row.created_at,
    startedAt: row.started_at,
    updatedAt: row.updated_at,
    endedAt: row.ended_at,
  };
}
