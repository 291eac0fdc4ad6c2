import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar.ts';
import type { StreamDocumentInput } from '../stream/document.ts';
import { finishedDaily, knownAt, open } from './days.test-data.ts';
import { chanceBy, forecastItems, forecastUntil, type HowManyForecast, type WhenForecast } from './forecast.ts';
import type { ForecastInput } from './ground.ts';

const weekendOff: Partial<StreamDocumentInput> = { daysOff: { weekdays: ['Saturday', 'Sunday'] } };

function when(input: ForecastInput, items: number): WhenForecast {
  const forecast = forecastItems(input, items);
  if (forecast.status !== 'measured') throw new Error(forecast.reason);
  return forecast.value;
}
function howMany(input: ForecastInput, until: string): HowManyForecast {
  const forecast = forecastUntil(input, until);
  if (forecast.status !== 'measured') throw new Error(forecast.reason);
  return forecast.value;
}
const days = (forecast: WhenForecast) => forecast.answers.map((answer) => answer.day);

/** History 0, 1, 2 on three days, asked at the start of Thursday 5 March 2026 … of which 2, 3, 4 March are the history. */
const zeroOneTwo = knownAt(finishedDaily('2026-03-02', [0, 1, 2]), '2026-03-05T00:00Z');

describe('when n items', () => {
  it('3 items from days of 0, 1 and 2: after 2 days 1/3, after 3 days 17/27, after 4 days 66/81', () => {
    // Courses of four days that stay below 3: (1 + x + x²)⁴ = 1 + 4x + 10x² + …: 15 of 81, so 66/81 = 0.815; of five: 1 + 5 + 15 = 21 of 243,
    // so 0.914; of six: 1 + 6 + 21 = 28 of 729, so 0.962.
    const forecast = when(zeroOneTwo, 3);
    expect(forecast.answers.map((answer) => answer.workingDays)).toEqual([3, 4, 5, 6]);
    expect(days(forecast)).toEqual(['2026-03-07', '2026-03-08', '2026-03-09', '2026-03-10']);
    const chances = [1 / 3, 17 / 27, 66 / 81, 222 / 243, 701 / 729];
    expect(forecast.curve.map((point) => point.workingDays)).toEqual([2, 3, 4, 5, 6]);
    for (const [place, chance] of chances.entries()) expect(forecast.curve[place]?.probability).toBeCloseTo(chance, 12);
    expect(forecast.method).toBe('exact');
  });

  it('names its days, items and history', () => {
    const forecast = forecastItems(zeroOneTwo, 3);
    expect(forecast).toMatchObject({ status: 'measured', n: 3, items: ['D-1-0', 'D-2-0', 'D-2-1'] });
  });

  it('day 1 is the first working day that begins after asOf', () => {
    const at = (asOf: string, changed = {}) => when(knownAt(finishedDaily('2026-03-02', [1, 1]), asOf, changed), 1);
    // 5 March 2026 is a Thursday. At its first instant the whole of it lies ahead; a moment later it does not.
    expect(at('2026-03-05T00:00Z').firstDay).toBe('2026-03-05');
    expect(at('2026-03-05T00:00:00.001Z').firstDay).toBe('2026-03-06');
    // Asked on Friday, with weekends off: Monday.
    expect(at('2026-03-06T09:00Z', weekendOff).firstDay).toBe('2026-03-09');
    // The same instant is Saturday in Kiritimati (UTC+14).
    expect(at('2026-03-06T12:00Z', { timeZone: 'Pacific/Kiritimati' }).firstDay).toBe('2026-03-08');
  });

  it('a steady pace is finished on the same day at every certainty, weekends skipped', () => {
    // One a day on Monday to Friday; seven more from Monday 9 March: Tuesday 17 March.
    const input = knownAt(finishedDaily('2026-03-02', [1, 1, 1, 1, 1]), '2026-03-07T09:00Z', weekendOff);
    expect(days(when(input, 7))).toEqual(Array.from({ length: 4 }, () => '2026-03-17'));
  });

  it('nothing left is done already', () => {
    expect(when(zeroOneTwo, 0).answers[0]).toEqual({ certainty: 50, day: '2026-03-05', workingDays: 0 });
  });

  it('beyond ten years no day is named', () => {
    const slow = when(zeroOneTwo, 100_000);
    expect(slow.answers).toEqual([50, 70, 85, 95].map((certainty) => ({ certainty, day: null, workingDays: null })));
    expect(slow.lastDay).toBe('2036-03-05');
  });

  it('zeros make it later', () => {
    const busy = when(knownAt(finishedDaily('2026-03-01', [1, 1]), '2026-03-05T00:00Z'), 5);
    const same = when(
      {
        ...knownAt(finishedDaily('2026-03-01', [1, 1]), '2026-03-05T00:00Z'),
        history: { from: '2026-03-01', to: '2026-03-03' },
      },
      5,
    );
    expect(String(days(busy)[2]) > String(days(same)[2])).toBe(true);
  });

  it('cannot be said without a completion, without an item, without a working day ahead', () => {
    const none = knownAt([open('A', '2026-01-01T00:00Z', null)], '2026-03-05T00:00Z');
    expect(forecastItems(none, 1)).toEqual({
      status: 'unmeasurable',
      reason:
        'Nothing of this stream was finished from 2026-01-01 up to 2026-03-05, so nothing can be said of the days to come. Choose a longer history.',
    });
    expect(forecastItems(knownAt([], '2026-03-05T00:00Z'), 1).status).toBe('unmeasurable');
    expect(forecastUntil(none, '2026-04-01').status).toBe('unmeasurable');
  });

  it('refuses what is no number of items', () => {
    expect(() => forecastItems(zeroOneTwo, -1)).toThrow(RangeError);
    expect(() => forecastItems(zeroOneTwo, 1.5)).toThrow(RangeError);
  });
});

