import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';
import { stalled } from './stalled.ts';

const DAY = 86_400;
const JANUARY = ['2026-01-01', '2026-02-01'] as const;

describe('stalled', () => {
  test('nothing unfinished: none of none, and no share', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done']);
    expect(stalled.measure(inputOf([item], ...JANUARY))).toEqual({
      status: 'measured',
      value: { afterDays: 5, count: 0, of: 0, share: null, items: [] },
      n: 0,
      items: [],
      excluded: [],
    });
  });

  test('one item without a move for exactly five days is stalled, a millisecond less is not', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build']);
    const of = (asOf: string) => stalled.measure(inputOf([item], ...JANUARY, { asOf }));
    expect(of('2026-01-09T23:59:59.999Z')).toMatchObject({ value: { count: 0, of: 1, share: 0 } });
    expect(of('2026-01-10T00:00Z')).toMatchObject({
      value: {
        count: 1,
        share: 1,
        items: [
          {
            item: 'K-1',
            title: 'Title of K-1',
            step: 'Build',
            stillSeconds: 5 * DAY,
            isPaused: false,
            isBlocked: false,
          },
        ],
      },
    });
  });

  test('the number of days is an option of the stream', () => {
    const stream = exampleStream({ options: { stalledAfterDays: 30 } });
    const input = inputOf([itemOf('K-1', ['2026-01-05T00:00Z Build'])], ...JANUARY, { stream });
    expect(stalled.measure(input)).toMatchObject({ value: { afterDays: 30, count: 0 } });
  });

  test('a change of status inside a step, a move back and a reopen are signs of life', () => {
    const stream = exampleStream({
      steps: [
        { step: 'Build', state: 'active', statuses: ['Build', 'Rework'] },
        { step: 'Test', state: 'active', statuses: ['Test'] },
        { step: 'Done', state: 'done', statuses: ['Done'] },
      ],
    });
    const items = [
      itemOf('inside', ['2026-01-05T00:00Z Build', '2026-01-30T00:00Z Rework']),
      itemOf('back', ['2026-01-05T00:00Z Test', '2026-01-30T00:00Z Build']),
      itemOf('reopened', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done', '2026-01-30T00:00Z Build']),
      itemOf('still', ['2026-01-05T00:00Z Build']),
    ];
    expect(stalled.measure(inputOf(items, ...JANUARY, { stream }))).toMatchObject({ items: ['still'], n: 4 });
  });

  test('paused items are in and marked; ideas and cancelled items are not', () => {
    const items = [
      itemOf('paused', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Idea']),
      itemOf('idea', ['2026-01-05T00:00Z Idea']),
      itemOf('cancelled', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Dropped']),
    ];
    expect(stalled.measure(inputOf(items, ...JANUARY))).toMatchObject({
      value: { of: 1, items: [{ item: 'paused', isPaused: true }] },
    });
  });

  test('the longest still comes first; ties in order of commitment', () => {
    const items = [
      itemOf('K-1', ['2026-01-03T00:00Z Ready', '2026-01-08T00:00Z Build']),
      itemOf('K-2', ['2026-01-02T00:00Z Ready', '2026-01-08T00:00Z Build']),
      itemOf('K-3', ['2026-01-05T00:00Z Build']),
    ];
    expect(stalled.measure(inputOf(items, ...JANUARY))).toMatchObject({ items: ['K-3', 'K-2', 'K-1'] });
  });

  test('days are of 24 hours, also over a midnight that clocks move', () => {
    // Berlin: five local days from 28 March 2026 12:00 are 119 hours.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const item = itemOf('K-1', ['2026-03-28T11:00Z Build']);
    const of = (asOf: string) => stalled.measure(inputOf([item], '2026-03-01', '2026-05-01', { stream, asOf }));
    expect(of('2026-04-02T10:00Z')).toMatchObject({ value: { count: 0 } });
    expect(of('2026-04-02T11:00Z')).toMatchObject({ value: { count: 1 } });
  });
});
