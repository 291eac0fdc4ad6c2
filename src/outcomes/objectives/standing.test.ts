import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../flow/calendar.ts';
import { type CycleBody, cycleBody } from './cycle.ts';
import { reminderState } from './reminder.ts';
import { type Reading, standingOf, type Terms } from './standing.ts';

const cycle = cycleBody.parse({ name: 'Q1', from: '2027-01-01', to: '2027-04-01', checkInEveryDays: 14 });
const up: Terms = { direction: 'up', baseline: 10, target: 30, band: null };
const reading = (on: string, value: number | null, confidence: number | null = null): Reading => ({
  on,
  value,
  confidence,
});
const at = (today: string, readings: readonly Reading[], terms = up, of: CycleBody = cycle) =>
  standingOf(terms, readings, [], { cycle: of, today });

describe('what a check-in makes known, and for how long', () => {
  const one = [reading('2027-02-01', 20, 0.7)];

  test('on the last day of the cadence it is present, a day later it is stale and nothing is known', () => {
    // 1 February + 14 days = 15 February.
    expect(at('2027-02-15', one)).toMatchObject({
      freshness: 'present',
      progress: { share: 0.5, unclamped: 0.5 },
      confidence: 0.7,
      dueOn: '2027-02-15',
    });
    expect(at('2027-02-16', one)).toEqual({
      freshness: 'stale',
      progress: null,
      unknownBecause: 'no check-in in the last 14 days',
      value: null,
      valueOn: null,
      confidence: null,
      confidenceOn: null,
      lastOn: '2027-02-01',
      dueOn: '2027-02-15',
      periods: null,
    });
  });

  test('without a check-in nothing is known, which is not no progress; the first is due a cadence after the beginning', () => {
    expect(at('2027-01-10', [])).toMatchObject({
      freshness: 'none',
      progress: null,
      confidence: null,
      dueOn: '2027-01-15',
    });
    expect(at('2026-12-31', [])).toMatchObject({ freshness: 'not-begun', unknownBecause: 'its cycle has not begun' });
  });

  test('a check-in of a day to come does not exist yet', () => {
    expect(at('2027-01-31', one)).toMatchObject({ freshness: 'none', lastOn: null });
  });

  test('progress comes from the latest with a value, confidence from the latest that names one', () => {
    const said = [reading('2027-02-10', null, 0.3), reading('2027-02-05', 25, null), reading('2027-02-01', 20, 0.9)];
    expect(at('2027-02-12', said)).toMatchObject({
      value: 25,
      valueOn: '2027-02-05',
      progress: { share: 0.75 },
      confidence: 0.3,
      confidenceOn: '2027-02-10',
    });
    // On 16 February the value of 1 February is out of the cadence; that of the 5th is not.
    expect(at('2027-02-24', [reading('2027-02-20', null, 0.3), reading('2027-02-05', 25)])).toMatchObject({
      freshness: 'present',
      progress: null,
      unknownBecause: 'no value is known',
      confidence: 0.3,
    });
  });

  test('an ended or closed cycle is seen on its last day: what was known then does not grow stale, and nothing is due', () => {
    const last = [reading('2027-03-25', 30, 0.9)];
    expect(at('2027-08-01', last)).toMatchObject({ freshness: 'present', progress: { share: 1 }, dueOn: null });
    expect(at('2027-08-01', [reading('2027-03-16', 30)])).toMatchObject({ freshness: 'stale' });
    const closed = cycleBody.parse({ ...cycle, state: 'closed', closedOn: '2027-03-01' });
    expect(at('2027-03-20', [reading('2027-02-20', 20)], up, closed)).toMatchObject({
      freshness: 'present',
      dueOn: null,
    });
  });

  test('what is not said is unknown in words', () => {
    const now = [reading('2027-02-01', 20)];
    expect(at('2027-02-01', now, { ...up, baseline: null }).unknownBecause).toBe('no baseline is known');
    expect(at('2027-02-01', now, { ...up, target: null }).unknownBecause).toBe('no target is known');
    expect(at('2027-02-01', now, { ...up, target: 10 }).unknownBecause).toBe('the target equals the baseline');
  });
});

describe('what is maintained', () => {
  const keep: Terms = { direction: 'maintain', baseline: null, target: null, band: { low: 99.5, high: null } };
  const values = [
    { on: '2027-01-05', value: 99.9 },
    { on: '2027-01-20', value: 99.1 },
    { on: '2027-02-01', value: 99.6 },
  ];

  test('progress is the share of periods in the band, of those that are known', () => {
    // Periods of 14 days from 1 January: kept, not kept, kept, and none known of the one that began on 12 February.
    const found = standingOf(keep, [reading('2027-02-12', null, 0.8)], values, { cycle, today: '2027-02-13' });
    expect(found.periods).toEqual({ inBand: 2, known: 3, of: 4 });
    expect(found.progress?.share).toBeCloseTo(2 / 3, 12);
  });

  test('it grows stale as everything else', () => {
    const found = standingOf(keep, [reading('2027-01-20', null)], values, { cycle, today: '2027-02-13' });
    expect(found).toMatchObject({ freshness: 'stale', progress: null, periods: null });
  });
});

test('whatever is said: known only when present, and confidence never moves progress', () => {
  const days = fc.integer({ min: -30, max: 120 }).map((days_) => addDays('2027-01-01', days_));
  const said = fc.record({
    on: days,
    value: fc.option(fc.integer({ min: 0, max: 40 })),
    confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  });
  fc.assert(
    fc.property(fc.array(said, { maxLength: 8 }), days, (readings, today) => {
      const found = at(today, readings);
      if (found.freshness !== 'present') {
        expect({ ...found, lastOn: null, dueOn: null }).toMatchObject({
          progress: null,
          confidence: null,
          value: null,
        });
      }
      expect(found.progress === null).toBe(found.unknownBecause !== null);
      const unsure = readings.map((one) => ({ ...one, confidence: null }));
      expect(at(today, unsure).progress).toEqual(found.progress);
    }),
  );
});

test('a check-in is called due two days before it turns stale, and overdue after', () => {
  const states = ['2027-02-12', '2027-02-13', '2027-02-15', '2027-02-16'].map((today) =>
    reminderState('2027-02-15', today),
  );
  expect(states).toEqual(['coming', 'due', 'due', 'overdue']);
});
