import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';
import { littlesLaw } from './littles-law.ts';

const DAY = 86_400;

describe("Little's law", () => {
  test('nothing in process is unmeasurable: there is no time per item', () => {
    const input = inputOf([itemOf('K-1', ['2026-01-05T00:00Z Idea'])], '2026-01-05', '2026-01-09');
    expect(littlesLaw.measure(input)).toMatchObject({ status: 'unmeasurable' });
  });

  test('two items: H = 3 item-days, T = 4 days, A = 2', () => {
    const items = [
      itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-07T00:00Z Done']),
      itemOf('K-2', ['2026-01-08T00:00Z Build']),
    ];
    expect(littlesLaw.measure(inputOf(items, '2026-01-05', '2026-01-09'))).toMatchObject({
      value: {
        averageLoad: 0.75,
        itemsPerDay: 0.5,
        secondsPerItem: 1.5 * DAY,
        itemsInProcess: 2,
        itemSeconds: 3 * DAY,
        windowSeconds: 4 * DAY,
        arrivals: 2,
        departures: 1,
        meanAgeAtStartSeconds: null,
        meanAgeAtEndSeconds: DAY,
      },
      n: 2,
      items: ['K-1', 'K-2'],
    });
  });

  test('in process at any moment of the window: leaving at its first instant, or coming at its end, is no moment', () => {
    const items = [
      itemOf('left', ['2026-01-01T00:00Z Build', '2026-01-05T00:00Z Done']),
      itemOf('stays', ['2026-01-01T00:00Z Build', '2026-01-05T00:00:00.001Z Done']),
      itemOf('comes', ['2026-01-09T00:00Z Build']),
      itemOf('passes', ['2026-01-06T00:00Z Idea', '2026-01-07T00:00Z Build', '2026-01-07T00:00Z Done']),
    ];
    const input = inputOf(items, '2026-01-05', '2026-01-09', { asOf: '2026-02-01T00:00Z' });
    expect(littlesLaw.measure(input)).toMatchObject({ value: { itemsInProcess: 1 }, items: ['stays'] });
  });

  test('a reopened item, moved back over skipped steps, is one item in process', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Test',
      '2026-01-06T00:00Z Done',
      '2026-01-07T00:00Z Ready',
      '2026-01-08T00:00Z Done',
    ]);
    expect(littlesLaw.measure(inputOf([item], '2026-01-05', '2026-01-09'))).toMatchObject({
      value: { itemsInProcess: 1, itemSeconds: 2 * DAY },
    });
  });

  test('the window has the length that the clocks give it', () => {
    // Berlin, the week of 23 March 2026 is an hour short.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const input = inputOf([itemOf('K-1', ['2026-03-01T00:00Z Build'])], '2026-03-23', '2026-03-30', { stream });
    expect(littlesLaw.measure(input)).toMatchObject({ value: { windowSeconds: 7 * DAY - 3600, averageLoad: 1 } });
  });

  test('L = Λ · w, whatever happened', () => {
    const hours = fc.integer({ min: 0, max: 24 * 40 });
    fc.assert(
      fc.property(fc.array(fc.tuple(hours, hours), { minLength: 1, maxLength: 20 }), (spans) => {
        const at = (hour: number) => new Date(Date.parse('2026-01-01T00:00Z') + hour * 3_600_000).toISOString();
        const items = spans.map(([start, length], index) =>
          itemOf(`K-${index}`, [`${at(start)} Build`, `${at(start + length)} Done`]),
        );
        const input = inputOf(items, '2026-01-10', '2026-01-24', { asOf: '2026-06-01T00:00Z' });
        const measure = littlesLaw.measure(input);
        if (measure.status === 'unmeasurable') return;
        const { averageLoad, itemsPerDay, secondsPerItem } = measure.value;
        expect(averageLoad).toBeCloseTo((itemsPerDay * secondsPerItem) / DAY, 9);
      }),
      { numRuns: 100 },
    );
  });
});
