import { describeErrno } from './wasm-errno.ts';

/** What the database's worker is started with. */
export interface WorkerStart {
  /** The folder that PostgreSQL itself owns, inside the store's folder. */
  readonly dataFolder: string;
}

/** A failure of PostgreSQL in a form that survives the way between threads. */
export interface CarriedError {
  readonly message: string;
  readonly code?: string;
  readonly severity?: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly position?: string;
  readonly where?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly dataType?: string;
  readonly constraint?: string;
}

export type WorkerRequest =
  | {
      readonly id: number;
      readonly ask: 'statement';
      readonly sql: string;
      readonly parameters: readonly unknown[];
      /** What `COPY … FROM '/dev/blob'` reads. */
      readonly input?: Uint8Array<ArrayBuffer>;
    }
  | { readonly id: number; readonly ask: 'fsync-count' }
  | { readonly id: number; readonly ask: 'close' };

export type WorkerAnswer =
  | { readonly answer: 'ready'; readonly created: boolean }
  | { readonly answer: 'not-ready' | 'crashed'; readonly error: CarriedError; readonly log: readonly string[] }
  | {
      readonly id: number;
      readonly answer: 'rows';
      readonly columns: readonly string[];
      /** One array a column: it crosses between threads faster than an object a row. */
      readonly values: readonly (readonly unknown[])[];
      readonly rowCount: number;
      readonly command: string;
      readonly affectedRows: number;
      /** What `COPY … TO '/dev/blob'` wrote. */
      readonly output?: Uint8Array<ArrayBuffer>;
    }
  | { readonly id: number; readonly answer: 'fsync-count'; readonly count: number }
  | { readonly id: number; readonly answer: 'closed' }
  | { readonly id: number; readonly answer: 'error'; readonly error: CarriedError };

export type RowsAnswer = Extract<WorkerAnswer, { answer: 'rows' }>;

const CARRIED_FIELDS = [
  'code',
  'severity',
  'detail',
  'hint',
  'position',
  'where',
  'schema',
  'table',
  'column',
  'dataType',
  'constraint',
] as const;

/** Take from an error what its reader needs, leaving out the statement's parameters, which may hold secrets. */
export function carryError(error: unknown): CarriedError {
  const errno = describeErrno(error);
  if (errno !== undefined) return { message: errno };
  if (!(error instanceof Error)) return { message: String(error) };
  const fields = new Map<string, unknown>(Object.entries(error));
  const carried = CARRIED_FIELDS.flatMap((name) => {
    const value = fields.get(name);
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return { message: error.message, ...Object.fromEntries(carried) };
}
