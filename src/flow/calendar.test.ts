import { describe, expect, test } from 'vitest';
import { addDays, addMonths, calendarOf, daysBetween, daysOf, weekday, weekOf, wholeWeeks } from './calendar.ts';

describe('days of a zone', () => {
  test('a day begins at its first instant, where clocks skip midnight at one in the morning', () => {
    // São Paulo, 4 November 2018: clocks went from 24:00 to 01:00, so the day began at 03:00Z, an hour after the old midnight's end.
    const calendar = calendarOf('America/Sao_Paulo');
    expect(new Date(calendar.startOf('2018-11-04')).toISOString()).toBe('2018-11-04T03:00:00.000Z');
    expect(calendar.dayOf(Date.parse('2018-11-04T02:59:59.999Z'))).toBe('2018-11-03');
    expect(calendar.dayOf(Date.parse('2018-11-04T03:00Z'))).toBe('2018-11-04');
  });

  test('a day that a zone left out belongs to no instant', () => {
    // Samoa went from 29 to 31 December 2011, at 10:00Z.
    const calendar = calendarOf('Pacific/Apia');
    expect(calendar.dayOf(Date.parse('2011-12-30T09:59:59.999Z'))).toBe('2011-12-29');
    expect(calendar.dayOf(Date.parse('2011-12-30T10:00Z'))).toBe('2011-12-31');
  });

  test('the first and the last instant of each day belong to it, over a year with two clock changes', () => {
    const calendar = calendarOf('Europe/Berlin');
    for (const day of daysOf('2026-01-01', '2027-01-01')) {
      const end = calendar.startOf(addDays(day, 1)) - 1;
      expect([calendar.dayOf(calendar.startOf(day)), calendar.dayOf(end)]).toEqual([day, day]);
    }
  });

  test('day numbers count the days between', () => {
    const calendar = calendarOf('Asia/Kolkata');
    // 18:30Z is midnight there.
    const before = calendar.dayNumberOf(Date.parse('2026-01-01T18:29:59.999Z'));
    expect(calendar.dayNumberOf(Date.parse('2026-01-01T18:30Z')) - before).toBe(1);
    expect(calendar.dayNumberOf(Date.parse('2026-03-01T18:30Z')) - before).toBe(
      daysBetween('2026-01-01', '2026-03-02'),
    );
  });

  test('an unknown zone is refused at once', () => {
    expect(() => calendarOf('Europe/Nowhere')).toThrow(RangeError);
  });
});

describe('days, weeks and months', () => {
  test('adding months clamps to the end of the month, in leap years too', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
    expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  });

  test('the leap day is a day like others', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(daysBetween('2028-02-01', '2028-03-01')).toBe(29);
  });

  test('weeks begin on Monday, over the end of a year', () => {
    expect(weekOf('2027-01-01')).toBe('2026-12-28');
    expect([weekday('2026-12-28'), weekday('2027-01-03')]).toEqual([1, 7]);
  });

  test('whole weeks lie inside the days; part weeks are left out', () => {
    expect(wholeWeeks('2026-01-05', '2026-01-19')).toEqual(['2026-01-05', '2026-01-12']);
    expect(wholeWeeks('2026-01-06', '2026-01-19')).toEqual(['2026-01-12']);
    expect(wholeWeeks('2026-01-06', '2026-01-18')).toEqual([]);
  });
});
