import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';
import { loadIn } from './load-in.ts';
import { stepFlowIn } from './step-flow-in.ts';
import { waiting } from './waiting.ts';

const DAY = 86_400;
const WEEK = ['2026-01-05', '2026-01-12'] as const;

function stepOf(measure: ReturnType<typeof waiting.measure>, name: string) {
  if (measure.status !== 'measured') throw new Error(measure.reason);
  return measure.value.steps.find((step) => step.step === name);
}

describe('where work waits', () => {
  test('nothing in process is unmeasurable', () => {
    const input = inputOf([itemOf('K-1', ['2026-01-05T00:00Z Idea'])], ...WEEK);
    expect(waiting.measure(input)).toMatchObject({ status: 'unmeasurable' });
  });

  test('one item: each step has its share of the time in process; below five items there is no interval', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Ready', // 3 days
      '2026-01-08T00:00Z Build', // 1 day
      '2026-01-09T00:00Z Done',
    ]);
    const measure = waiting.measure(inputOf([item], ...WEEK));
    expect(measure).toMatchObject({ n: 1, items: ['K-1'], value: { longest: 'Ready' } });
    expect(stepOf(measure, 'Ready')).toEqual({
      step: 'Ready',
      state: 'waiting',
      share: 0.75,
      low: null,
      high: null,
      seconds: 3 * DAY,
      arrivals: 1,
      departures: 1,
      change: 0,
      medianVisitSeconds: null,
      visits: 1,
      loadAtEnd: 0,
      loadAverage: 3 / 7,
      limit: null,
      blockedShare: null,
    });
    expect(stepOf(measure, 'Build')).toMatchObject({ share: 0.25, limit: 2 });
    expect(stepOf(measure, 'Test')).toMatchObject({ share: 0, arrivals: 0 });
  });

  test('only time inside the window counts, of completed and of ongoing items', () => {
    const items = [
      // 1 day of the window in Build.
      itemOf('completed', ['2026-01-01T00:00Z Build', '2026-01-06T00:00Z Done']),
      // 3 days of the window in Review.
      itemOf('ongoing', ['2026-01-09T00:00Z Review']),
    ];
    const input = inputOf(items, ...WEEK, { asOf: '2026-02-01T00:00Z' });
    expect(stepOf(waiting.measure(input), 'Build')?.share).toBe(0.25);
    expect(stepOf(waiting.measure(input), 'Review')?.share).toBe(0.75);
  });

  test('cancelled items are left out by name; their visits still happened', () => {
    const items = [
      itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done']),
      itemOf('K-2', ['2026-01-05T00:00Z Ready', '2026-01-07T00:00Z Dropped']),
    ];
    const measure = waiting.measure(inputOf(items, ...WEEK));
    expect(measure).toMatchObject({ n: 1, excluded: [{ item: 'K-2', reason: 'cancelled' }], value: { longest: null } });
    expect(stepOf(measure, 'Ready')).toMatchObject({ share: 0, arrivals: 1, departures: 1 });
  });

  test('of a revived item the present life counts; with restart, an item back in new is not committed', () => {
    const revived = itemOf('revived', [
      '2026-01-05T00:00Z Ready',
      '2026-01-06T00:00Z Dropped',
      '2026-01-07T00:00Z Build',
      '2026-01-08T00:00Z Done',
    ]);
    expect(stepOf(waiting.measure(inputOf([revived], ...WEEK)), 'Ready')).toMatchObject({ share: 0, arrivals: 1 });
    const back = itemOf('back', ['2026-01-05T00:00Z Ready', '2026-01-06T00:00Z Idea']);
    const stream = exampleStream({ options: { restartOnReturnToNew: true } });
    expect(waiting.measure(inputOf([revived, back], ...WEEK, { stream }))).toMatchObject({
      excluded: [{ item: 'back', reason: 'not-committed' }],
    });
  });

  test('a reopened item that skipped steps and moved back has the time of each visit', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Test', // 1 day
      '2026-01-06T00:00Z Ready', // 1 day, moved back
      '2026-01-07T00:00Z Done', // reopened later
      '2026-01-09T00:00Z Ready', // 2 days
      '2026-01-11T00:00Z Done',
    ]);
    const measure = waiting.measure(inputOf([item], ...WEEK));
    expect(stepOf(measure, 'Ready')).toMatchObject({ share: 0.75, arrivals: 2, departures: 2, visits: 2 });
    expect(stepOf(measure, 'Test')?.share).toBe(0.25);
  });

  test('the median visit rests on visits that ended in the window, whole, five or more', () => {
    const visit = (item: string, from: string) => itemOf(item, [`${from} Review`, '2026-01-06T00:00Z Done']);
    const items = [1, 2, 3, 4, 5].map((day) => visit(`K-${day}`, `2026-01-0${day}T00:00Z`));
    // 5, 4, 3, 2 and 1 days: the third of five is 3.
    expect(stepOf(waiting.measure(inputOf(items, ...WEEK)), 'Review')).toMatchObject({
      visits: 5,
      medianVisitSeconds: 3 * DAY,
    });
    expect(stepOf(waiting.measure(inputOf(items.slice(1), ...WEEK)), 'Review')).toMatchObject({
      visits: 4,
      medianVisitSeconds: null,
    });
  });

  test('blocked share is of the time in the step, and null while no blocking is known', () => {
    const blocked = itemOf('K-1', [
      '2026-01-05T00:00Z Build',
      '2026-01-06T00:00Z blocked',
      '2026-01-07T00:00Z Test',
      '2026-01-08T00:00Z unblocked',
      '2026-01-09T00:00Z Done',
    ]);
    const measure = waiting.measure(inputOf([blocked], ...WEEK));
    expect(stepOf(measure, 'Build')?.blockedShare).toBe(0.5);
    expect(stepOf(measure, 'Test')?.blockedShare).toBe(0.5);
    expect(stepOf(measure, 'Ready')?.blockedShare).toBeNull();
  });

  test('entering or leaving counts at the first instant of the window, and not at the one after it', () => {
    const items = [
      itemOf('first', ['2026-01-05T00:00Z Ready', '2026-01-12T00:00Z Build']),
      itemOf('before', ['2026-01-04T23:59:59.999Z Ready', '2026-01-05T00:00Z Build']),
    ];
    const input = inputOf(items, ...WEEK, { asOf: '2026-02-01T00:00Z' });
    const measure = waiting.measure(input);
    expect(stepOf(measure, 'Ready')).toMatchObject({ arrivals: 1, departures: 1, change: 0, loadAtEnd: 1 });
    expect(stepOf(measure, 'Build')).toMatchObject({ arrivals: 1, departures: 0, change: 1, loadAtEnd: 1 });
  });

  test('a midnight in the zone of the stream, and an hour that clocks take, shape the average', () => {
    // Berlin, 29 March 2026 has 23 hours; the item waits for all of them.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const item = itemOf('K-1', ['2026-03-28T23:00Z Ready', '2026-03-29T22:00Z Build']);
    const input = inputOf([item], '2026-03-29', '2026-03-30', { stream });
    expect(stepOf(waiting.measure(input), 'Ready')).toMatchObject({ seconds: 23 * 3600, loadAverage: 1 });
  });

  test('two waiting steps of equal share: the earlier one is named', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Ready', '2026-01-06T00:00Z Review', '2026-01-07T00:00Z Done']);
    expect(waiting.measure(inputOf([item], ...WEEK))).toMatchObject({ value: { longest: 'Ready' } });
  });

  test('with alike items the interval is the share; with unlike ones it holds the share between', () => {
    const item = (key: string, until: string) =>
      itemOf(key, ['2026-01-05T00:00Z Ready', `${until} Build`, '2026-01-09T00:00Z Done']);
    const alike = [1, 2, 3, 4, 5].map((key) => item(`K-${key}`, '2026-01-06T00:00Z'));
    expect(stepOf(waiting.measure(inputOf(alike, ...WEEK)), 'Ready')).toMatchObject({
      share: 0.25,
      low: 0.25,
      high: 0.25,
    });
    const unlike = [5, 6, 7, 8, 9].map((day) => item(`K-${day}`, `2026-01-0${day}T00:00Z`));
    const step = stepOf(waiting.measure(inputOf(unlike, ...WEEK)), 'Ready');
    // 0 + 1 + 2 + 3 + 4 of 20 days.
    expect(step?.share).toBe(0.5);
    expect(step?.low).toBeLessThan(0.5);
    expect(step?.high).toBeGreaterThan(0.5);
  });
});

