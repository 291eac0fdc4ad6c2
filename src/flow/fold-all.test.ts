import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contextOf, foldAll, identity, inputAt } from './fold-all.ts';
import { anyAsOf, anyHistories, anyStream, FIRST_AT, plainStream, TICK_MS, TICKS } from './histories.test-data.ts';
import { measureAll } from './measure-all.ts';
import type { prepare } from './metrics/prepare.ts';
import { waiting } from './metrics/waiting.ts';
import { windowOf } from './window.ts';

const dayAt = (tick: number): string => new Date(FIRST_AT + tick * TICK_MS).toISOString().slice(0, 10);

/** Items in each step just before an instant, by visits. */
function loadBefore(at: number, input: Parameters<typeof prepare>[0]): readonly number[] {
  return input.stream.steps.map(
    (step) =>
      input.items.flatMap((facts) =>
        facts.visits.filter(
          (visit) => visit.step === step.index && visit.enterAt < at && (visit.exitAt === null || visit.exitAt >= at),
        ),
      ).length,
  );
}

describe('what measures are given', () => {
  test('arrivals less departures of a step is the change of its load', () => {
    fc.assert(
      fc.property(
        anyHistories,
        anyStream,
        anyAsOf,
        fc.nat({ max: 5 }),
        fc.integer({ min: 1, max: 6 }),
        (histories, stream, asOf, first, days) => {
          const window = windowOf('UTC', dayAt(first * 4), dayAt((first + days) * 4), asOf);
          const input = inputAt(foldAll(histories, stream), stream, window);
          const measure = waiting.measure(input);
          if (measure.status === 'unmeasurable') return;
          const before = loadBefore(window.fromAt, input);
          const after = loadBefore(window.endAt, input);
          for (const flow of measure.value.steps) {
            const index = stream.steps.findIndex((step) => step.name === flow.step);
            expect(flow.arrivals - flow.departures).toBe((after[index] ?? 0) - (before[index] ?? 0));
          }
        },
      ),
    );
  });

  test('every measure answers, or says why not, for any history and window', () => {
    fc.assert(
      fc.property(anyHistories, anyStream, anyAsOf, fc.nat({ max: TICKS / 4 }), (histories, stream, asOf, first) => {
        const window = windowOf('UTC', dayAt(first * 4), dayAt(first * 4 + 28), asOf);
        const measures = measureAll(inputAt(foldAll(histories, stream), stream, window));
        for (const measure of Object.values(measures)) {
          if (measure.status === 'unmeasurable') expect(measure.reason).not.toBe('');
          else expect(JSON.stringify(measure.value)).not.toMatch(/NaN|Infinity/);
        }
      }),
    );
  });

  test('flow items are those of the flow level; all are those of every level', () => {
    const stream = plainStream();
    fc.assert(
      fc.property(anyHistories, anyAsOf, (histories, asOf) => {
        const window = windowOf('UTC', '2024-03-01', '2024-04-01', asOf);
        const { items, all } = inputAt(foldAll(histories, stream), stream, window);
        expect(items).toEqual(all.filter((facts) => facts.level === 'story'));
      }),
    );
  });
});

describe('the context of a fold', () => {
  test('asks for each blocker once, and tells sources apart', () => {
    const asked: string[] = [];
    const context = contextOf(plainStream(), (source, item) => {
      asked.push(`${source} ${item}`);
      return undefined;
    });
    expect([context.closedIntervalsOf('a', 'K-1'), context.closedIntervalsOf('a', 'K-1')]).toEqual([null, null]);
    context.closedIntervalsOf('b', 'K-1');
    expect(asked).toEqual(['a K-1', 'b K-1']);
    expect(identity('a', 'b c')).not.toBe(identity('a b', 'c'));
  });
});
