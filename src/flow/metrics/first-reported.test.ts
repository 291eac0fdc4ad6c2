import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';
import { firstReported } from './first-reported.ts';

const TWO_WEEKS = ['2026-01-05', '2026-01-19'] as const;

describe('velocity as first reported', () => {
  test('nothing finished is zero in every week', () => {
    const input = inputOf([itemOf('K-1', ['2026-01-05T00:00Z Build'])], ...TWO_WEEKS);
    expect(firstReported.measure(input)).toMatchObject({
      value: {
        firstReported: 0,
        restated: 0,
        weeks: [
          { week: '2026-01-05', isPart: false, firstReported: 0, restated: 0, withdrawn: [] },
          { week: '2026-01-12', isPart: false },
        ],
      },
    });
  });

  test('items that stayed finished are the same in both, those of one instant too', () => {
    const items = ['K-1', 'K-2'].map((key) => itemOf(key, ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done']));
    expect(firstReported.measure(inputOf(items, ...TWO_WEEKS))).toMatchObject({
      value: { firstReported: 2, restated: 2 },
      n: 2,
      items: ['K-1', 'K-2'],
    });
  });

  test('an item reopened in the week after was reported twice and counts once', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Build',
      '2026-01-06T00:00Z Done',
      '2026-01-13T00:00Z Build',
      '2026-01-14T00:00Z Done',
    ]);
    expect(firstReported.measure(inputOf([item], ...TWO_WEEKS))).toMatchObject({
      value: {
        firstReported: 2,
        restated: 1,
        weeks: [
          { firstReported: 1, restated: 0, withdrawn: ['K-1'] },
          { firstReported: 1, restated: 1, withdrawn: [] },
        ],
      },
    });
  });

  test('reopened in the same week it was never reported; at the end of the week it still was', () => {
    const reopened = (key: string, at: string) =>
      itemOf(key, ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done', `${at} Build`]);
    const items = [reopened('same week', '2026-01-11T23:59:59.999Z'), reopened('at its end', '2026-01-12T00:00Z')];
    const input = inputOf(items, '2026-01-05', '2026-01-12', { asOf: '2026-02-01T00:00Z' });
    expect(firstReported.measure(input)).toMatchObject({
      value: { weeks: [{ firstReported: 1, restated: 0, withdrawn: ['at its end'] }] },
    });
  });

  test('reported, then cancelled from done: withdrawn', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done', '2026-01-13T00:00Z Dropped']);
    expect(firstReported.measure(inputOf([item], ...TWO_WEEKS))).toMatchObject({
      value: { firstReported: 1, restated: 0 },
    });
  });

  test('skipped or moved back, an item is reported where it was finished', () => {
    const items = [
      itemOf('skipped', ['2026-01-05T00:00Z Idea', '2026-01-06T00:00Z Done']),
      itemOf('back', ['2026-01-05T00:00Z Test', '2026-01-06T00:00Z Build', '2026-01-13T00:00Z Done']),
    ];
    expect(firstReported.measure(inputOf(items, ...TWO_WEEKS))).toMatchObject({
      value: { weeks: [{ firstReported: 1 }, { firstReported: 1 }] },
    });
  });

  test('weeks are those of the stream, one of them an hour short', () => {
    // Berlin: the week of 23 March 2026 ends on 29 March 22:00Z.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const items = ['2026-03-29T21:59Z', '2026-03-29T22:00Z'].map((at) =>
      itemOf(at, ['2026-03-01T00:00Z Build', `${at} Done`]),
    );
    const input = inputOf(items, '2026-03-23', '2026-04-06', { stream });
    expect(firstReported.measure(input)).toMatchObject({ value: { weeks: [{ restated: 1 }, { restated: 1 }] } });
  });
});
