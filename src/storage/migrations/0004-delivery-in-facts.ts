import { type Kysely, sql } from 'kysely';

/** Facts of a stream whose steps name events know one state of the delivery records; null for all others. */
export const deliveryInFacts = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql.raw('alter table stream_facts add column delivery_version text').execute(db);
  },
};
