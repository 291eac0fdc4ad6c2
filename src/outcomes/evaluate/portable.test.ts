import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const statistics = path.resolve(import.meta.dirname, '../../statistics');
const USED = [
  'portable-math',
  'gamma',
  'incomplete-beta',
  'student-t',
  'student-mixture',
  'cholesky',
  'ar1-regression',
  'sum',
];

it('an evaluation uses no function whose last digit the language leaves to the engine', () => {
  const files = [
    ...readdirSync(import.meta.dirname)
      .filter((name) => !name.endsWith('.test.ts') && !SEEDED.includes(name))
      .map((name) => path.join(import.meta.dirname, name)),
    ...USED.map((name) => path.join(statistics, `${name}.ts`)),
  ];
  const found = files.filter((file) => {
    const code = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    return /\*\*|Math\.(?!abs|floor|ceil|round|trunc|max|min|sqrt|PI|LN2|sign)\w+/.test(code);
  });
  expect(found.map((file) => path.basename(file))).toEqual([]);
});

/** Draws from seeded chance, which the figures of an evaluation do not. */
const SEEDED = ['detectability.ts'];
