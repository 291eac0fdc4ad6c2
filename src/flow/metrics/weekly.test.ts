import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { age } from './age.ts';
import { backflowRate } from './backflow-rate.ts';
import { constraint } from './constraint.ts';
import { measuredValue } from './define.ts';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';
import { flowLoad } from './flow-load.ts';
import { flowVelocity } from './flow-velocity.ts';
import { METRICS } from './index.ts';
import { reopenRate } from './reopen-rate.ts';
import { unplannedShare } from './unplanned-share.ts';
import { inputOfWeek, weeklySeries } from './weekly.ts';

/** An item finished on the day. */
function done(item: string, day: string) {
  return itemOf(item, ['2026-01-01T00:00Z Build', `${day}T12:00Z Done`]);
}

describe('a metric week by week', () => {
  test('whole weeks only, zero weeks kept, with the items behind each', () => {
    const items = [done('part', '2026-01-08'), done('K-1', '2026-01-13'), done('K-2', '2026-01-27')];
    // Tuesday 6 January to Wednesday 4 February: whole are the weeks of 12, 19 and 26 January.
    const series = weeklySeries(flowVelocity, inputOf(items, '2026-01-06', '2026-02-04'));
    expect(series).toMatchObject({
      metric: 'flow-velocity',
      unit: 'items',
      scale: 'linear',
      weeks: [
        { week: '2026-01-12', value: 1, items: ['K-1'] },
        { week: '2026-01-19', value: 0, items: [] },
        { week: '2026-01-26', value: 1, items: ['K-2'] },
      ],
    });
  });

  test('a week that has not ended at asOf is left out; one that ends there is in', () => {
    const of = (asOf: string) =>
      weeklySeries(flowVelocity, inputOf([done('K-1', '2026-01-13')], '2026-01-05', '2026-02-02', { asOf }))?.weeks
        .length;
    expect(of('2026-01-18T23:59:59.999Z')).toBe(1);
    expect(of('2026-01-19T00:00Z')).toBe(2);
  });

  test('a week before the first item existed is unknown, not zero', () => {
    const series = weeklySeries(flowVelocity, inputOf([done('K-1', '2026-01-13')], '2025-12-15', '2026-01-12'));
    expect(series?.weeks.map((point) => point.value)).toEqual([null, null, 0, 0]);
  });

  test('a week that ends as the first item is created is still before it', () => {
    const first = itemOf('K-1', ['2026-01-12T00:00Z Build']);
    const series = weeklySeries(flowVelocity, inputOf([first], '2026-01-05', '2026-01-19'));
    expect(series?.weeks.map((point) => point.value)).toEqual([null, 0]);
  });

  test('limits come from the weeks: centre ± 2.66 mean moving ranges, floored at zero', () => {
    // Weeks of 2, 4, 3, 5 items: centre 3.5, ranges 2, 1, 2, mean 5/3; upper 3.5 + 2.66 · 5/3.
    const weeks = { '2026-01-05': 2, '2026-01-12': 4, '2026-01-19': 3, '2026-01-26': 5 };
    const items = Object.entries(weeks).flatMap(([day, count]) =>
      Array.from({ length: count }, (_, index) => done(`${day}-${index}`, day)),
    );
    const behaviour = weeklySeries(flowVelocity, inputOf(items, '2026-01-05', '2026-02-02'))?.behaviour;
    if (behaviour?.status !== 'measured') throw new Error('no limits');
    expect(behaviour.centre).toBe(3.5);
    expect(behaviour.upper).toBeCloseTo(3.5 + (2.66 * 5) / 3, 12);
    expect(behaviour.lower).toBe(0);
    expect(behaviour.baseline.isProvisional).toBe(true);
  });

  test('a baseline is given in days, and holds the whole weeks in it', () => {
    const items = ['2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26'].map((day) => done(day, day));
    const series = weeklySeries(flowVelocity, inputOf(items, '2026-01-05', '2026-02-02'), {
      baseline: { from: '2026-01-07', to: '2026-01-28' },
    });
    expect(series?.behaviour).toMatchObject({ baseline: { from: 1, to: 3, n: 2 } });
  });

  test('weeks are those of the stream, an hour short or long when clocks change', () => {
    // Berlin: the week of 23 March 2026 ends on 29 March 22:00Z.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const items = ['2026-03-29T21:59Z', '2026-03-29T22:00Z'].map((at) =>
      itemOf(at, ['2026-03-01T00:00Z Build', `${at} Done`]),
    );
    const series = weeklySeries(flowVelocity, inputOf(items, '2026-03-23', '2026-04-06', { stream }));
    expect(series?.weeks.map((point) => point.value)).toEqual([1, 1]);
  });

  test('the age of a week is that at its end, null below five items', () => {
    const items = [1, 2, 3, 4, 5].map((day) => itemOf(`K-${day}`, [`2026-01-0${day}T00:00Z Build`]));
    const series = weeklySeries(age, inputOf(items, '2025-12-29', '2026-01-12'));
    // On 5 January only four are there; on 12 January the third of 7…11 days.
    expect(series?.weeks.map((point) => point.value)).toEqual([null, 9 * 86_400]);
  });

  test('a metric without a weekly value has no series', () => {
    expect(weeklySeries(constraint, inputOf([done('K-1', '2026-01-13')], '2026-01-05', '2026-02-02'))).toBeNull();
  });

  test('every weekly value of the registry answers for an empty week without inventing a duration', () => {
    const input = inputOf([itemOf('K-1', ['2026-01-05T00:00Z Idea'])], '2026-01-12', '2026-01-19');
    const values = Object.fromEntries(
      METRICS.flatMap((metric) => (metric.weekly === undefined ? [] : [[metric.id, metric.weekly.of(input)]])),
    );
    expect(values).toEqual({
      'flow-velocity': 0,
      'flow-time': null,
      'flow-efficiency': null,
      'flow-load': 0,
      'flow-distribution': null,
      age: null,
      'backflow-rate': null,
      'reopen-rate': null,
      'net-flow': 0,
      'cancelled-share': null,
      'unplanned-share': null,
    });
  });
});

