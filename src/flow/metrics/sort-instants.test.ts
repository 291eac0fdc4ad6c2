import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortInstants } from './sort-instants.ts';

const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

test('instants come out in order, many or few, spread or all in one place', () => {
  const instant = fc.oneof(fc.integer({ min: 0, max: 2_000_000_000_000 }), fc.integer({ min: 5000, max: 5100 }));
  fc.assert(
    fc.property(fc.array(instant, { maxLength: 900, size: 'max' }), (instants) => {
      expect([...sortInstants(instants)]).toEqual(ascending(instants));
    }),
    { numRuns: 60 },
  );
});

test('a bulk change leaves a thousand instants on one moment, and one far away', () => {
  const instants = [...Array.from({ length: 1000 }, () => 7), 1_700_000_000_000, 3];
  expect([...sortInstants(instants)]).toEqual(ascending(instants));
});
