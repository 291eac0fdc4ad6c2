import type { App } from '../app/app.ts';
import { type JobAnswer, jobOf } from '../app/jobs.ts';
import type { Report } from '../app/report.ts';
import { connectorOf, listLiveSources, liveSourceKept } from '../app/sources/kept-sources.ts';
import { lastKept } from '../app/sources/source-state.ts';
import { endLeftoverRuns, syncSource } from '../app/sources/sync-source.ts';
import { recomputeOutdated } from './import-upload.ts';
import type { Jobs } from './runner.ts';

type Mode = 'changes' | 'sweep';

/** Runs of live sources: by schedule, on demand and when a source calls, one run a source. */
export interface Syncing {
  /** Begins a run, a thorough one where somebody waits for it, or takes the one that is queued or runs. Throws NotFound. */
  readonly begin: (id: string, mode: Mode, isThorough: boolean) => Promise<JobAnswer>;
  /** A webhook's call: begins a run, or another one after that which is under way, since it may have passed what the call tells of. */
  readonly call: (id: string, header: (name: string) => string | undefined) => Promise<Heard>;
  /** When a source was last asked by this process, and what came of it. */
  readonly asked: (id: string) => Asked | null;
  readonly stop: () => void;
}

/** What follows from a call. */
interface Heard {
  readonly isTaken: boolean;
  readonly message: string;
}

export interface Asked {
  readonly at: number;
  /** What went wrong; null where nothing did. */
  readonly failure: string | null;
}

const LOOK_EVERY_MS = 15_000;
const SWEEP_EVERY_MS = 24 * 3_600_000;
/** While a long history arrives, figures follow it so often. */
const FIGURES_EVERY_MS = 30_000;
const LONGEST_BACK_OFF = 16;

export async function keepSyncing(app: App, jobs: Jobs): Promise<Syncing> {
  await endLeftoverRuns(app);
  const running = new Map<string, string>();
  const asked = new Map<string, Asked & { readonly failures: number }>();
  /** Sources that were called while a run was under way, and whether the next one has to be thorough. */
  const called = new Map<string, boolean>();
  let isStopped = false;

  const runOne = async (
    id: string,
    mode: Mode,
    isThorough: boolean,
    report: Report,
    signal: AbortSignal,
  ): Promise<unknown> => {
    let figuresAt = app.now();
    const failures = asked.get(id)?.failures ?? 0;
    try {
      const account = await syncSource(app, id, mode, report, {
        signal,
        isThorough,
        onKept: () => {
          if (app.now() - figuresAt < FIGURES_EVERY_MS) return;
          figuresAt = app.now();
          void recomputeOutdated(app, jobs).catch((error: unknown) =>
            app.log.error({ source: id, error: String(error) }, 'figures could not follow a source'),
          );
        },
      });
      asked.set(id, { at: app.now(), failure: null, failures: 0 });
      if (account.records + account.goneRecords > 0) await recomputeOutdated(app, jobs);
      return account;
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      asked.set(id, { at: app.now(), failure, failures: failures + 1 });
      // What was kept before it went wrong stays, and figures follow it.
      if (!signal.aborted) await recomputeOutdated(app, jobs);
      throw error;
    }
  };

  const begin = async (id: string, mode: Mode, isThorough: boolean): Promise<JobAnswer> => {
    const known = running.get(id);
    if (known !== undefined) return jobOf(app, known);
    await liveSourceKept(app, id);
    const job = await jobs.enqueue({
      kind: 'sync',
      subject: id,
      lane: `source ${id}`,
      run: (report, signal) => runOne(id, mode, isThorough, report, signal).finally(() => ended(id)),
      abandon: async () => {
        running.delete(id);
      },
    });
    if (job.state === 'queued' || job.state === 'running') running.set(id, job.id);
    return job;
  };

  const ended = (id: string): void => {
    running.delete(id);
    const isThorough = called.get(id);
    called.delete(id);
    if (isThorough === undefined || isStopped) return;
    begin(id, 'changes', isThorough).catch((error: unknown) =>
      app.log.error({ source: id, error: String(error) }, 'a source could not be asked again after a call'),
    );
  };

  const call = async (id: string, header: (name: string) => string | undefined): Promise<Heard> => {
    const { body } = await liveSourceKept(app, id);
    const { name, calls } = connectorOf(body.kind);
    const event = calls === undefined ? undefined : header(calls.header);
    if (calls !== undefined && event !== undefined && !calls.heeds(event)) {
      return { isTaken: false, message: `the event "${event}" of ${name} tells of nothing that is read` };
    }
    if (body.isPaused) return { isTaken: false, message: `the source "${id}" is paused, so it is not asked` };
    const isThorough = calls === undefined || event === undefined || calls.needsThorough(event);
    if (running.has(id)) called.set(id, isThorough || called.get(id) === true);
    else await begin(id, 'changes', isThorough);
    return { isTaken: true, message: `the source "${id}" is asked` };
  };

  const look = async (): Promise<void> => {
    for (const { id, body } of await listLiveSources(app)) {
      if (isStopped || body.isPaused || running.has(id)) continue;
      const { updatedAt, sweptAt } = await lastKept(app, id);
      const last = asked.get(id);
      // A source that fails is asked less and less often, and never given up.
      const every = body.everyMinutes * 60_000 * Math.min(LONGEST_BACK_OFF, 2 ** (last?.failures ?? 0));
      const isDue = last === undefined || app.now() - last.at >= every;
      if (!isDue) continue;
      const isSweepDue = updatedAt !== null && app.now() - (sweptAt ?? updatedAt) >= SWEEP_EVERY_MS;
      await begin(id, isSweepDue ? 'sweep' : 'changes', false);
    }
  };
  const lookAgain = (): void => {
    look().catch((error: unknown) => app.log.error({ error: String(error) }, 'sources could not be looked at'));
  };
  const timer = setInterval(lookAgain, LOOK_EVERY_MS);
  timer.unref();
  lookAgain();
  return {
    begin,
    call,
    asked: (id) => asked.get(id) ?? null,
    stop: () => {
      isStopped = true;
      clearInterval(timer);
    },
  };
}
