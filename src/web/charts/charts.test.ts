import { describe, expect, test } from 'vitest';
import type { WeeklySeries } from '../../flow/metrics/weekly.ts';
import { processBehaviour } from '../../statistics/process-behaviour.ts';
import { lightTokens } from '../theme.ts';
import { bandAt, bandsOf, drawCumulativeFlow } from './cumulative-flow.ts';
import { drawDistribution } from './distribution.ts';
import type { ChartContext } from './drawing.ts';
import { drawFlowTimeScatter } from './flow-time-scatter.ts';
import { tip } from './look.ts';
import { drawNetFlow } from './net-flow.ts';
import { drawProcessBehaviour, rulesByPlace } from './process-behaviour.ts';
import { spreadLabels } from './spread-labels.ts';
import { drawVelocity } from './velocity.ts';

const context: ChartContext = { tokens: lightTokens, isNarrow: false, notes: [], width: 560, height: 300 };
const NONE = { feature: 0, defect: 0, risk: 0, debt: 0, unmapped: 0 };
const NO_KEYS = { feature: [], defect: [], risk: [], debt: [], unmapped: [] };

describe('cumulative flow', () => {
  const data = {
    days: ['2026-03-02', '2026-03-03'],
    lines: [
      { step: 'Ready', state: 'waiting' as const, values: [5, 7] },
      { step: 'Build', state: 'active' as const, values: [4, 4] },
      { step: 'Done', state: 'done' as const, values: [1, 3] },
    ],
    corrections: [],
  };
  test('a band is what stands between its line and the next, and done is all of its line', () => {
    expect(bandsOf(data).map((band) => [band.step, band.values])).toEqual([
      ['Ready', [1, 3]],
      ['Build', [3, 1]],
      ['Done', [1, 3]],
    ]);
  });
  test('a point opens the band it lies in, as it stood that day', () => {
    // On the first day done reaches to 1, Build to 4, Ready to 5.
    const bands = bandsOf(data);
    expect([0.5, 1, 1.5, 4, 4.5].map((height) => bandAt(bands, 0, height)?.step)).toEqual([
      'Done',
      'Done',
      'Build',
      'Build',
      'Ready',
    ]);
    expect(bandAt(bands, 0, 5.5)).toBeUndefined();
    const nearThird = Date.parse('2026-03-02T20:00:00Z');
    expect(drawCumulativeFlow(data, context).markAtPoint?.(nearThird, 3.5)).toEqual({
      to: 'day',
      day: '2026-03-03',
      band: 'Build',
    });
  });
  test('the table holds a row a day and a column a band', () => {
    const table = drawCumulativeFlow(data, context).table();
    expect(table.header).toEqual(['Day', 'Ready', 'Build', 'Done']);
    expect(table.rows[1]?.cells).toEqual(['2026-03-03', 3, 1, 3]);
  });
});

describe('flow-time scatter', () => {
  const point = (item: string, kind: 'feature' | 'defect', days: number) => ({
    item,
    title: item,
    kind,
    team: null,
    completedAt: Date.parse('2026-03-03T12:00:00Z'),
    day: '2026-03-03',
    seconds: days * 86_400,
  });
  const data = {
    points: [point('K-1', 'feature', 2), point('K-2', 'defect', 9), point('K-3', 'feature', 4)],
    percentiles: { p50: null, p70: null, p85: null, p95: null },
    n: 3,
    excluded: [],
  };
  const drawn = drawFlowTimeScatter(data, context, { isLog: true, from: '2026-03-02', to: '2026-03-09' });
  test('a dot opens its own item, whatever its kind', () => {
    expect(drawn.markAt('feature', 1)).toEqual({ to: 'item', item: 'K-3' });
    expect(drawn.markAt('defect', 0)).toEqual({ to: 'item', item: 'K-2' });
  });
  test('below five items no percentile is drawn, and the picture says so', () => {
    expect(drawn.remarks?.join(' ')).toContain('Fewer than five items');
  });
});

