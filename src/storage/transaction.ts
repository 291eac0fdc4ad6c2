import type { Kysely } from 'kysely';
import type { Database } from './tables.ts';

/** Runs `work` whole or not at all: in the caller's transaction when `db` is one, else in its own. */
export function inTransaction<Result>(
  db: Kysely<Database>,
  work: (transaction: Kysely<Database>) => Promise<Result>,
): Promise<Result> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
