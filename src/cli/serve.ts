import path from 'node:path';
import { type OpenApp, openApp } from '../app/open-app.ts';
import { outdatedStreams, recomputeStream } from '../app/recompute.ts';
import type { Report } from '../app/report.ts';
import { seedSample } from '../app/seed-sample.ts';
import { resumeUploads } from '../jobs/import-upload.ts';
import { startJobs } from '../jobs/runner.ts';
import { startServer } from '../server/server.ts';
import type { Configuration } from './configuration.ts';
import { makeLog } from './log.ts';
import { progressLine } from './progress-line.ts';
import { VERSION } from './version.ts';

const MAINTAIN_EVERY_MS = 6 * 3_600_000;

/** Opens the store and serves page and API until a signal comes; `demo` fills it with the sample organisation first. */
export async function serve(configuration: Configuration, kind: 'start' | 'demo'): Promise<void> {
  const log = makeLog(configuration.logLevel);
  const open = await openApp({
    folder: configuration.data,
    ...(configuration.databaseUrl === undefined ? {} : { databaseUrl: configuration.databaseUrl }),
    command: `millrace ${kind}`,
    version: VERSION,
    log,
  });
  try {
    if (kind === 'demo') await seed(open);
    const jobs = await startJobs(open.app);
    for (const subject of await outdatedStreams(open.app)) {
      await jobs.enqueue({ kind: 'recompute', subject, run: (report) => recomputeStream(open.app, subject, report) });
    }
    await resumeUploads(open.app, jobs);
    const server = await startServer(open.app, jobs, {
      host: configuration.host,
      port: configuration.port,
      pageFolder: path.resolve(import.meta.dirname, '../../dist/web'),
      version: VERSION,
    });
    open.setAddress(server.address);
    process.stdout.write(`\n  Millrace is open at ${server.address}\n`);
    if (kind === 'demo')
      process.stdout.write('  It shows a sample organisation: invented data, marked so on every page.\n');
    process.stdout.write('  Press Ctrl-C to stop; everything is kept.\n\n');
    const maintaining = setInterval(() => {
      open.maintain().catch((error) => log.error({ error: String(error) }, 'maintenance failed'));
    }, MAINTAIN_EVERY_MS);
    await untilAsked();
    clearInterval(maintaining);
    await server.close();
    await jobs.close();
  } finally {
    await open.close();
  }
}

async function seed(open: OpenApp): Promise<void> {
  const line = progressLine();
  const report: Report = async (progress) => line.show(progress);
  await seedSample(open.app, report);
  line.end();
}

function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
