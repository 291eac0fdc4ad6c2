import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import type { App } from '../app/app.ts';
import { Failure, invalid } from '../app/errors.ts';
import { type ImportAccount, importFiles } from '../app/import-files.ts';
import { importSubject, type JobAnswer } from '../app/jobs.ts';
import { outdatedStreams, recomputeStream } from '../app/recompute.ts';
import { type Report, Stopped } from '../app/report.ts';
import type { Jobs } from './runner.ts';

const request = z.object({
  format: z.enum(['jira', 'events', 'stages']),
  source: z.string(),
  fileName: z.string(),
  timeZone: z.string(),
  isStrict: z.boolean(),
});
export type UploadRequest = z.infer<typeof request>;

/** Takes an uploaded file and imports it as a job; what was taken whole is imported even if the process ends in between. */
export async function importUpload(
  app: App,
  jobs: Jobs,
  upload: UploadRequest,
  body: ReadableStream<Uint8Array>,
): Promise<JobAnswer> {
  const folder = path.join(app.folder, 'uploads', randomUUID());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = path.basename(upload.fileName).replaceAll(/[^\w.-]/g, '_') || 'upload';
  try {
    await pipeline(Readable.fromWeb(body), createWriteStream(path.join(folder, name), { mode: 0o600 }));
    // Written last: an upload that broke off is not taken up again.
    await writeFile(path.join(folder, 'request.json'), JSON.stringify({ ...upload, fileName: name }), { mode: 0o600 });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw invalid(`import: the upload of ${name} broke off (${String(error)}); nothing was imported, send it again`);
  }
  return enqueueFolder(app, jobs, folder, upload, name);
}

/** At start: uploads that a crash left behind are imported from where they were. */
export async function resumeUploads(app: App, jobs: Jobs): Promise<void> {
  const parent = path.join(app.folder, 'uploads');
  await mkdir(parent, { recursive: true, mode: 0o700 });
  for (const name of await readdir(parent)) {
    const folder = path.join(parent, name);
    const text = await readFile(path.join(folder, 'request.json'), 'utf8').catch(() => null);
    const upload = text === null ? null : request.parse(JSON.parse(text));
    if (upload === null) await rm(folder, { recursive: true, force: true });
    else await enqueueFolder(app, jobs, folder, upload, upload.fileName);
  }
}

function enqueueFolder(app: App, jobs: Jobs, folder: string, upload: UploadRequest, name: string): Promise<JobAnswer> {
  const run = async (report: Report): Promise<ImportAccount> => {
    let isKept = true;
    let isEnding = false;
    try {
      const account = await importFiles(
        app,
        {
          format: upload.format,
          source: upload.source,
          timeZone: upload.timeZone,
          isStrict: upload.isStrict,
          files: [path.join(folder, name)],
        },
        report,
      );
      isKept = false;
      return account;
    } catch (error) {
      // A file that cannot be read will not be readable at the next start either.
      isEnding = error instanceof Stopped && error.isProgramEnding;
      isKept = error instanceof Stopped ? isEnding : !(error instanceof Failure);
      throw error;
    } finally {
      if (!isKept) await rm(folder, { recursive: true, force: true });
      // Also of an import that was stopped: what it applied stays, and figures follow it.
      if (!isEnding) await recomputeOutdated(app, jobs);
    }
  };
  return jobs.enqueue({ kind: 'import', subject: importSubject(name, upload.source), run });
}

/** Each stream as a job of its own, so that its pages can say that they show old figures. */
async function recomputeOutdated(app: App, jobs: Jobs): Promise<void> {
  for (const subject of await outdatedStreams(app)) {
    await jobs.enqueue({ kind: 'recompute', subject, run: (report) => recomputeStream(app, subject, report) });
  }
}