describe('how many by a day', () => {
  it('in two days of 0, 1 and 2: at least 2 in 6 of 9, 1 in 8 of 9', () => {
    // P(≥ 1) = 8/9, P(≥ 2) = 6/9, P(≥ 3) = 3/9, P(≥ 4) = 1/9: at 50 % two, at 70 % and 85 % one, at 95 % none.
    const forecast = howMany(zeroOneTwo, '2026-03-06');
    expect(forecast.workingDays).toBe(2);
    expect(forecast.answers).toEqual([
      { certainty: 50, items: 2 },
      { certainty: 70, items: 1 },
      { certainty: 85, items: 1 },
      { certainty: 95, items: 0 },
    ]);
    expect(forecast.curve.map((point) => point.items)).toEqual([0, 1, 2, 3, 4]);
    for (const [items, chance] of [1, 8 / 9, 6 / 9, 3 / 9, 1 / 9].entries()) {
      expect(forecast.curve[items]?.probability).toBeCloseTo(chance, 12);
      expect(chanceBy(zeroOneTwo, items, '2026-03-06')).toBeCloseTo(chance, 12);
    }
  });

  it('counts the named day, and none where no working day lies before its end', () => {
    const input = knownAt(finishedDaily('2026-03-02', [1, 1, 1, 1, 1]), '2026-03-06T09:00Z', weekendOff);
    expect(howMany(input, '2026-03-06').answers[0]?.items).toBe(0);
    expect(howMany(input, '2026-03-08')).toMatchObject({ workingDays: 0, firstDay: '2026-03-09' });
    expect(howMany(input, '2026-03-09')).toMatchObject({ workingDays: 1 });
    expect(howMany(input, '2026-03-16').workingDays).toBe(6);
  });

  it('a day that has passed, or lies too far ahead, cannot be forecast', () => {
    expect(forecastUntil(zeroOneTwo, '2026-03-04')).toMatchObject({
      status: 'unmeasurable',
      reason: '2026-03-04 has passed; today is 2026-03-05. Choose a later day.',
    });
    expect(forecastUntil(zeroOneTwo, '2040-01-01').status).toBe('unmeasurable');
  });

  it('draws the curve of a long period without its sure part', () => {
    const { curve } = howMany(zeroOneTwo, '2027-03-05');
    expect(curve[0]?.items).toBeGreaterThan(200);
    expect(
      curve.every((point, place) => place === 0 || point.probability <= (curve[place - 1]?.probability ?? 0)),
    ).toBe(true);
  });
});

describe('laws', () => {
  const histories = fc
    .array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 8 })
    .filter((counts) => counts.some((count) => count > 0));
  const inputOf = (counts: readonly number[]) =>
    knownAt(
      [...finishedDaily('2026-03-01', counts), open('first', '2026-03-01T00:00Z', null)],
      `${addDays('2026-03-01', counts.length)}T00:00Z`,
    );

  it('later for a higher certainty and for more items; fewer for a higher certainty, more for a later day', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 60 }), (counts, items) => {
        const input = inputOf(counts);
        const found = when(input, items).answers.map((answer) => Number(answer.workingDays));
        expect(found).toEqual([...found].sort((a, b) => a - b));
        const more = when(input, items + 1).answers.map((answer) => Number(answer.workingDays));
        expect(more.every((count, place) => count >= Number(found[place]))).toBe(true);
        const until = addDays('2026-04-01', items);
        const many = howMany(input, until).answers.map((answer) => answer.items);
        expect(many).toEqual([...many].sort((a, b) => b - a));
        const later = howMany(input, addDays(until, 1)).answers.map((answer) => answer.items);
        expect(later.every((count, place) => count >= Number(many[place]))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('"when" and "how many" say the same: n items by the day given for n, at that certainty', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 60 }), (counts, items) => {
        const input = inputOf(counts);
        for (const [place, { day }] of when(input, items).answers.entries()) {
          if (day === null) throw new Error('within ten years');
          expect(howMany(input, day).answers[place]?.items).toBeGreaterThanOrEqual(items);
          const dayBefore = addDays(day, -1);
          if (dayBefore >= when(input, items).firstDay)
            expect(howMany(input, dayBefore).answers[place]?.items).toBeLessThan(items);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('an exact chance is what counting every course gives', () => {
    fc.assert(
      fc.property(
        histories,
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 12 }),
        (counts, ahead, items) => {
          const drawn = counts.slice(0, 5);
          fc.pre(drawn.some((count) => count > 0));
          const input = inputOf(drawn);
          let reached = 0;
          const courses = drawn.length ** ahead;
          for (let course = 0; course < courses; course += 1) {
            let sum = 0;
            for (let day = 0, rest = course; day < ahead; day += 1, rest = Math.floor(rest / drawn.length))
              sum += drawn[rest % drawn.length] ?? 0;
            if (sum >= items) reached += 1;
          }
          const until = addDays('2026-03-01', drawn.length + ahead - 1);
          expect(chanceBy(input, items, until)).toBeCloseTo(reached / courses, 12);
        },
      ),
      { numRuns: 60 },
    );
  });
});
