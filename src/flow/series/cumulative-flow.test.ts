import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from '../metrics/example.test-data.ts';
import { cumulativeFlow, itemsInBand } from './cumulative-flow.ts';

function linesOf(...args: Parameters<typeof inputOf>) {
  const { lines } = cumulativeFlow(inputOf(...args));
  return Object.fromEntries(lines.map((line) => [line.step, line.values]));
}

describe('cumulative flow', () => {
  test('a line counts the items that ever reached its step or a later one, at the end of each day', () => {
    const item = itemOf('K-1', [
      '2026-01-05T10:00Z Idea',
      '2026-01-06T10:00Z Ready',
      '2026-01-07T10:00Z Test',
      '2026-01-08T10:00Z Done',
    ]);
    const { days, lines, corrections } = cumulativeFlow(inputOf([item], '2026-01-05', '2026-01-09'));
    expect(days).toEqual(['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08']);
    expect(lines).toEqual([
      { step: 'Idea', state: 'new', values: [1, 1, 1, 1] },
      { step: 'Ready', state: 'waiting', values: [0, 1, 1, 1] },
      // Skipped, and reached with Test.
      { step: 'Build', state: 'active', values: [0, 0, 1, 1] },
      { step: 'Review', state: 'waiting', values: [0, 0, 1, 1] },
      { step: 'Test', state: 'active', values: [0, 0, 1, 1] },
      { step: 'Done', state: 'done', values: [0, 0, 0, 1] },
    ]);
    expect(corrections).toEqual([]);
  });

  test('what was reached before the window is there from its first day', () => {
    const item = itemOf('K-1', ['2025-06-01T00:00Z Build']);
    expect(linesOf([item], '2026-01-05', '2026-01-07')).toMatchObject({ Idea: [1, 1], Build: [1, 1], Review: [0, 0] });
  });

  test('moving back, pausing and reopening lower no line', () => {
    const item = itemOf('K-1', [
      '2026-01-05T10:00Z Test',
      '2026-01-06T10:00Z Done',
      '2026-01-07T10:00Z Build',
      '2026-01-08T10:00Z Idea',
    ]);
    expect(linesOf([item], '2026-01-05', '2026-01-09')).toMatchObject({ Test: [1, 1, 1, 1], Done: [0, 1, 1, 1] });
  });

  test('a cancelled item leaves all lines at its cancellation, marked as a correction', () => {
    const items = [
      itemOf('K-1', ['2026-01-05T10:00Z Build', '2026-01-07T10:00Z Dropped']),
      itemOf('K-2', ['2026-01-05T10:00Z Ready']),
    ];
    const input = inputOf(items, '2026-01-05', '2026-01-09');
    expect(cumulativeFlow(input).corrections).toEqual([{ day: '2026-01-07', items: ['K-1'] }]);
    expect(linesOf(items, '2026-01-05', '2026-01-09')).toMatchObject({
      Ready: [2, 2, 1, 1],
      Build: [1, 1, 0, 0],
      Done: [0, 0, 0, 0],
    });
  });

  test('done with a resolution that counts as cancelled never reaches the line of done', () => {
    const item = itemOf('K-1', [
      '2026-01-05T10:00Z Build',
      "2026-01-06T10:00Z resolution=Won't Fix",
      '2026-01-06T10:00Z Done',
    ]);
    expect(linesOf([item], '2026-01-05', '2026-01-08')).toMatchObject({ Build: [1, 0, 0], Done: [0, 0, 0] });
  });

  test('an item revived from done, where its resolution counted as cancelled, begins again', () => {
    const item = itemOf('K-1', [
      '2026-01-05T10:00Z Test',
      "2026-01-06T10:00Z resolution=Won't Fix",
      '2026-01-06T10:00Z Done',
      '2026-01-07T10:00Z Build',
    ]);
    expect(linesOf([item], '2026-01-05', '2026-01-08')).toMatchObject({
      Build: [1, 0, 1],
      Test: [1, 0, 0],
      Done: [0, 0, 0],
    });
  });

  test('housekeeping after a cancellation brings nothing back; a revival begins again', () => {
    const items = [
      itemOf('housekeeping', ['2026-01-05T10:00Z Build', '2026-01-06T10:00Z Dropped', '2026-01-07T10:00Z Done']),
      itemOf('revived', ['2026-01-05T10:00Z Test', '2026-01-06T10:00Z Dropped', '2026-01-07T10:00Z Build']),
    ];
    expect(linesOf(items, '2026-01-05', '2026-01-09')).toMatchObject({
      Build: [2, 0, 1, 1],
      Test: [1, 0, 0, 0],
      Done: [0, 0, 0, 0],
    });
  });

  test('an item cancelled, moved to an idea and taken up again comes back when it is taken up', () => {
    const item = itemOf('K-1', [
      '2026-01-05T10:00Z Build',
      '2026-01-06T10:00Z Dropped',
      '2026-01-07T10:00Z Idea',
      '2026-01-08T10:00Z Ready',
    ]);
    expect(linesOf([item], '2026-01-05', '2026-01-09')).toMatchObject({ Idea: [1, 0, 0, 1], Ready: [1, 0, 0, 1] });
  });

  test('an item deleted while unfinished leaves all lines', () => {
    const item = itemOf('K-1', ['2026-01-05T10:00Z Build', '2026-01-06T10:00Z deleted']);
    const input = inputOf([item], '2026-01-05', '2026-01-07');
    expect(cumulativeFlow(input).corrections).toEqual([{ day: '2026-01-06', items: ['K-1'] }]);
  });

  test('what happens on the instant that a day ends shows on the next; days are those of the stream', () => {
    // Berlin, 29 March 2026 ends at 22:00Z.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const items = ['2026-03-29T21:59:59.999Z', '2026-03-29T22:00Z'].map((at) => itemOf(at, [`${at} Build`]));
    expect(linesOf(items, '2026-03-29', '2026-03-31', { stream })).toMatchObject({ Build: [1, 2] });
  });

  test('days that have not come at asOf are not drawn', () => {
    const item = itemOf('K-1', ['2026-01-05T10:00Z Build']);
    const input = inputOf([item], '2026-01-05', '2026-01-12', { asOf: '2026-01-06T12:00Z' });
    expect(cumulativeFlow(input).days).toEqual(['2026-01-05', '2026-01-06']);
  });

  test('the items of a band are those whose furthest step it is', () => {
    const items = [
      itemOf('built', ['2026-01-05T10:00Z Build']),
      itemOf('back', ['2026-01-05T10:00Z Test', '2026-01-06T10:00Z Build']),
      itemOf('cancelled', ['2026-01-05T10:00Z Build', '2026-01-06T10:00Z Dropped']),
    ];
    const input = inputOf(items, '2026-01-05', '2026-01-09');
    const at = (instant: string) => itemsInBand(input, 'Build', Date.parse(instant));
    expect(at('2026-01-06T00:00Z')).toEqual(['built', 'cancelled']);
    expect(at('2026-01-07T00:00Z')).toEqual(['built']);
    // Just before the instant, as the end of a day is.
    expect(at('2026-01-05T10:00Z')).toEqual([]);
    expect(itemsInBand(input, 'Test', Date.parse('2026-01-07T00:00Z'))).toEqual(['back']);
  });

  test('lines lie one over the other, and fall only on the days of corrections, by the items that left', () => {
    const steps = fc.constantFrom('Idea', 'Ready', 'Build', 'Review', 'Test', 'Done', 'Dropped');
    const walks = fc.array(fc.array(fc.tuple(steps, fc.nat(100)), { minLength: 1, maxLength: 8 }), { maxLength: 8 });
    fc.assert(
      fc.property(walks, (list) => {
        const items = list.map((walk, index) => {
          let hour = 0;
          return itemOf(
            `K-${index}`,
            walk.map(([step, hours]) => {
              hour += hours;
              return `${new Date(Date.parse('2026-01-05T00:00Z') + hour * 3_600_000).toISOString()} ${step}`;
            }),
          );
        });
        const { days, lines, corrections } = cumulativeFlow(inputOf(items, '2026-01-05', '2026-02-20'));
        const left = new Map(corrections.map((one) => [one.day, one.items.length]));
        lines.forEach((line, index) => {
          const next = lines[index + 1];
          days.forEach((day, place) => {
            const value = line.values[place] ?? 0;
            expect(value).toBeGreaterThanOrEqual(next?.values[place] ?? 0);
            const before = line.values[place - 1] ?? 0;
            expect(value).toBeGreaterThanOrEqual(before - (left.get(day) ?? 0));
          });
        });
      }),
      { numRuns: 100 },
    );
  });
});
