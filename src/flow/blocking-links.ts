import type { Interval } from './facts.ts';
import type { FoldContext } from './fold.ts';
import type { Link } from './history.ts';
import { subtractIntervals } from './intervals.ts';

/** Someone's blocker, and from when it was one. */
export interface BlockerSince {
  readonly blocker: string;
  readonly since: number;
}

/** Blocking links of one item, each from its creation (else the item's) until it is removed. Two types of link to one blocker are two links. */
export class BlockingLinks {
  private readonly open = new Map<string, BlockerSince>();
  private readonly ended: { readonly blocker: string; readonly interval: Interval }[] = [];

  change(link: Link, isAdded: boolean, at: number): void {
    const key = `${link.type}\u0000${link.item}`;
    const begun = this.open.get(key);
    if (isAdded) {
      if (begun === undefined) this.open.set(key, { blocker: link.item, since: at });
      return;
    }
    if (begun === undefined) return;
    this.open.delete(key);
    this.ended.push({ blocker: link.item, interval: { startAt: begun.since, endAt: at } });
  }

  /** Time linked to a blocker that was neither done nor cancelled; an unknown blocker is named, once, and not counted. Source: methods.md 2.3. */
  blockedIntervals(
    source: string,
    context: FoldContext,
  ): { readonly intervals: readonly Interval[]; readonly unknown: readonly BlockerSince[] } {
    const all = [...this.ended];
    for (const { blocker, since } of this.open.values())
      all.push({ blocker, interval: { startAt: since, endAt: null } });
    const intervals: Interval[] = [];
    const unknown = new Map<string, number>();
    for (const { blocker, interval } of all) {
      const closed = context.closedIntervalsOf(source, blocker);
      if (closed !== null) intervals.push(...subtractIntervals([interval], closed));
      else unknown.set(blocker, Math.min(interval.startAt, unknown.get(blocker) ?? interval.startAt));
    }
    return { intervals, unknown: [...unknown].map(([blocker, since]) => ({ blocker, since })) };
  }
}
