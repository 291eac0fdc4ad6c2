import type { Migration } from 'kysely/migration';
import { firstStore } from './0001-first-store.ts';
import { outcomes } from './0002-outcomes.ts';
import { liveSources } from './0003-live-sources.ts';
import { deliveryInFacts } from './0004-delivery-in-facts.ts';

/** Every step of the store's shape, oldest first, by name. A released one never changes; the next one is a new file and a line. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first-store': firstStore,
  '0002-outcomes': outcomes,
  '0003-live-sources': liveSources,
  '0004-delivery-in-facts': deliveryInFacts,
};
