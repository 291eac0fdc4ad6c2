import { expect, test } from 'vitest';
import { deliveryMetricOf } from './metrics.ts';
import { PUBLISHED_BANDS, publishedLevels } from './published-bands.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** The tables of the reports, in words: less than a day, a day to a week, a week to a month, and so on. */
test.each([
  [2024, 'change-lead-time', DAY - 1, ['elite']],
  [2024, 'change-lead-time', DAY, ['high']],
  [2024, 'change-lead-time', 10 * DAY, ['medium']],
  [2024, 'change-lead-time', 60 * DAY, ['low']],
  [2024, 'change-lead-time', 300 * DAY, []],
  [2024, 'deployment-frequency', 14, ['elite']],
  [2024, 'deployment-frequency', 2, ['high']],
  [2024, 'deployment-frequency', 0.5, ['medium']],
  [2024, 'deployment-frequency', 0.1, ['low']],
  [2024, 'deployment-frequency', 0, []],
  [2024, 'failed-deployment-recovery-time', HOUR / 2, ['elite']],
  [2024, 'failed-deployment-recovery-time', 3 * HOUR, ['high', 'medium']],
  [2024, 'failed-deployment-recovery-time', 3 * DAY, []],
  [2024, 'failed-deployment-recovery-time', 10 * DAY, ['low']],
  [2023, 'change-lead-time', 10 * DAY, ['medium', 'low']],
  [2023, 'deployment-frequency', 0.5, ['medium', 'low']],
  [2023, 'failed-deployment-recovery-time', 3 * DAY, ['medium']],
  [2023, 'failed-deployment-recovery-time', 60 * DAY, ['low']],
  [2023, 'change-fail-rate', 0.1, []],
])('in %i a %s of %d was of level %j', (year, metric, value, levels) => {
  const bands = PUBLISHED_BANDS.find((one) => one.year === year);
  expect(bands && publishedLevels(bands, metric, value)).toEqual(levels);
});

test('bands name metrics that exist, and the latest year comes first', () => {
  expect(PUBLISHED_BANDS.map(({ year }) => year)).toEqual([2024, 2023]);
  for (const { ranges } of PUBLISHED_BANDS) {
    expect(Object.keys(ranges).filter((id) => deliveryMetricOf(id) === undefined)).toEqual([]);
  }
});
