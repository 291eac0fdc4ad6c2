import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rollUp } from './roll-up.ts';
import { cycleReport, isAsExpected, objectiveScore, scoreClass } from './score.ts';

const standing = (share: number | null, confidence: number | null = null) => ({
  progress: share === null ? null : { share, unclamped: share },
  confidence,
});
const aspirational = (score: number | null) => ({ score, commitment: 'aspirational' as const });
const committed = (score: number | null) => ({ score, commitment: 'committed' as const });

describe('an objective’s progress', () => {
  test('is the mean of what is known, told as k of n; the unknown are not nothing', () => {
    // (0.2 + 0.9 + 1.0) / 3 = 0.7
    expect(rollUp([standing(0.2, 0.5), standing(0.9), standing(1, 0.8), standing(null)])).toEqual({
      progress: 0.7,
      known: 3,
      of: 4,
      leastConfidence: 0.5,
      confidenceKnown: 2,
    });
    expect(rollUp([standing(null), standing(null)])).toMatchObject({ progress: null, known: 0, of: 2 });
    expect(rollUp([])).toEqual({ progress: null, known: 0, of: 0, leastConfidence: null, confidenceKnown: 0 });
  });

  test('one beyond its target does not pay for another', () => {
    const beyond = { progress: { share: 1, unclamped: 3 }, confidence: null };
    expect(rollUp([beyond, standing(0)]).progress).toBe(0.5);
  });

  test('lies between the least and the most, in any order, and does not hear of confidence', () => {
    const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(fc.array(share, { maxLength: 8 }), (shares) => {
        const known = shares.filter((one) => one !== null);
        const { progress, known: k } = rollUp(shares.map((one) => standing(one, 0.1)));
        expect(k).toBe(known.length);
        expect(progress === null).toBe(known.length === 0);
        if (progress !== null) {
          expect(progress).toBeGreaterThanOrEqual(Math.min(...known) - 1e-9);
          expect(progress).toBeLessThanOrEqual(Math.max(...known) + 1e-9);
        }
        expect(rollUp(shares.toReversed().map((one) => standing(one, 0.9))).progress).toBe(progress);
      }),
    );
  });
});

describe('scores', () => {
  test('fall into three classes, each lower edge inside', () => {
    expect([0, 0.39, 0.4, 0.69, 0.7, 1].map(scoreClass)).toEqual(['low', 'low', 'middle', 'middle', 'high', 'high']);
  });

  test('a committed key result expects 1.0, an aspirational one 0.7', () => {
    expect([committed(0.99), committed(1), aspirational(0.69), aspirational(0.7)].map(isAsExpected)).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect(isAsExpected(committed(null))).toBeNull();
  });

  test('an objective is met from a mean of 0.7 on, if every committed key result has 1.0', () => {
    // (0.5 + 0.9) / 2 = 0.7, and three times 0.7.
    expect(objectiveScore([aspirational(0.5), aspirational(0.9)])).toMatchObject({ score: 0.7, isMet: true });
    expect(objectiveScore([0.7, 0.7, 0.7].map(aspirational))).toMatchObject({ score: 0.7, isMet: true });
    expect(objectiveScore([aspirational(0.5), aspirational(0.8)])).toMatchObject({ score: 0.65, isMet: false });
    // (1 + 0.9) / 2 = 0.95, and yet a promise was broken.
    expect(objectiveScore([aspirational(1), committed(0.9)])).toMatchObject({ score: 0.95, isMet: false });
  });

  test('one without a score leaves it unknown, unless a committed one settles it', () => {
    expect(objectiveScore([aspirational(1), aspirational(null)])).toEqual({
      score: null,
      isMet: null,
      scored: 1,
      of: 2,
    });
    expect(objectiveScore([committed(0.2), aspirational(null)])).toMatchObject({ score: null, isMet: false });
    expect(objectiveScore([])).toEqual({ score: null, isMet: null, scored: 0, of: 0 });
  });

  test('a cycle reports the share met of what is known, and how many are not', () => {
    const ends = [true, true, false, null].map((isMet) => ({ isMet }));
    expect(cycleReport(ends)).toEqual({ met: 2, notMet: 1, unknown: 1, share: 2 / 3 });
    expect(cycleReport([{ isMet: null }]).share).toBeNull();
  });
});
