import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';
import { flowDebt } from './flow-debt.ts';

const DAY = 86_400;
const JANUARY = ['2026-01-01', '2026-02-01'] as const;

describe('flow debt', () => {
  test('nothing finished in the window is unmeasurable', () => {
    const input = inputOf([itemOf('K-1', ['2026-01-05T00:00Z Build'])], ...JANUARY);
    expect(flowDebt.measure(input)).toMatchObject({ status: 'unmeasurable' });
  });

  test('one item, finished as the window ends, leaves no debt', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-31T00:00Z Done']);
    const input = inputOf([item], '2026-01-01', '2026-02-01');
    // Arrivals reached 1 on 5 January, 27 days before the end; the item took 26.
    expect(flowDebt.measure(input)).toEqual({
      status: 'measured',
      unit: 'seconds',
      value: {
        debtSeconds: DAY,
        sinceSeconds: 27 * DAY,
        meanFlowTimeSeconds: 26 * DAY,
        arrivals: 1,
        completions: 1,
      },
      n: 1,
      items: ['K-1'],
      excluded: [],
    });
  });

  test('finishing the young and leaving the old is debt; finishing the old pays it back', () => {
    const old = (end: string) => itemOf('old', ['2026-01-02T00:00Z Build', ...(end === '' ? [] : [`${end} Done`])]);
    const young = (end: string) => itemOf('young', ['2026-01-22T00:00Z Build', ...(end === '' ? [] : [`${end} Done`])]);
    // One completion; arrivals reached 1 on 2 January, 30 days before the end. The young took 9 days.
    const debt = inputOf([old(''), young('2026-01-31T00:00Z')], ...JANUARY);
    expect(flowDebt.measure(debt)).toMatchObject({ value: { debtSeconds: (30 - 9) * DAY } });
    const paid = inputOf([old('2026-01-31T00:00Z'), young('')], ...JANUARY);
    expect(flowDebt.measure(paid)).toMatchObject({ value: { debtSeconds: (30 - 29) * DAY } });
  });

  test('paused and cancelled items are on neither curve', () => {
    const items = [
      itemOf('paused', ['2026-01-02T00:00Z Build', '2026-01-03T00:00Z Idea']),
      itemOf('cancelled', ['2026-01-02T00:00Z Build', '2026-01-03T00:00Z Dropped']),
      itemOf('done', ['2026-01-11T00:00Z Build', '2026-01-31T00:00Z Done']),
    ];
    expect(flowDebt.measure(inputOf(items, ...JANUARY))).toMatchObject({
      value: { arrivals: 1, completions: 1, sinceSeconds: 21 * DAY, debtSeconds: DAY },
    });
  });

  test('what counts is how things stood at the end of the window, not at asOf', () => {
    const items = [
      itemOf('paused later', ['2026-01-02T00:00Z Build', '2026-02-03T00:00Z Idea']),
      itemOf('paused then', ['2026-01-02T00:00Z Build', '2026-01-20T00:00Z Idea', '2026-02-03T00:00Z Build']),
      itemOf('cancelled later', ['2026-01-02T00:00Z Build', '2026-02-03T00:00Z Dropped']),
      itemOf('finished later', ['2026-01-02T00:00Z Build', '2026-02-03T00:00Z Done']),
      itemOf('done', ['2026-01-11T00:00Z Build', '2026-01-31T00:00Z Done']),
    ];
    const input = inputOf(items, ...JANUARY, { asOf: '2026-03-01T00:00Z' });
    expect(flowDebt.measure(input)).toMatchObject({ value: { arrivals: 4, completions: 1 } });
  });

  test('items that arrived in one instant stand together on the curve', () => {
    const items = ['K-1', 'K-2', 'K-3'].map((key) =>
      itemOf(key, ['2026-01-05T00:00Z Build', ...(key === 'K-3' ? [] : ['2026-01-10T00:00Z Done'])]),
    );
    expect(flowDebt.measure(inputOf(items, ...JANUARY))).toMatchObject({
      value: { completions: 2, sinceSeconds: 27 * DAY, meanFlowTimeSeconds: 5 * DAY },
    });
  });

  test('never started items are on neither curve, and left out by name', () => {
    const items = [
      itemOf('never', ['2026-01-02T00:00Z Idea', '2026-01-03T00:00Z Done']),
      itemOf('done', ['2026-01-11T00:00Z Build', '2026-01-31T00:00Z Done']),
    ];
    expect(flowDebt.measure(inputOf(items, ...JANUARY))).toMatchObject({
      value: { arrivals: 1, completions: 1 },
      excluded: [{ item: 'never', reason: 'never-started' }],
    });
  });

  test('a reopened item stands on the curve of arrivals once, and on that of completions again when it is finished', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Test',
      '2026-01-06T00:00Z Done',
      '2026-01-10T00:00Z Build',
      '2026-01-15T00:00Z Done',
    ]);
    expect(flowDebt.measure(inputOf([item], ...JANUARY))).toMatchObject({
      value: { arrivals: 1, completions: 1, meanFlowTimeSeconds: 10 * DAY },
    });
  });

  test('the edges are midnights of the stream, 23 hours apart when clocks go forward', () => {
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const items = [
      itemOf('in', ['2026-03-28T23:00Z Build', '2026-03-29T21:00Z Done']),
      itemOf('comes after', ['2026-03-29T22:00Z Build']),
      itemOf('ends after', ['2026-03-29T21:30Z Build', '2026-03-29T22:00Z Done']),
    ];
    const input = inputOf(items, '2026-03-29', '2026-03-30', { stream, asOf: '2026-04-10T00:00Z' });
    expect(flowDebt.measure(input)).toMatchObject({
      value: { arrivals: 2, completions: 1, sinceSeconds: 23 * 3600, debtSeconds: 3600 },
    });
  });
});
