import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../flow/calendar.ts';
import { randomOf } from '../../statistics/random.ts';
import { evaluateLook, evaluateRelease } from './evaluate-release.ts';
import type { DatedValue, EvaluationInput } from './evaluation.ts';
import { evaluationPicture } from './evaluation-picture.ts';

const START = '2025-01-06';

/** Weekly values with noise of deviation 1 about 50, and `effect` from point `before` on. */
function weekly(before: number, after: number, effect: number, seed = 1): readonly DatedValue[] {
  const random = randomOf(seed);
  return Array.from({ length: before + after }, (_, place) => ({
    on: addDays(START, 7 * place),
    value: 50 + random.normal() + (place >= before ? effect : 0),
  }));
}

function input(before: number, after: number, effect: number, change: Partial<EvaluationInput> = {}): EvaluationInput {
  return {
    series: weekly(before, after, effect),
    releaseOn: addDays(START, 7 * before),
    direction: 'up',
    anticipated: 5,
    ...change,
  };
}

/** A number that must be there. */
function number(value: number | null): number {
  if (value === null) throw new Error('not known');
  return value;
}

describe('grade', () => {
  it('is C from 24 points before and 6 after, else D', () => {
    expect(evaluateRelease(input(24, 6, 0)).grade).toBe('C');
    expect(evaluateRelease(input(23, 6, 0)).grade).toBe('D');
    expect(evaluateRelease(input(24, 5, 0)).grade).toBe('D');
  });

  it('is B with a control series', () => {
    const control = weekly(30, 10, 0, 7);
    const { grade, assumptions } = evaluateRelease(input(30, 10, 0, { control }));
    expect(grade).toBe('B');
    expect(assumptions.find(({ id }) => id === 'control-untouched')?.status).toBe('unknown');
  });

  it('D describes: the change of the means, and nothing that would need more', () => {
    const series = [1, 3, 5, 9].map((value, place) => ({ on: addDays(START, 7 * place), value }));
    const found = evaluateRelease({ series, releaseOn: addDays(START, 14), direction: 'down', anticipated: 1 });
    // Before (1 + 3)/2 = 2, after (5 + 9)/2 = 7: up by 5, which is −5 of what is wanted.
    expect(found).toMatchObject({
      grade: 'D',
      points: { before: 2, after: 2 },
      effect: { estimate: -5, low: null, high: null, level: 0.95 },
      probabilities: {
        positive: null,
        atLeastAnticipated: null,
        atLeastMinimum: null,
        belowMinimum: null,
        negative: null,
      },
      verdict: 'NOT-ASSESSABLE',
      targetReached: null,
      placebo: { dates: 0, asLarge: null },
    });
    expect(found.reason).toContain('2 points before and 2 after');
    expect(found.sentence).toContain('5 higher');
  });
});

describe('verdict', () => {
  it('follows a large effect in the wanted direction, and turns with it', () => {
    const rise = evaluateRelease(input(52, 13, 10));
    expect(rise.verdict).toBe('REALISED');
    expect(number(rise.effect.low)).toBeLessThan(10);
    expect(number(rise.effect.high)).toBeGreaterThan(10);
    const same = evaluateRelease(input(52, 13, 10, { direction: 'down' }));
    expect(same.verdict).toBe('HARM');
    expect(same.effect.estimate).toBe(-number(rise.effect.estimate));
    expect(same.probabilities.negative).toBe(rise.probabilities.positive);
  });

  it('is no worthwhile effect where nothing came and much was promised', () => {
    expect(evaluateRelease(input(52, 26, 0, { anticipated: 20 })).verdict).toBe('NO-WORTHWHILE-EFFECT');
  });

  it('is inconclusive where nothing came and little was promised', () => {
    const found = evaluateRelease(input(30, 8, 0, { anticipated: 0.5 }));
    expect(found.verdict).toBe('INCONCLUSIVE');
    expect(found.reason).toContain('varies so much');
  });

  it('values without scatter are not judged', () => {
    const series = weekly(30, 10, 0).map(({ on }, place) => ({ on, value: place >= 30 ? 8 : 7 }));
    const found = evaluateRelease(input(30, 10, 0, { series }));
    expect(found).toMatchObject({ verdict: 'NOT-ASSESSABLE', effect: { estimate: 1, low: null } });
    expect(found.reason).toContain('without any scatter');
  });

  it('a control that is the series itself is told', () => {
    const found = evaluateRelease(input(30, 10, 0, { control: weekly(30, 10, 0) }));
    expect(found.verdict).toBe('NOT-ASSESSABLE');
    expect(found.reason).toContain('control series cannot be told apart');
  });
});

