import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrationOf, type Resolved } from './calibration.ts';

function many(count: number, confidence: number, reached: number): readonly Resolved[] {
  return Array.from({ length: count }, (_, place) => ({ confidence, isReached: place < reached }));
}

describe('the Brier score', () => {
  it('is the mean square of what was missed', () => {
    // (0.8 − 1)² = 0.04, (0.6 − 0)² = 0.36, (0.5 − 1)² = 0.25: together 0.65 / 3.
    const found = calibrationOf(
      [
        { confidence: 0.8, isReached: true },
        { confidence: 0.6, isReached: false },
        { confidence: 0.5, isReached: true },
      ],
      1,
    );
    expect(found.brier).toBeCloseTo(0.65 / 3, 12);
    expect(found).toMatchObject({ n: 3, reliability: null, skill: null });
    expect(found.reasons.join()).toContain('20 resolved');
  });

  it('is not known without outcomes', () => {
    expect(calibrationOf([], 1)).toMatchObject({ n: 0, brier: null });
    expect(calibrationOf([], 1).reasons[0]).toContain('no outcome');
  });
});

describe('reliability', () => {
  it('comes from 20 on, in bins of at least 10', () => {
    expect(calibrationOf([...many(9, 0.2, 1), ...many(10, 0.8, 8)], 1).reliability).toBeNull();
    expect(calibrationOf([...many(10, 0.2, 1), ...many(10, 0.8, 7)], 1).reliability).toEqual([
      { from: 0.2, to: 0.2, n: 10, meanConfidence: expect.closeTo(0.2, 10), shareReached: 0.1 },
      { from: 0.8, to: 0.8, n: 10, meanConfidence: expect.closeTo(0.8, 10), shareReached: 0.7 },
    ]);
  });

  it('keeps one confidence together, and adds what is left to the last bin', () => {
    // 5 of 0.1 and 8 of 0.3 are a bin of 13; 12 of 0.6 are one, and the 4 of 0.9 join it.
    const found = calibrationOf([...many(5, 0.1, 0), ...many(8, 0.3, 4), ...many(12, 0.6, 6), ...many(4, 0.9, 4)], 1);
    expect(found.reliability?.map(({ from, to, n }) => [from, to, n])).toEqual([
      [0.1, 0.3, 13],
      [0.6, 0.9, 16],
    ]);
  });

  it('loses no outcome', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 20, maxLength: 80 }), (tenths) => {
        const resolved = tenths.map((tenth) => ({ confidence: tenth / 10, isReached: tenth % 3 === 0 }));
        const bins = calibrationOf(resolved, 1).reliability ?? [];
        expect(bins.reduce((sum, { n }) => sum + n, 0)).toBe(tenths.length);
        for (const { n } of bins) expect(n).toBeGreaterThanOrEqual(10);
      }),
    );
  });
});

describe('skill', () => {
  it('comes from 50 on, against the base rate of the others', () => {
    expect(calibrationOf([...many(25, 1, 25), ...many(24, 0, 0)], 1).skill).toBeNull();
    // All confidences right: nothing missed, 1 − 0.
    expect(calibrationOf([...many(25, 1, 25), ...many(25, 0, 0)], 1).skill?.value).toBe(1);
    // Always 50 %, half reached: 50 · 0.25 = 12.5 missed; each base rate is 24/49 or 25/49 wrong way round:
    // 50 · (25/49)² = 13.0154 missed; 1 − 12.5/13.0154 = 0.0396.
    expect(calibrationOf(many(50, 0.5, 25), 1).skill?.value).toBeCloseTo(1 - 12.5 / (50 * (25 / 49) ** 2), 12);
  });

  it('has an interval that holds it, the same for the same seed', () => {
    const resolved = [...many(30, 0.8, 22), ...many(30, 0.3, 9)];
    const { skill } = calibrationOf(resolved, 5);
    expect(skill?.interval?.low).toBeLessThan(skill?.value ?? Number.NaN);
    expect(skill?.interval?.high).toBeGreaterThan(skill?.value ?? Number.NaN);
    expect(calibrationOf(resolved, 5)).toEqual(calibrationOf(resolved, 5));
  });

  it('is not known where all went one way', () => {
    const found = calibrationOf(many(50, 0.9, 50), 1);
    expect(found.skill).toBeNull();
    expect(found.reasons).toEqual(['skill needs outcomes of both kinds, reached and not']);
  });
});

it('a confidence is a probability', () => {
  expect(() => calibrationOf([{ confidence: 80, isReached: true }], 1)).toThrow('0…1');
});
