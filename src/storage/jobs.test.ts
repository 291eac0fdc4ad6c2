import type { Kysely } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../test/databases.ts';
import {
  createJob,
  dropEndedJobs,
  endJob,
  readJob,
  readJobs,
  reportProgress,
  startJob,
  stopLeftoverJobs,
} from './jobs.ts';
import { newWorkspace, openStore } from './store.test-data.ts';
import type { Database } from './tables.ts';

const JOB = { jobId: 'j', kind: 'recompute', subject: 'islandora', author: 'local owner', createdAt: 10 };
const DONE = { state: 'done', message: null, at: 40 } as const;

describeOnBothDatabases('jobs', (open) => {
  let db: Kysely<Database>;

  beforeAll(async () => {
    db = await openStore(open);
  });

  test('a job is queued, runs, tells how far it is, and ends with its result', async () => {
    const workspace = await newWorkspace(db);
    await createJob(db, workspace, JOB);
    const queued = {
      ...JOB,
      state: 'queued',
      done: 0,
      total: null,
      message: null,
      result: null,
      startedAt: null,
      updatedAt: 10,
      endedAt: null,
    };
    expect(await readJob(db, workspace, 'j')).toEqual(queued);
    expect(await startJob(db, workspace, 'j', 20)).toBe(true);
    expect(await reportProgress(db, workspace, 'j', { done: 5, total: 9, message: 'Islandora', at: 30 })).toBe(true);
    expect(await readJob(db, workspace, 'j')).toEqual({
      ...queued,
      state: 'running',
      done: 5,
      total: 9,
      message: 'Islandora',
      startedAt: 20,
      updatedAt: 30,
    });
    await endJob(db, workspace, 'j', { ...DONE, result: { items: 9 } });
    expect(await readJob(db, workspace, 'j')).toMatchObject({ state: 'done', result: { items: 9 }, endedAt: 40 });
  });

  test('a job is taken up once', async () => {
    const workspace = await newWorkspace(db);
    await createJob(db, workspace, JOB);
    const taken = await Promise.all([1, 2, 3].map((at) => startJob(db, workspace, 'j', at)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test('the worker of a stopped job learns of it, and the job stays stopped', async () => {
    const workspace = await newWorkspace(db);
    await createJob(db, workspace, JOB);
    await startJob(db, workspace, 'j', 20);
    await endJob(db, workspace, 'j', { state: 'stopped', message: 'stopped by the local owner', at: 25 });
    expect(await reportProgress(db, workspace, 'j', { done: 5, total: 9, message: null, at: 30 })).toBe(false);
    await endJob(db, workspace, 'j', DONE);
    expect(await readJob(db, workspace, 'j')).toMatchObject({ state: 'stopped', endedAt: 25, done: 0 });
  });

  test('a start ends the jobs that a crash left running or queued, once, and not those that had ended', async () => {
    const workspace = await newWorkspace(db);
    await createJob(db, workspace, JOB);
    await createJob(db, workspace, { ...JOB, jobId: 'waiting' });
    await createJob(db, workspace, { ...JOB, jobId: 'ended' });
    await startJob(db, workspace, 'j', 20);
    await endJob(db, workspace, 'ended', DONE);
    const left = await stopLeftoverJobs(db, workspace, 50);
    expect(new Set(left.map((job) => `${job.jobId} ${job.state}`))).toEqual(new Set(['j stopped', 'waiting stopped']));
    expect(await stopLeftoverJobs(db, workspace, 60)).toEqual([]);
    expect(await readJobs(db, workspace, { open: true })).toEqual([]);
    expect(await readJob(db, workspace, 'ended')).toMatchObject({ state: 'done', endedAt: 40 });
  });

  test('jobs are listed latest first and forgotten some time after their end', async () => {
    const workspace = await newWorkspace(db);
    for (const at of [1, 2, 3]) await createJob(db, workspace, { ...JOB, jobId: `j${at}`, createdAt: at });
    await endJob(db, workspace, 'j1', DONE);
    await endJob(db, workspace, 'j2', { ...DONE, at: 50 });
    expect((await readJobs(db, workspace, { limit: 2 })).map((job) => job.jobId)).toEqual(['j3', 'j2']);
    await dropEndedJobs(db, workspace, 50);
    expect((await readJobs(db, workspace)).map((job) => job.jobId)).toEqual(['j3', 'j2']);
  });
});
