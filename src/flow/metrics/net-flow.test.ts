import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';
import { netFlow } from './net-flow.ts';

describe('net flow', () => {
  test('nothing committed and nothing finished is a measured zero, week by week', () => {
    const input = inputOf([itemOf('K-1', ['2026-01-05T00:00Z Idea'])], '2026-01-05', '2026-01-19');
    expect(netFlow.measure(input)).toEqual({
      status: 'measured',
      value: {
        arrivals: 0,
        completions: 0,
        net: 0,
        weeks: [
          { week: '2026-01-05', isPart: false, arrivals: 0, completions: 0, net: 0 },
          { week: '2026-01-12', isPart: false, arrivals: 0, completions: 0, net: 0 },
        ],
      },
      n: 0,
      items: [],
      excluded: [],
    });
  });

  test('one item arrives in one week and completes in the next', () => {
    const item = itemOf('K-1', ['2026-01-06T00:00Z Build', '2026-01-14T00:00Z Done']);
    expect(netFlow.measure(inputOf([item], '2026-01-05', '2026-01-19'))).toMatchObject({
      value: { net: 0, weeks: [{ net: 1 }, { net: -1 }] },
      n: 2,
      items: ['K-1'],
    });
  });

  test('part weeks are flagged: cut by the window, or by asOf', () => {
    const item = itemOf('K-1', ['2026-01-08T00:00Z Build']);
    const input = inputOf([item], '2026-01-07', '2026-01-26', { asOf: '2026-01-21T12:00Z' });
    expect(netFlow.measure(input)).toMatchObject({
      value: {
        weeks: [
          { week: '2026-01-05', isPart: true, arrivals: 1 },
          { week: '2026-01-12', isPart: false },
          { week: '2026-01-19', isPart: true },
        ],
      },
    });
  });

  test('weeks that have not begun at asOf are not drawn as zeros', () => {
    const item = itemOf('K-1', ['2026-01-06T00:00Z Build']);
    const input = inputOf([item], '2026-01-05', '2026-02-02', { asOf: '2026-01-12T00:00Z' });
    const measure = netFlow.measure(input);
    expect(measure).toMatchObject({ value: { weeks: [{ week: '2026-01-05', isPart: false }] } });
  });

  test('both edges of a week are midnights of the stream, clock changes or not', () => {
    // Berlin: the week of 23 March 2026 runs from 22 March 23:00Z to 29 March 22:00Z.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const items = ['2026-03-22T23:00Z', '2026-03-29T21:59:59.999Z', '2026-03-29T22:00Z'].map((at) =>
      itemOf(at, [`${at} Build`]),
    );
    const input = inputOf(items, '2026-03-23', '2026-04-06', { stream });
    expect(netFlow.measure(input)).toMatchObject({ value: { weeks: [{ arrivals: 2 }, { arrivals: 1 }] } });
  });

  test('an item counts once at its standing commitment and completion, reopened or moved back', () => {
    const item = itemOf('K-1', [
      '2026-01-06T00:00Z Test',
      '2026-01-07T00:00Z Build',
      '2026-01-08T00:00Z Done',
      '2026-01-13T00:00Z Build',
      '2026-01-14T00:00Z Done',
    ]);
    expect(netFlow.measure(inputOf([item], '2026-01-05', '2026-01-19'))).toMatchObject({
      value: {
        weeks: [
          { arrivals: 1, completions: 0 },
          { arrivals: 0, completions: 1 },
        ],
      },
    });
  });

  test('an item that skipped all work completes without having arrived; a cancelled one arrives and never completes', () => {
    const items = [
      itemOf('skipped', ['2026-01-06T00:00Z Idea', '2026-01-07T00:00Z Done']),
      itemOf('cancelled', ['2026-01-06T00:00Z Build', '2026-01-07T00:00Z Dropped']),
    ];
    expect(netFlow.measure(inputOf(items, '2026-01-05', '2026-01-12'))).toMatchObject({
      value: { arrivals: 1, completions: 1, net: 0 },
    });
  });

  test('arrivals of one instant all count', () => {
    const items = ['K-1', 'K-2'].map((key) => itemOf(key, ['2026-01-06T00:00Z Build']));
    const input = inputOf(items, '2026-01-05', '2026-01-12');
    expect(netFlow.measure(input)).toMatchObject({ value: { net: 2 } });
    expect(netFlow.weekly?.of(input)).toBe(2);
  });
});
