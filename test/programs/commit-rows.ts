/** Commits a row after the other into a store's table "row", saying each number once its commit was acknowledged. */
import { openDatabase } from '../../src/storage/database.ts';

const store = await openDatabase<{ row: { id: number; note: string } }>({ folder: process.argv[2] ?? '' });
await store.db.schema
  .createTable('row')
  .ifNotExists()
  .addColumn('id', 'integer', (column) => column.primaryKey())
  .addColumn('note', 'text', (column) => column.notNull())
  .execute();
const { next } = await store.db
  .selectFrom('row')
  .select((select) => select.fn.count<number>('id').as('next'))
  .executeTakeFirstOrThrow();
for (let id = next; ; id += 1) {
  await store.db.transaction().execute(async (transaction) => {
    await transaction.insertInto('row').values({ id, note: 'first' }).execute();
    await transaction
      .updateTable('row')
      .set({ note: `row ${id}` })
      .where('id', '=', id)
      .execute();
  });
  process.stdout.write(`${id}\n`);
}
