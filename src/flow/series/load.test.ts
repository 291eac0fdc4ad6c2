import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from '../metrics/example.test-data.ts';
import { flowLoad } from '../metrics/flow-load.ts';
import { itemsInProcessAt, loadByDay } from './load.ts';

describe('load by day', () => {
  test('the load of a day is that just before it ends', () => {
    const items = [
      itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-07T00:00Z Done']),
      itemOf('K-2', ['2026-01-06T23:59:59.999Z Ready'], { type: 'Bug' }),
    ];
    const load = loadByDay(inputOf(items, '2026-01-05', '2026-01-09'));
    expect(load).toMatchObject({
      days: ['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08'],
      // K-1 leaves on the instant that 6 January ends, so it is there just before.
      values: [1, 2, 1, 1],
      byKind: { feature: [1, 1, 0, 0], defect: [0, 1, 1, 1] },
      bySteps: [
        { step: 'Ready', limit: null, values: [0, 1, 1, 1] },
        { step: 'Build', limit: 2, values: [1, 1, 0, 0] },
        { step: 'Review', values: [0, 0, 0, 0] },
        { step: 'Test', values: [0, 0, 0, 0] },
      ],
    });
  });

  test('an item that came and went within a day is not there at its end', () => {
    const item = itemOf('K-1', ['2026-01-05T09:00Z Build', '2026-01-05T10:00Z Done']);
    expect(loadByDay(inputOf([item], '2026-01-05', '2026-01-06')).values).toEqual([0]);
  });

  test('the whole has a limit only when every waiting and active step has one', () => {
    const input = inputOf([], '2026-01-05', '2026-01-06');
    expect(loadByDay(input).limit).toBeNull();
    const stream = exampleStream({
      steps: [
        { step: 'Idea', state: 'new', statuses: ['Idea'] },
        { step: 'Ready', state: 'waiting', statuses: ['Ready'], limit: 5 },
        { step: 'Build', state: 'active', statuses: ['Build'], limit: 3 },
        { step: 'Done', state: 'done', statuses: ['Done'] },
      ],
    });
    expect(loadByDay(inputOf([], '2026-01-05', '2026-01-06', { stream })).limit).toBe(8);
  });

  test('the items of a mark are those in process just before the instant, of one step when it is named', () => {
    const items = [
      itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done']),
      itemOf('K-2', ['2026-01-05T00:00Z Ready']),
      itemOf('K-3', ['2026-01-06T00:00Z Ready']),
    ];
    const input = inputOf(items, '2026-01-05', '2026-01-09');
    const at = Date.parse('2026-01-06T00:00Z');
    expect(itemsInProcessAt(input, at)).toEqual(['K-1', 'K-2']);
    expect(itemsInProcessAt(input, at, 'Ready')).toEqual(['K-2']);
  });

  test('the last day of the window has the load at the end of the window', () => {
    const hours = fc.nat(24 * 30);
    fc.assert(
      fc.property(fc.array(fc.tuple(hours, hours), { minLength: 1, maxLength: 12 }), (spans) => {
        const at = (hour: number) => new Date(Date.parse('2026-01-01T00:00Z') + hour * 3_600_000).toISOString();
        const items = spans.map(([start, length], index) =>
          itemOf(`K-${index}`, [`${at(start)} Build`, `${at(start + length)} Done`]),
        );
        const input = inputOf(items, '2026-01-05', '2026-01-20', { asOf: '2026-06-01T00:00Z' });
        const load = flowLoad.measure(input);
        expect(loadByDay(input).values.at(-1)).toBe(load.status === 'measured' ? load.value.atEnd : null);
      }),
      { numRuns: 100 },
    );
  });
});
