import { expect, test } from 'vitest';
import { trendHeading } from './trend-picture.ts';

const month = (ratio: number | null) => ({ from: '2026-01-01', to: '2026-02-01', ratio, without: 0, of: 0 });

test('a trend is told by its first and its last month', () => {
  expect(trendHeading([month(0.8), month(0.5), month(0.55)])).toBe(
    '55\u00a0% had none in the last month, 25 points less than in the first.',
  );
});
test('months in which nothing was at work are left out', () => {
  expect(trendHeading([month(null), month(0.5), month(0.5), month(null)])).toBe(
    '50\u00a0% had none, as six months before.',
  );
  expect(trendHeading([month(null), month(0.5)])).toContain('the only month');
  expect(trendHeading([month(null)])).toBe('No initiative or epic was at work in these months.');
});
