import { type Kysely, sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../test/databases.ts';
import { ODD_TEXT } from './every-table.test-data.ts';
import { allHistories, countWorkItems, historiesChangedSince, historiesFor, historiesOfItem } from './histories.ts';
import { itemsMentioning } from './item-links.ts';
import { ensureSource } from './sources.ts';
import { collect, historyOf, newWorkspace, openStore } from './store.test-data.ts';
import type { Database } from './tables.ts';
import { writeHistories } from './work-items.ts';

describeOnBothDatabases('work items', (open) => {
  let db: Kysely<Database>;

  beforeAll(async () => {
    db = await openStore(open);
  });

  const keysOf = (batches: readonly (readonly { readonly item: string }[])[]) =>
    batches.map((batch) => batch.map((history) => history.item));
  const blockedBy = (item: string) => ({ links: [{ type: 'is blocked by', item }] });

  test('a history comes back as it went in', async () => {
    const workspace = await newWorkspace(db);
    const history = historyOf('K-1', {
      initial: { title: ODD_TEXT, custom: { [ODD_TEXT]: ['\ud800', ''] } },
      changes: [{ at: 5, sequence: 1, field: 'title', to: `${ODD_TEXT}\0` }],
      deletedAt: 8,
    });
    await writeHistories(db, workspace, 'jira', [history]);
    expect((await collect(allHistories(db, workspace))).flat()).toEqual([history]);
  });

  test('only what differs is written, and the revision counts the writes', async () => {
    const workspace = await newWorkspace(db);
    const first = await writeHistories(db, workspace, 'jira', [historyOf('K-1'), historyOf('K-2')]);
    expect(first).toEqual({ newItems: ['K-1', 'K-2'], changedItems: [], unchangedCount: 0, revision: 1 });
    const changed = historyOf('K-2', { deletedAt: 9 });
    const second = await writeHistories(db, workspace, 'jira', [historyOf('K-1'), changed, historyOf('K-3')]);
    expect(second).toEqual({ newItems: ['K-3'], changedItems: ['K-2'], unchangedCount: 1, revision: 2 });
    const third = await writeHistories(db, workspace, 'jira', [historyOf('K-1'), changed]);
    expect(third).toEqual({ newItems: [], changedItems: [], unchangedCount: 2, revision: 2 });
  });

  test('the title kept beside a history is the latest one', async () => {
    const workspace = await newWorkspace(db);
    const renamed = historyOf('K-1', {
      changes: [
        { at: 5, sequence: 1, field: 'title', to: 'Second' },
        { at: 6, sequence: 2, field: 'title', to: 'Third' },
        { at: 7, sequence: 3, field: 'type', to: 'Bug' },
      ],
    });
    await writeHistories(db, workspace, 'jira', [renamed, historyOf('K-2')]);
    const titles = db.selectFrom('work_item').select('title').where('workspace_id', '=', workspace).orderBy('item');
    expect(await titles.execute()).toEqual([{ title: 'Third' }, { title: 'Carry water' }]);
  });

  test('all histories come in batches by source and item, each once', async () => {
    const workspace = await newWorkspace(db);
    await writeHistories(
      db,
      workspace,
      'jira',
      ['K-2', 'K-10', 'K-1'].map((item) => historyOf(item)),
    );
    await writeHistories(db, workspace, 'events', [historyOf('K-1', { source: 'events' })]);
    expect(keysOf(await collect(allHistories(db, workspace, { batchSize: 2 })))).toEqual([
      ['K-1', 'K-1'],
      ['K-10', 'K-2'],
    ]);
    expect(keysOf(await collect(allHistories(db, workspace, { sources: ['events'] })))).toEqual([['K-1']]);
    expect(await countWorkItems(db, workspace)).toBe(4);
    expect(await countWorkItems(db, workspace, 'jira')).toBe(3);
  });

  test('histories changed since a revision are those of later batches', async () => {
    const workspace = await newWorkspace(db);
    await writeHistories(
      db,
      workspace,
      'jira',
      ['K-1', 'K-2', 'K-3'].map((item) => historyOf(item)),
    );
    await writeHistories(db, workspace, 'jira', [historyOf('K-2', { deletedAt: 1 })]);
    await writeHistories(db, workspace, 'jira', [historyOf('K-1', { deletedAt: 1 }), historyOf('K-4')]);
    expect(keysOf(await collect(historiesChangedSince(db, workspace, 0, 2)))).toEqual([
      ['K-3', 'K-2'],
      ['K-1', 'K-4'],
    ]);
    expect(keysOf(await collect(historiesChangedSince(db, workspace, 2)))).toEqual([['K-1', 'K-4']]);
    expect(await collect(historiesChangedSince(db, workspace, 3))).toEqual([]);
  });

  test('some items are found by key, unknown ones are left out', async () => {
    const workspace = await newWorkspace(db);
    await ensureSource(db, workspace, { sourceId: 'jira', kind: 'jira', name: 'Jira', isSample: false, createdAt: 1 });
    await ensureSource(db, workspace, { sourceId: 'csv', kind: 'events', name: 'CSV', isSample: false, createdAt: 1 });
    await writeHistories(db, workspace, 'jira', [historyOf('K-1'), historyOf('K-2')]);
    const other = historyOf('K-1', { source: 'csv' });
    await writeHistories(db, workspace, 'csv', [other]);
    expect(await historiesFor(db, workspace, 'jira', ['K-2', 'K-9', 'K-1'])).toEqual([
      historyOf('K-1'),
      historyOf('K-2'),
    ]);
    expect(await historiesFor(db, workspace, 'jira', [])).toEqual([]);
    expect(await historiesOfItem(db, workspace, 'K-1')).toEqual([other, historyOf('K-1')]);
    expect(await historiesOfItem(db, workspace, 'K-9')).toEqual([]);
  });

  test('items that ever mentioned a blocker are found by it', async () => {
    const workspace = await newWorkspace(db);
    const removed = historyOf('K-3', {
      changes: [{ at: 5, sequence: 1, field: 'link', isAdded: false, link: { type: 'is blocked by', item: 'K-8' } }],
    });
    await writeHistories(db, workspace, 'jira', [
      historyOf('K-1', { initial: blockedBy('K-9') }),
      historyOf('K-2', { initial: blockedBy('K-8') }),
      removed,
    ]);
    expect(await itemsMentioning(db, workspace, 'jira', ['K-8'])).toEqual(['K-2', 'K-3']);
    expect(await itemsMentioning(db, workspace, 'jira', ['K-8', 'K-9'])).toEqual(['K-1', 'K-2', 'K-3']);
    await writeHistories(db, workspace, 'jira', [historyOf('K-2', { initial: blockedBy('K-7') })]);
    expect(await itemsMentioning(db, workspace, 'jira', ['K-8'])).toEqual(['K-3']);
    expect(await itemsMentioning(db, workspace, 'jira', ['K-7'])).toEqual(['K-2']);
  });

  test('workspaces do not see each other', async () => {
    const one = await newWorkspace(db);
    const two = await newWorkspace(db);
    await writeHistories(db, one, 'jira', [historyOf('K-1')]);
    expect(await countWorkItems(db, two)).toBe(0);
    expect(await historiesFor(db, two, 'jira', ['K-1'])).toEqual([]);
    const written = await writeHistories(db, two, 'jira', [historyOf('K-1', { deletedAt: 3 })]);
    expect(written.newItems).toEqual(['K-1']);
    expect(await historiesFor(db, one, 'jira', ['K-1'])).toEqual([historyOf('K-1')]);
  });

  test('writers of one workspace wait for each other, so that each revision is whole', async () => {
    const workspace = await newWorkspace(db);
    const written = await Promise.all(
      Array.from({ length: 8 }, (_, index) => writeHistories(db, workspace, 'jira', [historyOf(`K-${index}`)])),
    );
    expect(written.map((one) => one.revision).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const { rows } = await sql<{ count: number }>`
      select count(distinct revision)::integer as count from work_item where workspace_id = ${workspace}`.execute(db);
    expect(rows).toEqual([{ count: 8 }]);
  });
});
