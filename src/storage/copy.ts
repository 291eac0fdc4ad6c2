import { type CompiledQuery, type Kysely, PGliteAdapter, sql, type Transaction } from 'kysely';
import { type CopyValue, encodeCopyRow } from './copy-text.ts';
import { CopyInput, CopyOutput } from './statement.ts';

const BATCH_CHARS = 4 * 1024 * 1024;
const PAGES_PER_CHUNK = 1024;

/** Named apart, because the schema of a transaction is not inferred through the class that it extends. */
type Database<DB> = Kysely<DB> | Transaction<DB>;

type Rows<T> = Iterable<T> | AsyncIterable<T>;

/**
 * Load rows by COPY, the fastest way in, and say how many went in. `db` may be a transaction.
 *
 * Rows are sent in batches of some megabytes; outside of a transaction each batch is committed by itself.
 */
export async function copyInto<DB, T extends keyof DB & string>(
  db: Database<DB>,
  table: T,
  columns: readonly (keyof NoInfer<DB>[T] & string)[],
  rows: Rows<readonly CopyValue[]>,
): Promise<number> {
  return copyTextInto(db, table, columns, encodeBatches(columns.length, rows));
}

async function* encodeBatches(
  width: number,
  rows: Rows<readonly CopyValue[]>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const batch = new Batch(width);
  // A plain loop where rows are at hand: waiting once a row takes longer than all else.
  if (Symbol.iterator in rows) {
    for (const row of rows) if (batch.add(row)) yield batch.take();
  } else {
    for await (const row of rows) if (batch.add(row)) yield batch.take();
  }
  if (!batch.isEmpty) yield batch.take();
}

class Batch {
  readonly #width: number;
  readonly #encoder = new TextEncoder();
  #text = '';

  constructor(width: number) {
    this.#width = width;
  }

  get isEmpty(): boolean {
    return this.#text === '';
  }

  /** True when the batch is full. */
  add(row: readonly CopyValue[]): boolean {
    if (row.length !== this.#width) {
      throw new RangeError(`A row for COPY has ${row.length} values instead of ${this.#width}.`);
    }
    this.#text += encodeCopyRow(row);
    return this.#text.length >= BATCH_CHARS;
  }

  take(): Uint8Array<ArrayBuffer> {
    const bytes = this.#encoder.encode(this.#text);
    this.#text = '';
    return bytes;
  }
}

/**
 * Load what copyTextOut gave: chunks of whole lines in COPY's text format. The bytes are taken over: a chunk is empty
 * after it was sent to the embedded database.
 */
export async function copyTextInto<DB, T extends keyof DB & string>(
  db: Database<DB>,
  table: T,
  columns: readonly (keyof NoInfer<DB>[T] & string)[],
  chunks: Rows<Uint8Array>,
): Promise<number> {
  const source = isEmbedded(db) ? sql`'/dev/blob'` : sql`stdin`;
  const query = sql`copy ${sql.table(table)} (${listColumns(columns)}) from ${source}`.compile(db);
  const send = async (chunk: Uint8Array): Promise<number> => {
    const result = await db.executeQuery(withParameter(query, new CopyInput(ownBytes(chunk))));
    return Number(result.numAffectedRows ?? 0n);
  };
  let count = 0;
  let sent = Promise.resolve(0);
  try {
    for await (const chunk of chunks) {
      count += await sent;
      // The database works on this chunk while the next one is made.
      sent = send(chunk);
      sent.catch(() => undefined);
    }
  } finally {
    count += await sent;
  }
  return count;
}

/** The bytes in a buffer of their own: what goes to the embedded database's thread is taken away from this one. */
function ownBytes(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = chunk;
  const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === chunk.byteLength;
  return isWhole ? new Uint8Array(buffer) : new Uint8Array(chunk);
}

/**
 * A table's rows in COPY's text format, in chunks of whole lines and bounded size. `db` may be a transaction, and for
 * a table that others write to it must be one at repeatable read, so that all chunks show the same moment.
 */
export async function* copyTextOut<DB, T extends keyof DB & string>(
  db: Database<DB>,
  table: T,
  columns: readonly (keyof NoInfer<DB>[T] & string)[],
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const target = isEmbedded(db) ? sql`'/dev/blob'` : sql`stdout`;
  const pages = await countPages(db, table);
  for (let from = 0; from < pages; from += PAGES_PER_CHUNK) {
    // By place in the file, not by key: it needs no index, no sort and no memory.
    const range = sql`ctid >= ${sql.lit(`(${from},0)`)}::tid and ctid < ${sql.lit(`(${from + PAGES_PER_CHUNK},0)`)}::tid`;
    const rows = sql`select ${listColumns(columns)} from ${sql.table(table)} where ${range}`;
    const output = new CopyOutput();
    await db.executeQuery(withParameter(sql`copy (${rows}) to ${target}`.compile(db), output));
    if (output.bytes.length > 0) yield output.bytes;
  }
}

async function countPages<DB>(db: Kysely<DB>, table: string): Promise<number> {
  const query = sql<{ pages: number }>`
    select pg_relation_size(${sql.lit(table)}::regclass) / current_setting('block_size')::int as pages`;
  return (await query.execute(db)).rows[0]?.pages ?? 0;
}

function isEmbedded<DB>(db: Kysely<DB>): boolean {
  return db.getExecutor().adapter instanceof PGliteAdapter;
}

function listColumns(columns: readonly string[]) {
  return sql.join(columns.map((column) => sql.ref(column)));
}

function withParameter(query: CompiledQuery, parameter: CopyInput | CopyOutput): CompiledQuery {
  return { ...query, parameters: [parameter] };
}
