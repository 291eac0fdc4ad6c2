import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../test/databases.ts';
import { ODD_TEXT } from './every-table.test-data.ts';
import { type Column, insertRows, storableText, textArray } from './insert-rows.ts';
import { newWorkspace, openStore } from './store.test-data.ts';
import type { Database, SourceTable } from './tables.ts';

const COLUMNS: readonly Column<SourceTable>[] = [
  { name: 'workspace_id', type: 'text', of: (row) => row.workspace_id },
  { name: 'source_id', type: 'text', of: (row) => row.source_id },
  { name: 'kind', type: 'text', of: (row) => row.kind },
  { name: 'name', type: 'text', of: (row) => row.name },
  { name: 'is_sample', type: 'boolean', of: (row) => row.is_sample },
  { name: 'created_at', type: 'bigint', of: (row) => row.created_at },
];

const rowOf = (workspace: string, sourceId: string, name: string): SourceTable => ({
  workspace_id: workspace,
  source_id: sourceId,
  kind: 'jira',
  name,
  is_sample: sourceId.length % 2 === 0,
  created_at: -62_135_596_800_000,
});

describeOnBothDatabases('rows in bulk', (open) => {
  let db: Kysely<Database>;

  beforeAll(async () => {
    db = await openStore(open);
  });

  const read = (workspace: string): Promise<readonly SourceTable[]> =>
    db.selectFrom('source').selectAll().where('workspace_id', '=', workspace).orderBy('source_id').execute();

  test('any texts arrive as they were', async () => {
    const text = fc.string({ unit: 'binary' });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(text, { selector: storableText, maxLength: 20 }), text, async (ids, name) => {
        const workspace = await newWorkspace(db);
        const rows = ids.map((id) => rowOf(workspace, id, name));
        await insertRows(db, 'source', COLUMNS, rows);
        const kept = rows.map((row) => ({ ...row, source_id: storableText(row.source_id), name: storableText(name) }));
        const found = await read(workspace);
        expect(new Set(found.map((row) => JSON.stringify(row)))).toEqual(
          new Set(kept.map((row) => JSON.stringify(row))),
        );
      }),
      { numRuns: 20 },
    );
  });

  test('a single empty text is a text', async () => {
    const workspace = await newWorkspace(db);
    await insertRows(db, 'source', COLUMNS, [rowOf(workspace, '', '')]);
    expect(await read(workspace)).toEqual([rowOf(workspace, '', '')]);
  });

  test('no rows are no statement', async () => {
    const workspace = await newWorkspace(db);
    await insertRows(db, 'source', COLUMNS, []);
    expect(await read(workspace)).toEqual([]);
  });

  test('more rows than a statement takes all arrive', async () => {
    const workspace = await newWorkspace(db);
    const rows = Array.from({ length: 12_001 }, (_, index) => rowOf(workspace, `s${index}`, ODD_TEXT));
    await insertRows(db, 'source', COLUMNS, rows);
    const { rows: counted } = await sql<{ count: number }>`
      select count(*)::integer as count from source where workspace_id = ${workspace} and name = ${ODD_TEXT}`.execute(
      db,
    );
    expect(counted).toEqual([{ count: 12_001 }]);
  });

  test('a list of texts compares as texts', async () => {
    const { rows } = await sql<{ found: string }>`
      select x as found from (values ('a'), (''), ('b,c'), ('d')) as v (x)
      where x = any(${textArray(['', 'b,c', 'zz'])}) order by x collate "C"`.execute(db);
    expect(rows.map((row) => row.found)).toEqual(['', 'b,c']);
    const { rows: none } = await sql`select 1 where 'a' = any(${textArray([])})`.execute(db);
    expect(none).toEqual([]);
  });
});

describe('storable text', () => {
  test('what the database cannot hold becomes the replacement character, all else stays', () => {
    expect(storableText('a\0b\u001ec\u001fd\ud800e')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde');
    expect(storableText(ODD_TEXT)).toBe(ODD_TEXT);
  });
});
