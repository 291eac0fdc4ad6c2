import type { Kysely } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../test/databases.ts';
import { countFacts, readTimelineBatches, readTimelines, writeFacts } from './facts.ts';
import { collect, factOf, newWorkspace, openStore, timelineOf } from './store.test-data.ts';
import {
  abandonFacts,
  beginFacts,
  dropAllFacts,
  dropOldFacts,
  publishFacts,
  readAllStreamFacts,
  readStreamFacts,
  updateFacts,
} from './stream-facts.ts';
import type { Database } from './tables.ts';

const STAMP = { documentVersion: 3, itemsRevision: 7, deliveryVersion: '2:ab', computedAt: 99 };

describeOnBothDatabases('facts', (open) => {
  let db: Kysely<Database>;

  beforeAll(async () => {
    db = await openStore(open);
  });

  const publish = async (workspace: string, items: readonly string[]): Promise<number> => {
    const version = await beginFacts(db, workspace, 's');
    await writeFacts(
      db,
      workspace,
      's',
      version,
      items.map((item) => factOf(item)),
    );
    expect(await publishFacts(db, workspace, 's', version, STAMP)).toBe(true);
    return version;
  };
  const itemsOf = async (workspace: string, version: number): Promise<readonly string[]> =>
    (await readTimelines(db, workspace, 's', version)).map((timeline) => timeline.item);

  test('a stream has no facts until some are published', async () => {
    const workspace = await newWorkspace(db);
    expect(await readStreamFacts(db, workspace, 's')).toBe(null);
    const version = await beginFacts(db, workspace, 's');
    expect(await readStreamFacts(db, workspace, 's')).toMatchObject({ version: 0, isRecomputing: true });
    await writeFacts(db, workspace, 's', version, [factOf('K-1')]);
    expect(await publishFacts(db, workspace, 's', version, STAMP)).toBe(true);
    expect(await readStreamFacts(db, workspace, 's')).toEqual({
      streamId: 's',
      version,
      revision: 0,
      ...STAMP,
      itemCount: 1,
      isRecomputing: false,
    });
    expect(await readTimelines(db, workspace, 's', version)).toEqual([timelineOf('K-1')]);
  });

  test('while new facts are computed the old ones are read, and afterwards they are dropped', async () => {
    const workspace = await newWorkspace(db);
    const old = await publish(workspace, ['K-1', 'K-2']);
    const next = await beginFacts(db, workspace, 's');
    await writeFacts(db, workspace, 's', next, [factOf('K-3')]);
    expect(await readStreamFacts(db, workspace, 's')).toMatchObject({ version: old, isRecomputing: true });
    expect(await dropOldFacts(db, workspace)).toBe(0);
    expect(await itemsOf(workspace, old)).toEqual(['K-1', 'K-2']);
    await publishFacts(db, workspace, 's', next, STAMP);
    expect(await dropOldFacts(db, workspace, 1)).toBe(2);
    expect(await itemsOf(workspace, old)).toEqual([]);
    expect(await itemsOf(workspace, next)).toEqual(['K-3']);
  });

  test('of two builders the one that began last publishes', async () => {
    const workspace = await newWorkspace(db);
    const first = await beginFacts(db, workspace, 's');
    const second = await beginFacts(db, workspace, 's');
    expect(second).not.toBe(first);
    await writeFacts(db, workspace, 's', first, [factOf('K-1')]);
    expect(await publishFacts(db, workspace, 's', first, STAMP)).toBe(false);
    await abandonFacts(db, workspace, 's', first);
    expect(await publishFacts(db, workspace, 's', second, STAMP)).toBe(true);
    expect(await publishFacts(db, workspace, 's', first, STAMP)).toBe(false);
    expect(await dropOldFacts(db, workspace)).toBe(1);
  });

  test('facts that a killed builder left do not mix with the next builder’s', async () => {
    const workspace = await newWorkspace(db);
    const killed = await beginFacts(db, workspace, 's');
    await writeFacts(db, workspace, 's', killed, [factOf('K-1')]);
    await abandonFacts(db, workspace, 's');
    expect(await readStreamFacts(db, workspace, 's')).toMatchObject({ version: 0, isRecomputing: false });
    const version = await publish(workspace, ['K-2']);
    expect(await itemsOf(workspace, version)).toEqual(['K-2']);
  });

  test('an update in place replaces, adds and removes items, and counts as a revision', async () => {
    const workspace = await newWorkspace(db);
    const version = await publish(workspace, ['K-1', 'K-2']);
    const done = factOf('K-1', { completedAt: 5_000 });
    const updated = await updateFacts(db, workspace, 's', version, {
      facts: [done, factOf('K-3'), factOf('K-4')],
      removed: [{ source: 'jira', item: 'K-2' }],
      itemsRevision: 8,
      computedAt: 100,
    });
    expect(updated).toBe(true);
    expect(await itemsOf(workspace, version)).toEqual(['K-1', 'K-3', 'K-4']);
    expect(await readStreamFacts(db, workspace, 's')).toMatchObject({
      version,
      revision: 1,
      itemsRevision: 8,
      computedAt: 100,
      itemCount: 3,
      documentVersion: STAMP.documentVersion,
    });
  });

  test('an update of facts that are no longer the readable ones is refused', async () => {
    const workspace = await newWorkspace(db);
    const old = await publish(workspace, ['K-1']);
    await publish(workspace, ['K-2']);
    const update = { facts: [factOf('K-9')], removed: [], itemsRevision: 8, computedAt: 100 };
    expect(await updateFacts(db, workspace, 's', old, update)).toBe(false);
    expect(await itemsOf(workspace, old)).toEqual(['K-1']);
  });

  test('items closed before an instant can be left out; one closed at that instant is in', async () => {
    const workspace = await newWorkspace(db);
    const version = await beginFacts(db, workspace, 's');
    await writeFacts(db, workspace, 's', version, [
      factOf('completed-before', { completedAt: 4_999 }),
      factOf('completed-at', { completedAt: 5_000 }),
      factOf('cancelled-before', { cancelledAt: 4_999 }),
      factOf('cancelled-after', { cancelledAt: 5_001 }),
      factOf('open'),
    ]);
    const timelines = await readTimelines(db, workspace, 's', version, { notClosedBefore: 5_000 });
    expect(timelines.map((timeline) => timeline.item)).toEqual(['cancelled-after', 'completed-at', 'open']);
  });

  test('batches hold each item once, in order', async () => {
    const workspace = await newWorkspace(db);
    const version = await publish(workspace, ['K-1', 'K-2', 'K-3', 'K-4']);
    const batches = await collect(readTimelineBatches(db, workspace, 's', version, { batchSize: 2 }));
    expect(batches.map((batch) => batch.map((timeline) => timeline.item))).toEqual([
      ['K-1', 'K-2'],
      ['K-3', 'K-4'],
    ]);
    expect(await countFacts(db, workspace, 's', version)).toBe(4);
  });

  test('dropping what is derived leaves nothing of it', async () => {
    const workspace = await newWorkspace(db);
    const version = await publish(workspace, ['K-1']);
    const building = await beginFacts(db, workspace, 's');
    await dropAllFacts(db, workspace);
    expect(await readAllStreamFacts(db, workspace)).toMatchObject([{ version: 0, itemCount: 0, isRecomputing: false }]);
    expect(await itemsOf(workspace, version)).toEqual([]);
    expect(await publishFacts(db, workspace, 's', building, STAMP)).toBe(false);
    // What was remembered of a version can never be taken for another one's.
    expect(await publish(workspace, ['K-2'])).toBeGreaterThan(building);
  });
});
