import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';
import { flowTime } from './flow-time.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Committed on 1 January 00:00 UTC and finished after so many hours. */
function took(item: string, hours: number) {
  const end = new Date(Date.parse('2026-01-01T00:00Z') + hours * 3_600_000).toISOString();
  return itemOf(item, ['2026-01-01T00:00Z Build', `${end} Done`]);
}

describe('flow time', () => {
  test('nothing finished in the window is unmeasurable, with the reason in words', () => {
    const input = inputOf([took('K-1', 2000)], '2026-01-01', '2026-02-01');
    expect(flowTime.measure(input)).toEqual({
      status: 'unmeasurable',
      reason: 'No item was finished in the window.',
    });
  });

  test('with one item the percentiles are null, the mean and the item are given', () => {
    expect(flowTime.measure(inputOf([took('K-1', 36)], '2026-01-01', '2026-02-01'))).toEqual({
      status: 'measured',
      unit: 'seconds',
      value: { p50: null, p70: null, p85: null, p95: null, mean: 36 * HOUR },
      n: 1,
      items: ['K-1'],
      excluded: [],
    });
  });

  test('with four items the percentiles are null, with five they are not', () => {
    const items = [1, 2, 3, 4, 5].map((hours) => took(`K-${hours}`, hours));
    const of = (count: number) => flowTime.measure(inputOf(items.slice(0, count), '2026-01-01', '2026-02-01'));
    expect(of(4)).toMatchObject({ n: 4, value: { p50: null, p95: null } });
    // Of five: rank ⌈.5·5⌉ = 3, ⌈.7·5⌉ = 4, ⌈.85·5⌉ = 5, ⌈.95·5⌉ = 5.
    expect(of(5)).toMatchObject({ value: { p50: 3 * HOUR, p70: 4 * HOUR, p85: 5 * HOUR, p95: 5 * HOUR } });
  });

  test('percentiles of twenty: ranks 10, 14, 17 and 19', () => {
    const items = Array.from({ length: 20 }, (_, index) => took(`K-${index + 1}`, index + 1));
    expect(flowTime.measure(inputOf(items, '2026-01-01', '2026-02-01'))).toMatchObject({
      // Mean of 1…20 is 10.5.
      value: { p50: 10 * HOUR, p70: 14 * HOUR, p85: 17 * HOUR, p95: 19 * HOUR, mean: 10.5 * HOUR },
    });
  });

  test('items that took equally long share the percentile', () => {
    const items = [1, 2, 3, 4, 5, 6].map((number) => took(`K-${number}`, 8));
    expect(flowTime.measure(inputOf(items, '2026-01-01', '2026-02-01'))).toMatchObject({
      value: { p50: 8 * HOUR, p95: 8 * HOUR, mean: 8 * HOUR },
    });
  });

  test('both edges of the window: its first instant is in, the one after it is out', () => {
    const items = [
      itemOf('in', ['2026-01-05T00:00Z Build', '2026-01-12T00:00Z Done']),
      itemOf('out', ['2026-01-05T00:00Z Build', '2026-01-19T00:00Z Done']),
    ];
    const input = inputOf(items, '2026-01-12', '2026-01-19', { asOf: '2026-02-01T00:00Z' });
    expect(flowTime.measure(input)).toMatchObject({ items: ['in'], value: { mean: 7 * DAY } });
  });

  test('time is elapsed time: across the hour that a clock change skips, a day is 23 hours', () => {
    // Berlin, 28 March 10:00 (09:00Z) to 29 March 10:00 (08:00Z).
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const item = itemOf('K-1', ['2026-03-28T09:00Z Build', '2026-03-29T08:00Z Done']);
    const input = inputOf([item], '2026-03-29', '2026-03-30', { stream });
    expect(flowTime.measure(input)).toMatchObject({ value: { mean: 23 * HOUR } });
  });

  test('a midnight of the stream decides on the window, and not on the duration', () => {
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const item = itemOf('K-1', ['2026-01-11T22:30Z Build', '2026-01-11T23:30Z Done']);
    const of = (from: string, to: string) => flowTime.measure(inputOf([item], from, to, { stream }));
    expect(of('2026-01-12', '2026-01-13')).toMatchObject({ value: { mean: HOUR } });
    expect(of('2026-01-11', '2026-01-12')).toMatchObject({ status: 'unmeasurable' });
  });

  test('a reopened item takes the whole span, time done before the reopen too', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Build',
      '2026-01-06T00:00Z Done',
      '2026-01-08T00:00Z Build',
      '2026-01-09T00:00Z Done',
    ]);
    expect(flowTime.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toMatchObject({ value: { mean: 4 * DAY } });
  });

  test('a pause in new counts, unless the stream restarts there', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Build',
      '2026-01-06T00:00Z Idea',
      '2026-01-08T00:00Z Build',
      '2026-01-09T00:00Z Done',
    ]);
    expect(flowTime.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toMatchObject({ value: { mean: 4 * DAY } });
    const stream = exampleStream({ options: { restartOnReturnToNew: true } });
    expect(flowTime.measure(inputOf([item], '2026-01-01', '2026-02-01', { stream }))).toMatchObject({
      value: { mean: DAY },
    });
  });

  test('an item that skipped waiting and active is left out by name', () => {
    const items = [took('K-1', 2), itemOf('K-2', ['2026-01-05T00:00Z Idea', '2026-01-06T00:00Z Done'])];
    expect(flowTime.measure(inputOf(items, '2026-01-01', '2026-02-01'))).toMatchObject({
      n: 1,
      items: ['K-1'],
      excluded: [{ item: 'K-2', reason: 'never-started' }],
    });
  });

  test('when only such items were finished it is unmeasurable, and says so', () => {
    const item = itemOf('K-2', ['2026-01-05T00:00Z Idea', '2026-01-06T00:00Z Done']);
    expect(flowTime.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toEqual({
      status: 'unmeasurable',
      reason: 'None of the 1 items finished in the window was ever in a waiting or active step.',
    });
  });

  test('moving backwards lengthens the span and starts nothing anew', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Build',
      '2026-01-06T00:00Z Test',
      '2026-01-07T00:00Z Build',
      '2026-01-10T00:00Z Done',
    ]);
    expect(flowTime.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toMatchObject({ value: { mean: 5 * DAY } });
  });

  test('seconds carry three decimals', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00:00.000Z Build', '2026-01-05T00:00:01.234Z Done']);
    expect(flowTime.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toMatchObject({ value: { mean: 1.234 } });
  });

  test('the weekly value is the geometric mean, at least a second an item', () => {
    // √(1 h · 4 h) = 2 h; an item of no length counts as one second: √(1 s · 3600 s) = 60 s.
    const weekly = (hours: readonly number[]) =>
      flowTime.weekly?.of(
        inputOf(
          hours.map((one, index) => took(`K-${index}`, one)),
          '2026-01-01',
          '2026-01-08',
        ),
      );
    expect(weekly([1, 4])).toBeCloseTo(2 * HOUR, 6);
    expect(weekly([0, 1])).toBeCloseTo(60, 9);
    expect(weekly([])).toBeNull();
  });

  test('percentiles rise: p50 ≤ p70 ≤ p85 ≤ p95, and each is the time of a real item', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 5, maxLength: 40 }), (hours) => {
        const items = hours.map((one, index) => took(`K-${index}`, one));
        const measure = flowTime.measure(inputOf(items, '2026-01-01', '2026-02-01'));
        if (measure.status !== 'measured') throw new Error(measure.reason);
        const { p50, p70, p85, p95 } = measure.value;
        const rising = [p50, p70, p85, p95].map((one) => one ?? Number.NaN);
        expect(rising).toEqual(rising.toSorted((a, b) => a - b));
        for (const one of rising) expect(hours).toContain(one / HOUR);
      }),
      { numRuns: 50 },
    );
  });
});
