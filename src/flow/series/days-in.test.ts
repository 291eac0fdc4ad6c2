import { expect, test } from 'vitest';
import { windowOf } from '../window.ts';
import { daysIn, running } from './days-in.ts';

test('days of a window end at midnights of its zone, around both clock changes', () => {
  const days = daysIn(windowOf('Europe/Berlin', '2026-03-28', '2026-03-31'));
  expect(days.days).toEqual(['2026-03-28', '2026-03-29', '2026-03-30']);
  expect(days.endAt.map((at) => new Date(at).toISOString())).toEqual([
    '2026-03-28T23:00:00.000Z',
    '2026-03-29T22:00:00.000Z',
    '2026-03-30T22:00:00.000Z',
  ]);
});

test('an instant shows first on the day whose end is after it', () => {
  for (const [from, to] of [
    ['2026-03-20', '2026-04-10'],
    ['2026-10-15', '2026-11-05'],
  ] as const) {
    const { days, endAt, placeAfter } = daysIn(windowOf('Europe/Berlin', from, to));
    endAt.forEach((at, place) => {
      expect(placeAfter(at - 1)).toBe(place);
      expect(placeAfter(at)).toBe(place + 1);
    });
    expect(placeAfter(0)).toBe(0);
    expect(placeAfter(Number.POSITIVE_INFINITY)).toBe(days.length);
  }
});

test('the last day may end at asOf', () => {
  const asOf = Date.parse('2026-01-06T12:00Z');
  const { days, endAt } = daysIn(windowOf('UTC', '2026-01-05', '2026-01-12', asOf));
  expect(days).toEqual(['2026-01-05', '2026-01-06']);
  expect(endAt.at(-1)).toBe(asOf);
});

test('running sums', () => {
  expect(running(Int32Array.from([1, 0, 2, -1]))).toEqual([1, 1, 3, 2]);
});
