import { parentPort, workerData } from 'node:worker_threads';
import type { Results } from '@electric-sql/pglite';
import { createCheckpointer } from './checkpoints.ts';
import { type Engine, openEngine } from './engine.ts';
import { carryError, type WorkerAnswer, type WorkerRequest, type WorkerStart } from './messages.ts';

const LOG_LINES_KEPT = 20;

const port = parentPort;
if (port === null) throw new Error('The database worker runs only as a worker thread.');

const log: string[] = [];

function keepLog(line: string): void {
  log.push(line);
  if (log.length > LOG_LINES_KEPT) log.shift();
}

function reply(answer: WorkerAnswer, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(answer, transfer);
}

async function runStatement(
  engine: Engine,
  request: Extract<WorkerRequest, { ask: 'statement' }>,
): Promise<Results<unknown[]>> {
  const options = { rowMode: 'array' as const, ...(request.input ? { blob: new Blob([request.input]) } : {}) };
  if (request.parameters.length > 0) {
    return engine.pg.query<unknown[]>(request.sql, [...request.parameters], options);
  }
  // A text without parameters may hold several statements, as on a server; the last one gives the answer.
  const results = await engine.pg.exec(request.sql, options);
  const last = results.at(-1);
  return { fields: [], ...last, rows: (last?.rows ?? []).map(readRow) };
}

function readRow(row: unknown): unknown[] {
  return Array.isArray(row) ? row : [];
}

async function answerStatement(engine: Engine, request: Extract<WorkerRequest, { ask: 'statement' }>): Promise<number> {
  const result = await runStatement(engine, request);
  const output = result.blob ? new Uint8Array(await result.blob.arrayBuffer()) : undefined;
  reply(
    {
      id: request.id,
      answer: 'rows',
      columns: result.fields.map((field) => field.name),
      values: result.fields.map((_, column) => result.rows.map((row) => row[column])),
      rowCount: result.rows.length,
      command: result.command ?? '',
      affectedRows: result.affectedRows ?? 0,
      ...(output ? { output } : {}),
    },
    output ? [output.buffer] : [],
  );
  return result.affectedRows ?? 0;
}

/** Hold this thread until it is ended from outside, so that the stopped PostgreSQL writes nothing more. */
function stopHere(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

type Checkpointer = ReturnType<typeof createCheckpointer>;

async function answer(engine: Engine, keepLogSmall: Checkpointer, request: WorkerRequest): Promise<void> {
  try {
    switch (request.ask) {
      case 'statement':
        // The answer is on its way already when the log is looked after.
        return await keepLogSmall(await answerStatement(engine, request));
      case 'fsync-count':
        return reply({ id: request.id, answer: 'fsync-count', count: engine.fs.fsyncCount });
      case 'close':
        await engine.pg.close();
        return reply({ id: request.id, answer: 'closed' });
    }
  } catch (error) {
    reply({ id: request.id, answer: 'error', error: carryError(error) });
  }
}

async function main(start: WorkerStart): Promise<void> {
  try {
    const engine = await openEngine(start.dataFolder, {
      onLog: keepLog,
      onCrash: (error) => {
        reply({ answer: 'crashed', error: carryError(error), log });
        stopHere();
      },
    });
    const keepLogSmall = createCheckpointer(engine);
    let queue = Promise.resolve();
    port?.on('message', (request: WorkerRequest) => {
      queue = queue.then(() => answer(engine, keepLogSmall, request));
    });
    reply({ answer: 'ready', created: engine.created });
  } catch (error) {
    reply({ answer: 'not-ready', error: carryError(error), log });
  }
}

await main(workerData);
