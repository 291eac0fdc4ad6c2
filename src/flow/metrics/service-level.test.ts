import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';
import { serviceLevel } from './service-level.ts';

const FEBRUARY = ['2026-02-01', '2026-03-01'] as const;

/** Begun at noon of a day and finished at noon `days - 1` days later: `days` counted days. */
function counted(item: string, days: number, endDay: string) {
  const end = Date.parse(`${endDay}T12:00Z`);
  const start = new Date(end - (days - 1) * 86_400_000).toISOString();
  return itemOf(item, [`${start} Build`, `${new Date(end).toISOString()} Done`]);
}

const PAST = [1, 2, 3, 4, 10].map((days) => counted(`P-${days}`, days, '2026-01-20'));

describe('service level expectation', () => {
  test('fewer than five finished in the twelve weeks before is unmeasurable', () => {
    expect(serviceLevel.measure(inputOf(PAST.slice(1), ...FEBRUARY))).toMatchObject({
      status: 'unmeasurable',
      reason: 'Only 4 items were finished in the twelve weeks before the window; an expectation needs at least 5.',
    });
  });

  test('nothing finished since: the expectation stands, the share is unknown', () => {
    expect(serviceLevel.measure(inputOf(PAST, ...FEBRUARY))).toEqual({
      status: 'measured',
      unit: 'days',
      value: {
        percent: 85,
        // Rank ⌈.85·5⌉ = 5 of 1, 2, 3, 4, 10.
        days: 10,
        from: '2025-11-09',
        to: '2026-02-01',
        learnedFrom: 5,
        met: 0,
        of: 0,
        share: null,
        openBeyond: [],
      },
      n: 0,
      items: [],
      excluded: [],
    });
  });

  test('one that took just N days met it, one that took a day more did not', () => {
    const items = [...PAST, counted('K-1', 10, '2026-02-15'), counted('K-2', 11, '2026-02-15')];
    expect(serviceLevel.measure(inputOf(items, ...FEBRUARY))).toMatchObject({
      value: { met: 1, of: 2, share: 0.5 },
      n: 2,
      items: ['K-1', 'K-2'],
    });
  });

  test('the past is the twelve weeks before: the day before them and the first of the window are not in it', () => {
    const items = [
      ...PAST,
      counted('too early', 40, '2025-11-08'),
      counted('just in', 30, '2025-11-09'),
      counted('since', 50, '2026-02-01'),
    ];
    // 1, 2, 3, 4, 10, 30: rank ⌈.85·6⌉ = 6.
    expect(serviceLevel.measure(inputOf(items, ...FEBRUARY))).toMatchObject({
      value: { days: 30, learnedFrom: 6, of: 1, met: 0 },
    });
  });

  test('equal durations: all on the edge meet it', () => {
    const past = [1, 2, 3, 4, 5].map((key) => counted(`P-${key}`, 3, '2026-01-20'));
    const since = [1, 2].map((key) => counted(`K-${key}`, 3, '2026-02-10'));
    expect(serviceLevel.measure(inputOf([...past, ...since], ...FEBRUARY))).toMatchObject({
      value: { days: 3, share: 1 },
    });
  });

  test('days are counted by the calendar of the stream: over one midnight are two, on a short day too', () => {
    // 2 February 23:30 to 3 February 00:30 in Berlin; the same in the night of 29 March.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const past = [1, 2, 3, 4, 5].map((key) =>
      itemOf(`P-${key}`, ['2026-01-20T10:00Z Build', '2026-01-20T11:00Z Done']),
    );
    const items = [
      ...past,
      itemOf('two days', ['2026-02-02T22:30Z Build', '2026-02-02T23:30Z Done']),
      itemOf('one day', ['2026-02-02T23:30Z Build', '2026-02-03T22:30Z Done']),
      itemOf('clocks', ['2026-03-28T23:10Z Build', '2026-03-29T21:50Z Done']),
    ];
    const input = inputOf(items, '2026-02-01', '2026-04-01', { stream });
    expect(serviceLevel.measure(input)).toMatchObject({ value: { days: 1, met: 2, of: 3 } });
  });

  test('a reopened item counts by its whole span, one moved back too; a never started one is left out by name', () => {
    const items = [
      ...PAST,
      itemOf('reopened', [
        '2026-02-02T12:00Z Build',
        '2026-02-03T12:00Z Done',
        '2026-02-19T12:00Z Build',
        '2026-02-20T12:00Z Done',
      ]),
      itemOf('back', ['2026-02-02T12:00Z Test', '2026-02-03T12:00Z Build', '2026-02-05T12:00Z Done']),
      itemOf('never', ['2026-02-02T12:00Z Idea', '2026-02-03T12:00Z Done']),
    ];
    expect(serviceLevel.measure(inputOf(items, ...FEBRUARY))).toMatchObject({
      value: { met: 1, of: 2 },
      excluded: [{ item: 'never', reason: 'never-started' }],
    });
  });

  test('unfinished items beyond N days are named', () => {
    const items = [
      ...PAST,
      // From 20 February to 1 March, both counted, are ten days.
      itemOf('just', ['2026-02-20T12:00Z Build']),
      itemOf('beyond', ['2026-02-19T12:00Z Build']),
    ];
    expect(serviceLevel.measure(inputOf(items, ...FEBRUARY))).toMatchObject({ value: { openBeyond: ['beyond'] } });
  });
});
