import { setTimeout as wait } from 'node:timers/promises';
import type { App } from '../app/app.ts';
import { prepareSummaries } from '../app/prepare-summaries.ts';

const EVERY_MS = 20_000;
const LOOK_AGAIN_MS = 100;

/**
 * Keeps the portfolio's summaries made before they are asked for, one stream after the other, until it is stopped. Whoever asks for a
 * page goes first: nothing is begun while `isBusy`.
 */
export function keepSummariesAhead(app: App, isBusy: () => boolean): { readonly stop: () => Promise<void> } {
  let isOver = false;
  let running: Promise<void> | null = null;
  const mayGoOn = async (): Promise<boolean> => {
    do await wait(isBusy() ? LOOK_AGAIN_MS : 0, undefined, { ref: false });
    while (isBusy() && !isOver);
    return !isOver;
  };
  const prepare = (): void => {
    running ??= prepareSummaries(app, mayGoOn)
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
