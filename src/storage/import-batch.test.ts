import type { Kysely } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../test/databases.ts';
import { allHistories, countWorkItems } from './histories.ts';
import { applyImportBatch } from './import-batch.ts';
import { endImportRun, openImportRun, readImportRun, readImportRuns } from './import-runs.ts';
import { readRawRecords } from './raw-records.ts';
import { collect, historyOf, newWorkspace, openStore } from './store.test-data.ts';
import type { Database } from './tables.ts';
import { itemsRevisionOf } from './workspaces.ts';

describeOnBothDatabases('imports', (open) => {
  let db: Kysely<Database>;

  beforeAll(async () => {
    db = await openStore(open);
  });

  const begin = (workspace: string, importId: string, fingerprint = 'file-1', at = 1) =>
    openImportRun(db, workspace, {
      importId,
      sourceId: 'jira',
      format: 'jira',
      fingerprint,
      author: 'local owner',
      at,
    });
  const batchOf = (importId: string, items: readonly string[], position: number) => ({
    importId,
    sourceId: 'jira',
    records: items.map((item) => ({ recordId: item, payload: `{"key":"${item}"}` })),
    histories: items.map((item) => historyOf(item)),
    refusedItems: 0,
    position: { byte: position },
    at: position,
  });

  test('a batch keeps records, items, counts and the place to go on', async () => {
    const workspace = await newWorkspace(db);
    await begin(workspace, 'i');
    const counts = await applyImportBatch(db, workspace, { ...batchOf('i', ['K-1', 'K-2'], 7), refusedItems: 3 });
    expect(counts).toEqual({ newItems: 2, changedItems: 0, unchangedItems: 0, refusedItems: 3 });
    expect(await readImportRun(db, workspace, 'i')).toMatchObject({ state: 'running', position: { byte: 7 }, counts });
    expect((await collect(allHistories(db, workspace))).flat()).toEqual([historyOf('K-1'), historyOf('K-2')]);
    expect((await collect(readRawRecords(db, workspace, 'jira'))).flat()).toEqual([
      { recordId: 'K-1', payload: '{"key":"K-1"}' },
      { recordId: 'K-2', payload: '{"key":"K-2"}' },
    ]);
  });

  test('importing the same again changes nothing and says so', async () => {
    const workspace = await newWorkspace(db);
    await begin(workspace, 'first');
    await applyImportBatch(db, workspace, batchOf('first', ['K-1', 'K-2'], 1));
    await endImportRun(db, workspace, 'first', { state: 'done', message: null, at: 2 });
    const revision = await itemsRevisionOf(db, workspace);
    const second = await begin(workspace, 'second');
    expect(second).toMatchObject({ importId: 'second', position: null });
    expect(await applyImportBatch(db, workspace, batchOf('second', ['K-1', 'K-2'], 1))).toEqual({
      newItems: 0,
      changedItems: 0,
      unchangedItems: 2,
      refusedItems: 0,
    });
    expect(await itemsRevisionOf(db, workspace)).toBe(revision);
  });

  test('an interrupted import of the same file goes on where its last whole batch ended', async () => {
    const workspace = await newWorkspace(db);
    await begin(workspace, 'i');
    await applyImportBatch(db, workspace, batchOf('i', ['K-1'], 100));
    const resumed = await begin(workspace, 'not-needed', 'file-1', 5);
    expect(resumed).toMatchObject({ importId: 'i', state: 'running', position: { byte: 100 }, startedAt: 1 });
    expect(resumed.counts.newItems).toBe(1);
    await endImportRun(db, workspace, 'i', { state: 'failed', message: 'the disk is full', at: 6 });
    expect(await begin(workspace, 'not-needed')).toMatchObject({ importId: 'i', state: 'running', message: null });
  });

  test('another file begins an import of its own', async () => {
    const workspace = await newWorkspace(db);
    await begin(workspace, 'i', 'file-1', 1);
    await begin(workspace, 'j', 'file-2', 2);
    expect((await readImportRuns(db, workspace)).map((run) => run.importId)).toEqual(['j', 'i']);
  });

  test('a batch that fails leaves nothing of itself', async () => {
    const workspace = await newWorkspace(db);
    await begin(workspace, 'i');
    await applyImportBatch(db, workspace, batchOf('i', ['K-1'], 1));
    const broken = { ...batchOf('i', ['K-2'], 2), position: 1n };
    await expect(applyImportBatch(db, workspace, broken)).rejects.toThrow(/BigInt/);
    expect(await countWorkItems(db, workspace)).toBe(1);
    expect((await collect(readRawRecords(db, workspace, 'jira'))).flat()).toHaveLength(1);
    expect(await readImportRun(db, workspace, 'i')).toMatchObject({ position: { byte: 1 }, counts: { newItems: 1 } });
  });

  test('a batch of an import that nobody opened is refused whole', async () => {
    const workspace = await newWorkspace(db);
    await expect(applyImportBatch(db, workspace, batchOf('unknown', ['K-1'], 1))).rejects.toThrow(/unknown/);
    expect(await countWorkItems(db, workspace)).toBe(0);
  });

  test('of an item that stands twice in a batch the last one counts', async () => {
    const workspace = await newWorkspace(db);
    await begin(workspace, 'i');
    const late = historyOf('K-1', { createdAt: 9 });
    const counts = await applyImportBatch(db, workspace, {
      ...batchOf('i', [], 1),
      histories: [historyOf('K-1'), late],
    });
    expect(counts.newItems).toBe(1);
    expect((await collect(allHistories(db, workspace))).flat()).toEqual([late]);
  });
});
