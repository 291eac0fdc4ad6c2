import type { App } from '../app/app.ts';
import { prepareSummaries } from '../app/prepare-summaries.ts';

const EVERY_MS = 20_000;

/** Keeps the portfolio's summaries made before they are asked for, one stream after the other, until it is stopped. */
export function keepSummariesAhead(app: App): { readonly stop: () => Promise<void> } {
  let isOver = false;
  let running: Promise<void> | null = null;
  const prepare = (): void => {
    running ??= prepareSummaries(app, () => isOver)
      // Whoever asks for the portfolio is told what is wrong; here there is nobody to tell but the log.
      .catch((error: unknown) => app.log.error({ error: String(error) }, 'summaries could not be made ahead'))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(prepare, EVERY_MS);
  timer.unref();
  prepare();
  return {
    stop: async () => {
      isOver = true;
      clearInterval(timer);
      await running;
    },
  };
}
