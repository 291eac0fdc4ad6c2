import { openAsBlob } from 'node:fs';
import path from 'node:path';
import { invalid } from '../app/errors.ts';
import type { ImportAccount, ImportRequest } from '../app/import-files.ts';
import type { Report } from '../app/report.ts';
import type { Configuration } from './configuration.ts';
import { type RunningServer, runningServer, untilJobEnds } from './running-server.ts';

/** The address of a request holds what is asked for, and may not be long. */
const LONGEST_ADDRESS = 12_000;

export interface ServedImport extends ImportAccount {
  /** Refused rows as text, in the format of the files. */
  readonly refusedText: string;
}

/**
 * Where a server has the store open, the files go to its HTTP interface, in their order; null when none does. Figures are computed by
 * the server afterwards.
 */
export async function importThroughServer(
  configuration: Configuration,
  request: ImportRequest,
  report: Report,
): Promise<ServedImport | null> {
  const server = await runningServer(configuration);
  if (server === null) return null;
  if (request.files.length > 1 && (request.format === 'events' || request.isStrict === true)) {
    throw invalid(
      `import: the server at ${server.address} has the store open and takes one file at a time, but ${
        request.isStrict === true
          ? 'with --strict several files are'
          : 'rows of one item may stand in several files, which are'
      } one whole; join them into one file, or stop the server and run the same command again`,
    );
  }
  const sum = { new: 0, changed: 0, unchanged: 0, refused: 0 };
  const reasons = new Map<string, number>();
  const notices = new Set([
    `The server at ${server.address} has the store open and did the import; it computes the figures now.`,
  ]);
  const refused: string[] = [];
  let importId = '';
  for (const file of request.files) {
    const result = await importOne(server, file, request, report);
    importId = result.importId;
    sum.new += result.new;
    sum.changed += result.changed;
    sum.unchanged += result.unchanged;
    sum.refused += result.refused;
    for (const { reason, count } of result.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
    for (const notice of result.notices) notices.add(notice);
    if (result.hasRefusedFile) refused.push(await server.askText(`/api/imports/${importId}/refused`));
  }
  return {
    importId,
    ...sum,
    reasons: [...reasons].map(([reason, count]) => ({ reason, count })).toSorted((a, b) => b.count - a.count),
    refusedFile: refused.length > 0 ? `${server.address}/api/imports/${importId}/refused` : null,
    refusedText: joined(refused, request.format !== 'jira'),
    notices: [...notices],
    isResumed: false,
  };
}

async function importOne(server: RunningServer, file: string, request: ImportRequest, report: Report) {
  const { job: shape } = await import('../api/store.ts');
  const query = new URLSearchParams({
    format: request.format,
    source: request.source,
    fileName: path.basename(file),
    timeZone: request.timeZone,
    strict: String(request.isStrict ?? false),
    ...(request.steps === undefined || request.format !== 'stages' ? {} : { steps: JSON.stringify(request.steps) }),
  });
  for (const field of request.customFields ?? []) query.append('field', field);
  const address = `/api/imports?${query.toString()}`;
  if (address.length > LONGEST_ADDRESS) {
    throw invalid(
      'import: the map and the fields are too long to be sent to a running server; stop it and run the same command again',
    );
  }
  await report({ done: 0, total: null, message: `sending ${path.basename(file)}` });
  const started = await server.ask(address, shape, { method: 'POST', body: await openAsBlob(file) });
  const job = await untilJobEnds(server, started.id, report);
  if (job.state !== 'done' || job.result === null) throw invalid(job.message || `import: the job ${job.state}`);
  return job.result;
}

/** Several files of one format: the header of a CSV stands once. */
function joined(texts: readonly string[], isCsv: boolean): string {
  const [first = '', ...others] = texts;
  const header = first.slice(0, first.indexOf('\n') + 1);
  return first + others.map((text) => (isCsv && text.startsWith(header) ? text.slice(header.length) : text)).join('');
}