/** Random walks over the steps, an item each, an hour at a time. */
const walks = fc.array(
  fc.array(fc.tuple(fc.constantFrom('Idea', 'Ready', 'Build', 'Review', 'Test', 'Done', 'Dropped'), fc.nat(200)), {
    minLength: 1,
    maxLength: 8,
  }),
  { minLength: 1, maxLength: 8 },
);

function walked(list: readonly (readonly (readonly [string, number])[])[]) {
  return list.map((walk, index) => {
    let hour = 0;
    return itemOf(
      `K-${index}`,
      walk.map(([step, hours]) => {
        hour += hours;
        return `${new Date(Date.parse('2026-01-01T00:00Z') + hour * 3_600_000).toISOString()} ${step}`;
      }),
    );
  });
}

describe('laws of flow through steps', () => {
  test('arrivals − departures is the change of the load of each step', () => {
    fc.assert(
      fc.property(walks, (list) => {
        const items = walked(list);
        const asOf = '2026-06-01T00:00Z';
        const input = inputOf(items, '2026-01-08', '2026-01-15', { asOf });
        // The load just before the window is the load at the end of the day before.
        const before = loadIn(inputOf(items, '2026-01-07', '2026-01-08', { asOf })).atEndStep;
        const after = loadIn(input).atEndStep;
        for (const flow of stepFlowIn(input)) {
          const count = (steps: readonly number[]) => steps.filter((step) => step === flow.step).length;
          expect(flow.arrivals - flow.departures).toBe(count(after) - count(before));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('shares of the steps sum to one', () => {
    fc.assert(
      fc.property(walks, (list) => {
        const measure = waiting.measure(inputOf(walked(list), '2026-01-01', '2026-03-01'));
        if (measure.status === 'unmeasurable') return;
        expect(measure.value.steps.reduce((sum, step) => sum + step.share, 0)).toBeCloseTo(1, 12);
      }),
      { numRuns: 100 },
    );
  });
});
