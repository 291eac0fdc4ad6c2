import { describe, expect, test } from 'vitest';
import { dueReviews } from './review.ts';

const states = (deliveredOn: string, today: string, held: readonly (1 | 3 | 6)[] = []): readonly string[] =>
  dueReviews(deliveredOn, today, new Set(held)).map(({ look, dueOn, state }) => `${look} ${dueOn} ${state}`);

describe('reviews', () => {
  test('fall due one, three and six months after delivery, clamped to the end of the month', () => {
    // 31 August and one month is 30 September; November has 30 days, too; February 2027 has 28.
    expect(states('2026-08-31', '2026-08-31')).toEqual([
      '1 2026-09-30 coming',
      '3 2026-11-30 coming',
      '6 2027-02-28 coming',
    ]);
  });

  test('are due on their day and for two weeks, then overdue', () => {
    expect(states('2026-01-10', '2026-02-09')[0]).toBe('1 2026-02-10 coming');
    expect(states('2026-01-10', '2026-02-10')[0]).toBe('1 2026-02-10 due');
    expect(states('2026-01-10', '2026-02-24')[0]).toBe('1 2026-02-10 due');
    expect(states('2026-01-10', '2026-02-25')[0]).toBe('1 2026-02-10 overdue');
  });

  test('that were held stay held, and one that a later one has overtaken is asked for no more', () => {
    expect(states('2026-01-10', '2026-08-01', [3])).toEqual([
      '1 2026-02-10 skipped',
      '3 2026-04-10 held',
      '6 2026-07-10 overdue',
    ]);
  });
});
