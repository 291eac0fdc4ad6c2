import { expect, test } from 'vitest';
import { publishedGroups } from './published-groups.ts';

const HOUR = 3600;
const inWords = (metric: string, value: number | null) =>
  publishedGroups(metric, value).map(({ year, words }) => `${year}: ${words}`);

// The expected groups are read from the table in docs/delivery.md.
test('a value stands in the group or groups whose range it is in, year by year', () => {
  expect(inWords('change-lead-time', 30 * HOUR)).toEqual([
    '2024: in the range of that year’s high',
    '2023: in the range of that year’s high',
  ]);
  expect(inWords('failed-deployment-recovery-time', 5 * HOUR)).toEqual([
    '2024: in the range of that year’s high and medium',
    '2023: in the range of that year’s high',
  ]);
  // A day to a week: no group of 2024 recovered in that time.
  expect(inWords('failed-deployment-recovery-time', 72 * HOUR)).toEqual([
    '2024: in the range of no group of that year',
    '2023: in the range of that year’s medium',
  ]);
});

test('a fail rate is set beside the figure of each group and put into none', () => {
  expect(inWords('change-fail-rate', 0.3)).toEqual([
    '2024: groups of that year: elite 5 %, high 20 %, medium 10 % and low 40 %',
    '2023: groups of that year: elite 5 %, high 10 %, medium 15 % and low 64 %',
  ]);
});

test('what no survey published, and what is not known, is beside nothing', () => {
  expect(inWords('review-size', 200)).toEqual([]);
  expect(inWords('change-lead-time', null)).toEqual([]);
});
