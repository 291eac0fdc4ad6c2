import type { CompiledQuery, QueryResult } from 'kysely';
import { AbortedTransactionError, type DatabaseConnection, type Driver, type TransactionSettings } from 'kysely';
import { type ConnectionSource, type LentConnection, readStatement, type StatementResult } from './statement.ts';

/** Kysely's driver over either database: begin, commit and savepoints as plain SQL on a lent connection. */
export class StoreDriver implements Driver {
  readonly #source: ConnectionSource;

  constructor(source: ConnectionSource) {
    this.#source = source;
  }

  init(): Promise<void> {
    return this.#source.open();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new StoreConnection(await this.#source.acquire());
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    ours(connection).lent.release();
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const level = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : '';
    await runText(connection, `begin${level}${settings.accessMode ? ` ${settings.accessMode}` : ''}`);
    ours(connection).isInTransaction = true;
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const { command } = await runText(connection, 'commit');
    ours(connection).isInTransaction = false;
    // PostgreSQL answers a commit with ROLLBACK when a statement of the transaction had failed.
    if (command === 'ROLLBACK') throw new AbortedTransactionError();
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // With its session, a transaction is undone already.
    if (!ours(connection).lent.isLost) await runText(connection, 'rollback');
    ours(connection).isInTransaction = false;
  }

  async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await runText(connection, `savepoint ${quote(name)}`);
  }

  async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await runText(connection, `rollback to ${quote(name)}`);
  }

  async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await runText(connection, `release ${quote(name)}`);
  }

  destroy(): Promise<void> {
    return this.#source.close();
  }
}

class StoreConnection implements DatabaseConnection {
  readonly lent: LentConnection;
  isInTransaction = false;

  constructor(lent: LentConnection) {
    this.lent = lent;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { statement, output } = readStatement(query);
    const result = await this.lent.run(statement);
    if (output !== undefined && result.output !== undefined) output.bytes = result.output;
    return { rows: result.rows.filter(isRow<R>), numAffectedRows: BigInt(result.affectedRows) };
  }

  /** Rows in batches, by a cursor, so that memory stays bounded on both databases. */
  async *streamQuery<R>(query: CompiledQuery, batchSize: number): AsyncIterableIterator<QueryResult<R>> {
    // Outside, the reader would hold the embedded database's only connection without knowing it.
    if (!this.isInTransaction) throw new Error('Rows can be streamed only inside a transaction.');
    const cursor = `stream_${query.queryId.queryId}`.replaceAll(/\W/g, '_');
    await this.lent.run({ sql: `declare ${cursor} no scroll cursor for ${query.sql}`, parameters: query.parameters });
    for (;;) {
      const { rows } = await this.lent.run({ sql: `fetch ${batchSize} from ${cursor}`, parameters: [] });
      if (rows.length > 0) yield { rows: rows.filter(isRow<R>) };
      if (rows.length < batchSize) break;
    }
    await this.lent.run({ sql: `close ${cursor}`, parameters: [] });
  }
}

/** The query builder knows the type of its rows; nothing at run time does. */
function isRow<R>(_row: unknown): _row is R {
  return true;
}

function ours(connection: DatabaseConnection): StoreConnection {
  if (connection instanceof StoreConnection) return connection;
  throw new TypeError('The connection was lent by another database.');
}

function runText(connection: DatabaseConnection, sql: string): Promise<StatementResult> {
  return ours(connection).lent.run({ sql, parameters: [] });
}

function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
