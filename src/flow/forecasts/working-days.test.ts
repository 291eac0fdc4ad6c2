import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, daysOf, weekday } from '../calendar.ts';
import { horizonOf, workingDaysOf } from './working-days.ts';

const weekend = workingDaysOf({ weekdays: ['Saturday', 'Sunday'], dates: ['2026-12-25'] });
const always = workingDaysOf({ weekdays: [], dates: [] });

it('weekdays off and dates off are not worked', () => {
  // 25 December 2026 is a Friday; 21 December a Monday.
  expect(daysOf('2026-12-21', '2026-12-28').filter(weekend.isWorking)).toEqual([
    '2026-12-21',
    '2026-12-22',
    '2026-12-23',
    '2026-12-24',
  ]);
  expect(weekend.count('2026-12-21', '2026-12-27')).toBe(4);
  expect(weekend.nth('2026-12-21', 5, '2027-12-31')).toBe('2026-12-28');
});

it('both ends are within, and an end before the start holds none', () => {
  expect(always.count('2026-03-01', '2026-03-01')).toBe(1);
  expect(always.count('2026-03-02', '2026-03-01')).toBe(0);
  expect(always.nth('2026-03-01', 1, '2026-03-01')).toBe('2026-03-01');
  expect(always.nth('2026-03-01', 2, '2026-03-01')).toBeNull();
});

it('a leap day is a day', () => {
  expect(always.nth('2028-02-28', 3, '2028-12-31')).toBe('2028-03-01');
  expect(always.nth('2027-02-28', 3, '2028-12-31')).toBe('2027-03-02');
  expect(horizonOf('2028-02-29')).toBe('2038-02-28');
});

it('with every weekday off there is no working day', () => {
  const never = workingDaysOf({
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    dates: [],
  });
  expect(never.count('2026-01-01', '2027-01-01')).toBe(0);
  expect(never.nth('2026-01-01', 1, '2036-01-01')).toBeNull();
});

it('weekdays agree with the calendar, also before 1970', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 40_000 }), (offset) => {
      const day = addDays('1970-01-01', offset);
      expect(weekend.isWorking(day) || day === '2026-12-25').toBe(weekday(day) <= 5);
    }),
  );
});

it('counting to the k-th working day gives k', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 1, max: 500 }), (offset, k) => {
      const from = addDays('2026-01-01', offset);
      const day = weekend.nth(from, k, addDays(from, 2000));
      if (day === null) throw new Error('2,000 days hold 500 working days');
      expect(weekend.count(from, day)).toBe(k);
      expect(weekend.isWorking(day)).toBe(true);
    }),
  );
});
