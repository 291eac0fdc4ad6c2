import type { Job as JobAnswer } from '../api/store.ts';
import {
  createJob,
  endJob,
  type Job,
  readJob,
  readJobs,
  reportProgress,
  startJob,
  stopLeftoverJobs,
} from '../storage/jobs.ts';
import type { App } from './app.ts';
import { notFound } from './errors.ts';
import type { ImportAccount } from './import-files.ts';
import { instantOrNull } from './rows.ts';

/** Kinds of long work and what their progress counts. */
export const JOB_UNITS = {
  import: 'bytes',
  recompute: 'items',
  rebuild: 'items',
  sample: 'items',
  backup: 'tables',
  sync: 'records',
} as const;
export type JobKind = keyof typeof JOB_UNITS;

/** Running and recent long work, latest first. */
export async function listJobs(app: App): Promise<readonly JobAnswer[]> {
  return (await readJobs(app.db, app.workspace)).map((job) => jobAnswer(job, app.now()));
}

export async function jobOf(app: App, id: string): Promise<JobAnswer> {
  const job = await readJob(app.db, app.workspace, id);
  if (job === null) throw notFound(`job "${id}" does not exist; it may have ended long ago and been forgotten`);
  return jobAnswer(job, app.now());
}

/** A job as pages show it; the time left is estimated from the rate so far. */
export function jobAnswer(job: Job, now: number): JobAnswer {
  const kind = kindOf(job.kind);
  return {
    id: job.jobId,
    kind,
    subject: job.subject,
    source: kind === 'import' ? sourceOf(job.subject) : kind === 'sync' ? job.subject : null,
    state: job.state,
    done: job.done,
    total: job.total,
    unit: JOB_UNITS[kind],
    secondsLeft: secondsLeft(job, now),
    message: job.message ?? '',
    startedAt: instantOrNull(job.startedAt),
    endedAt: instantOrNull(job.endedAt),
    result: isAccount(job.result)
      ? {
          importId: job.result.importId,
          new: job.result.new,
          changed: job.result.changed,
          unchanged: job.result.unchanged,
          refused: job.result.refused,
          reasons: [...job.result.reasons],
          hasRefusedFile: job.result.refusedFile !== null,
          notices: [...job.result.notices],
          lastChangeAt: instantOrNull(job.result.lastChangeAt ?? null),
        }
      : null,
  };
}

const INTO = ' into ';

/** What an import is about, as lists of jobs show it. */
export function importSubject(file: string, source: string): string {
  return `${file}${INTO}${source}`;
}

/** The source at the end of an import's subject; its name holds no blanks. */
function sourceOf(subject: string): string | null {
  const at = subject.lastIndexOf(INTO);
  return at === -1 ? null : subject.slice(at + INTO.length);
}

function kindOf(kind: string): JobKind {
  switch (kind) {
    case 'import':
    case 'recompute':
    case 'sample':
    case 'backup':
    case 'sync':
      return kind;
    default:
      return 'rebuild';
  }
}

function isAccount(result: unknown): result is ImportAccount {
  return typeof result === 'object' && result !== null && 'importId' in result && 'refused' in result;
}

function secondsLeft(job: Job, now: number): number | null {
  if (job.state !== 'running' || job.startedAt === null || job.total === null || job.done <= 0) return null;
  const elapsed = (now - job.startedAt) / 1000;
  return Math.max(0, Math.round((elapsed / job.done) * (job.total - job.done)));
}

export type { JobAnswer };

/** Puts a job in the queue. */
export function queueJob(
  app: App,
  job: { readonly id: string; readonly kind: JobKind; readonly subject: string },
): Promise<void> {
  const { id, kind, subject } = job;
  return createJob(app.db, app.workspace, { jobId: id, kind, subject, author: app.author, createdAt: app.now() });
}

/** Takes a queued job up; false when it is no longer queued. */
export function beginJob(app: App, id: string): Promise<boolean> {
  return startJob(app.db, app.workspace, id, app.now());
}

/** Says how far a job is; false when somebody stopped it. */
export function tellProgress(
  app: App,
  id: string,
  progress: { readonly done: number; readonly total: number | null; readonly message: string },
): Promise<boolean> {
  return reportProgress(app.db, app.workspace, id, { ...progress, at: app.now() });
}

export function finishJob(
  app: App,
  id: string,
  end: { readonly state: 'done' | 'failed' | 'stopped'; readonly message: string | null; readonly result?: unknown },
): Promise<void> {
  return endJob(app.db, app.workspace, id, { ...end, at: app.now() });
}

/** At start: what a crash left running has ended. */
export async function endLeftoverJobs(app: App): Promise<void> {
  await stopLeftoverJobs(app.db, app.workspace, app.now());
}
