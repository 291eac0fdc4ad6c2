import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';
import { flowLoad } from './flow-load.ts';

describe('flow load', () => {
  test('nothing in process is a measured zero', () => {
    const input = inputOf([itemOf('K-1', ['2026-01-05T00:00Z Idea'])], '2026-01-01', '2026-02-01');
    expect(flowLoad.measure(input)).toMatchObject({ status: 'measured', value: { atEnd: 0, average: 0 }, n: 0 });
  });

  test('one item in process for half of the window is half an item on average', () => {
    const item = itemOf('K-1', ['2026-01-06T00:00Z Build', '2026-01-07T00:00Z Done']);
    expect(flowLoad.measure(inputOf([item], '2026-01-05', '2026-01-07'))).toMatchObject({
      // Leaves on the end itself, so it is there just before it.
      value: { atEnd: 1, average: 0.5 },
      items: ['K-1'],
    });
  });

  test('the load at the end is the load just before it', () => {
    const items = [
      itemOf('leaves at the end', ['2026-01-06T00:00Z Build', '2026-01-12T00:00Z Done']),
      itemOf('left just before', ['2026-01-06T00:00Z Build', '2026-01-11T23:59:59.999Z Done']),
      itemOf('comes at the end', ['2026-01-12T00:00Z Build']),
      itemOf('came just before', ['2026-01-11T23:59:59.999Z Build']),
    ];
    const input = inputOf(items, '2026-01-05', '2026-01-12', { asOf: '2026-02-01T00:00Z' });
    expect(flowLoad.measure(input)).toMatchObject({ items: ['leaves at the end', 'came just before'] });
  });

  test('time before the window and after it does not count', () => {
    const item = itemOf('K-1', ['2026-01-01T00:00Z Build', '2026-02-01T00:00Z Done']);
    const input = inputOf([item], '2026-01-05', '2026-01-12', { asOf: '2026-03-01T00:00Z' });
    expect(flowLoad.measure(input)).toMatchObject({ value: { atEnd: 1, average: 1 } });
  });

  test('a window clipped at asOf is averaged over what has passed of it', () => {
    const item = itemOf('K-1', ['2026-01-06T00:00Z Build']);
    // 5 January 00:00 to 9 January 00:00 have passed: 4 days, 3 of them with the item.
    const input = inputOf([item], '2026-01-05', '2026-01-12', { asOf: '2026-01-09T00:00Z' });
    expect(flowLoad.measure(input)).toMatchObject({ value: { atEnd: 1, average: 0.75 } });
  });

  test('a day of 23 hours is averaged over 23 hours', () => {
    // Berlin, 29 March 2026: from 28 March 23:00Z for 23 hours; the item is in process for 11.5 of them.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const item = itemOf('K-1', ['2026-03-28T23:00Z Build', '2026-03-29T10:30Z Done']);
    const input = inputOf([item], '2026-03-29', '2026-03-30', { stream });
    expect(flowLoad.measure(input)).toMatchObject({ value: { atEnd: 0, average: 0.5 } });
  });

  test('a reopened item was in process before and after, and not while it was done', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Build',
      '2026-01-06T00:00Z Done',
      '2026-01-08T00:00Z Build',
      '2026-01-09T00:00Z Done',
    ]);
    // 2 of 4 days.
    expect(flowLoad.measure(inputOf([item], '2026-01-05', '2026-01-09'))).toMatchObject({ value: { average: 0.5 } });
  });

  test('a cancelled and revived item was in process in both its lives', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Build',
      '2026-01-06T00:00Z Dropped',
      '2026-01-08T00:00Z Build',
      '2026-01-09T00:00Z Done',
    ]);
    expect(flowLoad.measure(inputOf([item], '2026-01-05', '2026-01-09'))).toMatchObject({ value: { average: 0.5 } });
  });

  test('a paused item is not in process; a deleted one is until it is deleted', () => {
    const paused = itemOf('paused', ['2026-01-05T00:00Z Build', '2026-01-07T00:00Z Idea']);
    expect(flowLoad.measure(inputOf([paused], '2026-01-05', '2026-01-09'))).toMatchObject({
      value: { atEnd: 0, average: 0.5 },
    });
    const deleted = itemOf('deleted', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z deleted']);
    expect(flowLoad.measure(inputOf([deleted], '2026-01-05', '2026-01-09'))).toMatchObject({
      value: { atEnd: 0, average: 0.25 },
    });
  });

  test('a visit of no length, a skipped step and a move back add up to the time that was spent', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Ready',
      '2026-01-05T00:00Z Test',
      '2026-01-06T00:00Z Build',
      '2026-01-07T00:00Z Done',
    ]);
    const measure = flowLoad.measure(inputOf([item], '2026-01-05', '2026-01-09'));
    expect(measure).toMatchObject({
      value: {
        average: 0.5,
        byStep: [
          { step: 'Ready', atEnd: 0, average: 0, limit: null },
          { step: 'Build', average: 0.25, limit: 2 },
          { step: 'Review', average: 0 },
          { step: 'Test', average: 0.25 },
        ],
      },
    });
  });

  test('items that come in the same instant all count, each under its kind', () => {
    const items = [
      itemOf('K-1', ['2026-01-05T00:00Z Build'], { type: 'Bug' }),
      itemOf('K-2', ['2026-01-05T00:00Z Build'], { type: 'Task' }),
      itemOf('K-3', ['2026-01-06T00:00Z Build'], { labels: ['debt'] }),
    ];
    expect(flowLoad.measure(inputOf(items, '2026-01-05', '2026-01-07'))).toMatchObject({
      value: {
        atEnd: 3,
        average: 2.5,
        byKind: {
          feature: { atEnd: 0, average: 0 },
          defect: { atEnd: 1, average: 1 },
          risk: { atEnd: 0, average: 0 },
          debt: { atEnd: 1, average: 0.5 },
          unmapped: { atEnd: 1, average: 1 },
        },
      },
    });
  });

  test('the weekly value is the average load of the week', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-08T12:00Z Done']);
    expect(flowLoad.weekly?.of(inputOf([item], '2026-01-05', '2026-01-12'))).toBe(0.5);
  });

  test('the average is that of looking once an hour, when everything happens on the hour', () => {
    const steps = fc.constantFrom('Idea', 'Ready', 'Build', 'Review', 'Test', 'Done', 'Dropped');
    const walks = fc.array(fc.array(fc.tuple(steps, fc.nat(100)), { minLength: 1, maxLength: 8 }), {
      minLength: 1,
      maxLength: 6,
    });
    const inProcess = ['Ready', 'Build', 'Review', 'Test'];
    fc.assert(
      fc.property(walks, (list) => {
        const timed = list.map((walk) => {
          let hour = 0;
          return walk.map(([step, hours]) => {
            hour += hours;
            return { step, hour };
          });
        });
        const at = (hour: number) => new Date(Date.parse('2026-01-05T00:00Z') + hour * 3_600_000).toISOString();
        const items = timed.map((walk, index) =>
          itemOf(
            `K-${index}`,
            walk.map(({ step, hour }) => `${at(hour)} ${step}`),
          ),
        );
        let seen = 0;
        for (let hour = 0; hour < 14 * 24; hour += 1) {
          for (const walk of timed) {
            if (inProcess.includes(walk.findLast((one) => one.hour <= hour)?.step ?? '')) seen += 1;
          }
        }
        const input = inputOf(items, '2026-01-05', '2026-01-19', { asOf: '2026-06-01T00:00Z' });
        const measure = flowLoad.measure(input);
        if (measure.status !== 'measured') throw new Error(measure.reason);
        expect(measure.value.average).toBeCloseTo(seen / (14 * 24), 9);
      }),
      { numRuns: 100 },
    );
  });
});