describe('velocity', () => {
  const week = (monday: string, feature: number, isPart = false) => ({
    week: monday,
    isPart,
    total: feature,
    byKind: { ...NONE, feature },
    items: NO_KEYS,
  });
  const drawn = drawVelocity(
    { weeks: [week('2026-03-02', 3), week('2026-03-09', 0), week('2026-03-16', 2, true)], meanPerWeek: 1.5 },
    context,
  );
  test('a week without any is kept as zero', () => {
    expect(drawn.table().rows[1]?.cells).toEqual(['2026-03-09', 0, 0, 'whole']);
  });
  test('a bar opens the items of its kind and week', () => {
    expect(drawn.markAt('feature', 0)).toEqual({
      to: 'measure',
      metric: 'flow-velocity',
      where: { kind: 'feature', completed: { from: '2026-03-02', to: '2026-03-09' } },
    });
  });
});

describe('net flow', () => {
  test('an item that came and went in one week stands once among the items of its bar', () => {
    const drawn = drawNetFlow(
      [{ week: '2026-03-02', isPart: false, arrivals: ['K-1', 'K-2'], completions: ['K-2'], net: 1 }],
      context,
    );
    expect(drawn.markAt('net', 0)).toMatchObject({ to: 'items', keys: ['K-1', 'K-2'] });
  });
});

describe('distribution', () => {
  test('a month opens its own days, also at the end of a year', () => {
    const period = {
      on: '2026-12-01',
      isPart: false,
      n: 1,
      counts: { ...NONE, risk: 1 },
      shares: { ...NONE, risk: 1 },
      items: NO_KEYS,
    };
    const drawn = drawDistribution({ unit: 'month', periods: [period] }, context);
    expect(drawn.markAt('risk', 0)).toMatchObject({ where: { completed: { from: '2026-12-01', to: '2027-01-01' } } });
  });
  test('a period in which nothing was finished has no share, not zero', () => {
    const period = { on: '2026-03-02', isPart: false, n: 0, counts: NONE, shares: null, items: NO_KEYS };
    const other = { ...period, on: '2026-03-09', n: 1, counts: { ...NONE, risk: 1 }, shares: { ...NONE, risk: 1 } };
    const drawn = drawDistribution({ unit: 'week', periods: [period, other] }, context);
    expect(drawn.table().rows[0]?.cells).toEqual(['2026-03-02', 0, null]);
  });
});

describe('process behaviour', () => {
  const values = [10, 12, 11, 9, 10, 11, 10, 12, 11, 10, 40];
  const weeks = values.map((value, index) => ({
    week: new Date(Date.UTC(2026, 0, 5 + 7 * index)).toISOString().slice(0, 10),
    value,
    items: [`K-${index}`],
  }));
  const series: WeeklySeries = {
    metric: 'flow-velocity',
    name: 'items finished in the week',
    unit: 'items',
    scale: 'linear',
    weeks,
    behaviour: processBehaviour(values, { scale: 'linear', canBeNegative: false, baseline: { from: 0, to: 10 } }),
  };
  test('a week beyond a limit is named by its rule', () => {
    // Of the first ten: mean 10.6, mean moving range 12/9 = 1.33, upper limit 10.6 + 2.66 · 1.33 = 14.1; 40 lies beyond it.
    const drawn = drawProcessBehaviour(series, context);
    expect(drawn.table().rows[10]?.cells[3]).toContain('beyond a limit');
    expect(drawn.table().rows[9]?.cells[3]).toBeNull();
  });
  test('a point opens the items of its week', () => {
    expect(drawProcessBehaviour(series, context).markAt('x', 3)).toMatchObject({ to: 'items', keys: ['K-3'] });
  });
  test('a week that breaks two rules is named by both', () => {
    const words = rulesByPlace([
      { rule: 'beyond-limit', side: 'above', at: [2] },
      { rule: 'eight-on-one-side', side: 'above', at: [1, 2] },
    ]);
    expect(words.get(2)).toBe('beyond a limit; eight on one side of the centre');
    expect(words.get(1)).toBe('eight on one side of the centre');
  });
});

describe('words on charts', () => {
  test('a title from the source cannot become markup in a tooltip', () => {
    expect(tip('<img onerror=x>', [])).not.toContain('<img');
  });
  test('labels that would lie on each other are moved apart around where they belong', () => {
    expect(spreadLabels([10, 12], 12)).toEqual([5, 17]);
    expect(spreadLabels([10, 40], 12)).toEqual([10, 40]);
  });
});
