import pg from 'pg';
import { z } from 'zod';
import { DATE, DATE_ARRAY, INT8, INT8_ARRAY, parseInt8 } from '../column-types.ts';
import type { ConnectionSource, LentConnection, Statement, StatementResult } from '../statement.ts';
import { currentTimeLimitMs } from '../time-limit.ts';
import { runCopy } from './copy-query.ts';

const POOL_SIZE = 10;
/** The oldest PostgreSQL that the tests are run on. */
const OLDEST = 15;

/** A pool of connections to a PostgreSQL server. */
export class ServerSource implements ConnectionSource {
  readonly #pool: pg.Pool;
  readonly #timeLimitMs: number;
  readonly #uses = new Set<Promise<void>>();
  #closed: Promise<void> | undefined;
  /** The limit that each session has, so that it is set only when another is wanted. */
  readonly #limitOf = new WeakMap<pg.PoolClient, number>();

  constructor(url: string, timeLimitMs: number) {
    this.#timeLimitMs = timeLimitMs;
    this.#pool = new pg.Pool({ connectionString: url, max: POOL_SIZE, types: { getTypeParser } });
    // The pool replaces an idle connection that the server dropped; without a listener that would end the process.
    this.#pool.on('error', () => undefined);
  }

  async open(): Promise<void> {
    const connection = await this.acquire();
    try {
      const number = `current_setting('server_version_num')::int / 10000`;
      const { rows } = await connection.run({ sql: `select ${number} < ${OLDEST} as "isOld"`, parameters: [] });
      const [row] = z.array(z.object({ isOld: z.boolean() })).parse(rows);
      if (row?.isOld) throw new Error(`it is older than PostgreSQL ${OLDEST}`);
    } finally {
      connection.release();
    }
  }

  async acquire(): Promise<LentConnection> {
    if (this.#closed !== undefined) throw new Error('The database is closed.');
    const { promise: isDone, resolve: done } = Promise.withResolvers<void>();
    this.#uses.add(isDone);
    const end = () => {
      this.#uses.delete(isDone);
      done();
    };
    try {
      return await this.#lend(end);
    } catch (error) {
      end();
      throw error;
    }
  }

  /** Close after those who asked before; the pool itself would leave those who still wait for a connection waiting. */
  close(): Promise<void> {
    this.#closed ??= Promise.all(this.#uses).then(() => this.#pool.end());
    return this.#closed;
  }

  async #lend(end: () => void): Promise<LentConnection> {
    const client = await this.#pool.connect();
    let isLost = false;
    const lose = () => {
      isLost = true;
    };
    client.on('error', lose);
    client.on('end', lose);
    const release = () => {
      client.off('error', lose);
      client.off('end', lose);
      client.release(isLost);
      end();
    };
    try {
      await this.#prepareSession(client);
    } catch (error) {
      lose();
      release();
      throw error;
    }
    return {
      get isLost() {
        return isLost;
      },
      run: (statement) => runOn(client, statement),
      release,
    };
  }

  async #prepareSession(client: pg.PoolClient): Promise<void> {
    const limit = currentTimeLimitMs(this.#timeLimitMs);
    if (this.#limitOf.get(client) === limit) return;
    // PostgreSQL takes 0 for no limit. The zone makes a cast from an instant to a day the same as in the embedded one.
    await client.query(`set statement_timeout = ${Number.isFinite(limit) ? limit : 0}; set time zone 'UTC'`);
    this.#limitOf.set(client, limit);
  }
}

async function runOn(client: pg.PoolClient, statement: Statement): Promise<StatementResult> {
  if (isCopy(statement)) return runCopy(client, statement);
  const result = await client.query(statement.sql, [...statement.parameters]);
  // A text without parameters may hold several statements; the last one gives the answer, as in the embedded database.
  const last = Array.isArray(result) ? result.at(-1) : result;
  return { rows: last.rows ?? [], command: last.command ?? '', affectedRows: countChanges(last) };
}

function isCopy({ sql, parameters }: Statement): boolean {
  return parameters.length === 0 && /^\s*copy\s/i.test(sql);
}

const CHANGING = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'COPY']);

function countChanges({ command, rowCount }: { command: string; rowCount: number | null }): number {
  return CHANGING.has(command) ? (rowCount ?? 0) : 0;
}

/** Types as the embedded database gives them: whole numbers as numbers, days as text; the rest as pg does it. */
const getTypeParser: typeof pg.types.getTypeParser = (oid, format) => {
  switch (Number(oid)) {
    case INT8:
      return parseInt8;
    case DATE:
      return String;
    case INT8_ARRAY:
      return (text: string) => parseArray(text).map((entry) => (entry === null ? null : parseInt8(entry)));
    case DATE_ARRAY:
      return parseArray;
    default:
      return pg.types.getTypeParser(oid, format);
  }
};

/** A one-dimensional array whose entries are never quoted. */
function parseArray(text: string): (string | null)[] {
  const entries = text.slice(1, -1);
  return entries === '' ? [] : entries.split(',').map((entry) => (entry === 'NULL' ? null : entry));
}
