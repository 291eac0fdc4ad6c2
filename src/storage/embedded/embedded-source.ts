import path from 'node:path';
import type { ConnectionSource, LentConnection, Statement, StatementResult } from '../statement.ts';
import { currentTimeLimitMs } from '../time-limit.ts';
import { DatabaseWorker, EmbeddedDatabaseError } from './database-worker.ts';
import { explainOpening, explainStatement } from './explain-failure.ts';
import type { RowsAnswer } from './messages.ts';

const TRANSACTION_LOST = '25P02';
/** A `with` may hold an insert, so it does not count among them. */
const ONLY_READS = /^\s*select\b/i;

/** The one connection of the embedded database, lent to one asker after the other in the order of asking. */
export class EmbeddedSource implements ConnectionSource {
  readonly #folder: string;
  readonly #timeLimitMs: number;
  #worker: Promise<DatabaseWorker> | undefined;
  #turn: Promise<void> = Promise.resolve();
  #isClosed = false;
  #changes = 0;

  constructor(folder: string, timeLimitMs: number) {
    this.#folder = folder;
    this.#timeLimitMs = timeLimitMs;
  }

  /** Grows with every statement that may have changed something; the same number twice: nothing was changed in between. */
  get changes(): number {
    return this.#changes;
  }

  async open(): Promise<void> {
    await this.#currentWorker();
  }

  async acquire(): Promise<LentConnection> {
    const release = await this.#takeTurn();
    try {
      const worker = await this.#reopen();
      const run = (statement: Statement) => this.#run(worker, statement);
      return {
        get isLost() {
          return worker.hasExited;
        },
        run,
        release,
      };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Close after those who asked before. */
  async close(): Promise<void> {
    const release = await this.#takeTurn();
    this.#isClosed = true;
    release();
    await (await this.#worker)?.close();
  }

  async countFsyncs(): Promise<number> {
    return (await this.#currentWorker()).countFsyncs();
  }

  async #run(worker: DatabaseWorker, statement: Statement): Promise<StatementResult> {
    try {
      return await runOn(worker, statement, currentTimeLimitMs(this.#timeLimitMs));
    } catch (error) {
      throw explainStatement(this.#folder, error);
    } finally {
      if (!ONLY_READS.test(statement.sql)) this.#changes += 1;
    }
  }

  async #takeTurn(): Promise<() => void> {
    const { promise: isDone, resolve: release } = Promise.withResolvers<void>();
    const before = this.#turn;
    this.#turn = before.then(() => isDone);
    await before;
    return release;
  }

  async #reopen(): Promise<DatabaseWorker> {
    try {
      return await this.#currentWorker();
    } catch (error) {
      throw this.#isClosed ? error : explainOpening(this.#folder, error);
    }
  }

  #currentWorker(): Promise<DatabaseWorker> {
    if (this.#isClosed) return Promise.reject(new Error('The database is closed.'));
    this.#worker ??= this.#startWorker();
    return this.#worker;
  }

  async #startWorker(): Promise<DatabaseWorker> {
    const forget = () => {
      this.#worker = undefined;
    };
    try {
      return await DatabaseWorker.start({ dataFolder: path.join(this.#folder, 'postgres') }, forget);
    } catch (error) {
      forget();
      throw error;
    }
  }
}

async function runOn(worker: DatabaseWorker, statement: Statement, timeLimitMs: number): Promise<StatementResult> {
  if (worker.hasExited) {
    throw new EmbeddedDatabaseError({
      message: 'The embedded database was restarted, which undid this transaction; run it again.',
      code: TRANSACTION_LOST,
    });
  }
  const answer = await worker.run(statement, timeLimitMs);
  return { ...answer, rows: buildRows(answer) };
}

function buildRows({ columns, values, rowCount }: RowsAnswer): unknown[] {
  return Array.from({ length: rowCount }, (_, row) => {
    const built: Record<string, unknown> = {};
    columns.forEach((name, column) => {
      built[name] = values[column]?.[row];
    });
    return built;
  });
}
