import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { conflict, Failure } from '../app/errors.ts';
import type { Report } from '../app/report.ts';
import { type RunningServer, untilJobEnds } from './running-server.ts';

/** Has the server that holds the store open write a backup, and moves it to its place. Throws Conflict where something is there already. */
export async function backUpThroughServer(server: RunningServer, place: string, report: Report): Promise<void> {
  if (existsSync(place)) throw conflict(`backup: ${place} is there already; name a new folder`);
  const { storeRoutes } = await import('../api/store.ts');
  const shape = storeRoutes.backUp.responses[200].content['application/json'].schema;
  const { jobId, folder } = await server.ask('/api/backups', shape, { method: 'POST' });
  const job = await untilJobEnds(server, jobId, report);
  if (job.state !== 'done') throw new Failure('unreachable', `backup: the server could not make it: ${job.message}`);
  await mkdir(path.dirname(place), { recursive: true });
  await move(folder, place);
}

/** Under its name only when it is whole, also where the place lies on another disk. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    const draft = `${to}.partial`;
    await rm(draft, { recursive: true, force: true });
    await cp(from, draft, { recursive: true });
    await rename(draft, to);
    await rm(from, { recursive: true, force: true });
  }
}
