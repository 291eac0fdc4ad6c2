import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { parse } from 'yaml';
import { z } from 'zod';
import { invalid } from '../app/errors.ts';
import { fileFault, isFileFault } from '../app/file-faults.ts';
import { type Flags, SETTINGS } from './settings.ts';

const PORTS = 'must be a whole number from 0 to 65535';
const NAMED = 'must name databases: name=postgres://…, or in the file a map of names to postgres://…';
const LEVELS = 'must be one of error, warn, info and debug';

const VALUES = {
  data: z.string('must be a path').min(1, 'must name a folder'),
  databaseUrl: z
    .string('must be an address')
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .refine((text) => URL.canParse(text), 'is no address; write it as postgres://user:password@host:5432/database'),
  host: z.string('must be a name').min(1, 'must be a name or an address'),
  port: z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], PORTS)
    .pipe(z.number().int(PORTS).min(0, PORTS).max(65_535, PORTS)),
  logLevel: z.enum(['error', 'warn', 'info', 'debug'], LEVELS),
  secretKey: z.string('must be a text').min(16, 'must be at least 16 characters long'),
  connections: z
    .union([z.record(z.string(), z.string()), z.string().transform(namedConnections)], NAMED)
    .refine((named) => Object.values(named).every((url) => /^postgres(ql)?:\/\//.test(url)), NAMED),
} as const;

const KEYS = Object.keys(VALUES).join(', ');

const file = z
  .strictObject(VALUES, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `there is no setting ${issue.keys.join(', ')}; the settings are ${KEYS}`
        : `must hold settings by key: ${KEYS}`,
  })
  .partial();

export interface Configuration {
  readonly data: string;
  readonly databaseUrl?: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
  readonly connections: Readonly<Record<string, string>>;
  readonly secretKey?: string;
}

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
    connections: merged.connections ?? {},
    ...(merged.secretKey === undefined ? {} : { secretKey: merged.secretKey }),
    ...(merged.databaseUrl === undefined ? {} : { databaseUrl: merged.databaseUrl }),
  };
}

/** `name=postgres://…` with blanks between. */
function namedConnections(text: string): Record<string, string> {
  const named = text.split(/\s+/).filter((one) => one !== '');
  return Object.fromEntries(
    named.map((one) => {
      const [, name = '', url = ''] = /^([^=]+)=(.*)$/.exec(one) ?? [];
      return [name, url];
    }),
  );
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

/** A credential that a file names instead of holding it; null where it is not set. */
export function environmentVariable(name: string): string | null {
  const value = process.env[name];
  return value === undefined || value === '' ? null : value;
}

function readFile(named: string | undefined): unknown {
  const place = named ?? 'millrace.yaml';
  if (named === undefined && !existsSync(place)) return {};
  try {
    return parse(readFileSync(place, 'utf8')) ?? {};
  } catch (error) {
    const why = isFileFault(error) ? fileFault(error) : firstLine(error);
    throw invalid(`configuration: cannot read ${place}: ${why}`);
  }
}

/** Further lines would quote the file, and a password may stand there. */
function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

function checked(values: unknown, from: string): z.infer<typeof file> {
  const result = file.safeParse(values);
  if (result.success) return result.data;
  throw invalid(`configuration: ${firstProblem(result.error)} (from ${from}); see millrace --help`);
}

/** Never the value: it may hold a password. */
function firstProblem(error: z.ZodError): string {
  const first = error.issues[0];
  const key = first?.path.join('.') ?? '';
  return `${key === '' ? '' : `${key} `}${first?.message ?? 'cannot be read'}`;
}

/** Settings that say which store; the others are for serving it. */
const OF_STORE = ['data', 'databaseUrl', 'logLevel', 'config'];

/** Adds settings to a command as flags, with their environment variable and default. */
export function withSettings(command: Command, use: 'store' | 'server' = 'store', defaults: Flags = {}): Command {
  for (const { key, flag, meaning, environment, byDefault } of SETTINGS) {
    if (flag === null || (use === 'store' && !OF_STORE.includes(key))) continue;
    const text = `${meaning} (${environment}; ${defaults[key] ?? byDefault})`;
    // The parser of the command line repeats a value that it refuses, and an address may hold a password.
    if (key === 'config' || key === 'databaseUrl') command.option(flag, text);
    else command.option(flag, text, (value: string) => readFlag(key, value));
  }
  return command;
}

function readFlag(key: keyof typeof VALUES, value: string): string {
  const result = VALUES[key].safeParse(value);
  if (!result.success) throw new InvalidArgumentError(firstProblem(result.error));
  return value;
}
