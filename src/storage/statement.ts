import type { CompiledQuery } from 'kysely';

/** A statement as it goes to the database. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** What a COPY FROM reads. */
  readonly input?: Uint8Array<ArrayBuffer>;
}

export interface StatementResult {
  readonly rows: unknown[];
  /** The command's tag, `SELECT` or `ROLLBACK` and so on. */
  readonly command: string;
  readonly affectedRows: number;
  /** What a COPY TO wrote. */
  readonly output?: Uint8Array<ArrayBuffer>;
}

/** A connection for as long as somebody has it. */
export interface LentConnection {
  /** True when the connection's session, and so its open transaction, has ended. */
  readonly isLost: boolean;
  run(statement: Statement): Promise<StatementResult>;
  release(): void;
}

/** Where connections come from: the one of the embedded database, or a pool of a server's. */
export interface ConnectionSource {
  open(): Promise<void>;
  acquire(): Promise<LentConnection>;
  close(): Promise<void>;
}

/** What a COPY reads, carried through the query builder as the only parameter of its statement. */
export class CopyInput {
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes;
  }
}

/** Where a COPY puts what it wrote, carried through the query builder as the only parameter of its statement. */
export class CopyOutput {
  bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0);
}

/** Tell a COPY, which brings or takes bytes, from an ordinary statement. */
export function readStatement({ sql, parameters }: CompiledQuery): { statement: Statement; output?: CopyOutput } {
  const [first] = parameters;
  if (first instanceof CopyInput) return { statement: { sql, parameters: [], input: first.bytes } };
  if (first instanceof CopyOutput) return { statement: { sql, parameters: [] }, output: first };
  return { statement: { sql, parameters } };
}
