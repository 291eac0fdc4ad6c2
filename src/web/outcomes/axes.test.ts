import { describe, expect, test } from 'vitest';
import { spanOf } from './axes.ts';

describe('where an axis begins and ends', () => {
  test('at round numbers a little beyond the values: 60 to 70 in steps of 2', () => {
    expect(spanOf([60, 70])).toEqual({ min: 58, max: 72, interval: 2 });
  });
  test('what is never below nothing is not drawn below it', () => expect(spanOf([0, 10]).min).toBe(0));
  test('what is below nothing is', () => expect(spanOf([-3, 7]).min).toBeLessThan(-3));
  test('one value alone has room on both sides', () => {
    const { min, max } = spanOf([5, null, 5]);
    expect(min).toBeLessThan(5);
    expect(max).toBeGreaterThan(5);
  });
  test('no value at all has an axis nevertheless', () => expect(spanOf([null])).toMatchObject({ min: 0, max: 1 }));
});
