import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from '../metrics/example.test-data.ts';
import { agingWork, passedBand } from './aging-work.ts';
import { distribution } from './distribution.ts';
import { flowTimeHistogram } from './flow-time-histogram.ts';
import { flowTimeScatter } from './flow-time-scatter.ts';
import { SERIES } from './index.ts';
import { netFlowByWeek } from './net-flow.ts';
import { velocity } from './velocity.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Committed on 1 January 00:00 UTC and finished after so many days. */
function took(item: string, days: number, options = {}) {
  const end = new Date(Date.parse('2026-01-01T00:00Z') + days * DAY * 1000).toISOString();
  return itemOf(item, ['2026-01-01T00:00Z Build', `${end} Done`], options);
}

describe('flow-time scatter', () => {
  test('a dot for each item, by completion, on the day that it was in the stream', () => {
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-06T23:30Z Done'], { team: 'Red' });
    const never = itemOf('K-2', ['2026-01-05T00:00Z Idea', '2026-01-06T00:00Z Done']);
    expect(flowTimeScatter(inputOf([item, never], '2026-01-01', '2026-02-01', { stream }))).toEqual({
      points: [
        {
          item: 'K-1',
          title: 'Title of K-1',
          kind: 'feature',
          team: 'Red',
          completedAt: Date.parse('2026-01-06T23:30Z'),
          day: '2026-01-07',
          seconds: 47.5 * HOUR,
        },
      ],
      percentiles: { p50: null, p70: null, p85: null, p95: null },
      n: 1,
      excluded: [{ item: 'K-2', reason: 'never-started' }],
    });
  });
});

describe('aging work in process', () => {
  test('items stand in their step with the band that their age has passed; paused ones apart', () => {
    // Five finished items left Build at the age of 10 days.
    const done = [1, 2, 3, 4, 5].map((key) => took(`D-${key}`, 10));
    const items = [
      ...done,
      itemOf('old', ['2026-01-20T23:59:59Z Build']),
      itemOf('on the band', ['2026-01-22T00:00Z Build']),
      itemOf('elsewhere', ['2026-01-01T00:00Z Ready']),
      itemOf('paused', ['2026-01-02T00:00Z Build', '2026-01-03T00:00Z Idea']),
    ];
    const aging = agingWork(inputOf(items, '2026-01-01', '2026-02-01'));
    expect(aging).toMatchObject({
      n: 4,
      paused: [{ item: 'paused', passed: null }],
      steps: [
        { step: 'Ready', bands: null, items: [{ item: 'elsewhere', passed: null }] },
        {
          step: 'Build',
          limit: 2,
          bands: { n: 5, p50: 10 * DAY },
          items: [
            { item: 'old', passed: 95 },
            { item: 'on the band', passed: null },
          ],
        },
        { step: 'Review', items: [] },
        { step: 'Test', items: [] },
      ],
    });
  });

  test('an age passes the highest band that it is beyond', () => {
    const bands = { p50: 1, p70: 2, p85: 3, p95: 4 };
    expect([1, 1.5, 2.5, 3.5, 4, 4.5].map((age) => passedBand(age, bands))).toEqual([null, 50, 70, 85, 85, 95]);
    expect(passedBand(9, undefined)).toBeNull();
  });
});

describe('velocity by week', () => {
  test('zero weeks are kept, part weeks flagged and not in the mean', () => {
    const items = [took('K-1', 5.5, { type: 'Bug' }), took('K-2', 6), took('K-3', 20)];
    // Thursday 1 January to Saturday 24 January: part, whole (6 and 7 January), whole and empty, part (21 January).
    const { weeks, meanPerWeek } = velocity(inputOf(items, '2026-01-01', '2026-01-24'));
    expect(weeks.map(({ week, isPart, total }) => [week, isPart, total])).toEqual([
      ['2025-12-29', true, 0],
      ['2026-01-05', false, 2],
      ['2026-01-12', false, 0],
      ['2026-01-19', true, 1],
    ]);
    expect(weeks[1]).toMatchObject({ byKind: { defect: 1, feature: 1 }, items: { defect: ['K-1'], feature: ['K-2'] } });
    expect(meanPerWeek).toBe(1);
  });

  test('without a whole week there is no mean', () => {
    expect(velocity(inputOf([took('K-1', 5)], '2026-01-06', '2026-01-09')).meanPerWeek).toBeNull();
  });
});

