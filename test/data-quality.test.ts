import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PROBLEM_IDS } from '../src/flow/data-quality/index.ts';

test('docs/data-quality.md describes every problem that can be found, and no other', () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../docs/data-quality.md'), 'utf8');
  expect([...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1])).toEqual(PROBLEM_IDS);
});
