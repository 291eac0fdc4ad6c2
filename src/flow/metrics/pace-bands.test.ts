import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';
import { paceBands } from './pace-bands.ts';

const DAY = 86_400;
const JANUARY = ['2026-01-01', '2026-02-01'] as const;
const NONE = { p50: null, p70: null, p85: null, p95: null };

/** Ready on 1 January, Build after `ready` days, Done after `total` days. */
function item(key: string, ready: number, total: number) {
  const at = (days: number) => new Date(Date.parse('2026-01-01T00:00Z') + days * DAY * 1000).toISOString();
  return itemOf(key, [`${at(0)} Ready`, `${at(ready)} Build`, `${at(total)} Done`]);
}

describe('pace bands', () => {
  test('nothing finished is unmeasurable', () => {
    const input = inputOf([itemOf('K-1', ['2026-01-05T00:00Z Build'])], ...JANUARY);
    expect(paceBands.measure(input)).toMatchObject({ status: 'unmeasurable' });
  });

  test('one item gives no band, and says how many there were', () => {
    expect(paceBands.measure(inputOf([item('K-1', 1, 3)], ...JANUARY))).toMatchObject({
      value: [
        { step: 'Ready', n: 1, ...NONE },
        { step: 'Build', n: 1, ...NONE },
        { step: 'Review', n: 0, ...NONE },
        { step: 'Test', n: 0, ...NONE },
      ],
    });
  });

  test('five items: percentiles of the age at the last exit, of steps that five visited', () => {
    const items = [1, 2, 3, 4, 5].map((days) => item(`K-${days}`, days, days + 10));
    expect(paceBands.measure(inputOf(items, ...JANUARY))).toMatchObject({
      n: 5,
      value: [
        // Ages at exit 1…5 days: ranks 3, 4, 5, 5.
        { step: 'Ready', n: 5, p50: 3 * DAY, p70: 4 * DAY, p85: 5 * DAY, p95: 5 * DAY },
        { step: 'Build', n: 5, p50: 13 * DAY, p70: 14 * DAY, p85: 15 * DAY, p95: 15 * DAY },
        { step: 'Review', n: 0, ...NONE },
        { step: 'Test', n: 0, ...NONE },
      ],
    });
  });

  test('items of equal age share the band', () => {
    const items = [1, 2, 3, 4, 5].map((key) => item(`K-${key}`, 2, 4));
    expect(paceBands.measure(inputOf(items, ...JANUARY))).toMatchObject({
      value: [{ p50: 2 * DAY, p95: 2 * DAY }, { p50: 4 * DAY }, {}, {}],
    });
  });

  test('bands do not fall along the map: a later step is raised to the earlier one', () => {
    // Five items wait long in Ready and are finished from there; five others pass Build quickly.
    const slow = [1, 2, 3, 4, 5].map((key) =>
      itemOf(`slow-${key}`, ['2026-01-01T00:00Z Ready', '2026-01-21T00:00Z Done']),
    );
    const quick = [1, 2, 3, 4, 5].map((key) =>
      itemOf(`quick-${key}`, ['2026-01-01T00:00Z Build', '2026-01-03T00:00Z Done']),
    );
    expect(paceBands.measure(inputOf([...slow, ...quick], ...JANUARY))).toMatchObject({
      value: [{ step: 'Ready', p50: 20 * DAY }, { step: 'Build', n: 5, p50: 20 * DAY, p95: 20 * DAY }, {}, {}],
    });
  });

  test('the last exit counts: moved back, the item leaves the step a second time', () => {
    const items = [1, 2, 3, 4, 5].map((key) =>
      itemOf(`K-${key}`, [
        '2026-01-01T00:00Z Build',
        '2026-01-02T00:00Z Test',
        '2026-01-05T00:00Z Build',
        '2026-01-09T00:00Z Done',
      ]),
    );
    expect(paceBands.measure(inputOf(items, ...JANUARY))).toMatchObject({
      value: [{}, { step: 'Build', n: 5, p50: 8 * DAY }, {}, { step: 'Test', n: 5, p50: 8 * DAY }],
    });
  });

  test('a reopened item counts by its standing completion, a revived one by its present life', () => {
    const reopened = [1, 2, 3, 4, 5].map((key) =>
      itemOf(`K-${key}`, [
        '2026-01-01T00:00Z Build',
        '2026-01-02T00:00Z Done',
        '2026-01-05T00:00Z Build',
        '2026-01-06T00:00Z Done',
      ]),
    );
    expect(paceBands.measure(inputOf(reopened, ...JANUARY))).toMatchObject({ value: [{}, { p50: 5 * DAY }, {}, {}] });
    const revived = [1, 2, 3, 4, 5].map((key) =>
      itemOf(`K-${key}`, [
        '2026-01-01T00:00Z Ready',
        '2026-01-02T00:00Z Dropped',
        '2026-01-05T00:00Z Build',
        '2026-01-06T00:00Z Done',
      ]),
    );
    expect(paceBands.measure(inputOf(revived, ...JANUARY))).toMatchObject({
      value: [{ step: 'Ready', n: 0 }, { step: 'Build', n: 5, p50: DAY }, {}, {}],
    });
  });

  test('never started items are left out by name; both edges of the window hold', () => {
    const items = [
      itemOf('never', ['2026-01-12T00:00Z Idea', '2026-01-13T00:00Z Done']),
      itemOf('first', ['2026-01-11T00:00Z Build', '2026-01-12T00:00Z Done']),
      itemOf('after', ['2026-01-11T00:00Z Build', '2026-01-19T00:00Z Done']),
    ];
    const input = inputOf(items, '2026-01-12', '2026-01-19', { asOf: '2026-02-01T00:00Z' });
    expect(paceBands.measure(input)).toMatchObject({
      items: ['first'],
      excluded: [{ item: 'never', reason: 'never-started' }],
    });
  });

  test('ages are elapsed: across the clock change of a night in the zone of the stream they lose its hour', () => {
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const items = [1, 2, 3, 4, 5].map((key) =>
      itemOf(`K-${key}`, ['2026-03-28T23:00Z Build', '2026-03-29T22:00Z Done']),
    );
    const input = inputOf(items, '2026-03-30', '2026-03-31', { stream });
    expect(paceBands.measure(input)).toMatchObject({ value: [{}, { p50: 23 * 3600 }, {}, {}] });
  });
});
