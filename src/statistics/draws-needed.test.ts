import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distributionOf, probabilityAtLeast, sumOfDraws } from './distribution.ts';
import { drawsNeeded } from './draws-needed.ts';

it('one item at one in two days: half after a day, 70 % after two, 85 % after three, 95 % after five', () => {
  // P(done within k) = 1 − 2⁻ᵏ: 0.5, 0.75, 0.875, 0.9375, 0.96875.
  expect(drawsNeeded(distributionOf([0, 1]), 1, [0.5, 0.7, 0.85, 0.95], 100).draws).toEqual([1, 2, 3, 5]);
});

it('a steady pace needs exactly total over pace, rounded up', () => {
  expect(drawsNeeded(distributionOf([2, 2]), 7, [0.5, 0.95], 100).draws).toEqual([4, 4]);
});

it('three items from 0, 1, 2: two draws reach 1/3, three reach 17/27', () => {
  // Sum of three draws: 7 combinations stay ≤ … coefficients of (1 + x + x²)³ are 1, 3, 6, 7, 6, 3, 1: below 3 lie 10 of 27.
  const { draws, firstDraw, curve } = drawsNeeded(distributionOf([0, 1, 2]), 3, [0.33, 0.5], 100);
  expect(draws).toEqual([2, 3]);
  expect(firstDraw).toBe(1);
  expect(curve[0]).toBeCloseTo(0, 14);
  expect(curve[1]).toBeCloseTo(1 / 3, 14);
  expect(curve[2]).toBeCloseTo(17 / 27, 14);
});

it('what the limit does not reach is left open', () => {
  // 1 − 2⁻³ = 0.875 within three draws.
  expect(drawsNeeded(distributionOf([0, 1]), 1, [0.85, 0.95], 3).draws).toEqual([3, null]);
  expect(drawsNeeded(distributionOf([0, 1]), 5000, [0.5], 100).draws).toEqual([null]);
  expect(drawsNeeded(distributionOf([0, 1]), 1, [0.5], 0).draws).toEqual([null]);
});

it('nothing left needs no draw, and draws of nothing never arrive', () => {
  expect(drawsNeeded(distributionOf([0, 1]), 0, [0.5, 0.95], 10).draws).toEqual([0, 0]);
  expect(() => drawsNeeded(distributionOf([0, 0]), 1, [0.5], 10)).toThrow(RangeError);
  expect(() => drawsNeeded(distributionOf([1]), 1, [0], 10)).toThrow(RangeError);
});

it('a jump lands where stepping from the first draw would: the smallest draw that is likely enough', () => {
  const skewed = fc.array(
    fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 3 }) }, fc.integer({ min: 0, max: 200 })),
    {
      minLength: 2,
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(skewed, fc.integer({ min: 1, max: 600 }), (counts, total) => {
      fc.pre(counts.some((count) => count > 0));
      const one = distributionOf(counts);
      const certainties = [0.5, 0.85, 0.95];
      const { draws } = drawsNeeded(one, total, certainties, 1500);
      for (const [index, certainty] of certainties.entries()) {
        const needed = draws[index];
        if (needed === null || needed === undefined) {
          expect(probabilityAtLeast(sumOfDraws(one, 1500), total)).toBeLessThan(certainty);
          continue;
        }
        expect(probabilityAtLeast(sumOfDraws(one, needed), total)).toBeGreaterThanOrEqual(certainty - 1e-11);
        expect(probabilityAtLeast(sumOfDraws(one, needed - 1), total)).toBeLessThan(certainty + 1e-11);
      }
      expect(
        draws.every((draw, index) => index === 0 || Number(draw ?? 9999) >= Number(draws[index - 1] ?? 9999)),
      ).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it('the curve rises', () => {
  const { curve } = drawsNeeded(distributionOf([0, 0, 1, 2, 5]), 300, [0.5, 0.95], 1000);
  expect(curve.length).toBeGreaterThan(10);
  expect(curve.every((p, index) => index === 0 || p >= (curve[index - 1] ?? 0))).toBe(true);
  expect(curve[0]).toBeLessThan(0.001);
  expect(curve[curve.length - 1]).toBeGreaterThanOrEqual(0.95);
});
