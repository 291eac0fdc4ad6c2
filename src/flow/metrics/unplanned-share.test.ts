import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';
import { unplannedShare } from './unplanned-share.ts';

const WEEK = ['2026-01-05', '2026-01-12'] as const;

describe('unplanned share', () => {
  test('no whole week is unmeasurable', () => {
    const input = inputOf([itemOf('K-1', ['2026-01-06T00:00Z Build'])], '2026-01-06', '2026-01-12');
    expect(unplannedShare.measure(input)).toMatchObject({ reason: 'The window holds no whole week.' });
  });

  test('nothing committed in any week is unmeasurable', () => {
    const input = inputOf([itemOf('K-1', ['2026-01-06T00:00Z Idea'])], ...WEEK);
    expect(unplannedShare.measure(input)).toMatchObject({
      reason: 'Nothing was committed in the weeks of the window.',
    });
  });

  test('one of two came in after the week began', () => {
    const items = [
      itemOf('planned', ['2026-01-02T00:00Z Ready']),
      itemOf('late', ['2026-01-07T00:00Z Build', '2026-01-08T00:00Z Done']),
    ];
    expect(unplannedShare.measure(inputOf(items, ...WEEK))).toEqual({
      status: 'measured',
      value: {
        share: 0.5,
        unplanned: 1,
        committed: 2,
        weeks: [{ week: '2026-01-05', unplanned: 1, committed: 2 }],
      },
      n: 2,
      items: ['late'],
      excluded: [],
    });
  });

  test('edges: committed on the first instant is planned, on the one after the week it is of the next', () => {
    const items = [
      '2026-01-05T00:00Z',
      '2026-01-05T00:00:00.001Z',
      '2026-01-11T23:59:59.999Z',
      '2026-01-12T00:00Z',
    ].map((at) => itemOf(at, [`${at} Build`]));
    const input = inputOf(items, ...WEEK, { asOf: '2026-02-01T00:00Z' });
    expect(unplannedShare.measure(input)).toMatchObject({ value: { unplanned: 2, committed: 3 } });
  });

  test('what ended by the beginning of the week is no part of it, finished or cancelled', () => {
    const items = [
      itemOf('finished', ['2026-01-02T00:00Z Build', '2026-01-05T00:00Z Done']),
      itemOf('cancelled', ['2026-01-02T00:00Z Build', '2026-01-04T00:00Z Dropped']),
      itemOf('planned', ['2026-01-02T00:00Z Build', '2026-01-05T00:00:00.001Z Done']),
    ];
    expect(unplannedShare.measure(inputOf(items, ...WEEK))).toMatchObject({ value: { share: 0, committed: 1 } });
  });

  test('weeks are added up before the share is taken; a work that goes on is planned in the next week', () => {
    const items = [itemOf('K-1', ['2026-01-07T00:00Z Build']), itemOf('K-2', ['2026-01-07T00:00Z Test'])];
    expect(unplannedShare.measure(inputOf(items, '2026-01-05', '2026-01-19'))).toMatchObject({
      value: {
        share: 0.5,
        weeks: [
          { unplanned: 2, committed: 2 },
          { unplanned: 0, committed: 2 },
        ],
      },
    });
  });

  test('a reopened item keeps its commitment; one moved back or skipping steps too', () => {
    const items = [
      itemOf('reopened', ['2026-01-01T00:00Z Build', '2026-01-02T00:00Z Done', '2026-01-07T00:00Z Build']),
      itemOf('back', ['2026-01-01T00:00Z Test', '2026-01-07T00:00Z Ready']),
    ];
    expect(unplannedShare.measure(inputOf(items, ...WEEK))).toMatchObject({ value: { share: 0, committed: 2 } });
  });

  test('a week begins at a midnight of the stream, after a clock change too', () => {
    // Berlin: the week of 30 March 2026 begins on 29 March 22:00Z.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const items = [itemOf('planned', ['2026-03-29T22:00Z Build']), itemOf('late', ['2026-03-29T22:00:01Z Build'])];
    const input = inputOf(items, '2026-03-30', '2026-04-06', { stream });
    expect(unplannedShare.measure(input)).toMatchObject({ items: ['late'], value: { share: 0.5 } });
    expect(unplannedShare.weekly?.of(input)).toBe(0.5);
  });
});
