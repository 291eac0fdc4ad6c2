import pg from 'pg';
import type { Statement, StatementResult } from '../statement.ts';

/** The part of pg's connection that carries a COPY; its published types leave it out. */
interface CopyConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

interface CopyResult {
  readonly rows?: unknown[];
  readonly command: string;
  readonly rowCount: number | null;
}

/** A COPY statement on a server: pg answers the protocol's questions with these two methods. */
class CopyQuery extends pg.Query {
  readonly #input: Uint8Array<ArrayBuffer> | undefined;
  readonly #output: Buffer[] = [];

  constructor(statement: Statement, done: (error: Error | undefined | null, result: CopyResult) => void) {
    super(statement.sql, done);
    this.#input = statement.input;
  }

  handleCopyInResponse(connection: CopyConnection): void {
    const { buffer, byteOffset, byteLength } = this.#input ?? new Uint8Array(0);
    if (byteLength > 0) connection.sendCopyFromChunk(Buffer.from(buffer, byteOffset, byteLength));
    connection.endCopyFrom();
  }

  handleCopyData(message: { readonly chunk: Buffer }): void {
    // A copy, because pg reads the next bytes into the same memory.
    this.#output.push(Buffer.from(message.chunk));
  }

  output(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(Buffer.concat(this.#output));
  }
}

/** Run a statement without parameters that may be a COPY. */
export function runCopy(client: pg.PoolClient, statement: Statement): Promise<StatementResult> {
  return new Promise((resolve, reject) => {
    const query = new CopyQuery(statement, (error, result) => {
      if (error) reject(error);
      else resolve({ rows: [], command: result.command, affectedRows: result.rowCount ?? 0, output: query.output() });
    });
    client.query(query);
  });
}
