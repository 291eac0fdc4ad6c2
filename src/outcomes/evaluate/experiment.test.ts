import { describe, expect, test } from 'vitest';
import { evaluateExperiment } from './experiment.ts';

const PROMISE = { direction: 'up', anticipated: 4, minimum: 2 } as const;

describe('the verdict on an experiment', () => {
  test('reads the interval as a normal one: 1.96 deviations to each side at 95 %', () => {
    // A middle of 3.96 and an interval of ±1.96 is a deviation of 1: P(E ≥ 2) = Φ(1.96) = 0.975.
    const { grade, verdict, probabilities, effect } = evaluateExperiment(
      { estimate: 3.96, low: 2, high: 5.92, level: 0.95 },
      PROMISE,
    );
    expect(grade).toBe('A');
    expect(probabilities.atLeastMinimum).toBeCloseTo(0.975, 4);
    expect(probabilities.belowMinimum).toBeCloseTo(0.025, 4);
    expect(verdict).toBe('REALISED');
    expect(effect).toEqual({ estimate: 3.96, low: 2, high: 5.92, level: 0.95 });
  });

  test('counts a fall as wanted where the metric should fall', () => {
    const fall = { estimate: -3.96, low: -5.92, high: -2, level: 0.95 };
    expect(evaluateExperiment(fall, { ...PROMISE, direction: 'down' })).toMatchObject({
      verdict: 'REALISED',
      effect: { estimate: 3.96, low: 2, high: 5.92 },
    });
    expect(evaluateExperiment(fall, PROMISE).verdict).toBe('HARM');
  });

  test.each([
    [{ low: 0.5, high: 3, estimate: 1.75 }, 'PARTLY-REALISED'],
    [{ low: -1, high: 1, estimate: 0 }, 'NO-WORTHWHILE-EFFECT'],
    [{ low: -3, high: 6, estimate: 1.5 }, 'INCONCLUSIVE'],
    [{ low: 2, high: 2, estimate: 2 }, 'REALISED'],
    [{ low: 0, high: 0, estimate: 0 }, 'NO-WORTHWHILE-EFFECT'],
  ])('an interval of %j is %s', (interval, verdict) => {
    expect(evaluateExperiment({ ...interval, level: 0.95 }, PROMISE).verdict).toBe(verdict);
  });

  test('refuses an interval that is turned round', () => {
    expect(() => evaluateExperiment({ estimate: 1, low: 2, high: 0, level: 0.95 }, PROMISE)).toThrow(RangeError);
  });
});
