import type { App } from '../app/app.ts';
import { sendDigest } from '../app/objectives/reminders.ts';

/** A receiver that was away is asked again at the next look; one digest a day is sent at most. */
const EVERY_MS = 3_600_000;

/** Sends the digest of check-ins once a day, until it is stopped. */
export function sendDigestDaily(app: App): { readonly stop: () => Promise<void> } {
  let running: Promise<unknown> | null = null;
  const look = (): void => {
    running ??= sendDigest(app)
      .catch((error: unknown) => app.log.error({ error: String(error) }, 'the digest of check-ins could not be made'))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  look();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
