import type { ReadableStream } from 'node:stream/web';
import type { App } from '../app/app.ts';
import { Failure, invalid } from '../app/errors.ts';
import { type ImportAccount, importFiles } from '../app/import-files.ts';
import { importSubject, type JobAnswer } from '../app/jobs.ts';
import { outdatedStreams, recomputeStream } from '../app/recompute.ts';
import { type Report, Stopped } from '../app/report.ts';
import type { Jobs } from './runner.ts';
import { leftUploads, takeUpload, type Upload, type UploadRequest } from './uploads.ts';

const MOST_ATTEMPTS = 3;

/** Takes an uploaded file and imports it as a job; what was taken whole is imported even if the process ends in between. */
export async function importUpload(
  app: App,
  jobs: Jobs,
  request: UploadRequest,
  body: ReadableStream<Uint8Array>,
): Promise<JobAnswer> {
  return enqueue(app, jobs, await takeUpload(app, request, body));
}

/** At start: uploads that a crash left behind are imported from where they were. */
export async function resumeUploads(app: App, jobs: Jobs): Promise<void> {
  for (const upload of await leftUploads(app)) await enqueue(app, jobs, upload);
}

function enqueue(app: App, jobs: Jobs, upload: Upload): Promise<JobAnswer> {
  const { fileName, source } = upload.request;
  return jobs.enqueue({
    kind: 'import',
    subject: importSubject(fileName, source),
    run: (report) => importOne(app, jobs, upload, report),
    abandon: upload.remove,
  });
}

async function importOne(app: App, jobs: Jobs, upload: Upload, report: Report): Promise<ImportAccount> {
  let isKept = true;
  let isEnding = false;
  try {
    const account = await importFiles(app, await requestOf(upload), report);
    isKept = false;
    return account;
  } catch (error) {
    // A file that cannot be read will not be readable at the next start either.
    isEnding = error instanceof Stopped && error.isProgramEnding;
    isKept = error instanceof Stopped ? isEnding : !(error instanceof Failure);
    throw error;
  } finally {
    if (!isKept) await upload.remove();
    // Also of an import that was stopped: what it applied stays, and figures follow it.
    if (!isEnding) await recomputeOutdated(app, jobs);
  }
}

/** Throws Invalid for a file whose import ended the program again and again. */
async function requestOf({ request, file, attempts, countAttempt }: Upload) {
  if (attempts >= MOST_ATTEMPTS) {
    throw invalid(
      `import: ${request.fileName} was begun ${attempts} times and the program ended each time; it is given up; stop the server and import the file on the command line`,
    );
  }
  await countAttempt();
  const { format, source, timeZone, isStrict, customFields, steps } = request;
  return { format, source, timeZone, isStrict, customFields, ...(steps === undefined ? {} : { steps }), files: [file] };
}

/** Each stream as a job of its own, so that its pages can say that they show old figures. */
export async function recomputeOutdated(app: App, jobs: Jobs): Promise<void> {
  for (const subject of await outdatedStreams(app)) {
    const run = async (report: Report): Promise<void> => {
      // Something queued before may have computed it meanwhile.
      if ((await outdatedStreams(app)).includes(subject)) await recomputeStream(app, subject, report);
    };
    await jobs.enqueue({ kind: 'recompute', subject, run });
  }
}
