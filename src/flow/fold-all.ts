import { closedIntervals } from './closed-intervals.ts';
import type { Interval, ItemFacts } from './facts.ts';
import { factsAt } from './facts-at.ts';
import { type FoldContext, foldTimeline } from './fold.ts';
import type { ItemHistory } from './history.ts';
import type { MeasureInput } from './measure.ts';
import type { Stream } from './stream/compile.ts';
import type { Timeline } from './timeline.ts';
import type { Window } from './window.ts';

/**
 * A context over a lookup of histories; a blocker is sought by its key in the item's own source.
 * What a blocker's history says is folded once. Source: methods.md 2.3.
 */
export function contextOf(
  stream: Stream,
  find: (source: string, item: string) => ItemHistory | undefined,
): FoldContext {
  const known = new Map<string, readonly Interval[] | null>();
  return {
    closedIntervalsOf: (source, item) => {
      const key = identity(source, item);
      const remembered = known.get(key);
      if (remembered !== undefined) return remembered;
      const history = find(source, item);
      const closed = history === undefined ? null : closedIntervals(history, stream);
      known.set(key, closed);
      return closed;
    },
  };
}

/** A text that is the same for the same item of the same source and for no other. */
export function identity(source: string, item: string): string {
  return `${source}\u0000${item}`;
}

/** Folds histories that are all at hand. Source: methods.md 2. */
export function foldAll(histories: readonly ItemHistory[], stream: Stream): readonly Timeline[] {
  let byKey: Map<string, ItemHistory> | null = null;
  const context = contextOf(stream, (source, item) => {
    byKey ??= new Map(histories.map((history) => [identity(history.source, history.item), history]));
    return byKey.get(identity(source, item));
  });
  return histories.map((history) => foldTimeline(history, stream, context));
}

/** The stream's items as known at the window's `asOf`, split into flow items and all levels. Source: methods.md 1.1, 1.2. */
export function inputAt(timelines: readonly Timeline[], stream: Stream, window: Window): MeasureInput {
  const all: ItemFacts[] = [];
  for (const timeline of timelines) {
    const facts = factsAt(timeline, stream, window.asOf);
    if (facts !== null) all.push(facts);
  }
  const flowItem = stream.document.flowItem;
  return { stream, window, all, items: all.filter((facts) => facts.level === flowItem) };
}
