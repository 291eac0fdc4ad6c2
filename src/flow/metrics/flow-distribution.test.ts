import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KINDS } from '../facts.ts';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';
import { flowDistribution } from './flow-distribution.ts';

const OPTIONS = {
  feature: { type: 'Story' },
  defect: { type: 'Bug' },
  risk: { type: 'Task', labels: ['security'] },
  debt: { type: 'Task', labels: ['debt'] },
  unmapped: { type: 'Task' },
} as const;

function done(item: string, kind: keyof typeof OPTIONS, at = '2026-01-06T00:00Z') {
  return itemOf(item, ['2026-01-05T00:00Z Build', `${at} Done`], OPTIONS[kind]);
}

describe('flow distribution', () => {
  test('nothing finished is unmeasurable, since there is nothing to share', () => {
    const input = inputOf([done('K-1', 'feature', '2026-03-01T00:00Z')], '2026-01-01', '2026-02-01');
    expect(flowDistribution.measure(input)).toMatchObject({ status: 'unmeasurable' });
  });

  test('one item is all of it', () => {
    expect(flowDistribution.measure(inputOf([done('K-1', 'risk')], '2026-01-01', '2026-02-01'))).toMatchObject({
      value: { velocity: { feature: 0, defect: 0, risk: 1, debt: 0, unmapped: 0 } },
      n: 1,
      items: ['K-1'],
    });
  });

  test('what no rule takes is shown as unmapped, not left out', () => {
    const items = [done('K-1', 'feature'), done('K-2', 'unmapped'), done('K-3', 'unmapped'), done('K-4', 'defect')];
    expect(flowDistribution.measure(inputOf(items, '2026-01-01', '2026-02-01'))).toMatchObject({
      value: { velocity: { feature: 0.25, defect: 0.25, risk: 0, debt: 0, unmapped: 0.5 } },
    });
  });

  test('the load view weighs by time in process', () => {
    // Three days of a debt item, one day of a feature.
    const items = [done('K-1', 'debt', '2026-01-08T00:00Z'), done('K-2', 'feature')];
    expect(flowDistribution.measure(inputOf(items, '2026-01-01', '2026-02-01'))).toMatchObject({
      value: { velocity: { feature: 0.5, debt: 0.5 }, load: { feature: 0.25, debt: 0.75 } },
    });
  });

  test('the load view is null when nothing was in process, while never started items were finished', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Idea', '2026-01-06T00:00Z Done']);
    expect(flowDistribution.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toMatchObject({
      value: { load: null },
    });
  });

  test('an item reopened, moved back and finished again counts once', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Test',
      '2026-01-06T00:00Z Done',
      '2026-01-07T00:00Z Build',
      '2026-01-08T00:00Z Done',
    ]);
    const input = inputOf([item, done('K-2', 'defect')], '2026-01-01', '2026-02-01');
    expect(flowDistribution.measure(input)).toMatchObject({ value: { velocity: { feature: 0.5, defect: 0.5 } } });
  });

  test('both window edges at midnights of the stream, on a day of 25 hours', () => {
    // Berlin, 25 October 2026: from 24 October 22:00Z to 25 October 23:00Z.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const items = [
      done('first', 'feature', '2026-10-24T22:00Z'),
      done('last', 'defect', '2026-10-25T22:59:59.999Z'),
      done('after', 'debt', '2026-10-25T23:00Z'),
    ];
    const input = inputOf(items, '2026-10-25', '2026-10-26', { stream, asOf: '2026-11-01T00:00Z' });
    expect(flowDistribution.measure(input)).toMatchObject({
      items: ['first', 'last'],
      value: { velocity: { debt: 0 } },
    });
  });

  test('shares sum to one', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 30 }), (kinds) => {
        const items = kinds.map((kind, index) => done(`K-${index}`, kind));
        const measure = flowDistribution.measure(inputOf(items, '2026-01-01', '2026-02-01'));
        if (measure.status !== 'measured') throw new Error(measure.reason);
        const { velocity, load } = measure.value;
        for (const shares of [velocity, load]) {
          expect(Object.values(shares ?? {}).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        }
      }),
      { numRuns: 50 },
    );
  });
});
