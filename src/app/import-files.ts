import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { formatRefused, type Progress, readHistories } from '../connectors/index.ts';
import type { RefusedRecord, StatusCategory, StepColumn, TakenRecord, TypeSeen } from '../connectors/kit/record.ts';
import { applyImportBatch } from '../storage/import-batch.ts';
import { endImportRun, openImportRun, readImportRun } from '../storage/import-runs.ts';
import type { App } from './app.ts';
import { invalid } from './errors.ts';
import { fileFault } from './file-faults.ts';
import { openSource } from './import-source.ts';
import { inTurn } from './in-turn.ts';
import { lastMoveOf } from './last-move-of.ts';
import { keepReading } from './rebuild.ts';
import { type Report, Stopped } from './report.ts';
import { keepSaid } from './suggest.ts';

/** Enough to be quick, few enough that an interruption repeats little. */
const BATCH = 1000;
const FINGERPRINT_BYTES = 1 << 20;

export interface ImportRequest {
  readonly format: string;
  readonly files: readonly string[];
  readonly source: string;
  readonly timeZone: string;
  readonly isSample?: boolean;
  readonly customFields?: readonly string[];
  /** Stages: the steps of a stream's document, which name the columns that are steps. */
  readonly steps?: readonly StepColumn[];
  /** Refuse everything when anything is refused. */
  readonly isStrict?: boolean;
}

/** What was read since the batch before, and where the reader was then. */
interface ReadBatch {
  readonly taken: readonly TakenRecord[];
  readonly refused: readonly RefusedRecord[];
  readonly position: number;
  readonly progress: Progress;
}

export interface ImportAccount {
  readonly importId: string;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  readonly refusedFile: string | null;
  readonly notices: readonly string[];
  readonly isResumed: boolean;
  /** The latest change of a status in what was read, ms UTC: where figures of an old history are to be looked for. */
  readonly lastChangeAt?: number;
}

/**
 * Imports files of history in batches that are whole or not at all, going on after the last whole one when the same import was
 * interrupted. Nothing is computed here: `recomputeAll` follows. Throws Invalid for a file that cannot be read on.
 */
export async function importFiles(app: App, request: ImportRequest, report: Report): Promise<ImportAccount> {
  if (request.isStrict === true) await refuseUnlessWhole(request, report);
  const fingerprint = await fingerprintOf(request);
  await openSource(app, { id: request.source, kind: request.format, isSample: request.isSample ?? false });
  await keepReading(app, request.source, {
    format: request.format,
    timeZone: request.timeZone,
    customFields: [...(request.customFields ?? [])],
  });
  const run = await openImportRun(app.db, app.workspace, {
    importId: randomUUID(),
    sourceId: request.source,
    format: request.format,
    fingerprint,
    author: app.author,
    at: app.now(),
  });
  const after = typeof run.position === 'number' ? run.position : 0;
  const refusedFile = refusedFileOf(app, run.importId, request.format);
  const refused = await openRefused(refusedFile, after > 0);
  const notices = new Set<string>();
  const categories = new Map<string, StatusCategory>();
  const types = new Map<string, TypeSeen>();
  let lastChangeAt = 0;
  let saidCount = 0;
  const keepWhatIsSaid = async (): Promise<void> => {
    if (categories.size + types.size === saidCount) return;
    saidCount = categories.size + types.size;
    await keepSaid(app, request.source, { categories: [...categories.values()], types: [...types.values()] });
  };
  try {
    const reading = readHistories(request.format, request.files, { ...optionsOf(request), after });
    let taken: TakenRecord[] = [];
    let refusedHere: RefusedRecord[] = [];
    let position = after;
    const applying = inTurn(async (batch: ReadBatch): Promise<void> => {
      // Refused rows are written before the batch is: a crash between the two repeats them, and never loses one.
      await refused.write(batch.refused, request.format);
      await applyImportBatch(app.db, app.workspace, {
        importId: run.importId,
        sourceId: request.source,
        records: batch.taken.map((record) => ({ recordId: record.history.item, payload: record.raw })),
        histories: batch.taken.map((record) => record.history),
        refusedItems: batch.refused.length,
        position: batch.position,
        at: app.now(),
      });
      await keepWhatIsSaid();
      const { bytesRead, bytesTotal } = batch.progress;
      await report({ done: bytesRead, total: bytesTotal, message: `importing into ${request.source}` });
    });
    // The next batch is read and mapped while the database writes this one.
    const apply = async (): Promise<void> => {
      const batch = { taken, refused: refusedHere, position, progress: reading.progress() };
      taken = [];
      refusedHere = [];
      await applying.begin(batch);
    };
    try {
      for await (const record of reading) {
        // Records of one position belong together: a batch ends between positions.
        if (record.position !== position && taken.length + refusedHere.length >= BATCH) await apply();
        position = record.position;
        if (record.kind === 'history') {
          taken.push(record);
          lastChangeAt = Math.max(lastChangeAt, lastMoveOf(record.history));
          for (const one of record.categories) categories.set(one.id ?? one.name, one);
          for (const one of record.types) types.set(one.name, one);
        } else if (record.kind === 'refused') refusedHere.push(record);
        else notices.add(record.message);
      }
      await apply();
    } finally {
      await applying.settle();
    }
    await applying.finish();
    if ((await fingerprintOf(request)) !== fingerprint) {
      throw invalid(
        `import: ${request.files.map((file) => path.basename(file)).join(', ')} changed while it was read; what was read is stored, import it again when it is whole`,
      );
    }
    await endImportRun(app.db, app.workspace, run.importId, { state: 'done', message: null, at: app.now() });
  } catch (error) {
    const state = error instanceof Stopped ? 'stopped' : 'failed';
    const message = error instanceof Error ? error.message : String(error);
    await endImportRun(app.db, app.workspace, run.importId, { state, message, at: app.now() });
    throw readable(error);
  } finally {
    await refused.close();
  }
  const ended = await readImportRun(app.db, app.workspace, run.importId);
  const counts = ended?.counts ?? run.counts;
  return {
    importId: run.importId,
    new: counts.newItems,
    changed: counts.changedItems,
    unchanged: counts.unchangedItems,
    refused: counts.refusedItems,
    reasons: refused.reasons(),
    refusedFile: refused.hasRows() ? refusedFile : null,
    notices: [...notices],
    isResumed: after > 0,
    ...(lastChangeAt > 0 ? { lastChangeAt } : {}),
  };
}

