import { readFile } from 'node:fs/promises';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { storeRoutes } from '../api/store.ts';
import type { App } from '../app/app.ts';
import { invalid, notFound } from '../app/errors.ts';
import { refusedFileOf } from '../app/import-files.ts';
import { importOf } from '../app/imports.ts';
import { jobOf, listJobs } from '../app/jobs.ts';
import { listNotes, removeNote, saveNoteOf } from '../app/notes.ts';
import { portfolioOf } from '../app/portfolio.ts';
import { previewDocument } from '../app/preview.ts';
import { recomputeStream } from '../app/recompute.ts';
import { listViews, removeView, saveViewOf } from '../app/saved-views.ts';
import { settingsOf } from '../app/settings.ts';
import { backUpStore, newBackupFolder } from '../app/store-copies.ts';
import { createStream, documentOf, listStreams, saveDocument } from '../app/streams.ts';
import { suggestStream } from '../app/suggest.ts';
import { importUpload } from '../jobs/import-upload.ts';
import type { Jobs } from '../jobs/runner.ts';

/** Portfolio, documents, imports, long work, notes, views and settings. */
export function addStoreRoutes(api: OpenAPIHono, app: App, jobs: Jobs): void {
  const recompute = (streamId: string) =>
    jobs.enqueue({ kind: 'recompute', subject: streamId, run: (report) => recomputeStream(app, streamId, report) });

  api.openapi(storeRoutes.portfolio, async (c) => c.json(await portfolioOf(app, c.req.valid('query')), 200));
  api.openapi(storeRoutes.streams, async (c) => c.json(await listStreams(app), 200));
  api.openapi(storeRoutes.createStream, async (c) => {
    const stream = await createStream(app, c.req.valid('json').text);
    const job = await recompute(stream.id);
    return c.json({ stream, jobId: job.id }, 200);
  });
  api.openapi(storeRoutes.suggestStream, async (c) => {
    const { text, lastChangeAt, projects } = await suggestStream(app, c.req.valid('json'));
    return c.json({ text, lastChangeAt: new Date(lastChangeAt).toISOString(), projects: [...projects] }, 200);
  });
  api.openapi(storeRoutes.document, async (c) => c.json(await documentOf(app, c.req.valid('param').stream), 200));
  api.openapi(storeRoutes.saveDocument, async (c) => {
    const { stream } = c.req.valid('param');
    const { text, basedOn } = c.req.valid('json');
    const version = await saveDocument(app, stream, text, basedOn);
    const job = await recompute(stream);
    return c.json({ version, jobId: job.id }, 200);
  });
  api.openapi(storeRoutes.previewDocument, async (c) =>
    c.json(await previewDocument(app, c.req.valid('param').stream, c.req.valid('json').text), 200),
  );
  api.openapi(storeRoutes.startImport, async (c) => {
    const { format, source, fileName, timeZone, strict, field, steps } = c.req.valid('query');
    const body = c.req.raw.body;
    if (body === null) throw invalid('import: the request has no body; send the file itself as the body');
    const asked = { format, source, fileName, timeZone, isStrict: strict === 'true', customFields: field };
    const upload = steps === undefined ? asked : { ...asked, steps };
    return c.json(await importUpload(app, jobs, upload, body), 200);
  });
  api.openapi(storeRoutes.refused, async (c) => {
    const run = await importOf(app, c.req.valid('param').id);
    const text = await readFile(refusedFileOf(app, run.importId, run.format), 'utf8').catch(() => null);
    if (text === null) throw notFound(`import "${run.importId}" refused nothing, or its file of refused rows is gone`);
    return c.text(text, 200);
  });
  api.openapi(storeRoutes.jobs, async (c) => c.json({ jobs: [...(await listJobs(app))] }, 200));
  api.openapi(storeRoutes.job, async (c) => c.json(await jobOf(app, c.req.valid('param').id), 200));
  api.openapi(storeRoutes.stopJob, async (c) => c.json(await jobs.stop(c.req.valid('param').id), 200));
  api.openapi(storeRoutes.backUp, async (c) => {
    const folder = newBackupFolder(app);
    // Progress cannot be written meanwhile: the embedded database answers nobody until the copy is whole.
    const job = await jobs.enqueue({
      kind: 'backup',
      subject: folder,
      run: () => backUpStore(app, folder, () => undefined),
    });
    return c.json({ jobId: job.id, folder }, 200);
  });
  api.openapi(storeRoutes.notes, async (c) =>
    c.json({ notes: await listNotes(app, c.req.valid('query').stream) }, 200),
  );
  api.openapi(storeRoutes.saveNote, async (c) => c.json(await saveNoteOf(app, c.req.valid('json')), 200));
  api.openapi(storeRoutes.removeNote, async (c) => c.json(await removeNote(app, c.req.valid('param').id), 200));
  api.openapi(storeRoutes.views, async (c) => c.json({ views: await listViews(app) }, 200));
  api.openapi(storeRoutes.saveView, async (c) => c.json(await saveViewOf(app, c.req.valid('json')), 200));
  api.openapi(storeRoutes.removeView, async (c) => c.json(await removeView(app, c.req.valid('param').id), 200));
  api.openapi(storeRoutes.settings, async (c) => c.json(await settingsOf(app), 200));
}
