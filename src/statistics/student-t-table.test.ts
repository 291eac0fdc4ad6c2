import fc from 'fast-check';
import { expect, test } from 'vitest';
import { studentT } from './student-t.ts';
import { tabulatedT } from './student-t-table.ts';

test('the table says what the distribution says', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 300 }),
      fc.array(fc.double({ min: -25, max: 25, noNaN: true }), { minLength: 20, maxLength: 20 }),
      (degrees, ts) => {
        const [exact, table] = [studentT(degrees), tabulatedT(degrees)];
        for (const t of ts) {
          expect(Math.abs(table.cdf(t) - exact.cdf(t))).toBeLessThan(1e-6);
          expect(Math.abs(table.density(t) - exact.density(t))).toBeLessThan(1e-3);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('at its ends and beyond it is the distribution itself', () => {
  // t with 10 degrees of freedom: 2.228 leaves 2.5 % (Fisher and Yates).
  const { cdf } = tabulatedT(10);
  expect(cdf(2.228)).toBeCloseTo(0.975, 4);
  expect(cdf(0)).toBeCloseTo(0.5, 12);
  for (const t of [-1e9, -20, 20, 1e9]) expect(cdf(t)).toBeCloseTo(studentT(10).cdf(t), 12);
  expect(cdf(Number.NEGATIVE_INFINITY)).toBe(0);
  expect(cdf(Number.NaN)).toBeNaN();
});
