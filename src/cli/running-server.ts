import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { Failure } from '../app/errors.ts';
import type { Report } from '../app/report.ts';
import { readHolder } from '../storage/embedded/lock.ts';
import type { Configuration } from './configuration.ts';

const ASK_EVERY_MS = 300;

/** A server of this program that has the store open: the embedded database belongs to one process at a time. */
export interface RunningServer {
  readonly address: string;
  /** The answer in its shape; a failure in the server's own words. Throws Unreachable when the server goes away. */
  readonly ask: <Shape extends z.ZodType>(path: string, shape: Shape, init?: RequestInit) => Promise<z.infer<Shape>>;
  readonly askText: (path: string) => Promise<string>;
}

/** The server that has the configured store open; null when none does. */
export async function runningServer(configuration: Configuration): Promise<RunningServer | null> {
  if (configuration.databaseUrl !== undefined) return null;
  const address = readHolder(configuration.data)?.address;
  if (address === undefined || !(await answers(address))) return null;
  const { failure } = await import('../api/view.ts');
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(`${address}${path}`, init).catch((error: unknown) => {
      throw new Failure('unreachable', goneAway(address, error));
    });
    if (response.ok) return response;
    const told = failure.safeParse(await response.json().catch(() => null));
    if (!told.success)
      throw new Failure('unreachable', `the server at ${address} answered ${response.status} without saying why`);
    const { code, message, problems } = told.data.error;
    if (code === 'internal') throw new Failure('unreachable', `the server at ${address} failed: ${message}`);
    throw new Failure(code, message, problems ?? []);
  };
  return {
    address,
    ask: async (path, shape, init = {}) => shape.parse(await (await send(path, init)).json()),
    askText: async (path) => (await send(path, {})).text(),
  };
}

/** A body to send with a question. */
export function asJson(method: 'POST' | 'PUT', body: unknown): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** Waits for a job of the server, with its progress. A signal leaves the job to the server. */
export async function untilJobEnds(server: RunningServer, id: string, report: Report) {
  const { job: shape } = await import('../api/store.ts');
  for (;;) {
    const job = await server.ask(`/api/jobs/${encodeURIComponent(id)}`, shape);
    if (job.state !== 'queued' && job.state !== 'running') return job;
    await report({ done: job.done, total: job.total, message: job.message || `waiting for ${job.subject}` });
    await sleep(ASK_EVERY_MS);
  }
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/healthz`)).ok;
  } catch {
    // Nobody listens there any more: the holder has ended without taking its file away.
    return false;
  }
}

function goneAway(address: string, error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
  return `the server at ${address} went away${cause === '' ? '' : ` (${cause})`}; what it had taken whole goes on when it starts again; start it, then repeat the command to be sure`;
}
