import { describe, expect, it } from 'vitest';
import { randomOf } from '../../statistics/random.ts';
import { addDays } from '../calendar.ts';
import { type Backtest, type BacktestInput, type BacktestQuestion, backtest } from './backtest.ts';
import { completionsOf, heldAt } from './completions.ts';
import { finished, finishedDaily, knownAt, open } from './days.test-data.ts';

function tested(input: BacktestInput, asked?: BacktestQuestion): Backtest {
  const found = backtest(input, asked);
  if (found.status !== 'measured') throw new Error(found.reason);
  return found.value;
}
const steady = (days: number, count = 1) => Array.from({ length: days }, () => count);

describe('past forecasts', () => {
  it('do not overlap, end with asOf, and begin after twelve weeks', () => {
    // 84 + 3 · 14 = 126 days from 1 January 2026; asked at the start of 7 May.
    const { forecasts } = tested(knownAt(finishedDaily('2026-01-01', steady(126)), '2026-05-07T00:00Z'));
    expect(forecasts.map((one) => [one.madeFor, one.until])).toEqual([
      ['2026-03-26', '2026-04-08'],
      ['2026-04-09', '2026-04-22'],
      ['2026-04-23', '2026-05-06'],
    ]);
  });

  it('of a steady pace are always met, and said exactly what came', () => {
    const result = tested(knownAt(finishedDaily('2026-01-01', steady(126, 2)), '2026-05-07T00:00Z'));
    expect(result.forecasts[0]).toMatchObject({ happened: 28 });
    expect(result.forecasts[0]?.answers.map((one) => one.said)).toEqual([28, 28, 28, 28]);
    // Three of three; Wilson: z² = 3.8415, low = 3 / (3 + 3.8415) = 0.4385.
    expect(result.certainties[2]).toMatchObject({ certainty: 85, met: 3, n: 3, share: 1, high: 1, expected: 1 });
    expect(result.certainties[2]?.low).toBeCloseTo(0.4385, 4);
  });

  it('are missed when the pace falls', () => {
    const counts = [...steady(84), ...steady(14, 0), 1];
    const result = tested(knownAt(finishedDaily('2026-01-01', counts), '2026-04-09T00:00Z'));
    expect(result.forecasts).toHaveLength(1);
    expect(result.forecasts[0]?.happened).toBe(0);
    expect(result.certainties.map((one) => one.met)).toEqual([0, 0, 0, 0]);
  });

  it('know nothing of what came later', () => {
    const before = finishedDaily('2026-01-01', steady(98));
    const asked = '2026-04-09T00:00Z';
    const flood = Array.from({ length: 50 }, (_, place) =>
      finished(`F-${place}`, '2026-03-27T00:00Z', '2026-04-01T00:00Z'),
    );
    const first = tested(knownAt(before, asked)).forecasts[0];
    const flooded = tested(knownAt([...before, ...flood], asked)).forecasts[0];
    expect(flooded?.answers.map((one) => one.said)).toEqual(first?.answers.map((one) => one.said));
    expect(flooded?.happened).toBe(Number(first?.happened) + 50);
  });

  it('that had nothing to go by are counted as skipped', () => {
    const histories = [open('old', '2026-01-01T00:00Z', null), finished('A', '2026-01-01T00:00Z', '2026-04-15T12:00Z')];
    // Periods from 26 March and 9 April have no completion in the twelve weeks before; the one from 23 April has one.
    const result = tested(knownAt(histories, '2026-05-07T00:00Z'));
    expect(result.forecasts.map((one) => one.madeFor)).toEqual(['2026-04-23']);
    expect(result.skipped).toBe(2);
  });

  it('look at one team where one is named', () => {
    const input = knownAt(
      [...finishedDaily('2026-01-01', steady(126, 2), 'A'), ...finishedDaily('2026-01-01', steady(126), 'B')],
      '2026-05-07T00:00Z',
    );
    expect(tested({ ...input, team: 'B' }).forecasts[0]?.happened).toBe(14);
    expect(tested(input).forecasts[0]?.happened).toBe(42);
  });

  it('that are none say so', () => {
    expect(backtest(knownAt(finishedDaily('2026-01-01', steady(90)), '2026-04-01T00:00Z')).status).toBe('unmeasurable');
    expect(backtest(knownAt([], '2026-04-01T00:00Z')).status).toBe('unmeasurable');
    expect(() => backtest(knownAt([], '2026-04-01T00:00Z'), { question: 'how-many', days: 0 })).toThrow(RangeError);
  });
});

