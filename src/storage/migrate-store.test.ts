import type { Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import { openEmbeddedInSuite, openServerInSuite } from '../../test/databases.ts';
import { EVERY_TABLE_FILLED, fillEveryTable, readEveryTable } from './every-table.test-data.ts';
import { migrateStore } from './migrate-store.ts';
import { historyOf, newWorkspace, openStore } from './store.test-data.ts';
import { columnsOf, contentOf, requireEmpty, TABLES } from './table-list.ts';
import type { Database } from './tables.ts';
import { writeHistories } from './work-items.ts';

describe('moving a store', () => {
  const openEmbedded = openEmbeddedInSuite();
  const openServer = openServerInSuite();

  test('from the embedded database to a server and back every row is as it was', async () => {
    const home = await openStore(openEmbedded);
    await fillEveryTable(home);
    const workspace = await newWorkspace(home);
    const histories = Array.from({ length: 3_000 }, (_, index) => historyOf(`K-${index}`));
    await writeHistories(home, workspace, 'jira', histories);

    const { db: server } = await openServer<Database>();
    const moved = await migrateStore(home, server);
    expect(moved.find((one) => one.table === 'work_item')).toEqual({ table: 'work_item', rows: 3_001 });
    const { db: again } = await openEmbedded<Database>();
    await migrateStore(server, again);

    const contents = async (db: Kysely<Database>) => Promise.all(TABLES.map((table) => contentOf(db, table)));
    expect(await contents(server)).toEqual(await contents(home));
    expect(await contents(again)).toEqual(await contents(home));
  });

  test('odd texts arrive as they were', async () => {
    const home = await openStore(openEmbedded);
    await fillEveryTable(home);
    const { db: server } = await openServer<Database>();
    await migrateStore(home, server);
    expect(await readEveryTable(server)).toEqual(EVERY_TABLE_FILLED);
  });

  test('a store that holds something is not moved into', async () => {
    const home = await openStore(openEmbedded);
    await fillEveryTable(home);
    const server = await openStore(openServer);
    await fillEveryTable(server);
    await expect(migrateStore(home, server)).rejects.toThrow(/migrate-store: the store already holds something/);
    expect(await readEveryTable(server)).toEqual(EVERY_TABLE_FILLED);
  });

  test('a copy that fails on the way is undone', async () => {
    const home = await openStore(openEmbedded);
    await fillEveryTable(home);
    const { db: server } = await openServer<Database>();
    const report = ({ table }: { readonly table: string }): void => {
      if (table === 'job') throw new Error('the line broke');
    };
    await expect(migrateStore(home, server, { report })).rejects.toThrow('the line broke');
    await requireEmpty(server, 'test');
    expect(await columnsOf(server, 'job')).not.toEqual([]);
    expect(await readEveryTable(home)).toEqual(EVERY_TABLE_FILLED);
  });

  test('the content of a table differs as soon as one value does', async () => {
    const home = await openStore(openEmbedded);
    await fillEveryTable(home);
    const before = await contentOf(home, 'note');
    await home.updateTable('note').set({ text: 'another' }).execute();
    const after = await contentOf(home, 'note');
    expect(after.rows).toBe(before.rows);
    expect(after.digest).not.toBe(before.digest);
  });
});
