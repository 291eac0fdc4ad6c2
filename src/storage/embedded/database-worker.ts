import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { CarriedError, RowsAnswer, WorkerAnswer, WorkerRequest, WorkerStart } from './messages.ts';

/** PostgreSQL's own code for a statement that was cancelled. */
const QUERY_CANCELED = '57014';
/** PostgreSQL's own code for a server that went away. */
const ADMIN_SHUTDOWN = '57P01';
const DISK_FULL = '53100';
/**
 * PostgreSQL's code stays as it is compiled at first. To compile its largest functions again, by the compiler that optimises, takes 600 MB
 * for a second or two at every start, and makes an import a tenth quicker.
 */
const COMPILE_ONCE = '--no-wasm-tier-up --no-wasm-dynamic-tiering';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly input?: Uint8Array<ArrayBuffer>;
}

type Ask = WorkerRequest extends infer R ? (R extends WorkerRequest ? Omit<R, 'id'> : never) : never;
type Reply = Extract<WorkerAnswer, { answer: 'rows' | 'fsync-count' | 'closed' }>;

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/** A failure that the embedded database reported, with PostgreSQL's `code`, `constraint`, `detail` and so on. */
export class EmbeddedDatabaseError extends Error {
  override name = 'EmbeddedDatabaseError';
  declare readonly code?: string;
  declare readonly constraint?: string;
  declare readonly detail?: string;

  constructor(carried: CarriedError) {
    super(carried.message);
    Object.assign(this, carried);
  }

  /** The same failure in other words. */
  withMessage(message: string): EmbeddedDatabaseError {
    const { name: _, ...fields } = this;
    const changed = new EmbeddedDatabaseError({ ...fields, message });
    changed.cause = this;
    return changed;
  }
}

/** The database could not be opened; `log` is what PostgreSQL said last. */
export class EngineNotReady extends Error {
  override name = 'EngineNotReady';
  readonly log: readonly string[];

  constructor(message: string, log: readonly string[]) {
    super(message);
    this.log = log;
  }
}

/** One run of the embedded PostgreSQL in its thread, from start to exit. */
export class DatabaseWorker {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #exited: Promise<void>;
  #lastId = 0;
  #last: Promise<unknown> = Promise.resolve();
  #endReason: CarriedError | undefined;
  #hasExited = false;

  private constructor(worker: Worker, onExit: () => void) {
    this.#worker = worker;
    worker.on('message', (answer: WorkerAnswer) => this.#settle(answer));
    worker.on('error', (error) => {
      this.#endReason ??= { message: `The embedded database stopped: ${error.message}`, code: ADMIN_SHUTDOWN };
    });
    this.#exited = new Promise((resolve) => {
      worker.once('exit', () => {
        this.#hasExited = true;
        onExit();
        this.#rejectAll();
        resolve();
      });
    });
  }

  static async start(start: WorkerStart, onExit: () => void): Promise<DatabaseWorker> {
    setFlagsFromString(COMPILE_ONCE);
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: start });
    const started = new DatabaseWorker(worker, onExit);
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (answer: WorkerAnswer) => {
        if (answer.answer === 'ready') resolve();
        if (answer.answer === 'not-ready' || answer.answer === 'crashed') {
          reject(new EngineNotReady(answer.error.message, answer.log));
        }
      });
      worker.once('error', (error) => reject(new EngineNotReady(error.message, [])));
      worker.once('exit', () => reject(new EngineNotReady('its thread ended while opening', [])));
    }).catch(async (error: unknown) => {
      await started.terminate();
      throw error;
    });
    return started;
  }

  get hasExited(): boolean {
    return this.#hasExited;
  }

  /** Run a statement; when it takes longer than the limit, the whole run of the database is ended. */
  async run(statement: Statement, timeLimitMs: number): Promise<RowsAnswer> {
    const { input } = statement;
    const reply = await this.#ask({ ask: 'statement', ...statement }, timeLimitMs, input ? [input.buffer] : []);
    if (reply.answer !== 'rows') throw new Error(`The embedded database answered "${reply.answer}" to a statement.`);
    return reply;
  }

  async countFsyncs(): Promise<number> {
    const reply = await this.#ask({ ask: 'fsync-count' }, Number.POSITIVE_INFINITY, []);
    return reply.answer === 'fsync-count' ? reply.count : 0;
  }

  /** Write everything to the files and end. */
  async close(): Promise<void> {
    if (!this.#hasExited) await this.#ask({ ask: 'close' }, Number.POSITIVE_INFINITY, []);
    await this.terminate();
  }

  /** End at once, as a power cut would; what was committed is found again at the next start. */
  async terminate(): Promise<void> {
    await this.#worker.terminate();
    await this.#exited;
  }

  async #ask(ask: Ask, timeLimitMs: number, transfer: ArrayBuffer[]): Promise<Reply> {
    // The next request is sent when the last one is answered, so that its time limit holds only its own time.
    const reply = this.#last.then(() => this.#send(ask, timeLimitMs, transfer));
    this.#last = reply.catch(() => undefined);
    return reply;
  }

  #send(ask: Ask, timeLimitMs: number, transfer: ArrayBuffer[]): Promise<Reply> {
    if (this.#hasExited) return Promise.reject(this.#endError());
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    this.#waiting.set(id, { resolve, reject });
    const timer = Number.isFinite(timeLimitMs)
      ? setTimeout(() => this.#endForTime(timeLimitMs), timeLimitMs)
      : undefined;
    try {
      this.#worker.postMessage({ id, ...ask }, transfer);
    } catch (error) {
      this.#waiting.delete(id);
      reject(error instanceof Error ? error : new Error(String(error)));
    }
    return promise.finally(() => clearTimeout(timer));
  }

  #settle(answer: WorkerAnswer): void {
    if (answer.answer === 'crashed') this.#endForCrash(answer.error, answer.log);
    if (!('id' in answer)) return;
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.answer === 'error') waiting?.reject(new EmbeddedDatabaseError(answer.error));
    else waiting?.resolve(answer);
  }

  #endForTime(timeLimitMs: number): void {
    this.#endReason ??= {
      message: `The statement ran longer than its limit of ${timeLimitMs / 1000} s and was ended; what was not yet committed is undone.`,
      code: QUERY_CANCELED,
    };
    this.#endNow();
  }

  #endForCrash(error: CarriedError, log: readonly string[]): void {
    const said = log.findLast((line) => /\b(?:FATAL|PANIC):/.test(line)) ?? error.message;
    const isDiskFull = said.includes('No space left on device');
    this.#endReason ??= {
      message: `The embedded database stopped; what was not yet committed is undone: ${said}`,
      code: isDiskFull ? DISK_FULL : ADMIN_SHUTDOWN,
    };
    this.#endNow();
  }

  #endNow(): void {
    this.terminate().catch((error: unknown) => this.#rejectAll(error));
  }

  #rejectAll(cause?: unknown): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(this.#endError(cause));
  }

  #endError(cause?: unknown): Error {
    const reason = { message: 'The embedded database has ended.', code: ADMIN_SHUTDOWN };
    const error = new EmbeddedDatabaseError(this.#endReason ?? reason);
    if (cause !== undefined) error.cause = cause;
    return error;
  }
}
