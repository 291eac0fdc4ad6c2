import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';
import { reopenRate } from './reopen-rate.ts';

const JANUARY = ['2026-01-01', '2026-02-01'] as const;

describe('reopen rate', () => {
  test('no completion in the window is unmeasurable', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build']);
    expect(reopenRate.measure(inputOf([item], ...JANUARY))).toMatchObject({ status: 'unmeasurable' });
  });

  test('a completion that held is a rate of zero, measured', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done']);
    expect(reopenRate.measure(inputOf([item], ...JANUARY))).toMatchObject({
      value: { rate: 0, reopened: 0, completedStays: 1 },
      n: 1,
      items: [],
    });
  });

  test('each stay counts: finished twice and reopened once is one of two', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Build',
      '2026-01-06T00:00Z Done',
      '2026-01-07T00:00Z Build',
      '2026-01-08T00:00Z Done',
    ]);
    expect(reopenRate.measure(inputOf([item], ...JANUARY))).toMatchObject({
      value: { rate: 0.5, reopened: 1, completedStays: 2 },
      items: ['K-1'],
    });
  });

  test('leaving done for a new, a waiting or an active step is a reopen; back or skipping makes no difference', () => {
    const items = ['Idea', 'Ready', 'Test'].map((step) =>
      itemOf(step, ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done', `2026-01-07T00:00Z ${step}`]),
    );
    expect(reopenRate.measure(inputOf(items, ...JANUARY))).toMatchObject({ value: { rate: 1, reopened: 3 } });
  });

  test('leaving done for a cancelled step is no reopen', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done', '2026-01-07T00:00Z Dropped']);
    expect(reopenRate.measure(inputOf([item], ...JANUARY))).toMatchObject({ value: { rate: 0, completedStays: 1 } });
  });

  test('a stay that counts as cancelled by its resolution is no completion, and leaving it no reopen', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Build',
      "2026-01-06T00:00Z resolution=Won't Fix",
      '2026-01-06T00:00Z Done',
      '2026-01-07T00:00Z Build',
    ]);
    expect(reopenRate.measure(inputOf([item], ...JANUARY))).toMatchObject({ status: 'unmeasurable' });
  });

  test('a reopen after the window counts once asOf knows of it', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done', '2026-02-07T00:00Z Build']);
    const of = (asOf: string) => reopenRate.measure(inputOf([item], ...JANUARY, { asOf }));
    expect(of('2026-02-06T23:59:59.999Z')).toMatchObject({ value: { rate: 0 } });
    expect(of('2026-02-07T00:00Z')).toMatchObject({ value: { rate: 1 } });
  });

  test('the stay must begin in the window: first instant in, the one after it out', () => {
    const done = (item: string, at: string) => itemOf(item, ['2026-01-05T00:00Z Build', `${at} Done`]);
    const items = [
      done('before', '2026-01-11T23:59:59.999Z'),
      done('first', '2026-01-12T00:00Z'),
      done('after', '2026-01-19T00:00Z'),
    ];
    const input = inputOf(items, '2026-01-12', '2026-01-19', { asOf: '2026-02-01T00:00Z' });
    expect(reopenRate.measure(input)).toMatchObject({ value: { completedStays: 1 } });
  });

  test('the day is that of the stream, 25 hours long when clocks go back', () => {
    // Berlin, 25 October 2026 ends at 23:00Z.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const done = (item: string, at: string) => itemOf(item, ['2026-10-01T00:00Z Build', `${at} Done`]);
    const items = [done('in', '2026-10-25T22:59Z'), done('out', '2026-10-25T23:00Z')];
    const input = inputOf(items, '2026-10-25', '2026-10-26', { stream, asOf: '2026-11-01T00:00Z' });
    expect(reopenRate.measure(input)).toMatchObject({ value: { completedStays: 1 } });
  });

  test('stays that begin in one instant all count', () => {
    const items = ['K-1', 'K-2'].map((key) => itemOf(key, ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done']));
    expect(reopenRate.measure(inputOf(items, ...JANUARY))).toMatchObject({ value: { completedStays: 2 } });
  });
});
