import { describe, expect, test } from 'vitest';
import { constraint, tellWhere } from './constraint.ts';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';

const START = Date.parse('2026-01-05T00:00Z');
const HOUR = 3_600_000;
const QUARTER = ['2026-01-05', '2026-03-30'] as const;

/**
 * A line of one builder and one tester: an item comes every `arrive` hours, is built in `build` and tested in `test` hours, one at a
 * time, in order of arrival. Worked by hand from the rule of the line: a station starts when the item is there and it is free.
 */
function line(hours: { arrive: number; build: number; test: number | ((begunAt: number) => number) }, count: number) {
  const at = (hour: number) => new Date(START + hour * HOUR).toISOString();
  let builder = 0;
  let tester = 0;
  return Array.from({ length: count }, (_, index) => {
    const arrived = index * hours.arrive;
    const begun = Math.max(arrived, builder);
    builder = begun + hours.build;
    const tested = Math.max(builder, tester);
    tester = tested + (typeof hours.test === 'number' ? hours.test : hours.test(tested));
    return itemOf(`K-${index}`, [
      `${at(arrived)} Ready`,
      `${at(begun)} Build`,
      `${at(builder)} Review`,
      `${at(tested)} Test`,
      `${at(tester)} Done`,
    ]);
  });
}

function found(...args: Parameters<typeof inputOf>) {
  const measure = constraint.measure(inputOf(...args));
  if (measure.status !== 'measured') throw new Error(measure.reason);
  return measure.value;
}

