import { describe, expect, test } from 'vitest';
import { measureAll } from './measure-all.ts';
import { inputOf, itemOf } from './metrics/example.test-data.ts';
import { METRICS, metricOf } from './metrics/index.ts';

/** What other programs rely on. */
const CONTRACT = [
  'flow-velocity',
  'flow-time',
  'flow-efficiency',
  'flow-load',
  'flow-distribution',
  'age',
  'backflow-rate',
  'reopen-rate',
  'littles-law',
  'waiting',
  'constraint',
];

describe('the registry of metrics', () => {
  test('holds every id of the contract, and each id once', () => {
    const ids = METRICS.map((metric) => metric.id);
    for (const id of CONTRACT) expect(ids).toContain(id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(metricOf('flow-time')?.name).toBe('Flow time');
    expect(metricOf('no-such-metric')).toBeUndefined();
  });

  test('explains each metric: meaning, unit, population, source, and the shape of its value', () => {
    for (const metric of METRICS) {
      for (const words of [metric.name, metric.meaning, metric.unit, metric.population]) expect(words).not.toBe('');
      expect(metric.source).toMatch(/^methods\.md 2\.\d+$/);
      expect(Object.keys(metric.shape)).not.toEqual([]);
    }
  });
});

describe('all measures of a window', () => {
  const item = itemOf('K-1', ['2026-01-05T00:00Z Ready', '2026-01-06T00:00Z Build', '2026-01-09T00:00Z Done']);

  test('a window wholly past asOf, and a stream without items, are unmeasurable throughout', () => {
    for (const input of [
      inputOf([item], '2026-03-01', '2026-04-01', { asOf: '2026-03-01T00:00Z' }),
      inputOf([], '2026-01-01', '2026-02-01'),
    ]) {
      for (const measure of Object.values(measureAll(input))) expect(measure.status).toBe('unmeasurable');
    }
  });

  test('an empty window measures counts as zero and leaves shares and durations unknown', () => {
    const measures = measureAll(inputOf([item], '2026-03-01', '2026-04-01'));
    const measured = Object.entries(measures).flatMap(([id, measure]) => (measure.status === 'measured' ? [id] : []));
    expect(measured).toEqual(['flow-velocity', 'flow-load', 'net-flow', 'stalled', 'first-reported']);
  });

  test('each code by which an item is left out is explained by its metric', () => {
    const input = inputOf(
      [
        item,
        itemOf('never', ['2026-01-05T00:00Z Idea', '2026-01-06T00:00Z Done']),
        itemOf('cancelled', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Dropped']),
      ],
      '2026-01-01',
      '2026-02-01',
    );
    const seen = new Set<string>();
    for (const metric of METRICS) {
      const measure = metric.measure(input);
      if (measure.status === 'unmeasurable') continue;
      for (const { reason } of measure.excluded) {
        seen.add(reason);
        expect(Object.keys(metric.exclusions)).toContain(reason);
      }
    }
    expect([...seen].toSorted()).toEqual(['cancelled', 'never-started']);
  });

  test('the answer is the same whatever was asked before of the same items', () => {
    const input = inputOf([item], '2026-01-01', '2026-02-01');
    const other = { ...input, window: inputOf([item], '2026-01-05', '2026-01-12').window };
    const first = measureAll(input);
    measureAll(other);
    expect(measureAll(input)).toEqual(first);
    expect(measureAll(inputOf([item], '2026-01-01', '2026-02-01'))).toEqual(first);
  });

  test('the same items under another map are measured anew', () => {
    const input = inputOf([item], '2026-01-01', '2026-02-01');
    measureAll(input);
    const steps = input.stream.steps.map((step) =>
      step.name === 'Ready' ? { ...step, state: 'active' as const } : step,
    );
    const measure = metricOf('waiting')?.measure({ ...input, stream: { ...input.stream, steps } });
    expect(measure).toMatchObject({ value: { longest: null } });
  });
});
