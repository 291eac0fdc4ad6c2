import type { Interval, ItemProblem, KindOrUnmapped, Level, Visit } from './facts.ts';

/**
 * An item's whole story under one stream's map, independent of `asOf`: what the store keeps of an item a stream, and what
 * `factsAt` reads. Plain JSON. Source: methods.md 2.
 */
export interface Timeline {
  readonly source: string;
  readonly item: string;
  readonly url: string | null;
  readonly createdAt: number;
  readonly deletedAt: number | null;
  /** Contiguous from the first mapped status on; the last one is open. */
  readonly visits: readonly TimelineVisit[];
  readonly blocked: readonly Interval[];
  /** Instants at which the status changed and no other step was entered: inside a step, or to a transparent status. */
  readonly otherStatusAt: readonly number[];
  /** What the item was, from when; the first begins at creation; an entry an instant at which something changed. */
  readonly epochs: readonly Epoch[];
  /** Problems with the instant from which they exist. */
  readonly problems: readonly { readonly at: number; readonly problem: ItemProblem }[];
}

/** `leftCancelled`: the resolution held just before the visit was left counts as cancelled. Source: methods.md 2.1. */
export interface TimelineVisit extends Visit {
  readonly leftCancelled?: boolean;
}

/** What the stream's rules read from the item's fields from `fromAt` on. Source: methods.md 1.1–1.3. */
export interface Epoch {
  readonly fromAt: number;
  readonly isInScope: boolean;
  readonly level: Level | null;
  readonly kind: KindOrUnmapped;
  readonly team: string | null;
  readonly type: string | null;
  readonly project: string | null;
  readonly parent: string | null;
  readonly resolution: string | null;
  readonly isCancelledResolution: boolean;
  readonly labels: readonly string[];
  readonly components: readonly string[];
  readonly title: string;
}
