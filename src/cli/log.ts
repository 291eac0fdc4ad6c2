import pino from 'pino';
import type { Log } from '../app/app.ts';

/** Lines of JSON on standard error; anything that could be a secret is cut out. */
export function makeLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: [
          'password',
          'token',
          'secret',
          'authorization',
          'databaseUrl',
          '*.password',
          '*.token',
          '*.databaseUrl',
        ],
      },
    },
    pino.destination(2),
  );
}