describe('the constraint', () => {
  test('without a waiting step it is unmeasurable, since queues cannot be seen', () => {
    const stream = exampleStream({
      steps: [
        { step: 'Build', state: 'active', statuses: ['Build'] },
        { step: 'Done', state: 'done', statuses: ['Done'] },
      ],
    });
    const input = inputOf([itemOf('K-1', ['2026-01-05T00:00Z Build'])], ...QUARTER, { stream });
    expect(constraint.measure(input)).toMatchObject({ status: 'unmeasurable' });
  });

  test('nothing in process is unmeasurable', () => {
    const input = inputOf([itemOf('K-1', ['2026-01-05T00:00Z Idea'])], ...QUARTER);
    expect(constraint.measure(input)).toMatchObject({ status: 'unmeasurable' });
  });

  test('fewer than five items name nothing', () => {
    expect(found(line({ arrive: 24, build: 20, test: 600 }, 4), ...QUARTER)).toMatchObject({
      step: null,
      because: 'No clear constraint. Only 4 items were in process.',
    });
  });

  test('four items name nothing, even where all the evidence agrees; five do', () => {
    const stream = exampleStream({
      steps: [
        { step: 'Ready', state: 'waiting', statuses: ['Ready'] },
        { step: 'Build', state: 'active', statuses: ['Build'], limit: 1 },
        { step: 'Review', state: 'waiting', statuses: ['Review'] },
        { step: 'Test', state: 'active', statuses: ['Test'] },
        { step: 'Done', state: 'done', statuses: ['Done'] },
      ],
    });
    const of = (count: number) => found(line({ arrive: 0, build: 1000, test: 20 }, count), ...QUARTER, { stream });
    expect(of(4)).toMatchObject({ step: null, candidates: [{ step: 'Build', agrees: true }, {}] });
    expect(of(5)).toMatchObject({ step: 'Build' });
  });

  test('a tester slower than what comes: the queue before Test grows, and Test is named', () => {
    // One a day comes, one in 30 hours is tested: of 84, 67 are tested in 2016 hours.
    const value = found(line({ arrive: 24, build: 20, test: 30 }, 84), ...QUARTER);
    expect(value).toMatchObject({ step: 'Test', queue: ['Review'], wouldShow: [] });
    expect(value.candidates).toMatchObject([
      { step: 'Build', agrees: false, first: null },
      { step: 'Test', agrees: true, first: 1 },
    ]);
    expect(value.because).toContain('No step stands after Test.');
  });

  test('a builder slower than what comes: Test runs short of work, and Build is named', () => {
    const value = found(line({ arrive: 24, build: 30, test: 20 }, 84), ...QUARTER);
    expect(value).toMatchObject({ step: 'Build', queue: ['Ready'] });
    expect(value.candidates[0]?.laterShort).toMatchObject({
      holds: true,
      // Review is never occupied: each built item is taken at once.
      words: 'Review was empty for 100 % of the time.',
    });
  });

  test('work that also waits later speaks against an earlier step', () => {
    // Building takes 26 hours and testing 30: both queues grow, the one before Test by four hours an item.
    const value = found(line({ arrive: 24, build: 26, test: 30 }, 84), ...QUARTER);
    expect(value.step).toBe('Test');
    expect(value.candidates[0]).toMatchObject({ step: 'Build', queueHolds: { holds: true }, agrees: false });
    expect(value.candidates[0]?.laterShort).toMatchObject({ holds: false, wouldShow: 'Test running short of work.' });
  });

  test('a line that keeps up with what comes has no clear constraint', () => {
    const value = found(line({ arrive: 24, build: 10, test: 10 }, 84), ...QUARTER);
    expect(value).toMatchObject({ step: null });
    expect(value.because).toContain('No clear constraint.');
    expect(value.candidates.map((one) => one.agrees)).toEqual([false, false]);
  });

  test('a queue that shrinks by more than 2√(arrivals + departures) names nothing', () => {
    // 60 items wait on the first day and none comes after: 60 in, 60 out would hold; seen from the second week on they only leave.
    const items = line({ arrive: 0, build: 20, test: 1 }, 60);
    const value = found(items, '2026-01-12', '2026-03-02');
    const build = value.candidates[0];
    expect(build?.step).toBe('Build');
    expect(build?.queueHolds).toMatchObject({ holds: false });
    expect(value.step).toBeNull();
  });

  test('a step at its limit for half of the time is at capacity, whatever its pace', () => {
    const value = found(line({ arrive: 24, build: 30, test: 20 }, 84), ...QUARTER, {
      stream: exampleStream({
        steps: [
          { step: 'Ready', state: 'waiting', statuses: ['Ready'] },
          { step: 'Build', state: 'active', statuses: ['Build'], limit: 1 },
          { step: 'Review', state: 'waiting', statuses: ['Review'] },
          { step: 'Test', state: 'active', statuses: ['Test'] },
          { step: 'Done', state: 'done', statuses: ['Done'] },
        ],
      }),
    });
    expect(value.candidates[0]?.atCapacity.words).toBe('Build was at its limit of 1 for 100 % of the time.');
  });

  test('a window of fewer than four whole weeks cannot say at what pace a step can work, and says what would', () => {
    const value = found(line({ arrive: 24, build: 20, test: 30 }, 20), '2026-01-05', '2026-01-26');
    expect(value.step).toBeNull();
    expect(value.candidates[1]?.atCapacity).toMatchObject({ holds: null });
    expect(value.wouldShow).toEqual(['At least 4 whole weeks with 10 departures from Test, or a limit on it.']);
  });

  test('nine departures say nothing about a pace, ten do', () => {
    // The tester finishes one item in 168 hours: nine leave by the tenth week, ten by the eleventh.
    const items = line({ arrive: 24, build: 20, test: 168 }, 84);
    const of = (to: string) => found(items, '2026-01-05', to).candidates[1]?.atCapacity.holds;
    expect([of('2026-03-16'), of('2026-03-23')]).toEqual([null, true]);
  });

  test('work that waits before done makes finishing a candidate', () => {
    const stream = exampleStream({
      steps: [
        { step: 'Build', state: 'active', statuses: ['Build'] },
        { step: 'To release', state: 'waiting', statuses: ['Review', 'Test'] },
        { step: 'Released', state: 'done', statuses: ['Done'] },
      ],
    });
    const value = found(line({ arrive: 24, build: 20, test: 30 }, 84), ...QUARTER, { stream });
    expect(value).toMatchObject({ step: 'Released', queue: ['To release'] });
  });

  test('waiting steps in a row are one queue: going from one to the next is neither coming nor leaving', () => {
    const stream = exampleStream({
      steps: [
        { step: 'Build', state: 'active', statuses: ['Build'] },
        { step: 'Built', state: 'waiting', statuses: ['Review'] },
        { step: 'To test', state: 'waiting', statuses: ['Test'] },
        { step: 'Check', state: 'active', statuses: ['Closed'] },
        { step: 'Done', state: 'done', statuses: ['Done'] },
      ],
    });
    const items = ['05', '06', '07', '08', '09'].map((day) =>
      itemOf(day, [`2026-01-${day}T00:00Z Build`, `2026-01-${day}T06:00Z Review`, `2026-01-${day}T12:00Z Test`]),
    );
    const value = found(items, '2026-01-05', '2026-01-12', { stream });
    // 5 came, none went; empty from Monday 00:00 to 06:00, a 28th of the week.
    expect(value.candidates[0]).toMatchObject({
      step: 'Check',
      queue: ['Built', 'To test'],
      queueHolds: { holds: true, words: 'Built and To test grew or held: 5 came in, 0 went out.' },
    });
  });

  test('a later queue that nothing leaves is not short of work, even when nothing leaves the one before', () => {
    const items = ['05', '06', '07', '08', '09'].flatMap((day) => [
      itemOf(`ready ${day}`, [`2026-01-${day}T00:00Z Ready`]),
      itemOf(`review ${day}`, [`2026-01-${day}T00:00Z Review`]),
    ]);
    const build = found(items, '2026-01-05', '2026-02-09').candidates[0];
    expect(build).toMatchObject({ step: 'Build', queueHolds: { holds: true }, laterShort: { holds: false } });
  });

  test('an improvement of the constraint moves it', () => {
    // Twelve weeks of tests of 30 hours, from then on of 8; building takes 26 hours, and an item comes every 24.
    const improvedAt = 12 * 7 * 24;
    const items = line({ arrive: 24, build: 26, test: (hour) => (hour < improvedAt ? 30 : 8) }, 220);
    expect(found(items, '2026-01-05', '2026-03-30', { asOf: '2026-12-01T00:00Z' }).step).toBe('Test');
    expect(found(items, '2026-05-04', '2026-07-27', { asOf: '2026-12-01T00:00Z' }).step).toBe('Build');
  });

  test('an improvement elsewhere is told that it is elsewhere', () => {
    const value = found(line({ arrive: 24, build: 20, test: 30 }, 84), ...QUARTER);
    expect(tellWhere(value, 'Test')).toContain('is the constraint');
    expect(tellWhere(value, 'Build')).toContain('elsewhere');
    expect(tellWhere({ ...value, step: null }, 'Build')).toBeNull();
  });

  test('cancelled items are left out by name', () => {
    const items = [
      ...line({ arrive: 24, build: 20, test: 30 }, 10),
      itemOf('gone', ['2026-01-05T00:00Z Ready', '2026-01-20T00:00Z Dropped']),
    ];
    const measure = constraint.measure(inputOf(items, ...QUARTER));
    expect(measure).toMatchObject({ n: 10, excluded: [{ item: 'gone', reason: 'cancelled' }] });
  });
});
