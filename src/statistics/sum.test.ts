import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mean, sum } from './sum.ts';

it('small values beside a huge one are not lost', () => {
  // Added from left to right in doubles this is 0: 1e16 + 1 = 1e16.
  expect(sum([1, 1e16, 1, -1e16])).toBe(2);
});

it('ten tenths are one', () => {
  expect(sum(Array.from({ length: 10 }, () => 0.1))).toBe(1);
});

it('nothing sums to zero and has no mean', () => {
  expect(sum([])).toBe(0);
  expect(mean([])).toBeNull();
});

it('an infinite value stays infinite', () => {
  expect(sum([1, Number.POSITIVE_INFINITY, 2])).toBe(Number.POSITIVE_INFINITY);
});

it('the mean of 3, 5 and 10 is 6', () => {
  expect(mean(new Float64Array([3, 5, 10]))).toBe(6);
});

it('the order of the values does not change the sum of whole numbers and their mirror', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true })), (values) => {
      const mirrored = [...values, ...values.map((value) => -value).reverse()];
      expect(Math.abs(sum(mirrored))).toBeLessThan(1e-6);
    }),
  );
});