describe('looks', () => {
  it('month 1 shows the raw change, and checks for harm from 6 points on', () => {
    const good = evaluateRelease(input(52, 6, 10, { look: 1 }));
    expect(good).toMatchObject({
      verdict: 'INCONCLUSIVE',
      effect: { low: null, level: 0.99 },
      probabilities: { positive: null },
    });
    expect(good.reason).toContain('month 1');
    expect(evaluateRelease(input(52, 6, -10, { look: 1 })).verdict).toBe('HARM');
    expect(evaluateRelease(input(52, 4, -10, { look: 1 })).verdict).toBe('INCONCLUSIVE');
  });

  it('month 3 holds the interval to 99 %', () => {
    const late = evaluateRelease(input(52, 13, 3));
    const early = evaluateRelease(input(52, 13, 3, { look: 3 }));
    expect(early.effect.level).toBe(0.99);
    expect(number(early.effect.low)).toBeLessThan(number(late.effect.low));
    expect(number(early.effect.high)).toBeGreaterThan(number(late.effect.high));
  });

  it('a look sees the points of its months, however long the series has grown', () => {
    // 52 weeks from 6 January 2025 end on 4 January 2026; three months after 5 January is 5 April: 13 Mondays.
    const whole = input(52, 40, 3);
    expect(evaluateLook(whole, 3).points).toEqual({ before: 52, after: 13 });
    expect(evaluateLook(whole, 3)).toEqual(
      evaluateRelease({ ...input(52, 13, 3, { look: 3 }), series: whole.series.slice(0, 65) }),
    );
  });
});

describe('the series', () => {
  it('is taken in any order', () => {
    const one = input(30, 10, 2);
    expect(evaluateRelease({ ...one, series: one.series.toReversed() })).toEqual(evaluateRelease(one));
  });

  it('leaves the burn-in out on both sides', () => {
    const wild = weekly(30, 12, 4).map(({ on, value }, place) => ({
      on,
      value: place === 30 || place === 31 ? -900 : value,
    }));
    const found = evaluateRelease(input(30, 12, 4, { series: wild, burnIn: 2 }));
    expect(found.points).toEqual({ before: 30, after: 10 });
    expect(number(found.effect.estimate)).toBeGreaterThan(0);
    expect(found.reason).toContain('first 2 points');
  });

  it('missing weeks are told and keep their distance', () => {
    const found = evaluateRelease(
      input(40, 10, 3, { series: weekly(40, 10, 3).filter((_, place) => place % 10 !== 5) }),
    );
    expect(found.points).toEqual({ before: 36, after: 9 });
    expect(found.reason).toContain('5 values are missing');
  });

  it('uneven dates are averaged over spans, and that is told', () => {
    const series = weekly(40, 12, 3).map(({ on, value }, place) => ({ on: addDays(on, place % 2), value }));
    const found = evaluateRelease(input(40, 12, 3, { series }));
    expect(found.reason).toContain('averaged over spans');
  });

  it('reaches back three years at most', () => {
    // 200 Mondays before; the three years before the release hold 156 or 157 of them.
    const found = evaluateRelease(input(200, 13, 0));
    expect(found.points.before).toBe(156);
    expect(found.reason).toContain('left out');
  });

  it('may be of any size', () => {
    const plain = evaluateRelease(input(30, 10, 2));
    for (const factor of [1e-200, 1e200]) {
      const series = weekly(30, 10, 2).map(({ on, value }) => ({ on, value: value * factor }));
      const found = evaluateRelease(input(30, 10, 2, { series, anticipated: 5 * factor }));
      expect(found.verdict).toBe(plain.verdict);
      expect(number(found.effect.estimate) / factor).toBeCloseTo(number(plain.effect.estimate), 4);
    }
  });

  it('a value added to all, or a slope, changes no effect', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -20, max: 20 }), (level, slope) => {
        const series = weekly(30, 10, 2).map(({ on, value }, place) => ({ on, value: value + level + slope * place }));
        const plain = number(evaluateRelease(input(30, 10, 2)).effect.estimate);
        expect(number(evaluateRelease(input(30, 10, 2, { series })).effect.estimate)).toBeCloseTo(plain, 3);
      }),
      { numRuns: 10 },
    );
  });
});

