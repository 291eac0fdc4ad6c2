import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { describeOnBothDatabases } from '../../test/databases.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import { withTimeLimit } from './time-limit.ts';

// Openings take their time on a machine that does other things too.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

interface Tables {
  account: { id: number; owner: string; balance: number };
  entry: { id: number; account_id: number; amount: number };
}

const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';
const QUERY_CANCELED = '57014';
const FAILED_TRANSACTION = '25P02';

describeOnBothDatabases('a database', (open, kind) => {
  let store: OpenDatabase<Tables>;
  let nextId = 0;

  beforeAll(async () => {
    store = await open<Tables>();
    await sql`
      create table account (id integer primary key, owner text not null, balance bigint not null);
      create table entry (
        id integer primary key,
        account_id integer not null constraint entry_of_account references account (id),
        amount bigint not null
      )`.execute(store.db);
  });

  /** An account of the test's own. */
  async function makeAccount(balance = 0): Promise<number> {
    nextId += 1;
    await store.db.insertInto('account').values({ id: nextId, owner: 'nobody', balance }).execute();
    return nextId;
  }

  async function balanceOf(id: number): Promise<number | undefined> {
    const row = await store.db.selectFrom('account').select('balance').where('id', '=', id).executeTakeFirst();
    return row?.balance;
  }

  test('it says which kind it is', () => {
    expect(store.kind).toBe(kind);
  });

  describe('values', () => {
    test('whole numbers of 8 bytes come as numbers, to the last one that is exact', async () => {
      const id = await makeAccount(Number.MAX_SAFE_INTEGER);
      expect(await balanceOf(id)).toBe(9007199254740991);
      const { rows } =
        await sql`select count(*) as count, array[1, null, -2]::bigint[] as list, '{}'::bigint[] as none`.execute(
          store.db,
        );
      expect(rows).toEqual([{ count: 1, list: [1, null, -2], none: [] }]);
    });

    test('a whole number that a number cannot hold is refused, not rounded', async () => {
      await expect(sql`select 9007199254740993::bigint as much`.execute(store.db)).rejects.toThrow(/9007199254740993/);
      expect(await balanceOf(-1)).toBeUndefined();
    });

    test('days come as text and instants as dates, whatever the zone of this machine', async () => {
      const { rows } = await sql`
        select date '2024-02-29' as day, array[date '2024-03-10']::date[] as days,
          timestamptz '2024-03-10 08:30:00.123+00' as at, (timestamptz '2024-03-10 23:30:00+00')::date::text as on_day`.execute(
        store.db,
      );
      expect(rows).toEqual([
        {
          day: '2024-02-29',
          days: ['2024-03-10'],
          at: new Date('2024-03-10T08:30:00.123Z'),
          on_day: '2024-03-10',
        },
      ]);
    });

    test('text, numbers, booleans, nulls, bytes, lists and JSON go in and come out', async () => {
      const text = 'tab\t line\n back\\slash "quoted" \u{1f600}';
      const { rows } = await sql`
        select ${text}::text as text, ${1.5}::float8 as number, ${true}::boolean as flag, ${null}::text as nothing,
          ${new Uint8Array([0, 255])}::bytea as bytes, ${['a', 'b,"c"', null]}::text[] as list,
          ${JSON.stringify({ a: [1] })}::jsonb as json`.execute(store.db);
      const [row] = rows;
      expect(row).toMatchObject({
        text,
        number: 1.5,
        flag: true,
        nothing: null,
        list: ['a', 'b,"c"', null],
        json: { a: [1] },
      });
      expect(row).toHaveProperty(
        'bytes',
        expect.toSatisfy((bytes: Uint8Array) => bytes.join() === '0,255'),
      );
    });

    test('a text of several statements gives the answer of the last one', async () => {
      const { rows } = await sql`select 1 as a; select 2 as b`.execute(store.db);
      expect(rows).toEqual([{ b: 2 }]);
    });

    test('changed rows are counted', async () => {
      const id = await makeAccount(1);
      const update = store.db.updateTable('account').set({ balance: 2 });
      expect((await update.where('id', '=', id).executeTakeFirst()).numUpdatedRows).toBe(1n);
      expect((await update.where('id', '=', -1).executeTakeFirst()).numUpdatedRows).toBe(0n);
      expect((await store.db.deleteFrom('account').where('id', '=', id).executeTakeFirst()).numDeletedRows).toBe(1n);
    });
  });

  describe('failures', () => {
    test('a broken rule is told with its code, its constraint and its detail', async () => {
      const id = await makeAccount();
      const twice = store.db.insertInto('account').values({ id, owner: 'again', balance: 0 }).execute();
      await expect(twice).rejects.toMatchObject({
        code: UNIQUE_VIOLATION,
        constraint: 'account_pkey',
        detail: `Key (id)=(${id}) already exists.`,
      });
      const orphan = store.db.insertInto('entry').values({ id: 1, account_id: -1, amount: 1 }).execute();
      await expect(orphan).rejects.toMatchObject({ code: FOREIGN_KEY_VIOLATION, constraint: 'entry_of_account' });
    });

    test('a failed statement does not disturb the next one', async () => {
      await expect(sql`select nothing from nowhere`.execute(store.db)).rejects.toMatchObject({ code: '42P01' });
      expect((await sql`select 1 as one`.execute(store.db)).rows).toEqual([{ one: 1 }]);
    });
  });

  describe('transactions', () => {
    test('are whole', async () => {
      const [from, to] = [await makeAccount(10), await makeAccount(0)];
      await store.db.transaction().execute(async (transaction) => {
        await transaction.updateTable('account').set({ balance: 7 }).where('id', '=', from).execute();
        await transaction.updateTable('account').set({ balance: 3 }).where('id', '=', to).execute();
      });
      expect([await balanceOf(from), await balanceOf(to)]).toEqual([7, 3]);
    });

    test('or not at all', async () => {
      const id = await makeAccount(10);
      const failing = store.db.transaction().execute(async (transaction) => {
        await transaction.updateTable('account').set({ balance: 7 }).where('id', '=', id).execute();
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await balanceOf(id)).toBe(10);
    });

    test('that swallow a failure are told at their end that nothing was kept', async () => {
      const id = await makeAccount(10);
      const swallowing = store.db.transaction().execute(async (transaction) => {
        await transaction.updateTable('account').set({ balance: 7 }).where('id', '=', id).execute();
        await sql`select nothing from nowhere`.execute(transaction).catch(() => undefined);
        await expect(sql`select 1`.execute(transaction)).rejects.toMatchObject({ code: FAILED_TRANSACTION });
      });
      await expect(swallowing).rejects.toThrow('rolled back instead of committed');
      expect(await balanceOf(id)).toBe(10);
    });

    test('go back to a savepoint', async () => {
      const id = await makeAccount(10);
      const transaction = await store.db.startTransaction().execute();
      const saved = await transaction.savepoint('a "quoted" one').execute();
      await saved.updateTable('account').set({ balance: 1 }).where('id', '=', id).execute();
      const back = await saved.rollbackToSavepoint('a "quoted" one').execute();
      await back.releaseSavepoint('a "quoted" one').execute();
      await transaction.commit().execute();
      expect(await balanceOf(id)).toBe(10);
    });

    test('take an isolation level and an access mode', async () => {
      const settings = store.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
      const shown = await settings.execute(async (transaction) => {
        const level = await sql<{ transaction_isolation: string }>`show transaction_isolation`.execute(transaction);
        const mode = await sql<{ transaction_read_only: string }>`show transaction_read_only`.execute(transaction);
        return [level.rows[0]?.transaction_isolation, mode.rows[0]?.transaction_read_only];
      });
      expect(shown).toEqual(['repeatable read', 'on']);
    });

    test('running together each see their own beginning and end', async () => {
      const id = await makeAccount(0);
      const add = () =>
        store.db.transaction().execute(async (transaction) => {
          const { balance } = await transaction
            .selectFrom('account')
            .select('balance')
            .where('id', '=', id)
            .forUpdate()
            .executeTakeFirstOrThrow();
          await transaction
            .updateTable('account')
            .set({ balance: balance + 1 })
            .where('id', '=', id)
            .execute();
        });
      await Promise.all(Array.from({ length: 20 }, add));
      expect(await balanceOf(id)).toBe(20);
    });
  });

  describe('the outer db inside a transaction', () => {
    test('is refused at once, for a query and for a second transaction', async () => {
      await store.db.transaction().execute(async () => {
        await expect(store.db.selectFrom('account').selectAll().execute()).rejects.toThrow(/use the transaction/);
        await expect(store.db.transaction().execute(async () => undefined)).rejects.toThrow(/use the transaction/);
      });
    });

    test('is free beside it and after it, also for what was started inside', async () => {
      let later: Promise<unknown> = Promise.resolve();
      const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
      const transaction = store.db.transaction().execute(async (inner) => {
        later = isOver.then(() => makeAccount());
        await sql`select 1`.execute(inner);
      });
      await Promise.all([transaction, makeAccount(), makeAccount()]);
      end();
      await expect(later).resolves.toBeGreaterThan(0);
    });
  });

  describe('rows in batches', () => {
    const numbers = sql<{ n: number }>`(select n from generate_series(1, 25) n)`;

    test('come in order and stop when the reader does', async () => {
      const read: number[] = [];
      await store.db.transaction().execute(async (transaction) => {
        const rows = transaction.selectFrom(numbers.as('numbers')).select('n').where('n', '>', 2).stream(10);
        for await (const { n } of rows) {
          read.push(n);
          if (n === 15) break;
        }
        await sql`select 1`.execute(transaction);
      });
      expect(read).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    });

    test('are refused outside of a transaction', async () => {
      const rows = store.db.selectFrom(numbers.as('numbers')).select('n').stream(10);
      await expect(rows[Symbol.asyncIterator]().next()).rejects.toThrow(/only inside a transaction/);
    });
  });

  describe('a time limit', () => {
    const endless = sql`select count(*) from generate_series(1, 1000000) a, generate_series(1, 1000000) b`;

    test('ends a statement, and the database goes on', async () => {
      const id = await makeAccount(5);
      await expect(withTimeLimit(200, () => endless.execute(store.db))).rejects.toMatchObject({ code: QUERY_CANCELED });
      expect(await balanceOf(id)).toBe(5);
    });

    test('undoes the transaction around the statement', async () => {
      const id = await makeAccount(5);
      const slow = withTimeLimit(200, () =>
        store.db.transaction().execute(async (transaction) => {
          await transaction.updateTable('account').set({ balance: 6 }).where('id', '=', id).execute();
          await endless.execute(transaction).catch(() => undefined);
          await sql`select 1`.execute(transaction);
        }),
      );
      await expect(slow).rejects.toMatchObject({ code: FAILED_TRANSACTION });
      expect(await balanceOf(id)).toBe(5);
    });

    test('is one of the database, which a piece of work can lift', async () => {
      const impatient = await open({ statementTimeLimitMs: 100 });
      const nap = sql`select pg_sleep(0.3)`;
      await expect(nap.execute(impatient.db)).rejects.toMatchObject({ code: QUERY_CANCELED });
      await expect(withTimeLimit(Number.POSITIVE_INFINITY, () => nap.execute(impatient.db))).resolves.toBeDefined();
    });
  });

  test('migrations run once and in order', async () => {
    const migrated = await open<Record<string, never>>();
    const ran: string[] = [];
    const step = (name: string) => ({
      up: async () => {
        ran.push(name);
      },
    });
    const provider = { getMigrations: async () => ({ '0001-a': step('a'), '0002-b': step('b') }) };
    const migrator = new Migrator({ db: migrated.db, provider });
    const first = await migrator.migrateToLatest();
    expect(first.error).toBeUndefined();
    await migrator.migrateToLatest();
    expect(ran).toEqual(['a', 'b']);
  });

  test('closing waits for those who asked before and refuses those who ask after', async () => {
    const closing = await open();
    const before = Array.from({ length: 5 }, (_, n) => sql`select ${n}::int as n`.execute(closing.db));
    const closed = closing.close();
    const answers = await Promise.all(before);
    expect(answers.map(({ rows }) => rows)).toEqual([0, 1, 2, 3, 4].map((n) => [{ n }]));
    await closed;
    await expect(sql`select 1`.execute(closing.db)).rejects.toThrow();
    await closing.close();
  });
});

test('a server that is not there is named without its password', async () => {
  const opening = openDatabase({ url: 'postgres://millrace:secret@127.0.0.1:9/store' });
  await expect(opening).rejects.toMatchObject({
    reason: 'unreachable',
    message: expect.stringMatching(/127\.0\.0\.1:9\/store cannot be used: (?!.*secret).*DATABASE_URL/),
  });
});
