import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { parse } from 'yaml';
import { z } from 'zod';
import { invalid } from '../app/errors.ts';

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
    key: 'config',
    flag: '--config <file>',
    environment: 'MILLRACE_CONFIG',
    byDefault: 'millrace.yaml, if there is one',
    meaning: 'a file with these settings by key',
  },
] as const;

const file = z.strictObject({
  data: z.string().min(1).optional(),
  databaseUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  host: z.string().min(1).optional(),
  port: z.coerce.number().int().min(0).max(65_535).optional(),
  logLevel: z.enum(['error', 'warn', 'info', 'debug']).optional(),
});

export interface Configuration {
  readonly data: string;
  readonly databaseUrl?: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
}

export type Flags = Readonly<Partial<Record<(typeof SETTINGS)[number]['key'], string>>>;

/** Reads flags, environment and file. Throws Invalid that names the setting and where it came from. */
export function readConfiguration(flags: Flags, defaults: { readonly data?: string } = {}): Configuration {
  const environment = fromEnvironment();
  const configFile = flags.config ?? environment.config;
  const merged = {
    ...checked(readFile(configFile), configFile ?? 'millrace.yaml'),
    ...checked(settingsIn(environment), 'the environment'),
    ...checked(settingsIn(flags), 'the command line'),
  };
  return {
    data: path.resolve(merged.data ?? defaults.data ?? '.millrace/store'),
    host: merged.host ?? '127.0.0.1',
    port: merged.port ?? 4400,
    logLevel: merged.logLevel ?? 'warn',
    ...(merged.databaseUrl === undefined ? {} : { databaseUrl: merged.databaseUrl }),
  };
}

/** Settings among the options of a command, without the file's own name. */
function settingsIn(options: Flags): Record<string, unknown> {
  return Object.fromEntries(
    SETTINGS.flatMap(({ key }) => (key === 'config' || options[key] === undefined ? [] : [[key, options[key]]])),
  );
}

function fromEnvironment(): Record<string, string> {
  return Object.fromEntries(
    SETTINGS.flatMap(({ key, environment }) => {
      const value = process.env[environment];
      return value === undefined || value === '' ? [] : [[key, value]];
    }),
  );
}

function readFile(named: string | undefined): unknown {
  const place = named ?? 'millrace.yaml';
  if (named === undefined && !existsSync(place)) return {};
  try {
    return parse(readFileSync(place, 'utf8')) ?? {};
  } catch (error) {
    throw invalid(`configuration: cannot read ${place}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function checked(values: unknown, from: string): z.infer<typeof file> {
  const result = file.safeParse(values);
  if (result.success) return result.data;
  const first = result.error.issues[0];
  const key = first?.path.join('.') ?? '';
  throw invalid(
    `configuration: ${key === '' ? '' : `${key}: `}${first?.message ?? 'not readable'} (from ${from}); see millrace --help`,
  );
}

/** Adds every setting to a command as a flag, with its environment variable and default. */
export function withSettings(command: Command): Command {
  for (const { flag, meaning, environment, byDefault } of SETTINGS) {
    command.option(flag, `${meaning} (${environment}; ${byDefault})`);
  }
  return command;
}