const HOUR_MS = 3_600_000;
const FIRST_AT = Date.parse('2025-12-20T00:00Z');

/** An item that goes from status to status, hours apart. */
const wandering = fc
  .tuple(
    fc.nat(1500),
    fc.array(fc.tuple(fc.nat(400), fc.constantFrom('Idea', 'Ready', 'Build', 'Review', 'Done', 'Dropped')), {
      minLength: 1,
      maxLength: 7,
    }),
  )
  .map(([begin, moves]) => {
    let hours = begin;
    return moves.map(([later, status]) => {
      hours += later;
      return `${new Date(FIRST_AT + hours * HOUR_MS).toISOString()} ${status}`;
    });
  });

test('the weeks of a series have the values that each week has by itself', () => {
  fc.assert(
    fc.property(fc.array(wandering, { minLength: 1, maxLength: 12 }), (all) => {
      const histories = all.map((lines, index) => itemOf(`K-${index}`, lines));
      const input = inputOf(histories, '2026-01-05', '2026-03-16', { asOf: '2026-03-12T07:00Z' });
      for (const metric of METRICS) {
        const series = weeklySeries(metric, input, { withItems: false });
        const first = Math.min(...input.items.map((facts) => facts.createdAt));
        for (const { week, value } of series?.weeks ?? []) {
          const alone = inputOfWeek(input, week);
          if (alone.window.endAt > first)
            expect([metric.id, week, value]).toEqual([metric.id, week, metric.weekly?.of(alone)]);
        }
      }
    }),
  );
});

test('the weekly value of a rate is that of its measure over the week', () => {
  fc.assert(
    fc.property(fc.array(wandering, { minLength: 1, maxLength: 12 }), (all) => {
      const histories = all.map((lines, index) => itemOf(`K-${index}`, lines));
      const input = inputOf(histories, '2026-01-19', '2026-01-26');
      fc.pre(input.all.length > 0);
      const ofMeasure = {
        load: measuredValue(flowLoad.measure(input))?.average ?? null,
        backflow: measuredValue(backflowRate.measure(input))?.rate ?? null,
        reopen: measuredValue(reopenRate.measure(input))?.rate ?? null,
        unplanned: measuredValue(unplannedShare.measure(input))?.share ?? null,
      };
      expect({
        load: flowLoad.weekly?.of(input),
        backflow: backflowRate.weekly?.of(input),
        reopen: reopenRate.weekly?.of(input),
        unplanned: unplannedShare.weekly?.of(input),
      }).toEqual(ofMeasure);
    }),
  );
});
