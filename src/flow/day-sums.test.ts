import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from './calendar.ts';
import { collectDaySums, type DaySum, WHOLE_STREAM } from './day-sums.ts';
import type { ItemFacts } from './facts.ts';
import { factsAt } from './facts-at.ts';
import { foldAll } from './fold-all.ts';
import { anyAsOf, anyHistories, anyStream, plainStream } from './histories.test-data.ts';
import { itemOf } from './metrics/example.test-data.ts';
import type { Stream } from './stream/compile.ts';

function sumsOf(facts: readonly ItemFacts[], stream: Stream): readonly DaySum[] {
  const sums = collectDaySums(stream);
  for (const one of facts) sums.add(one);
  return sums.rows();
}

const group = (sum: DaySum): string => JSON.stringify([sum.team, sum.kind, sum.step]);

describe('day sums', () => {
  test('load is arrivals less departures so far, and what visits say of the end of each day', () => {
    fc.assert(
      fc.property(anyHistories, anyStream, anyAsOf, (histories, stream, asOf) => {
        const facts = foldAll(histories, stream).flatMap((timeline) => factsAt(timeline, stream, asOf) ?? []);
        const items = facts.filter((one) => one.level === 'story');
        for (const rows of Map.groupBy(sumsOf(facts, stream), group).values()) {
          let load = 0;
          for (const row of rows) {
            load += row.arrivals - row.departures;
            expect(row.load).toBe(load);
            const end = Date.parse(`${addDays(row.day, 1)}T00:00Z`);
            const held = items
              .filter((one) => one.team === row.team && one.kind === row.kind)
              .flatMap((one) => one.visits)
              .filter((visit) => visit.enterAt < end && (visit.exitAt === null || visit.exitAt >= end))
              .filter((visit) => {
                const state = stream.steps[visit.step]?.state;
                const isIn = state === 'waiting' || state === 'active';
                return isIn && (row.step === WHOLE_STREAM || row.step === visit.step);
              });
            expect(row.load).toBe(held.length);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('completed, cancelled, active and waiting add up to those of the items', () => {
    fc.assert(
      fc.property(anyHistories, anyStream, anyAsOf, (histories, stream, asOf) => {
        const facts = foldAll(histories, stream).flatMap((timeline) => factsAt(timeline, stream, asOf) ?? []);
        const items = facts.filter((one) => one.level === 'story');
        const ended = items.filter((one) => one.completedAt !== null || one.cancelledAt !== null);
        const whole = sumsOf(facts, stream).filter((row) => row.step === WHOLE_STREAM);
        const sum = (of: (row: DaySum) => number): number => whole.reduce((total, row) => total + of(row), 0);
        expect(sum((row) => row.completed)).toBe(items.filter((one) => one.completedAt !== null).length);
        expect(sum((row) => row.cancelled)).toBe(items.filter((one) => one.cancelledAt !== null).length);
        expect(sum((row) => row.activeMs)).toBe(ended.reduce((total, one) => total + one.activeMs, 0));
        expect(sum((row) => row.waitingMs)).toBe(ended.reduce((total, one) => total + one.notActiveMs, 0));
      }),
      { numRuns: 300 },
    );
  });

  test('a visit stands on the day it began and the day it ended, its time on the latter', () => {
    // Ready 4 March 10:00 to 5 March 12:00 = 26 h of waiting; Build to 5 March 20:00 = 8 h of work; done on the 5th.
    const stream = plainStream();
    const facts = foldAll(
      [itemOf('K-1', ['2024-03-04T10:00Z Ready', '2024-03-05T12:00Z Build', '2024-03-05T20:00Z Done'])],
      stream,
    ).flatMap((timeline) => factsAt(timeline, stream, Date.parse('2024-03-09T00:00Z')) ?? []);
    const hours = 3_600_000;
    const row = {
      team: null,
      kind: 'feature',
      arrivals: 0,
      departures: 0,
      activeMs: 0,
      waitingMs: 0,
      completed: 0,
      cancelled: 0,
    };
    expect(sumsOf(facts, stream).toSorted((a, b) => a.step - b.step || (a.day < b.day ? -1 : 1))).toEqual([
      { ...row, step: WHOLE_STREAM, day: '2024-03-04', arrivals: 1, load: 1 },
      {
        ...row,
        step: WHOLE_STREAM,
        day: '2024-03-05',
        departures: 1,
        load: 0,
        completed: 1,
        activeMs: 8 * hours,
        waitingMs: 26 * hours,
      },
      { ...row, step: 1, day: '2024-03-04', arrivals: 1, load: 1 },
      { ...row, step: 1, day: '2024-03-05', departures: 1, load: 0, waitingMs: 26 * hours },
      { ...row, step: 2, day: '2024-03-05', arrivals: 1, departures: 1, load: 0, activeMs: 8 * hours },
    ]);
  });

  test('an item of another level is in no sum', () => {
    const stream = plainStream();
    const epic = itemOf('E-1', ['2024-03-04T10:00Z Build'], { type: 'Epic' });
    const facts = foldAll([epic], stream).flatMap(
      (timeline) => factsAt(timeline, stream, Date.parse('2024-03-09')) ?? [],
    );
    expect(facts).toHaveLength(1);
    expect(sumsOf(facts, stream)).toEqual([]);
  });
});
