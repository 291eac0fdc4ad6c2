import { describe, expect, test } from 'vitest';
import { dayTicks, logScale, roundUp } from './ticks.ts';

const days = (ticks: readonly number[]): readonly string[] =>
  ticks.map((tick) => new Date(tick).toISOString().slice(0, 10));

describe('ticks', () => {
  test('a log scale begins at the readable number below the least value and ends at the one above the greatest', () => {
    // 1.5 lies above 1, 44 below 45; of the eleven numbers between them too many to name, the thinner set stays.
    expect(logScale([1.5, 9, 44])).toEqual({ min: 1, max: 45, ticks: [1, 3, 7, 14, 30] });
  });

  test('zero has no place on a log scale and does not widen it', () => {
    expect(logScale([0, 5, 6])).toEqual({ min: 5, max: 7, ticks: [5, 7] });
  });

  test('a log scale of equal values still has a length', () => {
    expect(logScale([7, 7])).toEqual({ min: 7, max: 10, ticks: [7, 10] });
  });

  test('round numbers are at or above the value', () => {
    expect([0, 1, 11, 61, 100].map(roundUp)).toEqual([1, 1, 15, 80, 100]);
  });

  test('twelve weeks are named every second Monday when seven names fit', () => {
    // 31 Aug 2026 is a Monday.
    expect(days(dayTicks('2026-08-31', '2026-11-23', 7))).toEqual([
      '2026-08-31',
      '2026-09-14',
      '2026-09-28',
      '2026-10-12',
      '2026-10-26',
      '2026-11-09',
    ]);
  });

  test('a window that begins inside a week is named from its first Monday on', () => {
    expect(days(dayTicks('2026-09-02', '2026-09-30', 4))).toEqual([
      '2026-09-07',
      '2026-09-14',
      '2026-09-21',
      '2026-09-28',
    ]);
  });

  test('a year and a half is named by firsts of months', () => {
    expect(days(dayTicks('2025-05-20', '2026-11-20', 7))).toEqual([
      '2025-06-01',
      '2025-09-01',
      '2025-12-01',
      '2026-03-01',
      '2026-06-01',
      '2026-09-01',
    ]);
  });
});
