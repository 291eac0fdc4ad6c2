import path from 'node:path';
import type { Report } from '../app/report.ts';
import { seedSample } from '../app/seed-sample.ts';
import { recomputeOutdated, resumeUploads } from '../jobs/import-upload.ts';
import { keepReadingMetrics } from '../jobs/metric-readings.ts';
import { type Jobs, startJobs } from '../jobs/runner.ts';
import { requireLoopback } from '../server/guard.ts';
import { type RunningServer, startServer } from '../server/server.ts';
import type { Configuration } from './configuration.ts';
import { withProgress } from './long-work.ts';
import { onSignals } from './signals.ts';
import { VERSION } from './version.ts';
import { openConfigured } from './with-app.ts';

const MAINTAIN_EVERY_MS = 6 * 3_600_000;

/** Opens the store and serves page and API until a signal comes; `demo` fills it with the sample organisation first. */
export async function serve(configuration: Configuration, kind: 'start' | 'demo'): Promise<void> {
  // Before the store is opened or made: a wrong address must leave nothing behind.
  requireLoopback(configuration.host);
  const open = await openConfigured(configuration, kind);
  let jobs: Jobs | undefined;
  let server: RunningServer | undefined;
  let reading: ReturnType<typeof keepReadingMetrics> | undefined;
  try {
    if (kind === 'demo') await withProgress((report: Report) => seedSample(open.app, report));
    jobs = await startJobs(open.app);
    const asked = untilAsked();
    // Uploads first: the figures that follow them are then computed once.
    await resumeUploads(open.app, jobs);
    await recomputeOutdated(open.app, jobs);
    server = await startServer(open.app, jobs, {
      host: configuration.host,
      port: configuration.port,
      pageFolder: path.resolve(import.meta.dirname, '../../dist/web'),
      version: VERSION,
    });
    reading = keepReadingMetrics(open.app);
    open.setAddress(server.address);
    sayOpen(server.address, kind);
    const maintaining = setInterval(() => {
      open.maintain().catch((error) => open.app.log.error({ error: String(error) }, 'maintenance failed'));
    }, MAINTAIN_EVERY_MS);
    await asked;
    clearInterval(maintaining);
  } finally {
    await server?.close();
    await reading?.stop();
    await jobs?.close();
    await open.close();
  }
}

function sayOpen(address: string, kind: 'start' | 'demo'): void {
  process.stdout.write(`\n  Millrace is open at ${address}\n`);
  if (kind === 'demo')
    process.stdout.write('  It shows a sample organisation: invented data, marked so on every page.\n');
  process.stdout.write('  Press Ctrl-C to stop; everything is kept.\n\n');
}

function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    onSignals(() => resolve());
  });
}
