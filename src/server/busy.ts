import type { Context, Next } from 'hono';

/** A page asks for several things one after the other: so long after the last answer it may still be asking. */
const STILL_MS = 500;

export type Busy = ReturnType<typeof watchBusy>;

/** Tells whether somebody waits for an answer, or did a moment ago, so that work that can wait does. */
export function watchBusy() {
  let asking = 0;
  let lastAt = performance.now();
  return {
    isBusy: (): boolean => asking > 0 || performance.now() - lastAt < STILL_MS,
    watch: async (_context: Context, next: Next): Promise<void> => {
      asking += 1;
      try {
        await next();
      } finally {
        asking -= 1;
        lastAt = performance.now();
      }
    },
  };
}
