import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../test/databases.ts';
import { copyInto, copyTextInto, copyTextOut } from './copy.ts';
import { decodeCopyLine } from './copy-text.ts';
import type { OpenDatabase } from './database.ts';

interface Tables {
  thing: { id: number; text: string | null; size: number | null; tags: string[] | null };
  twin: { id: number; text: string | null; size: number | null; tags: string[] | null };
}

const COLUMNS = ['id', 'text', 'size', 'tags'] as const;

describeOnBothDatabases('COPY', (open) => {
  let store: OpenDatabase<Tables>;

  beforeAll(async () => {
    store = await open<Tables>();
    await sql`
      create table thing (id integer primary key, text text, size bigint, tags text[]);
      create table twin (like thing)`.execute(store.db);
  });

  beforeEach(async () => {
    await sql`truncate thing, twin`.execute(store.db);
  });

  const readThings = () => store.db.selectFrom('thing').selectAll().orderBy('id').execute();

  async function* plainRows(count: number) {
    for (let id = 0; id < count; id += 1) yield [id, `thing ${id}`, id * 1000, null] as const;
  }

  describe('in', () => {
    test('gives every value back as it was, whatever the text', async () => {
      // PostgreSQL has no character of number 0 in a text.
      const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\\\t\n\r"{},N.]*$/)).map(dropNul);
      const row = fc.tuple(
        fc.option(text, { nil: null }),
        fc.option(fc.maxSafeInteger(), { nil: null }),
        fc.option(fc.array(text, { maxLength: 4 }), { nil: null }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (values) => {
          await sql`truncate thing`.execute(store.db);
          const rows = values.map(([note, size, tags], id) => [id, note, size, tags] as const);
          expect(await copyInto(store.db, 'thing', COLUMNS, rows)).toBe(rows.length);
          expect(await readThings()).toEqual(rows.map(([id, note, size, tags]) => ({ id, text: note, size, tags })));
        }),
        { numRuns: 30 },
      );
    });

    test('takes rows that come one after the other, and leaves out columns that have a default', async () => {
      expect(await copyInto(store.db, 'thing', COLUMNS, plainRows(3))).toBe(3);
      expect(await copyInto(store.db, 'thing', ['size', 'id'], [[7, 9]])).toBe(1);
      expect((await readThings()).at(-1)).toEqual({ id: 9, text: null, size: 7, tags: null });
    });

    test('takes no rows, and more rows than one batch holds', async () => {
      expect(await copyInto(store.db, 'thing', COLUMNS, [])).toBe(0);
      // Three batches of 4 million characters and a rest.
      const text = 'x'.repeat(1_000_000);
      const rows = Array.from({ length: 13 }, (_, id) => [id, text, null, null] as const);
      expect(await copyInto(store.db, 'thing', COLUMNS, rows)).toBe(13);
      const { rows: sums } = await sql`select count(*) as rows, sum(length(text))::bigint as chars from thing`.execute(
        store.db,
      );
      expect(sums).toEqual([{ rows: 13, chars: 13_000_000 }]);
    });

    test('inside a transaction is undone with it', async () => {
      const failing = store.db.transaction().execute(async (transaction) => {
        expect(await copyInto(transaction, 'thing', COLUMNS, plainRows(10))).toBe(10);
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await readThings()).toEqual([]);
    });

    test('of a row that breaks a rule keeps none of its batch, names the rule, and the database goes on', async () => {
      const twice = copyInto(store.db, 'thing', ['id'], [[1], [2], [1]]);
      await expect(twice).rejects.toMatchObject({ code: '23505', constraint: 'thing_pkey' });
      const noNumber = copyInto(store.db, 'thing', ['id', 'size'], [[1, 'many']]);
      await expect(noNumber).rejects.toMatchObject({ code: '22P02' });
      expect(await readThings()).toEqual([]);
    });

    test('of rows of the wrong width is refused before anything is sent', async () => {
      await expect(copyInto(store.db, 'thing', ['id', 'text'], [[1]])).rejects.toThrow(/1 values instead of 2/);
    });

    test('from a source that fails is told the cause of the source', async () => {
      async function* failing() {
        yield [1];
        throw new Error('the file ended early');
      }
      await expect(copyInto(store.db, 'thing', ['id'], failing())).rejects.toThrow('the file ended early');
      expect((await sql`select 1 as one`.execute(store.db)).rows).toEqual([{ one: 1 }]);
    });
  });

  describe('out', () => {
    test('and in again makes the same table', async () => {
      await copyInto(store.db, 'thing', COLUMNS, [
        [1, 'tab\t line\n back\\slash', 5, ['a', 'b"\\']],
        [2, null, null, null],
        [3, '', 0, []],
      ]);
      await copyTextInto(store.db, 'twin', COLUMNS, copyTextOut(store.db, 'thing', COLUMNS));
      expect(await store.db.selectFrom('twin').selectAll().orderBy('id').execute()).toEqual(await readThings());
    });

    test('comes in chunks of whole lines that hold each row once', async () => {
      // 20,000 rows of half a kilobyte take more than the 8 MB of one chunk.
      await sql`insert into thing select id, repeat('x', 500), id, null from generate_series(1, 20000) id`.execute(
        store.db,
      );
      await sql`delete from thing where id % 3 = 0`.execute(store.db);
      const ids: number[] = [];
      let chunks = 0;
      await store.db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (transaction) => {
          for await (const chunk of copyTextOut(transaction, 'thing', ['id', 'size'])) {
            chunks += 1;
            const lines = Buffer.from(chunk).toString().split('\n');
            expect(lines.pop()).toBe('');
            for (const line of lines) {
              const [id, size] = decodeCopyLine(line);
              expect(size).toBe(id);
              ids.push(Number(id));
            }
          }
        });
      expect(chunks).toBeGreaterThan(1);
      const left = Array.from({ length: 20000 }, (_, index) => index + 1).filter((id) => id % 3 !== 0);
      expect(ids.toSorted((a, b) => a - b)).toEqual(left);
    });

    test('of an empty table is nothing', async () => {
      const first = await copyTextOut(store.db, 'thing', COLUMNS).next();
      expect(first.done).toBe(true);
    });
  });

  test('bytes that were given keep their content when they are a part of something larger', async () => {
    const file = Buffer.from('1\tone\n2\ttwo\n');
    await copyTextInto(store.db, 'thing', ['id', 'text'], [file.subarray(0, 6), file.subarray(6)]);
    expect(file.toString()).toBe('1\tone\n2\ttwo\n');
    expect((await readThings()).map(({ text }) => text)).toEqual(['one', 'two']);
  });
});

function dropNul(text: string): string {
  return text.replaceAll('\0', '');
}
