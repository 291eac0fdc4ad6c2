import { describe, expect, test } from 'vitest';
import { backflowRate } from './backflow-rate.ts';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';

describe('backflow rate', () => {
  test('without a move it is unmeasurable; an arrival is no move', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build']);
    expect(backflowRate.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toMatchObject({
      status: 'unmeasurable',
      reason: 'No item moved from one step to another in the window.',
    });
  });

  test('one of four moves went back', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Build',
      '2026-01-06T00:00Z Test',
      '2026-01-07T00:00Z Build',
      '2026-01-08T00:00Z Test',
      '2026-01-09T00:00Z Done',
    ]);
    expect(backflowRate.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toEqual({
      status: 'measured',
      value: {
        rate: 0.25,
        backward: 1,
        moves: 4,
        revivals: 0,
        returns: [{ from: 'Test', to: 'Build', moves: 1, items: ['K-1'] }],
      },
      n: 4,
      items: ['K-1'],
      excluded: [],
    });
  });

  test('skipping steps forward is one move, and none back', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Idea', '2026-01-06T00:00Z Done']);
    expect(backflowRate.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toMatchObject({
      value: { rate: 0, moves: 1, returns: [] },
      items: [],
    });
  });

  test('a move to cancelled is none, and a revival is none', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Build',
      '2026-01-06T00:00Z Test',
      '2026-01-07T00:00Z Dropped',
      '2026-01-08T00:00Z Ready',
    ]);
    expect(backflowRate.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toMatchObject({
      value: { rate: 0, moves: 1 },
    });
  });

  test('revivals are counted apart, at the entry to waiting or active, through new or not', () => {
    const items = [
      itemOf('straight', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Dropped', '2026-01-12T00:00Z Test']),
      itemOf('through new', [
        '2026-01-05T00:00Z Build',
        '2026-01-06T00:00Z Dropped',
        '2026-01-07T00:00Z Idea',
        '2026-01-13T00:00Z Ready',
      ]),
      itemOf('after', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Dropped', '2026-01-19T00:00Z Test']),
      itemOf('moves', ['2026-01-05T00:00Z Build', '2026-01-14T00:00Z Test']),
    ];
    const input = inputOf(items, '2026-01-12', '2026-01-19', { asOf: '2026-02-01T00:00Z' });
    expect(backflowRate.measure(input)).toMatchObject({ value: { revivals: 2 } });
  });

  test('a reopen is a move back', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done', '2026-01-07T00:00Z Build']);
    expect(backflowRate.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toMatchObject({
      value: { rate: 0.5, backward: 1, moves: 2 },
    });
  });

  test('a change inside one step is no move', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done', '2026-01-07T00:00Z Closed']);
    expect(backflowRate.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toMatchObject({ value: { moves: 1 } });
  });

  test('a visit of no length is a move, there and back', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Test', '2026-01-06T00:00Z Build']);
    expect(backflowRate.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toMatchObject({
      value: { rate: 0.5, moves: 2 },
    });
  });

  test('only moves in the window count: its first instant is in, the one after it is out', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Build',
      '2026-01-11T23:59:59.999Z Test',
      '2026-01-12T00:00Z Build',
      '2026-01-18T23:59:59.999Z Test',
      '2026-01-19T00:00Z Build',
    ]);
    const input = inputOf([item], '2026-01-12', '2026-01-19', { asOf: '2026-02-01T00:00Z' });
    expect(backflowRate.measure(input)).toMatchObject({ value: { moves: 2, backward: 1 } });
  });

  test('the window is that of the stream, on the day that clocks change too', () => {
    // Berlin, 29 March 2026 ends at 22:00Z.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const item = itemOf('K-1', ['2026-03-01T00:00Z Test', '2026-03-29T21:59Z Build', '2026-03-29T22:00Z Test']);
    const input = inputOf([item], '2026-03-29', '2026-03-30', { stream, asOf: '2026-04-01T00:00Z' });
    expect(backflowRate.measure(input)).toMatchObject({ value: { rate: 1, moves: 1 } });
  });

  test('returns are told pair by pair, the most frequent first, ties in map order', () => {
    const twice = (item: string) =>
      itemOf(item, ['2026-01-05T00:00Z Test', '2026-01-06T00:00Z Build', '2026-01-07T00:00Z Ready']);
    const items = [twice('K-1'), twice('K-2'), itemOf('K-3', ['2026-01-05T00:00Z Test', '2026-01-06T00:00Z Review'])];
    expect(backflowRate.measure(inputOf(items, '2026-01-01', '2026-02-01'))).toMatchObject({
      value: {
        rate: 1,
        returns: [
          { from: 'Build', to: 'Ready', moves: 2, items: ['K-1', 'K-2'] },
          { from: 'Test', to: 'Build', moves: 2, items: ['K-1', 'K-2'] },
          { from: 'Test', to: 'Review', moves: 1, items: ['K-3'] },
        ],
      },
    });
  });
});
