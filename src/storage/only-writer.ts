import { type Kysely, sql } from 'kysely';
import type { Database } from './tables.ts';
import { inTransaction } from './transaction.ts';

/**
 * Runs `work` whole or not at all, and one after the other with all others that ask for the same: for rules that span several rows, such as
 * that nothing stands above itself, which two writers at once could each keep and together break.
 */
export function asOnlyWriter<Result>(
  db: Kysely<Database>,
  workspace: string,
  work: (transaction: Kysely<Database>) => Promise<Result>,
): Promise<Result> {
  return inTransaction(db, async (transaction) => {
    await sql`select 1 from workspace where workspace_id = ${workspace} for update`.execute(transaction);
    return work(transaction);
  });
}
