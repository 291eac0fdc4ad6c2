import type { App } from '../app/app.ts';
import { readAllMetrics } from '../app/outcomes/read-metric.ts';

const EVERY_MS = 6 * 3_600_000;

/** Reads the metrics that have a source four times a day, beginning now, until it is stopped. One that fails is tried again the next time. */
export function keepReadingMetrics(app: App): { readonly stop: () => Promise<void> } {
  let running: Promise<unknown> | null = null;
  const read = (): void => {
    running ??= readAllMetrics(app)
      // Each failure of a source is told by itself; what comes here is a bug, and nobody asked who could be told.
      .catch((error: unknown) => app.log.error({ error: String(error) }, 'metrics could not be read'))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(read, EVERY_MS);
  timer.unref();
  read();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
