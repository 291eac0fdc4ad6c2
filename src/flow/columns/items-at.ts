import type { ItemFacts } from '../facts.ts';
import { factsAt } from '../facts-at.ts';
import type { Stream } from '../stream/compile.ts';
import type { Timeline } from '../timeline.ts';
import { ColumnFacts, type ItemTable } from './column-facts.ts';
import { IS, type ItemColumns, type ItemWords } from './item-columns.ts';

/** A stream's items, ready to be looked at from any moment. */
export interface ItemStore {
  /** Every item as known at `asOf`, in the order of the rows. Source: methods.md 0, 1.1. */
  readonly itemsAt: (asOf: number) => readonly ItemFacts[];
}

/** Columns with the timelines that they were made from; `timelineOf` is asked for few rows. Source: methods.md 2. */
export function makeItemStore(
  columns: ItemColumns,
  words: ItemWords,
  stream: Stream,
  timelineOf: (row: number) => Timeline,
): ItemStore {
  const table: ItemTable = {
    columns,
    words,
    factsOf: (row, asOf) => {
      const facts = factsAt(timelineOf(row), stream, asOf);
      if (facts === null) throw new Error(`item ${words.keys[row] ?? row} has columns and no facts`);
      return facts;
    },
  };
  const { count, createdAt, settledAt, marks } = columns;
  // An item that is over is the same for every moment after its last change.
  const over: ColumnFacts[] = [];
  return {
    itemsAt: (asOf) => {
      const all: ItemFacts[] = [];
      for (let row = 0; row < count; row += 1) {
        if ((createdAt[row] ?? 0) > asOf) continue;
        if ((settledAt[row] ?? 0) > asOf) {
          const facts = factsAt(timelineOf(row), stream, asOf);
          if (facts !== null) all.push(facts);
          continue;
        }
        const mark = marks[row] ?? 0;
        if ((mark & IS.known) === 0) continue;
        if ((mark & IS.over) === 0) {
          all.push(new ColumnFacts(table, row, asOf));
          continue;
        }
        let facts = over[row];
        if (facts === undefined) {
          facts = new ColumnFacts(table, row, Number.MAX_SAFE_INTEGER);
          over[row] = facts;
        }
        all.push(facts);
      }
      return all;
    },
  };
}
