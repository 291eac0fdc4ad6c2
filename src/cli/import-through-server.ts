import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { invalid } from '../app/errors.ts';
import type { ImportAccount, ImportRequest } from '../app/import-files.ts';
import type { Report } from '../app/report.ts';
import { readHolder } from '../storage/embedded/lock.ts';
import type { Configuration } from './configuration.ts';

const ASK_EVERY_MS = 500;

/**
 * Where a server has the store open, the file goes to its HTTP interface; null when none does. The embedded database belongs to one
 * process at a time.
 */
export async function importThroughServer(
  configuration: Configuration,
  request: ImportRequest,
  report: Report,
): Promise<ImportAccount | null> {
  if (configuration.databaseUrl !== undefined) return null;
  const address = readHolder(configuration.data)?.address;
  if (address === undefined || !(await answers(address))) return null;
  const sum = { new: 0, changed: 0, unchanged: 0, refused: 0 };
  const reasons = new Map<string, number>();
  let importId = '';
  for (const file of request.files) {
    const result = await importOne(address, file, request, report);
    importId = result.importId;
    sum.new += result.new;
    sum.changed += result.changed;
    sum.unchanged += result.unchanged;
    sum.refused += result.refused;
    for (const { reason, count } of result.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  }
  return {
    importId,
    ...sum,
    reasons: [...reasons].map(([reason, count]) => ({ reason, count })),
    refusedFile: sum.refused > 0 ? `${address}/api/imports/${importId}/refused` : null,
    notices: [`The server at ${address} has the store open and did the import.`],
    isResumed: false,
  };
}

async function importOne(address: string, file: string, request: ImportRequest, report: Report) {
  const query = new URLSearchParams({
    format: request.format,
    source: request.source,
    fileName: path.basename(file),
    timeZone: request.timeZone,
    strict: String(request.isStrict ?? false),
  });
  let job = await ask(`${address}/api/imports?${query.toString()}`, {
    method: 'POST',
    body: Readable.toWeb(createReadStream(file)),
    duplex: 'half',
  });
  while (job.state === 'queued' || job.state === 'running') {
    await report({ done: job.done, total: job.total, message: job.message || `importing ${path.basename(file)}` });
    await sleep(ASK_EVERY_MS);
    job = await ask(`${address}/api/jobs/${job.id}`, {});
  }
  if (job.state !== 'done' || job.result === null) throw invalid(`import ${job.state}: ${job.message}`);
  return job.result;
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/healthz`)).ok;
  } catch {
    // Nobody listens there any more: the holder has ended without taking its file away.
    return false;
  }
}

async function ask(address: string, init: object) {
  const { failure } = await import('../api/view.ts');
  const { job } = await import('../api/store.ts');
  const response = await fetch(address, init);
  const body: unknown = await response.json();
  if (!response.ok) {
    const told = failure.safeParse(body);
    throw invalid(told.success ? told.data.error.message : `the server answered ${response.status}`);
  }
  return job.parse(body);
}
