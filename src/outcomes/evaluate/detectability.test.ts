import { describe, expect, it } from 'vitest';
import { addDays } from '../../flow/calendar.ts';
import { randomOf } from '../../statistics/random.ts';
import { detectEffect } from './detectability.ts';
import type { DatedValue } from './evaluation.ts';

function history(length: number, stepDays = 7, scale = 1): readonly DatedValue[] {
  const random = randomOf(21);
  return Array.from({ length }, (_, place) => ({
    on: addDays('2024-01-01', stepDays * place),
    value: scale * (50 + random.normal()),
  }));
}

describe('detectability', () => {
  it('counts the points of the look from the end of the history', () => {
    // 52 Mondays end on 23 December 2024; the next is the 30th, and six months on is 30 June 2025: 26 Mondays before it.
    expect(detectEffect({ history: history(52), anticipated: 2, seed: 1 }).points).toEqual({ before: 52, after: 26 });
    const early = detectEffect({ history: history(52), anticipated: 2, seed: 1, lookMonths: 3, burnIn: 2 });
    expect(early.points).toEqual({ before: 52, after: 11 });
  });

  it('says whether the promise is large enough', () => {
    const large = detectEffect({ history: history(52), anticipated: 20, seed: 1 });
    expect(large.isPromiseSeen).toBe(true);
    const small = detectEffect({ history: history(52), anticipated: 0.2, seed: 1 });
    expect(small.isPromiseSeen).toBe(false);
    expect(small.sentence).toContain('control series');
    expect(small.smallest).toBeGreaterThan(0.2);
  });

  it('is larger where more is needed to be worthwhile', () => {
    const smallest = (minimum: number) =>
      detectEffect({ history: history(52), anticipated: 10, minimum, seed: 1 }).smallest ?? Number.NaN;
    expect(smallest(10)).toBeGreaterThan(smallest(1));
  });

  it('is in the metric’s unit', () => {
    const one = detectEffect({ history: history(52), anticipated: 2, seed: 1 }).smallest ?? Number.NaN;
    const thousand = detectEffect({ history: history(52, 7, 1000), anticipated: 2000, seed: 1 }).smallest ?? Number.NaN;
    expect(thousand / 1000).toBeCloseTo(one, 2);
  });

  it('is the same for the same seed, and near for another', () => {
    const of = (seed: number) => detectEffect({ history: history(52), anticipated: 2, seed });
    expect(of(1)).toEqual(of(1));
    expect(Math.abs((of(1).smallest ?? 0) / (of(2).smallest ?? 0) - 1)).toBeLessThan(0.2);
  });

  it('names none where no verdict would be possible', () => {
    const short = detectEffect({ history: history(20), anticipated: 2, seed: 1 });
    expect(short).toMatchObject({ smallest: null, isPromiseSeen: null });
    expect(short.sentence).toContain('no verdict is possible');
    const quarters = detectEffect({ history: history(30, 91), anticipated: 2, seed: 1 });
    expect(quarters).toMatchObject({ smallest: null, points: { before: 30, after: 3 } });
    const still = history(30).map(({ on }) => ({ on, value: 4 }));
    expect(detectEffect({ history: still, anticipated: 2, seed: 1 }).sentence).toContain('no scatter');
  });

  it('refuses what is no series, and a minimum above the promise', () => {
    expect(() => detectEffect({ history: [], anticipated: 2, seed: 1 })).toThrow('the history is empty');
    expect(() => detectEffect({ history: history(30), anticipated: 2, minimum: 3, seed: 1 })).toThrow('minimum');
  });
});
