import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, daysOf, weekday } from '../calendar.ts';
import { horizonOf, workingDaysIn, workingDaysOf } from './working-days.ts';

const christmas = { weekdays: ['Saturday' as const, 'Sunday' as const], dates: ['2026-12-25'] };
const none = { weekdays: [], dates: [] };

it('weekdays off and dates off are not worked', () => {
  // 25 December 2026 is a Friday; 21 December a Monday.
  const worked = ['2026-12-21', '2026-12-22', '2026-12-23', '2026-12-24'];
  expect(daysOf('2026-12-21', '2026-12-28').filter(workingDaysOf(christmas))).toEqual(worked);
  const days = workingDaysIn(christmas, '2026-12-21', '2027-12-31');
  expect(days.countTo('2026-12-27')).toBe(4);
  expect(days.nth(4)).toBe('2026-12-24');
  expect(days.nth(5)).toBe('2026-12-28');
});

it('both ends are within, and an end before the start holds none', () => {
  const one = workingDaysIn(none, '2026-03-01', '2026-03-01');
  expect([one.count, one.nth(1), one.nth(2), one.nth(0)]).toEqual([1, '2026-03-01', null, null]);
  expect([one.countTo('2026-02-28'), one.countTo('2026-03-01'), one.countTo('2026-03-02')]).toEqual([0, 1, 1]);
  expect(workingDaysIn(none, '2026-03-02', '2026-03-01').count).toBe(0);
});

it('a leap day is a day', () => {
  expect(workingDaysIn(none, '2028-02-28', '2028-12-31').nth(3)).toBe('2028-03-01');
  expect(workingDaysIn(none, '2027-02-28', '2028-12-31').nth(3)).toBe('2027-03-02');
  expect(horizonOf('2028-02-29')).toBe('2038-02-28');
});

it('with every weekday off there is no working day', () => {
  const days = workingDaysIn(
    { weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'], dates: [] },
    '2026-01-01',
    '2036-01-01',
  );
  expect([days.count, days.nth(1), days.countTo('2030-01-01')]).toEqual([0, null, 0]);
});

it('weekdays agree with the calendar, also before 1970', () => {
  const isWorking = workingDaysOf(christmas);
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 40_000 }), (offset) => {
      const day = addDays('1970-01-01', offset);
      expect(isWorking(day) || day === '2026-12-25').toBe(weekday(day) <= 5);
    }),
  );
});

it('counting to the k-th working day gives k', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 1, max: 500 }), (offset, k) => {
      const from = addDays('2026-01-01', offset);
      const days = workingDaysIn(christmas, from, addDays(from, 2000));
      const day = days.nth(k);
      if (day === null) throw new Error('2,000 days hold 500 working days');
      expect(days.countTo(day)).toBe(k);
      expect(days.countTo(addDays(day, -1))).toBe(k - 1);
      expect(workingDaysOf(christmas)(day)).toBe(true);
    }),
  );
});
