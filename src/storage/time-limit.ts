import { AsyncLocalStorage } from 'node:async_hooks';

const limit = new AsyncLocalStorage<number>();

/**
 * Run something whose statements may each take as long as said, instead of the database's own limit: a rebuild, an
 * index on a large table, a vacuum. Infinity lifts the limit.
 */
export function withTimeLimit<T>(timeLimitMs: number, run: () => Promise<T>): Promise<T> {
  return limit.run(timeLimitMs, run);
}

export function currentTimeLimitMs(ordinaryMs: number): number {
  return limit.getStore() ?? ordinaryMs;
}