/** Where the refused rows of an import lie. */
export function refusedFileOf(app: App, importId: string, format: string): string {
  return path.join(app.folder, 'refused', `${importId}.${format === 'jira' ? 'ndjson' : 'csv'}`);
}

function optionsOf(request: ImportRequest) {
  return {
    timeZone: request.timeZone,
    source: request.source,
    ...(request.customFields === undefined ? {} : { customFields: request.customFields }),
    ...(request.steps === undefined ? {} : { steps: request.steps }),
  };
}

/** Reads everything once and applies nothing when a record is refused. */
async function refuseUnlessWhole(request: ImportRequest, report: Report): Promise<void> {
  const reasons: string[] = [];
  let count = 0;
  try {
    const reading = readHistories(request.format, request.files, { ...optionsOf(request), withRaw: false });
    for await (const record of reading) {
      if (record.kind !== 'refused') continue;
      count += 1;
      if (reasons.length < 5)
        reasons.push(`${record.file}${record.line === null ? '' : `:${record.line}`}: ${record.reason}`);
      const { bytesRead, bytesTotal } = reading.progress();
      await report({ done: bytesRead, total: bytesTotal, message: 'checking' });
    }
  } catch (error) {
    throw readable(error);
  }
  if (count > 0) {
    throw invalid(
      `import: ${count} records are refused, and --strict refuses all; nothing was imported:\n${reasons.join('\n')}`,
    );
  }
}

function readable(error: unknown): unknown {
  if (error instanceof Error && error.name === 'UnreadableFile') return invalid(error.message);
  return error;
}

/** Tells whether an import is the same one again: format, settings, and each file's size, beginning and end. */
async function fingerprintOf(request: ImportRequest): Promise<string> {
  const hash = createHash('sha256').update(
    JSON.stringify([
      request.format,
      request.timeZone,
      request.customFields ?? [],
      request.isStrict ?? false,
      request.steps ?? [],
    ]),
  );
  for (const file of request.files) {
    try {
      const handle = await open(file);
      try {
        const { size } = await handle.stat();
        const part = Buffer.alloc(Math.min(FINGERPRINT_BYTES, size));
        for (const from of [0, Math.max(0, size - part.length)]) {
          const { bytesRead } = await handle.read(part, 0, part.length, from);
          hash.update(part.subarray(0, bytesRead));
        }
        hash.update(`${size} ${path.basename(file)}`);
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw invalid(`import: cannot read ${file}: ${fileFault(error)}`);
    }
  }
  return hash.digest('hex');
}

async function openRefused(file: string, isAppending: boolean) {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, isAppending ? 'a' : 'w', 0o600);
  const reasons = new Map<string, number>();
  let isEmpty = !isAppending || (await stat(file)).size === 0;
  return {
    write: async (records: readonly RefusedRecord[], format: string): Promise<void> => {
      for (const record of records) reasons.set(record.reason, (reasons.get(record.reason) ?? 0) + 1);
      const text = formatRefused(format, records, isEmpty);
      if (text === '') return;
      await handle.writeFile(text);
      isEmpty = false;
    },
    close: async () => {
      await handle.close();
      if (isEmpty) await rm(file, { force: true });
    },
    hasRows: () => !isEmpty,
    reasons: () => [...reasons].map(([reason, count]) => ({ reason, count })).toSorted((a, b) => b.count - a.count),
  };
}
