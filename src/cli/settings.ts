/** Everything that can be set, by flag, by environment or in the file; a flag goes before the environment, that before the file. */
export const SETTINGS = [
  {
    key: 'data',
    flag: '--data <folder>',
    environment: 'MILLRACE_DATA',
    byDefault: '.millrace/store',
    meaning: 'folder of the embedded database and of files beside it',
  },
  {
    key: 'databaseUrl',
    flag: '--database-url <url>',
    environment: 'DATABASE_URL',
    byDefault: 'none: the embedded database',
    meaning: 'a PostgreSQL server to use instead, postgres://…',
  },
  {
    key: 'host',
    flag: '--host <name>',
    environment: 'MILLRACE_HOST',
    byDefault: '127.0.0.1',
    meaning: 'address to listen on; without accounts only this machine’s own',
  },
  {
    key: 'port',
    flag: '--port <number>',
    environment: 'MILLRACE_PORT',
    byDefault: '4400',
    meaning: 'port to listen on; 0 for any free one',
  },
  {
    key: 'logLevel',
    flag: '--log-level <level>',
    environment: 'MILLRACE_LOG_LEVEL',
    byDefault: 'warn',
    meaning: 'error, warn, info or debug; lines of JSON on standard error',
  },
  {
    key: 'connections',
    flag: null,
    environment: 'MILLRACE_CONNECTIONS',
    byDefault: 'none',
    meaning:
      'databases that metrics may be read from, name=postgres://… with blanks between; in the file a map by name',
  },
  {
    key: 'secretKey',
    flag: null,
    environment: 'MILLRACE_SECRET_KEY',
    byDefault: 'a key made in the file secret.key of the data folder',
    meaning: 'what credentials of sources are sealed with; at least 16 characters, kept somewhere else than the store',
  },
  {
    key: 'config',
    flag: '--config <file>',
    environment: 'MILLRACE_CONFIG',
    byDefault: 'millrace.yaml, if there is one',
    meaning: 'a file with these settings by key',
  },
] as const;

export type Flags = Readonly<Partial<Record<(typeof SETTINGS)[number]['key'], string>>>;

/** The settings as the last part of `millrace --help`. */
export function settingsInWords(): string {
  const width = Math.max(...SETTINGS.map(({ flag }) => flag?.length ?? 0));
  const lines = SETTINGS.flatMap(({ flag, environment, meaning, byDefault }) => [
    `  ${(flag ?? '(no flag)').padEnd(width)}  ${environment}: ${meaning}`,
    `  ${''.padEnd(width)}  default: ${byDefault}`,
  ]);
  return ['Settings, by flag, environment or file, in this order:', ...lines].join('\n');
}