describe('net flow by week', () => {
  test('each mark has the items that came and those that went', () => {
    const input = inputOf([took('K-1', 5), took('K-2', 30)], '2025-12-29', '2026-01-12');
    expect(netFlowByWeek(input)).toEqual([
      { week: '2025-12-29', isPart: false, arrivals: ['K-1', 'K-2'], completions: [], net: 2 },
      { week: '2026-01-05', isPart: false, arrivals: [], completions: ['K-1'], net: -1 },
    ]);
  });
});

describe('distribution by period', () => {
  test('shares week by week, null where nothing was finished', () => {
    const items = [took('K-1', 5), took('K-2', 5, { type: 'Task' })];
    const { unit, periods } = distribution(inputOf(items, '2026-01-05', '2026-01-19'), 'week');
    expect(unit).toBe('week');
    expect(periods).toMatchObject([
      { on: '2026-01-05', n: 2, shares: { feature: 0.5, unmapped: 0.5 }, items: { unmapped: ['K-2'] } },
      { on: '2026-01-12', n: 0, shares: null },
    ]);
  });

  test('months begin with their first day; a cut month is part', () => {
    const { periods } = distribution(inputOf([took('K-1', 31)], '2026-01-15', '2026-03-01'), 'month');
    expect(periods.map(({ on, isPart, n }) => [on, isPart, n])).toEqual([
      ['2026-01-01', true, 0],
      ['2026-02-01', false, 1],
    ]);
  });

  test('a window of more than half a year is shown by months unless told otherwise', () => {
    const input = inputOf([took('K-1', 5)], '2026-01-01', '2027-01-01');
    expect(SERIES.distribution(input).unit).toBe('month');
    expect(SERIES.distribution(input, { unit: 'week' }).unit).toBe('week');
    expect(SERIES.distribution(inputOf([took('K-1', 5)], '2026-01-01', '2026-04-01')).unit).toBe('week');
  });
});

describe('flow-time histogram', () => {
  test('nothing finished gives no bins', () => {
    expect(flowTimeHistogram(inputOf([took('K-1', 90)], '2026-01-01', '2026-02-01'))).toMatchObject({ bins: [], n: 0 });
  });

  test('a value on a border stands in the bin above it; empty bins between are kept', () => {
    const items = [took('K-1', 0.5), took('K-2', 1), took('K-3', 2.5)];
    const { binSeconds, bins } = flowTimeHistogram(inputOf(items, '2026-01-01', '2026-02-01'));
    // 2.5 days in at most 24 bins: bins of 6 hours, 0 … 10.
    expect(binSeconds).toBe(6 * HOUR);
    expect(bins).toHaveLength(11);
    expect(bins.flatMap((bin, place) => (bin.items.length > 0 ? [[place, bin.items]] : []))).toEqual([
      [2, ['K-1']],
      [4, ['K-2']],
      [10, ['K-3']],
    ]);
  });

  test('there are at most 24 bins: a day needs bins of two hours', () => {
    const { binSeconds, bins } = flowTimeHistogram(inputOf([took('K-1', 1)], '2026-01-01', '2026-02-01'));
    // 24 hours would stand in a 25th bin of one hour.
    expect([binSeconds, bins.length]).toEqual([2 * HOUR, 13]);
  });

  test('what took longer than the bin of the 95th percentile stands in a last open bin', () => {
    // Twenty items: rank 19 is 1.5 days, the one beyond took 30 days.
    const items = [...Array.from({ length: 19 }, (_, key) => took(`K-${key}`, 1.5)), took('long', 30)];
    const { binSeconds, bins } = flowTimeHistogram(inputOf(items, '2026-01-01', '2026-02-01'));
    // 36 hours: 24 bins of one hour are too few, bins of two hours do.
    expect(binSeconds).toBe(2 * HOUR);
    expect(bins.at(-2)).toMatchObject({ fromSeconds: 36 * HOUR, toSeconds: 38 * HOUR });
    expect(bins.at(-1)).toEqual({ fromSeconds: 38 * HOUR, toSeconds: null, items: ['long'] });
  });
});
