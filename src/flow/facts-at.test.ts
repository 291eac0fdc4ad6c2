import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oracleFacts } from '../../test/golden/oracle.ts';
import type { ItemFacts } from './facts.ts';
import { factsAt } from './facts-at.ts';
import { foldAll } from './fold-all.ts';
import { anyAsOf, anyHistories, anyStream } from './histories.test-data.ts';
import type { ItemHistory } from './history.ts';
import type { Stream } from './stream/compile.ts';

const runs = { numRuns: 1500 };

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
});
