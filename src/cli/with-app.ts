import { type OpenApp, openApp } from '../app/open-app.ts';
import type { Configuration } from './configuration.ts';
import { makeLog } from './log.ts';
import { VERSION } from './version.ts';

/** Opens the store that is configured, in the name of a command. */
export function openConfigured(configuration: Configuration, command: string): Promise<OpenApp> {
  return openApp({
    folder: configuration.data,
    ...(configuration.databaseUrl === undefined ? {} : { databaseUrl: configuration.databaseUrl }),
    connections: configuration.connections,
    ...(configuration.secretKey === undefined ? {} : { secretKey: configuration.secretKey }),
    command: `millrace ${command}`,
    version: VERSION,
    log: makeLog(configuration.logLevel),
  });
}

/** Opens the store for one piece of work and closes it after, whatever happens. */
export async function withApp<Answer>(
  configuration: Configuration,
  command: string,
  work: (open: OpenApp) => Promise<Answer>,
): Promise<Answer> {
  const open = await openConfigured(configuration, command);
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}