describe('season', () => {
  it('is taken out from two full years on, and unknown before', () => {
    const status = (before: number) =>
      evaluateRelease(input(before, 10, 0)).assumptions.find(({ id }) => id === 'season-covered')?.status;
    expect(status(103)).toBe('unknown');
    expect(status(104)).toBe('held');
  });

  it('of the week is taken out of daily values', () => {
    // Weekends lie 20 lower; the release falls on a Saturday, and nothing is released.
    const random = randomOf(4);
    const series = Array.from({ length: 70 }, (_, place) => ({
      on: addDays(START, place),
      value: random.normal() - (place % 7 > 4 ? 20 : 0),
    }));
    const found = evaluateRelease({ series, releaseOn: addDays(START, 54), direction: 'up', anticipated: 5 });
    expect(number(found.effect.high) - number(found.effect.low)).toBeLessThan(8);
    expect(found.verdict).not.toBe('HARM');
  });
});

describe('placebo dates', () => {
  it('lie before the release, with 12 points before and 6 after', () => {
    // 30 points: places 12 … 24.
    expect(evaluateRelease(input(30, 10, 10)).placebo).toEqual({ dates: 13, asLarge: 0 });
    expect(evaluateRelease(input(120, 10, 10)).placebo.dates).toBe(24);
  });

  it('show as much where the metric always jumps', () => {
    const series = weekly(52, 13, 0).map(({ on, value }, place) => ({
      on,
      value: value + (place % 20 >= 10 ? 30 : 0),
    }));
    expect(number(evaluateRelease(input(52, 13, 0, { series })).placebo.asLarge)).toBeGreaterThan(0);
  });
});

describe('the picture', () => {
  it('shows each point, the path without the release, and its band from the release on', () => {
    const one = input(40, 10, 8, { burnIn: 2 });
    const picture = evaluationPicture(one);
    expect(picture.step).toBe('week');
    expect(picture.points.map(({ phase }) => phase)).toEqual([
      ...Array.from({ length: 40 }, () => 'before'),
      'burn-in',
      'burn-in',
      ...Array.from({ length: 8 }, () => 'after'),
    ]);
    const expected = picture.expected ?? [];
    expect(expected).toHaveLength(50);
    expect(expected[39]?.low).toBeNull();
    for (const { level, low, high } of expected.slice(40)) {
      expect(level).toBeGreaterThan(number(low));
      expect(level).toBeLessThan(number(high));
    }
    // The mean distance of the points after from the path is the effect, but for the pull of correlated errors.
    const gap = picture.points
      .slice(42)
      .reduce((sum, { value }, at) => sum + (value - (expected[42 + at]?.level ?? 0)) / 8, 0);
    expect(gap).toBeCloseTo(number(evaluateRelease(one).effect.estimate), 0);
  });

  it('shows the points alone where there are too few', () => {
    const picture = evaluationPicture(input(10, 3, 8));
    expect(picture.expected).toBeNull();
    expect(picture.reason).toContain('too few');
    expect(picture.points).toHaveLength(13);
  });

  it('shows points that lie too far back, without a path', () => {
    const picture = evaluationPicture(input(200, 13, 0));
    expect(picture.points).toHaveLength(213);
    expect(picture.points[0]?.phase).toBe('earlier');
    expect(picture.expected).toHaveLength(169);
  });
});
