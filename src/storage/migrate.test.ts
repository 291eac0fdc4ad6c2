import { type Kysely, sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../test/databases.ts';
import {
  EVERY_TABLE,
  EVERY_TABLE_FILLED,
  fillEveryTable,
  fillFirstTables,
  LATER_TABLES,
  readEveryTable,
} from './every-table.test-data.ts';
import { type Migrations, migrateTo, migrateToLatest, schemaVersionOf, shapeEmptyStore } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { columnsOf, TABLES } from './table-list.ts';
import type { Database } from './tables.ts';

const FIRST = '0001-first-store';

/** A program of a later day, with one more step. */
const LATER: Migrations = {
  ...MIGRATIONS,
  '9999-later': {
    up: async (db: Kysely<unknown>) => {
      await sql`alter table note add column place text`.execute(db);
    },
  },
};

const BROKEN: Migrations = {
  ...MIGRATIONS,
  '9998-half': {
    up: async (db: Kysely<unknown>) => {
      await sql`create table half (workspace_id text primary key)`.execute(db);
      await sql`select 1 / 0`.execute(db);
    },
  },
};

describeOnBothDatabases('migrations', (open) => {
  let db: Kysely<Database>;

  beforeEach(async () => {
    ({ db } = await open<Database>());
  });

  test('an empty database gets this program’s shape, and a second start changes nothing', async () => {
    expect(await schemaVersionOf(db)).toBe(null);
    expect(await migrateToLatest(db)).toEqual(Object.keys(MIGRATIONS).toSorted());
    expect(await migrateToLatest(db)).toEqual([]);
    expect(await schemaVersionOf(db)).toBe(Object.keys(MIGRATIONS).toSorted().at(-1));
  });

  test('a store of the first shape keeps every row through all upgrades', async () => {
    await migrateTo(db, FIRST);
    await fillFirstTables(db);
    await migrateToLatest(db);
    const empty = Object.fromEntries(LATER_TABLES.map((table) => [table, []]));
    expect(await readEveryTable(db)).toEqual({
      ...EVERY_TABLE_FILLED,
      ...empty,
      stream_facts: [{ ...EVERY_TABLE.stream_facts, delivery_version: null }],
    });
    expect(await migrateToLatest(db, LATER)).toEqual(['9999-later']);
    expect(await db.selectFrom('note').select(['note_id', 'text']).execute()).toEqual([
      { note_id: EVERY_TABLE.note.note_id, text: EVERY_TABLE.note.text },
    ]);
  });

  test('a store of a newer program is refused, and is as it was', async () => {
    await migrateToLatest(db, LATER);
    await fillEveryTable(db);
    await expect(migrateToLatest(db)).rejects.toThrow(/newer Millrace.*9999-later/);
    expect(await schemaVersionOf(db)).toBe('9999-later');
    expect(await db.selectFrom('note').select('text').execute()).toEqual([{ text: EVERY_TABLE.note.text }]);
  });

  test('a step that fails leaves nothing behind', async () => {
    await migrateToLatest(db);
    await expect(migrateToLatest(db, BROKEN)).rejects.toThrow(/9998-half failed \(division by zero\)/);
    expect(await schemaVersionOf(db)).toBe(Object.keys(MIGRATIONS).toSorted().at(-1));
    const { rows } = await sql`select to_regclass('half') is null as "isGone"`.execute(db);
    expect(rows).toEqual([{ isGone: true }]);
  });

  test('an empty store of a later shape can be given an older one', async () => {
    await migrateToLatest(db, LATER);
    await shapeEmptyStore(db, FIRST, LATER);
    expect(await schemaVersionOf(db)).toBe(FIRST);
    expect(await columnsOf(db, 'note')).not.toContain('place');
  });

  test('the tables and columns are those that the program is written for', async () => {
    await migrateToLatest(db);
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class
      where relkind = 'r' and relnamespace = current_schema()::regnamespace and relname not like 'kysely%'`.execute(db);
    expect(rows.map((row) => row.name).toSorted()).toEqual([...TABLES].toSorted());
    for (const table of TABLES)
      expect([table, await columnsOf(db, table)]).toEqual([table, Object.keys(EVERY_TABLE[table])]);
  });

  test('every primary and unique key begins with the workspace', async () => {
    await migrateToLatest(db);
    const { rows } = await sql<{ index: string; first: string }>`
      select i.indexrelid::regclass::text as index, a.attname as first
      from pg_index i
      join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where c.relnamespace = current_schema()::regnamespace and c.relname not like 'kysely%'`.execute(db);
    expect(rows.length).toBeGreaterThanOrEqual(TABLES.length);
    expect(rows.filter((row) => row.first !== 'workspace_id')).toEqual([]);
  });
});
