import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * The layout as a test. Reasons stand beside each rule: architecture that is only written down erodes.
 */
const src = path.resolve(import.meta.dirname, '../src');

/** Which rooms a room may import. A room that is not here does not exist yet. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  statistics: [],
  flow: ['statistics'],
  outcomes: ['flow', 'statistics'],
  sample: ['flow', 'statistics'],
  connectors: ['flow'],
  fakes: ['flow', 'sample'],
  storage: ['flow'],
  api: ['flow', 'outcomes'],
  app: ['flow', 'outcomes', 'statistics', 'sample', 'connectors', 'storage', 'api'],
  jobs: ['app'],
  server: ['api', 'app', 'flow', 'outcomes', 'jobs'],
  web: ['api', 'flow', 'outcomes', 'statistics'],
  cli: ['statistics', 'flow', 'outcomes', 'sample', 'connectors', 'fakes', 'storage', 'api', 'app', 'jobs', 'server'],
};
/** Pure rooms give the same answer for the same arguments, so that a figure can be proven and computed anywhere. */
const PURE = ['statistics', 'flow', 'outcomes', 'sample'];
/** A file longer than this holds more than one idea. */
const LINES = 400;

interface Source {
  readonly name: string;
  readonly room: string;
  readonly text: string;
  readonly imports: readonly string[];
  readonly isTest: boolean;
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? filesUnder(file) : [file];
  });
}

const sources: readonly Source[] = filesUnder(src)
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => {
    const text = readFileSync(file, 'utf8');
    const name = path.relative(src, file);
    return {
      name,
      room: name.split(path.sep)[0] ?? '',
      text,
      imports: [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? ''),
      isTest: /\.test\.tsx?$|\.(test-data|fixture)\.ts$/.test(name),
    };
  });

function roomOf(source: Source, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const target = path.relative(src, path.resolve(src, path.dirname(source.name), specifier));
  return target.startsWith('..') ? '(outside src)' : (target.split(path.sep)[0] ?? null);
}

describe('rooms', () => {
  test('every room that exists is declared, and every declared room has something in it', () => {
    const rooms = [...new Set(sources.map((source) => source.room))].toSorted();
    expect(rooms).toEqual(Object.keys(ROOMS).toSorted());
  });

  test('each room imports only what stands on its line', () => {
    const wrong = sources.flatMap((source) =>
      source.isTest
        ? []
        : source.imports.flatMap((specifier) => {
            const room = roomOf(source, specifier);
            if (room === null || room === source.room) return [];
            return ROOMS[source.room]?.includes(room) === true ? [] : [`${source.name} imports ${specifier}`];
          }),
    );
    expect(wrong).toEqual([]);
  });

  test('the command line knows the registry of connectors, not single ones', () => {
    const wrong = sources
      .filter((source) => source.room === 'cli' && !source.isTest)
      .flatMap((source) =>
        source.imports.filter((one) => /connectors\/(?!index\.ts)/.test(one)).map((one) => `${source.name}: ${one}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe('pure rooms', () => {
  const pure = sources.filter((source) => PURE.includes(source.room) && !source.isTest);
  /** The clock and chance would make a figure depend on when it was asked for. */
  const FORBIDDEN: readonly [string, RegExp][] = [
    ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|Temporal\.Now/],
    ['chance', /\bMath\.random\b|\bcrypto\./],
    ['the process', /\bprocess\.[a-z]|\bglobalThis\b/],
  ];
  test.each(FORBIDDEN)('never ask %s', (_what, pattern) => {
    expect(pure.filter((source) => pattern.test(source.text)).map((source) => source.name)).toEqual([]);
  });

  test('import no part of Node', () => {
    const wrong = pure.flatMap((source) =>
      source.imports.filter((one) => one.startsWith('node:')).map((one) => `${source.name}: ${one}`),
    );
    expect(wrong).toEqual([]);
  });
});

test('the environment is read in one file, so that configuration can be listed', () => {
  const readers = sources
    .filter((source) => !source.isTest && /\bprocess\.env\b/.test(source.text))
    .map((source) => source.name);
  expect(readers).toEqual(['cli/configuration.ts']);
});

test(`no file is longer than ${LINES} lines`, () => {
  const long = sources
    .map((source) => ({ name: source.name, lines: source.text.split('\n').length }))
    .filter((source) => source.lines > LINES);
  expect(long).toEqual([]);
});

test('file names are kebab-case and say what is inside', () => {
  const vague = /^(utils?|helpers?|common|manager|service|base)$|-(utils?|helpers?|manager|service|base)$/;
  const wrong = sources.filter((source) => {
    const base = path.basename(source.name).replace(/(\.test|\.test-data|\.fixture|\.d)?\.tsx?$/, '');
    return !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(base) || vague.test(base);
  });
  expect(wrong.map((source) => source.name)).toEqual([]);
});

test('no relative import leads nowhere', () => {
  const wrong = sources.flatMap((source) =>
    source.imports
      .filter((one) => one.startsWith('.') && !existsSync(path.resolve(src, path.dirname(source.name), one)))
      .map((one) => `${source.name}: ${one}`),
  );
  expect(wrong).toEqual([]);
});
