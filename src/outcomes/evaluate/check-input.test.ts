import { describe, expect, it } from 'vitest';
import { checkInput, isDay } from './check-input.ts';
import { evaluateRelease } from './evaluate-release.ts';
import type { EvaluationInput } from './evaluation.ts';

const good: EvaluationInput = {
  series: [
    { on: '2026-01-05', value: 1 },
    { on: '2026-01-12', value: 2 },
    { on: '2026-01-19', value: 3 },
  ],
  releaseOn: '2026-01-19',
  direction: 'up',
  anticipated: 1,
};

function problems(change: Partial<EvaluationInput>): string {
  return checkInput({ ...good, ...change }).join('; ');
}

describe('what keeps a release from being evaluated', () => {
  it('is nothing where points lie on both sides', () => {
    expect(checkInput(good)).toEqual([]);
  });

  it('is told by name', () => {
    expect(problems({ series: [] })).toContain('the series is empty');
    expect(problems({ series: good.series.slice(0, 1) })).toContain('one point only');
    expect(problems({ series: [...good.series, { on: '2026-01-12', value: 9 }] })).toContain('2026-01-12 twice');
    expect(problems({ series: [...good.series, { on: '2026-02-30', value: 9 }] })).toContain('no day');
    expect(problems({ series: [...good.series, { on: '2026-01-26', value: Number.POSITIVE_INFINITY }] })).toContain(
      'no finite number on 2026-01-26: Infinity',
    );
    expect(problems({ series: [...good.series, { on: '2026-01-26', value: Number.NaN }] })).toContain(
      'no finite number',
    );
    expect(problems({ releaseOn: 'soon' })).toContain('"soon"');
  });

  it('is a release outside of the series; its own day belongs to after', () => {
    expect(problems({ releaseOn: '2026-01-05' })).toContain('nothing lies before it');
    expect(problems({ releaseOn: '2026-01-06' })).toBe('');
    expect(problems({ releaseOn: '2026-01-20' })).toContain('nothing lies after it');
  });

  it('is a promise of nothing, and a minimum above the promise', () => {
    expect(problems({ anticipated: 0 })).toContain('above 0');
    expect(problems({ anticipated: Number.NaN })).toContain('above 0');
    expect(problems({ minimum: -1 })).toContain('above 0');
    expect(problems({ minimum: 2 })).toContain('larger than the anticipated');
    expect(problems({ minimum: 1 })).toBe('');
  });

  it('is a burn-in that leaves nothing', () => {
    expect(problems({ burnIn: 1 })).toContain('leaves none of the 1 points');
    expect(problems({ burnIn: 0.5 })).toContain('whole number');
  });

  it('is a control series of other days, or one that never moves', () => {
    expect(
      problems({
        control: [
          { on: '2026-01-05', value: 1 },
          { on: '2026-01-12', value: 1 },
        ],
      }),
    ).toContain('shares no days');
    expect(problems({ control: good.series.map(({ on }) => ({ on, value: 4 })) })).toContain('never changes');
    expect(problems({ control: good.series })).toBe('');
    expect(problems({ control: [] })).toContain('the control series is empty');
  });

  it('is listed up to five a series', () => {
    const series = Array.from({ length: 9 }, (_, day) => ({ on: `2026-01-0${day + 1}`, value: Number.NaN }));
    const found = checkInput({ ...good, series, releaseOn: '2026-01-05' });
    expect(found).toHaveLength(6);
    expect(found.at(-1)).toBe('and 4 more');
  });

  it('stops the evaluation itself', () => {
    expect(() => evaluateRelease({ ...good, series: [] })).toThrow('the series is empty');
  });
});

it('a day is one of the calendar', () => {
  expect(isDay('2024-02-29')).toBe(true);
  expect(isDay('2026-02-29')).toBe(false);
  expect(isDay('2026-1-5')).toBe(false);
});
