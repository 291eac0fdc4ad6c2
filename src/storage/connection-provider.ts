import { AsyncLocalStorage } from 'node:async_hooks';
import type { ConnectionProvider, DatabaseConnection, Driver } from 'kysely';

interface Use {
  isOver: boolean;
}

/**
 * Lends connections, and refuses a second one to code that holds one already.
 *
 * A query on the outer `db` inside a transaction would wait for the transaction that waits for it, for ever where
 * there is one connection, and under load where there is a pool; and it would not be part of the transaction.
 */
export class GuardedConnectionProvider implements ConnectionProvider {
  readonly #driver: Driver;
  readonly #use = new AsyncLocalStorage<Use>();

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  async provideConnection<T>(consumer: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
    const outer = this.#use.getStore();
    if (outer !== undefined && !outer.isOver) {
      throw new Error(
        'A query on the outer db inside a transaction would wait for ever: use the transaction that the callback is given.',
      );
    }
    const connection = await this.#driver.acquireConnection();
    const use: Use = { isOver: false };
    try {
      return await this.#use.run(use, () => consumer(connection));
    } finally {
      use.isOver = true;
      await this.#driver.releaseConnection(connection);
    }
  }
}
