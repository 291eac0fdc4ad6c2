import { expect, it } from 'vitest';
import { daysOfStep, gridOf, stepInWords } from './grid.ts';

it('weeks with a gap keep their distance', () => {
  const { step, places, isResampled } = gridOf(['2026-01-05', '2026-01-12', '2026-01-26', '2026-02-02'], '2026-01-26');
  expect(stepInWords(step)).toBe('week');
  expect(places).toEqual([0, 1, 3, 4]);
  expect(isResampled).toBe(false);
});

it('firsts and lasts of months are months, whatever their length', () => {
  expect(gridOf(['2026-01-01', '2026-02-01', '2026-04-01'], '2026-02-01')).toEqual({
    step: { unit: 'months', count: 1 },
    places: [0, 1, 3],
    isResampled: false,
  });
  const ends = gridOf(['2026-01-31', '2026-02-28', '2026-03-31'], '2026-02-01');
  expect(ends.places).toEqual([0, 1, 2]);
  expect(stepInWords(gridOf(['2024-01-01', '2024-07-01', '2024-04-01'].toSorted(), '2024-02-01').step)).toBe('quarter');
  expect(stepInWords(gridOf(['1871-01-01', '1872-01-01', '1873-01-01'], '1872-01-01').step)).toBe('year');
});

it('working days are days with gaps', () => {
  // Thursday, Friday, Monday, Tuesday.
  const { step, places } = gridOf(['2026-01-08', '2026-01-09', '2026-01-12', '2026-01-13'], '2026-01-12');
  expect(stepInWords(step)).toBe('day');
  expect(places).toEqual([0, 1, 4, 5]);
});

it('days that lie on no grid are put into spans that begin at the release', () => {
  // Gaps 7, 7, 8, 6: the middle one is 7. Counted from 20 January: −15 and −8 are in spans −3 and −2, −1 in −1, 7 in 1, 13 in 1.
  const days = ['2026-01-05', '2026-01-12', '2026-01-19', '2026-01-27', '2026-02-02'];
  const { step, places, isResampled } = gridOf(days, '2026-01-20');
  expect(step).toEqual({ unit: 'days', count: 7 });
  expect(places).toEqual([0, 1, 2, 4, 4]);
  expect(isResampled).toBe(true);
});

it('a step has a length and a name', () => {
  expect(daysOfStep({ unit: 'days', count: 14 })).toBe(14);
  expect(daysOfStep({ unit: 'months', count: 12 })).toBe(365.25);
  expect(stepInWords({ unit: 'days', count: 14 })).toBe('14 days');
});

it('one day has no step', () => {
  expect(() => gridOf(['2026-01-05'], '2026-01-05')).toThrow('no distance');
});
