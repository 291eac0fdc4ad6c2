import { expect, it } from 'vitest';
import { turnOf } from './turn.ts';

it.each([1, 2, 5, 10, 15, 20, 30, 60, 1440])(
  'each of twenty things has its turn within 120 runs, one every %i minutes',
  (minutes) => {
    const turns = Array.from({ length: 120 }, (_, run) => turnOf(20, Date.UTC(2026, 0, 1) + run * minutes * 60_000));
    expect(new Set(turns).size).toBe(20);
    expect(turns.every((turn) => Number.isInteger(turn) && turn >= 0 && turn < 20)).toBe(true);
  },
);

it('the only thing always has its turn', () => {
  expect([0, 59_999, 60_000, Date.UTC(2026, 10, 22)].map((now) => turnOf(1, now))).toEqual([0, 0, 0, 0]);
});
