import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, calendarOf, daysBetween, daysOf, weekday, weekOf, wholeWeeks } from './calendar.ts';

const HOUR_MS = 3_600_000;
const at = (text: string): number => Date.parse(text);

/** Zones with odd days: clock changes at midnight, a skipped day, offsets of 45 minutes, both ends of the world. */
const ZONES = [
  'UTC',
  'America/Halifax',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Asia/Beirut',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Australia/Lord_Howe',
  'Europe/Berlin',
];
const anyZone = fc.constantFrom(...ZONES);
const anyInstant = fc.integer({ min: at('2008-01-01T00:00Z'), max: at('2026-01-01T00:00Z') });
const anyDay = fc
  .integer({ min: 0, max: 6500 })
  .map((days) => new Date(at('2008-01-01T00:00Z') + days * 24 * HOUR_MS).toISOString().slice(0, 10));

describe('days of a zone', () => {
  test.each([
    // Clocks go from 00:00 to 01:00: the day begins at 01:00 there.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00Z', 23],
    ['Asia/Beirut', '2024-03-31', '2024-03-30T22:00Z', 23],
    ['Africa/Cairo', '2023-04-28', '2023-04-27T22:00Z', 23],
    // Clocks go from 02:00 to 03:00, and back.
    ['America/Halifax', '2024-03-10', '2024-03-10T04:00Z', 23],
    ['America/Halifax', '2024-11-03', '2024-11-03T03:00Z', 25],
    // Half an hour only.
    ['Australia/Lord_Howe', '2024-04-07', '2024-04-06T13:00Z', 24.5],
    // Clocks went from 00:01 back to 23:01: the day began at its first 00:00, and lasted 25 hours from there.
    ['America/St_Johns', '2010-11-07', '2010-11-07T02:30Z', 25],
    // 30 December 2011 never was on Samoa: it begins and ends where the 31st begins.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00Z', 0],
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00Z', 24],
  ])('%s: %s begins at %s and lasts %d hours', (zone, day, begins, hours) => {
    const { startOf } = calendarOf(zone);
    expect(startOf(day)).toBe(at(begins));
    expect((startOf(addDays(day, 1)) - startOf(day)) / HOUR_MS).toBe(hours);
  });

  test('an instant belongs to the last day that began by then', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (zone, instant) => {
        const { dayOf, startOf } = calendarOf(zone);
        const day = dayOf(instant);
        expect(startOf(day)).toBeLessThanOrEqual(instant);
        expect(startOf(addDays(day, 1))).toBeGreaterThan(instant);
      }),
    );
  });

  test('it is the day that a clock there shows, but for the hour that comes twice around a midnight', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (zone, instant) => {
        const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
        const { dayOf, startOf } = calendarOf(zone);
        const isRepeated = local < dayOf(instant) && instant - startOf(dayOf(instant)) < 2 * HOUR_MS;
        expect(isRepeated || dayOf(instant) === local).toBe(true);
      }),
    );
  });

  test('days begin one after the other', () => {
    fc.assert(
      fc.property(anyZone, anyDay, (zone, day) => {
        const { startOf } = calendarOf(zone);
        expect(startOf(addDays(day, 1))).toBeGreaterThanOrEqual(startOf(day));
      }),
    );
  });

  test('an unknown zone fails at once', () => {
    expect(() => calendarOf('Europe/Atlantis')).toThrow(RangeError);
  });
});

describe('counting days', () => {
  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-02-28', 2, '2024-03-01'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2024-12-31', 1, '2025-01-01'],
  ])('%s + %i days = %s', (day, days, sum) => {
    expect(addDays(day, days)).toBe(sum);
    expect(daysBetween(day, sum)).toBe(days);
  });

  test.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-01-31', 2, '2024-03-31'],
    ['2024-11-30', 3, '2025-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('%s + %i months = %s, clamped to the end of the month', (day, months, sum) => {
    expect(addMonths(day, months)).toBe(sum);
  });

  test.each([
    // 1 January 2024 was a Monday.
    ['2024-01-01', 1, '2024-01-01'],
    ['2024-01-07', 7, '2024-01-01'],
    ['2024-02-29', 4, '2024-02-26'],
    ['2023-12-31', 7, '2023-12-25'],
  ])('%s is ISO weekday %i in the week of %s', (day, number, monday) => {
    expect(weekday(day)).toBe(number);
    expect(weekOf(day)).toBe(monday);
  });

  test.each([
    ['2024-03-04', '2024-03-18', ['2024-03-04', '2024-03-11']],
    ['2024-03-05', '2024-03-18', ['2024-03-11']],
    ['2024-03-04', '2024-03-17', ['2024-03-04']],
    ['2024-03-05', '2024-03-11', []],
  ])('the whole weeks of [%s, %s) are %j', (from, to, weeks) => {
    expect(wholeWeeks(from, to)).toEqual(weeks);
  });

  test('every day of a span stands once, over a leap day', () => {
    expect(daysOf('2024-02-28', '2024-03-02')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
    expect(daysOf('2024-03-01', '2024-03-01')).toEqual([]);
  });

  test('adding and counting agree', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
        expect(weekday(addDays(day, 7))).toBe(weekday(day));
        expect(daysBetween(weekOf(day), day)).toBe(weekday(day) - 1);
      }),
    );
  });
});
