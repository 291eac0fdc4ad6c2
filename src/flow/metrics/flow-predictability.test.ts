import { describe, expect, test } from 'vitest';
import { inputOf, itemOf } from './example.test-data.ts';
import { flowPredictability } from './flow-predictability.ts';

const JANUARY = ['2026-01-01', '2026-02-01'] as const;
const FIRST = { name: 'First', team: null, from: '2026-01-05', to: '2026-01-12', planned: ['K-1', 'K-2'] };

function done(item: string, at: string) {
  return itemOf(item, ['2026-01-01T00:00Z Build', `${at} Done`]);
}

describe('flow predictability', () => {
  test('without iterations it is unmeasurable, and says so', () => {
    expect(flowPredictability.measure(inputOf([done('K-1', '2026-01-06T00:00Z')], ...JANUARY))).toEqual({
      status: 'unmeasurable',
      reason: 'The stream knows no iterations, so nothing was planned that could be compared.',
    });
  });

  test('one iteration, one of two finished in it: at its first instant is in, at its end is out', () => {
    const items = [done('K-1', '2026-01-05T00:00Z'), done('K-2', '2026-01-12T00:00Z')];
    expect(flowPredictability.measure({ ...inputOf(items, ...JANUARY), iterations: [FIRST] })).toEqual({
      status: 'measured',
      value: { low: 0.5, high: 0.5, iterations: [{ name: 'First', planned: 2, completed: 1, share: 0.5 }] },
      n: 2,
      items: ['K-1', 'K-2'],
      excluded: [],
    });
  });

  test('several iterations give a range; work carried over is planned in both', () => {
    const items = [done('K-1', '2026-01-06T00:00Z'), done('K-2', '2026-01-13T00:00Z')];
    const second = { name: 'Second', team: null, from: '2026-01-12', to: '2026-01-19', planned: ['K-2'] };
    expect(flowPredictability.measure({ ...inputOf(items, ...JANUARY), iterations: [FIRST, second] })).toMatchObject({
      value: { low: 0.5, high: 1 },
      n: 3,
      items: ['K-1', 'K-2'],
    });
  });

  test('an iteration that has not ended, ended before, or had no plan is left out', () => {
    const items = [done('K-1', '2026-01-06T00:00Z')];
    const iterations = [
      { ...FIRST, name: 'going on', to: '2026-02-09' },
      { ...FIRST, name: 'before', from: '2025-12-22', to: '2026-01-01' },
      { ...FIRST, name: 'no plan', planned: [] },
    ];
    expect(flowPredictability.measure({ ...inputOf(items, ...JANUARY), iterations })).toMatchObject({
      status: 'unmeasurable',
      reason: 'No iteration with a plan ended in the window.',
    });
  });

  test('a reopened item counts where it stayed finished', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Test',
      '2026-01-06T00:00Z Done',
      '2026-01-13T00:00Z Build',
      '2026-01-14T00:00Z Done',
    ]);
    const iterations = [{ ...FIRST, planned: ['K-1'] }];
    expect(flowPredictability.measure({ ...inputOf([item], ...JANUARY), iterations })).toMatchObject({
      value: { iterations: [{ completed: 0 }] },
    });
  });
});
