import { describe, expect, test } from 'vitest';
import { age, agesAt } from './age.ts';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';

const DAY = 86_400;

describe('age', () => {
  test('nothing unfinished is unmeasurable: no item, no age', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done']);
    expect(age.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toMatchObject({ status: 'unmeasurable' });
  });

  test('one item: asOf − c, and no percentiles', () => {
    const item = itemOf('K-1', ['2026-01-01T00:00Z Idea', '2026-01-05T12:00Z Ready', '2026-01-20T00:00Z Build']);
    expect(age.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toEqual({
      status: 'measured',
      unit: 'seconds',
      value: {
        p50: null,
        p70: null,
        p85: null,
        p95: null,
        olderThan90Days: 0,
        shareOlderThan90Days: 0,
        paused: 0,
        items: [
          {
            item: 'K-1',
            title: 'Title of K-1',
            kind: 'feature',
            team: null,
            step: 'Build',
            // 5 January 12:00 to 1 February 00:00.
            ageSeconds: 26.5 * DAY,
            isPaused: false,
            isBlocked: false,
          },
        ],
      },
      n: 1,
      items: ['K-1'],
      excluded: [],
    });
  });

  test('age is counted to asOf, wherever the window ends', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build']);
    const input = inputOf([item], '2026-01-05', '2026-01-12', { asOf: '2026-01-25T00:00Z' });
    expect(age.measure(input)).toMatchObject({ value: { items: [{ ageSeconds: 20 * DAY }] } });
  });

  test('an item committed at asOf is there with age zero; one finished at asOf is not', () => {
    const items = [
      itemOf('committed', ['2026-01-05T00:00Z Build']),
      itemOf('finished', ['2026-01-01T00:00Z Build', '2026-01-05T00:00Z Done']),
    ];
    const input = inputOf(items, '2026-01-01', '2026-02-01', { asOf: '2026-01-05T00:00Z' });
    expect(age.measure(input)).toMatchObject({ items: ['committed'], value: { items: [{ ageSeconds: 0 }] } });
  });

  test('paused and blocked items are in, and marked', () => {
    const items = [
      itemOf('paused', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Idea']),
      itemOf('blocked', ['2026-01-06T00:00Z Build', '2026-01-07T00:00Z blocked']),
    ];
    expect(age.measure(inputOf(items, '2026-01-01', '2026-02-01'))).toMatchObject({
      value: {
        paused: 1,
        items: [
          { item: 'paused', step: 'Idea', isPaused: true, isBlocked: false },
          { item: 'blocked', step: 'Build', isPaused: false, isBlocked: true },
        ],
      },
    });
  });

  test('items never committed, cancelled, or deleted have no age', () => {
    const items = [
      itemOf('idea', ['2026-01-05T00:00Z Idea']),
      itemOf('cancelled', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Dropped']),
      itemOf('deleted', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z deleted']),
    ];
    expect(age.measure(inputOf(items, '2026-01-01', '2026-02-01'))).toMatchObject({ status: 'unmeasurable' });
  });

  test('a reopened item ages from its first commitment, a revived one from its revival', () => {
    const items = [
      itemOf('reopened', ['2026-01-02T00:00Z Build', '2026-01-03T00:00Z Done', '2026-01-10T00:00Z Build']),
      itemOf('revived', ['2026-01-02T00:00Z Build', '2026-01-03T00:00Z Dropped', '2026-01-10T00:00Z Build']),
    ];
    expect(age.measure(inputOf(items, '2026-01-01', '2026-02-01'))).toMatchObject({
      value: {
        items: [
          { item: 'reopened', ageSeconds: 30 * DAY },
          { item: 'revived', ageSeconds: 22 * DAY },
        ],
      },
    });
  });

  test('older than 90 days means more than 90 times 24 hours', () => {
    const items = [
      itemOf('older', ['2026-01-01T23:59:59.999Z Build']),
      itemOf('on the day', ['2026-01-02T00:00Z Build']),
    ];
    // 2 January + 90 days = 2 April.
    expect(age.measure(inputOf(items, '2026-03-01', '2026-04-02'))).toMatchObject({
      value: { olderThan90Days: 1, shareOlderThan90Days: 0.5 },
    });
  });

  test('a clock change shortens the age by its hour', () => {
    // Berlin midnights of 29 and 30 March 2026 lie 23 hours apart.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const input = inputOf([itemOf('K-1', ['2026-03-28T23:00Z Build'])], '2026-03-29', '2026-03-30', { stream });
    expect(age.measure(input)).toMatchObject({ value: { items: [{ ageSeconds: 23 * 3600 }] } });
  });

  test('items of equal age come in the order of their keys; moving backwards makes nothing younger', () => {
    const items = [
      itemOf('K-2', ['2026-01-05T00:00Z Test', '2026-01-20T00:00Z Build']),
      itemOf('K-1', ['2026-01-05T00:00Z Build']),
      itemOf('K-0', ['2026-01-06T00:00Z Build']),
    ];
    expect(age.measure(inputOf(items, '2026-01-01', '2026-02-01'))).toMatchObject({ items: ['K-1', 'K-2', 'K-0'] });
  });

  test('with five items there are percentiles', () => {
    const items = [1, 2, 3, 4, 5].map((day) => itemOf(`K-${day}`, [`2026-01-0${day}T00:00Z Build`]));
    // Ages on 11 January: 10, 9, 8, 7, 6 days; the third of five is 8.
    expect(age.measure(inputOf(items, '2026-01-01', '2026-01-11'))).toMatchObject({
      value: { p50: 8 * DAY, p95: 10 * DAY },
    });
  });

  test('ages at an earlier instant hold what was committed and unfinished just before it', () => {
    const items = [
      itemOf('open', ['2026-01-05T00:00Z Build']),
      itemOf('finished then', ['2026-01-06T00:00Z Build', '2026-01-10T00:00Z Done']),
      itemOf('finished before', ['2026-01-05T00:00Z Build', '2026-01-09T00:00Z Done']),
      itemOf('committed then', ['2026-01-10T00:00Z Build']),
    ];
    const input = inputOf(items, '2026-01-01', '2026-02-01');
    expect(agesAt(input, Date.parse('2026-01-10T00:00Z'))).toEqual([5 * DAY * 1000, 4 * DAY * 1000]);
  });
});
