import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oracleFacts } from '../../test/golden/oracle.ts';
import type { ItemFacts } from './facts.ts';
import { factsAt } from './facts-at.ts';
import { foldAll } from './fold-all.ts';
import { anyAsOf, anyHistories, anyStream, FIRST_AT, TICK_MS } from './histories.test-data.ts';
import type { ItemHistory } from './history.ts';
import type { Stream } from './stream/compile.ts';

const runs = { numRuns: 800 };

function factsOf(histories: readonly ItemHistory[], stream: Stream, asOf: number): readonly (ItemFacts | null)[] {
  return foldAll(histories, stream).map((timeline) => factsAt(timeline, stream, asOf));
}

describe('facts at any moment', () => {
  test('agree with a slow second reading of the rules', () => {
    fc.assert(
      fc.property(anyHistories, anyStream, anyAsOf, (histories, stream, asOf) => {
        const find = (item: string) => histories.find((history) => history.item === item);
        factsOf(histories, stream, asOf).forEach((facts, index) => {
          const history = histories[index];
          const oracle = history === undefined ? null : oracleFacts(history, stream, asOf, find);
          if (facts === null || oracle === null) {
            expect(facts).toBe(oracle);
            return;
          }
          expect({ ...facts, moves: facts.moves.length }).toMatchObject(oracle);
        });
      }),
      runs,
    );
  });

  test('changes after asOf do not exist yet: a log that ends there gives the same facts', () => {
    fc.assert(
      fc.property(anyHistories, anyStream, anyAsOf, (histories, stream, asOf) => {
        // A history that begins late takes its first status from what comes after, so here all begin with one.
        const begun = histories.map((history) => ({
          ...history,
          createdAt: FIRST_AT,
          initial: { ...history.initial, status: history.initial.status ?? { id: null, name: 'Idea' } },
        }));
        const cut = begun.map((history) => ({
          ...history,
          changes: history.changes.filter((change) => change.at <= asOf),
          deletedAt: history.deletedAt !== null && history.deletedAt <= asOf ? history.deletedAt : null,
        }));
        expect(factsOf(cut, stream, asOf)).toEqual(factsOf(begun, stream, asOf));
      }),
      runs,
    );
  });

  test('an item does not exist before its creation', () => {
    fc.assert(
      fc.property(anyHistories, anyStream, (histories, stream) => {
        const before = Math.min(...histories.map((history) => history.createdAt)) - 1;
        expect(factsOf(histories, stream, before)).toEqual([null, null, null]);
      }),
    );
  });

  test('time in process is active or not; what waits in a waiting step or is blocked is not', () => {
    fc.assert(
      fc.property(anyHistories, anyStream, anyAsOf, (histories, stream, asOf) => {
        for (const facts of factsOf(histories, stream, asOf)) {
          if (facts === null) continue;
          const { inProcessMs, activeMs, notActiveMs, waitingMs, blockedMs } = facts;
          expect(activeMs + notActiveMs).toBe(inProcessMs);
          expect(notActiveMs).toBeGreaterThanOrEqual(Math.max(waitingMs, blockedMs));
          expect(notActiveMs).toBeLessThanOrEqual(waitingMs + blockedMs);
          expect(activeMs).toBeGreaterThanOrEqual(0);
          if (facts.committedAt === null) expect(inProcessMs).toBe(0);
          if (facts.flowTimeMs !== null) expect(inProcessMs).toBeLessThanOrEqual(facts.flowTimeMs);
        }
      }),
      runs,
    );
  });

  test('what is told of an item agrees with itself', () => {
    fc.assert(
      fc.property(anyHistories, anyStream, anyAsOf, (histories, stream, asOf) => {
        for (const facts of factsOf(histories, stream, asOf)) {
          if (facts === null) continue;
          const { committedAt, completedAt, cancelledAt, closedStays, moves } = facts;
          expect(completedAt === null || cancelledAt === null).toBe(true);
          if (completedAt !== null) expect(committedAt ?? completedAt).toBeLessThanOrEqual(completedAt);
          expect(facts.isNeverStarted).toBe(completedAt !== null && committedAt === null);
          expect(facts.reopens).toBe(closedStays.filter((stay) => stay.left === 'reopened').length);
          expect(facts.revivals).toBe(closedStays.filter((stay) => stay.left === 'revived').length);
          expect(facts.backflows).toBe(moves.filter((move) => move.to < move.from).length);
          const lasting = closedStays.filter((stay) => stay.left === null);
          expect(lasting.length).toBeLessThanOrEqual(1);
          expect(lasting[0]?.beginAt ?? cancelledAt).toBe(completedAt ?? cancelledAt);
          expect(facts.state === 'done').toBe(completedAt !== null);
          expect(facts.state === 'cancelled').toBe(cancelledAt !== null);
          expect(facts.lastMovedAt).toBeLessThanOrEqual(asOf);
        }
      }),
      runs,
    );
  });

  test('a day later nothing that had happened has unhappened: visits only grow', () => {
    fc.assert(
      fc.property(anyHistories, anyStream, anyAsOf, (histories, stream, asOf) => {
        const later = factsOf(histories, stream, asOf + 4 * TICK_MS);
        factsOf(histories, stream, asOf).forEach((facts, index) => {
          const grown = later[index];
          if (facts === null || grown === null || grown === undefined) return;
          const past = facts.visits.filter((visit) => visit.exitAt !== null);
          expect(grown.visits.slice(0, past.length)).toEqual(past);
        });
      }),
      runs,
    );
  });
});
