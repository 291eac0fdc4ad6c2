import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
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

/**
 * Long work of this process, its progress in the store, so that it survives a reload: one after the other within a lane. Each live source has
 * a lane of its own, so that a slow one keeps nobody waiting.
 */
export interface Jobs {
  /** Queues work under an id (made when left out) and answers at once. */
  readonly enqueue: (work: Work) => Promise<JobAnswer>;
  readonly stop: (id: string) => Promise<JobAnswer>;
  /** Waits until nothing runs and nothing is queued. */
  readonly idle: () => Promise<void>;
  /** Stops what runs and takes nothing more. */
  readonly close: () => Promise<void>;
}

export interface Work {
  readonly kind: JobKind;
  readonly subject: string;
  readonly id?: string;
  /** Work of one lane runs one after the other; the common lane when left out. */
  readonly lane?: string;
  /** `signal` is given when it is to stop: for work that waits long between two reports. */
  readonly run: (report: Report, signal: AbortSignal) => Promise<unknown>;
  /** Clears away what was prepared, when the work is stopped before it began. */
  readonly abandon?: () => Promise<void>;
}

/** Progress is written at most this often. */
const PROGRESS_EVERY_MS = 300;
const COMMON_LANE = '';
/** While the store cannot take the end of a job (its disk is full), it is offered again so often. */
const RETRY_MS = 2_000;

export async function startJobs(app: App): Promise<Jobs> {
  await endLeftoverJobs(app);
  const stopping = new Set<string>();
  const queued = new Map<string, Work>();
  const running = new Map<string, AbortController>();
  const tails = new Map<string, Promise<void>>();
  let isClosing = false;

  const runOne = async (id: string, { run, abandon }: Work): Promise<void> => {
    if (isClosing) return;
    queued.delete(id);
    if (!(await beginJob(app, id))) return abandon?.();
    const abort = new AbortController();
    running.set(id, abort);
    try {
      const result = await run(reportFor(id), abort.signal);
      await finish(id, { state: 'done', message: null, result: result ?? null });
    } catch (error) {
      const isStopped = error instanceof Stopped;
      if (!isStopped && !(error instanceof Failure)) app.log.error({ job: id, error: String(error) }, 'job failed');
      await finish(id, {
        state: isStopped ? 'stopped' : 'failed',
        message: error instanceof Error ? error.message : String(error),
      });
    } finally {
      running.delete(id);
      stopping.delete(id);
    }
  };

  const reportFor = (id: string): Report => {
    let lastAt = 0;
    return async ({ done, total, message }) => {
      if (isClosing || stopping.has(id)) throw new Stopped(isClosing);
      const at = app.now();
      if (at - lastAt < PROGRESS_EVERY_MS) return;
      lastAt = at;
      const goesOn = await tellProgress(app, id, { done, total, message });
      if (!goesOn) throw new Stopped(false);
    };
  };

  /** The work is over whether the store can take that down or not: it is told until it does. */
  const finish = async (id: string, end: Parameters<typeof finishJob>[2]): Promise<void> => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await finishJob(app, id, end);
      } catch (error) {
        if (tries === 0) app.log.error({ job: id, error: String(error) }, 'the end of a job cannot be kept yet');
        if (isClosing) return;
      }
      await sleep(RETRY_MS);
    }
  };

  /** Work may queue more work, as an import does with the figures that follow it. */
  const untilIdle = async (): Promise<void> => {
    while (tails.size > 0) await Promise.all(tails.values());
  };

  return {
    enqueue: async (work) => {
      const { kind, subject, id = randomUUID(), lane = COMMON_LANE } = work;
      await queueJob(app, { id, kind, subject });
      queued.set(id, work);
      const tail = (tails.get(lane) ?? Promise.resolve())
        .then(() => runOne(id, work))
        .catch((error) => app.log.error({ job: id, error: String(error) }, 'job lost'))
        .finally(() => {
          if (tails.get(lane) === tail) tails.delete(lane);
        });
      tails.set(lane, tail);
      return jobOf(app, id);
    },
    stop: async (id) => {
      const job = await jobOf(app, id);
      if (job.state === 'queued') {
        await finishJob(app, id, { state: 'stopped', message: 'stopped before it began' });
        await queued.get(id)?.abandon?.();
      } else if (job.state === 'running') {
        const abort = running.get(id);
        if (abort !== undefined) {
          stopping.add(id);
          abort.abort(new Stopped(false));
        }
        // Another process runs it: that one sees at its next progress that it was stopped.
        else await finishJob(app, id, { state: 'stopped', message: 'stopped on request' });
      }
      return jobOf(app, id);
    },
    idle: untilIdle,
    close: async () => {
      isClosing = true;
      for (const abort of running.values()) abort.abort(new Stopped(true));
      await untilIdle();
    },
  };
}
