import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandPeriods, isInBand, progressOf } from './progress.ts';

describe('progress', () => {
  // (current − baseline) / (target − baseline), by hand.
  test.each([
    ['half the way up', 10, 30, 20, 0.5, 0.5],
    ['half the way down', 68, 60, 64, 0.5, 0.5],
    ['at the baseline', 10, 30, 10, 0, 0],
    ['at the target', 10, 30, 30, 1, 1],
    ['beyond the target', 10, 30, 40, 1, 1.5],
    ['the wrong way', 10, 30, 5, 0, -0.25],
    ['the wrong way down', 68, 60, 70, 0, -0.25],
    ['through zero', -4, 4, 2, 0.75, 0.75],
  ])('%s', (_what, baseline, target, current, share, unclamped) => {
    expect(progressOf(baseline, target, current)).toEqual({ share, unclamped });
  });

  test('baseline and target being equal, there is no way to measure', () => {
    expect(progressOf(5, 5, 5)).toBeNull();
    expect(progressOf(-1.7e308, 1.7e308, 0)).toBeNull();
  });

  const figures = fc.integer({ min: -1_000_000, max: 1_000_000 });
  test('it lies in 0 to 1, and is the same when everything is turned round or moved', () => {
    fc.assert(
      fc.property(figures, figures, figures, figures, (baseline, target, current, shift) => {
        fc.pre(baseline !== target);
        const found = progressOf(baseline, target, current);
        expect(found?.share).toBeGreaterThanOrEqual(0);
        expect(found?.share).toBeLessThanOrEqual(1);
        expect(progressOf(-baseline, -target, -current)).toEqual(found);
        expect(progressOf(baseline + shift, target + shift, current + shift)).toEqual(found);
        // What is left from the other end is what is behind from this one.
        expect(progressOf(target, baseline, current)?.unclamped).toBeCloseTo(1 - (found?.unclamped ?? 0), 9);
      }),
    );
  });

  test('nearer to the target is never less', () => {
    fc.assert(
      fc.property(
        figures,
        figures,
        figures,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (baseline, target, at, part) => {
          fc.pre(baseline !== target);
          const nearer = at + (target - at) * part;
          const isBeyond = (at - target) / (target - baseline) > 0;
          fc.pre(!isBeyond);
          expect(progressOf(baseline, target, nearer)?.unclamped).toBeGreaterThanOrEqual(
            (progressOf(baseline, target, at)?.unclamped ?? 0) - 1e-9,
          );
        },
      ),
    );
  });
});

describe('periods in a band', () => {
  const weeks = { from: '2027-01-04', on: '2027-01-31', everyDays: 7 };
  const band = { low: 99.5, high: null };

  test('a period counts when each of its values lies in the band; one without a value is not known', () => {
    // Weeks begin on 4, 11, 18 and 25 January: kept, left in between, no value, kept at the very edge.
    const values = [
      { on: '2027-01-04', value: 99.9 },
      { on: '2027-01-12', value: 99.7 },
      { on: '2027-01-17', value: 99.4 },
      { on: '2027-01-31', value: 99.5 },
      // Outside of the cycle, and after the day it is seen on.
      { on: '2027-01-03', value: 0 },
      { on: '2027-02-01', value: 0 },
    ];
    expect(bandPeriods(values, band, weeks)).toEqual({ inBand: 2, known: 3, of: 4 });
  });

  test('the period under way counts with what it has so far', () => {
    const first = { ...weeks, on: '2027-01-04' };
    expect(bandPeriods([], band, first)).toEqual({ inBand: 0, known: 0, of: 1 });
    expect(bandPeriods([{ on: '2027-01-04', value: 100 }], band, first)).toEqual({ inBand: 1, known: 1, of: 1 });
    expect(bandPeriods([], band, { ...weeks, on: '2027-01-03' })).toEqual({ inBand: 0, known: 0, of: 0 });
  });

  test('both edges are inside, and a missing edge is open', () => {
    expect([4, 5, 7, 8].map((value) => isInBand(value, { low: 5, high: 7 }))).toEqual([false, true, true, false]);
    expect(isInBand(-1e9, { low: null, high: 7 })).toBe(true);
  });

  test('in the band ≤ known ≤ all, and a wider band holds no less', () => {
    const value = fc.record({
      on: fc.integer({ min: 1, max: 28 }).map((day) => `2027-02-${String(day).padStart(2, '0')}`),
      value: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(
      fc.property(
        fc.array(value),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 9 }),
        (values, everyDays, low) => {
          const cut = { from: '2027-02-01', on: '2027-02-28', everyDays };
          const found = bandPeriods(values, { low, high: low + 5 }, cut);
          expect(found.inBand).toBeLessThanOrEqual(found.known);
          expect(found.known).toBeLessThanOrEqual(found.of);
          expect(found.of).toBe(Math.ceil(28 / everyDays));
          expect(bandPeriods(values, { low: low - 1, high: low + 6 }, cut).inBand).toBeGreaterThanOrEqual(found.inBand);
        },
      ),
    );
  });
});
