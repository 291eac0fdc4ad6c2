import os from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
export type EndSignal = (typeof SIGNALS)[number];

/** Ctrl-C arrives twice: the terminal sends it to every process, and scripts/node.mjs passes it on. */
const TWICE_WITHIN_MS = 1_000;

/** Calls `ask` at the first signal, so that work ends in good order; another one a moment later ends the process at once. */
export function onSignals(ask: (signal: EndSignal) => void): { readonly stop: () => void } {
  let askedAt: number | null = null;
  const listeners = SIGNALS.map((signal) => {
    const listener = (): void => {
      if (askedAt === null) {
        askedAt = performance.now();
        ask(signal);
      } else if (performance.now() - askedAt > TWICE_WITHIN_MS) process.exit(exitCodeOf(signal));
    };
    process.on(signal, listener);
    return { signal, listener };
  });
  return {
    stop: () => {
      for (const { signal, listener } of listeners) process.off(signal, listener);
    },
  };
}

/** The exit code of a program that a signal ended, as shells give it. */
export function exitCodeOf(signal: EndSignal): number {
  return 128 + os.constants.signals[signal];
}
