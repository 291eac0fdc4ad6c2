import { randomUUID } from 'node:crypto';
import type { App } from '../app/app.ts';
import { Failure } from '../app/errors.ts';
import {
  beginJob,
  endLeftoverJobs,
  finishJob,
  type JobAnswer,
  type JobKind,
  jobOf,
  queueJob,
  tellProgress,
} from '../app/jobs.ts';
import { type Report, Stopped } from '../app/report.ts';

/** Long work of this process: one after the other, its progress in the store, so that it survives a reload. */
export interface Jobs {
  /** Queues work under an id (made when left out) and answers at once. */
  readonly enqueue: (work: {
    readonly kind: JobKind;
    readonly subject: string;
    readonly id?: string;
    readonly run: (report: Report) => Promise<unknown>;
  }) => Promise<JobAnswer>;
  readonly stop: (id: string) => Promise<JobAnswer>;
  /** Waits until nothing runs and nothing is queued. */
  readonly idle: () => Promise<void>;
  /** Stops what runs and takes nothing more. */
  readonly close: () => Promise<void>;
}

/** Progress is written at most this often. */
const PROGRESS_EVERY_MS = 300;

export async function startJobs(app: App): Promise<Jobs> {
  await endLeftoverJobs(app);
  const stopping = new Set<string>();
  let tail: Promise<void> = Promise.resolve();
  let isClosing = false;

  const runOne = async (id: string, run: (report: Report) => Promise<unknown>): Promise<void> => {
    if (isClosing || !(await beginJob(app, id))) return;
    let lastAt = 0;
    const report: Report = async ({ done, total, message }) => {
      if (isClosing || stopping.has(id)) throw new Stopped(isClosing);
      const at = app.now();
      if (at - lastAt < PROGRESS_EVERY_MS) return;
      lastAt = at;
      const goesOn = await tellProgress(app, id, { done, total, message });
      if (!goesOn) throw new Stopped(false);
    };
    try {
      const result = await run(report);
      await finishJob(app, id, { state: 'done', message: null, result: result ?? null });
    } catch (error) {
      const isStopped = error instanceof Stopped;
      if (!isStopped && !(error instanceof Failure)) app.log.error({ job: id, error: String(error) }, 'job failed');
      await finishJob(app, id, {
        state: isStopped ? 'stopped' : 'failed',
        message: error instanceof Error ? error.message : String(error),
      });
    } finally {
      stopping.delete(id);
    }
  };

  /** Work may queue more work, as an import does with the figures that follow it. */
  const untilIdle = async (): Promise<void> => {
    for (let seen: Promise<void> | undefined; seen !== tail; ) {
      seen = tail;
      await seen;
    }
  };

  return {
    enqueue: async ({ kind, subject, run, id = randomUUID() }) => {
      await queueJob(app, { id, kind, subject });
      tail = tail
        .then(() => runOne(id, run))
        .catch((error) => app.log.error({ job: id, error: String(error) }, 'job lost'));
      return jobOf(app, id);
    },
    stop: async (id) => {
      const job = await jobOf(app, id);
      if (job.state === 'running') stopping.add(id);
      if (job.state === 'queued') {
        await finishJob(app, id, { state: 'stopped', message: 'stopped before it began' });
      }
      return jobOf(app, id);
    },
    idle: untilIdle,
    close: async () => {
      isClosing = true;
      await untilIdle();
    },
  };
}
