import { expect, test } from 'vitest';
import { pathTest } from './path-pattern.ts';

test.each([
  [
    'services/shop',
    ['services/shop/a.ts', 'services/shop', 'services/shop/b/c.ts'],
    ['services/shopping/a.ts', 'a/services/shop/b.ts'],
  ],
  ['./services/shop/', ['services/shop/a.ts'], ['services/a.ts']],
  ['/', ['a.ts', 'b/c.ts'], []],
  ['.', ['a.ts'], []],
  ['apps/*/shop', ['apps/eu/shop/a.ts', 'apps/eu/shop'], ['apps/shop/a.ts', 'apps/eu/de/shop/a.ts']],
  ['apps/**/shop', ['apps/shop/a.ts', 'apps/eu/de/shop/a.ts'], ['lib/apps/shop/a.ts', 'apps/eu/a.ts']],
  ['**/*.sql', ['a.sql', 'db/2026/b.sql'], ['db/b.sqlite', 'sql/a.ts']],
  ['**', ['a.ts', 'b/c.ts'], []],
  ['app?', ['app1/a.ts'], ['app/a.ts', 'app12/a.ts']],
  ['a.b+(c)', ['a.b+(c)/d.ts'], ['aXb+(c)/d.ts']],
  ['a.b+(*)', ['a.b+(c)/d.ts'], ['aXb+(c)/d.ts', 'a.bb(c)/d.ts']],
  ['Services', ['Services/a.ts'], ['services/a.ts']],
])('"%s" takes what lies in it', (pattern, inside, outside) => {
  const isIn = pathTest([pattern]);
  expect(inside.filter((path) => !isIn(path))).toEqual([]);
  expect(outside.filter(isIn)).toEqual([]);
});

test('any of several patterns will do', () => {
  const isIn = pathTest(['web', 'libs/*/ui']);
  expect(['web/a.ts', 'libs/money/ui/b.ts', 'libs/money/c.ts'].filter(isIn)).toEqual([
    'web/a.ts',
    'libs/money/ui/b.ts',
  ]);
});

test('many ** in a row are no more work than few', () => {
  const isIn = pathTest([`${'**/a/'.repeat(30)}b`]);
  expect(isIn(`${'a/'.repeat(200)}c`)).toBe(false);
  expect(isIn(`${'a/'.repeat(200)}b`)).toBe(true);
});