describe('past forecasts of when', () => {
  it('begin anew the day after the day given with 95 %, and leave out what is not decided', () => {
    const input = knownAt(finishedDaily('2026-01-01', steady(126)), '2026-05-07T00:00Z');
    const { forecasts } = tested(input, { question: 'when', items: 10 });
    // Ten items at one a day: ten days. From 26 March: to 4 April, 14 April, 24 April, 4 May; the next would end on 14 May.
    expect(forecasts.map((one) => [one.madeFor, one.until, one.happened])).toEqual([
      ['2026-03-26', '2026-04-04', '2026-04-04'],
      ['2026-04-05', '2026-04-14', '2026-04-14'],
      ['2026-04-15', '2026-04-24', '2026-04-24'],
      ['2026-04-25', '2026-05-04', '2026-05-04'],
    ]);
    expect(forecasts.every((one) => one.answers.every((answer) => answer.isMet))).toBe(true);
  });

  it('are missed when the work came later', () => {
    const counts = [...steady(84), ...steady(20, 0)];
    const histories = [...finishedDaily('2026-01-01', counts), open('x', '2026-01-01T00:00Z', null)];
    const { forecasts } = tested(knownAt(histories, '2026-04-15T00:00Z'), { question: 'when', items: 10 });
    expect(forecasts[0]).toMatchObject({ happened: null });
    expect(forecasts[0]?.answers.every((answer) => !answer.isMet)).toBe(true);
  });
});

describe('what was known then', () => {
  const again = finished('A', '2026-01-01T00:00Z', '2026-01-05T00:00Z');
  const reopen = { at: Date.parse('2026-01-10T00:00Z'), sequence: 9, from: null, to: { id: null, name: 'Build' } };
  const { items } = knownAt(
    [{ ...again, changes: [...again.changes, { ...reopen, field: 'status' }] }],
    '2026-02-01T00:00Z',
  );
  const year = [Date.parse('2026-01-01T00:00Z'), Date.parse('2027-01-01T00:00Z')] as const;
  const completedAt = (moment: string) =>
    heldAt(completionsOf(items), ...year, Date.parse(moment)).map((one) => one.at);

  it('a completion held from its instant until it was reopened', () => {
    expect(completedAt('2026-01-04T23:59:59.999Z')).toEqual([]);
    expect(completedAt('2026-01-05T00:00Z')).toEqual([Date.parse('2026-01-05T00:00Z')]);
    expect(completedAt('2026-01-09T23:59:59.999Z')).toEqual([Date.parse('2026-01-05T00:00Z')]);
    expect(completedAt('2026-01-10T00:00Z')).toEqual([]);
    expect(items[0]?.completedAt).toBeNull();
  });

  it('a completion at the first instant of a stretch is in it, one at its end is not', () => {
    const at = Date.parse('2026-01-05T00:00Z');
    const within = (from: number, to: number) => heldAt(completionsOf(items), from, to, at).length;
    expect([within(at, at + 1), within(at + 1, at + 2), within(at - 1, at)]).toEqual([1, 0, 0]);
  });
});

it('of a pace that never changes the shares met are what was expected', () => {
  // Three years of Poisson(0.6) days: 52 periods in the two years looked at. The forecasts say for each what they expect; the number met is
  // a sum of 52 trials with those chances, √(52 · p · q) ≤ 3.6; histories of 84 days err themselves, so six deviations are allowed.
  const random = randomOf(31);
  const counts = Array.from({ length: 1095 }, () => random.poisson(0.6));
  const asOf = `${addDays('2023-01-01', 1095)}T00:00Z`;
  const { certainties, forecasts } = tested(knownAt(finishedDaily('2023-01-01', counts), asOf));
  expect(forecasts).toHaveLength(52);
  for (const { met, n, expected, certainty, low, high } of certainties) {
    expect(expected).toBeGreaterThanOrEqual(certainty / 100);
    expect(Math.abs(met - n * expected)).toBeLessThan(6 * Math.sqrt(n * expected * (1 - expected)));
    expect(low <= met / n && met / n <= high).toBe(true);
  }
});
