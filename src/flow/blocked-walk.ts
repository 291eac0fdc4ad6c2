import { type BlockerSince, BlockingLinks } from './blocking-links.ts';
import type { Interval } from './facts.ts';
import type { FoldContext } from './fold.ts';
import type { FoldPlan } from './fold-plan.ts';
import type { Fields, ItemHistory, Link, Status } from './history.ts';
import { mergeIntervals } from './intervals.ts';
import type { Stream } from './stream/compile.ts';

/** When an item was blocked, by flag, by status or by link. Most items never are, and need none of this. Source: methods.md 2.3. */
export class BlockedWalk {
  private readonly stream: Stream;
  private readonly past: Interval[] = [];
  private isFlagged = false;
  private hasBlockedStatus = false;
  private since: number | null = null;
  private links: BlockingLinks | null = null;
  private unknown: readonly BlockerSince[] | null = null;

  constructor(stream: Stream) {
    this.stream = stream;
  }

  /** The walk of an item that may be blocked from its creation; null where nothing says so. */
  static of(
    { initial, createdAt }: ItemHistory,
    status: Status | null,
    stream: Stream,
    { hasBlockedStatuses }: FoldPlan,
  ): BlockedWalk | null {
    if (!hasBlockedStatuses && initial.links.length === 0 && !stream.isFlagged(initial)) return null;
    const walk = new BlockedWalk(stream);
    walk.changeFields(initial, createdAt);
    walk.changeStatus(status, createdAt);
    for (const link of initial.links) walk.changeLink(link, true, createdAt);
    return walk;
  }

  changeFields(fields: Fields, at: number): void {
    this.isFlagged = this.stream.isFlagged(fields);
    this.note(at);
  }

  changeStatus(status: Status | null, at: number): void {
    this.hasBlockedStatus = status !== null && this.stream.isBlockedStatus(status);
    this.note(at);
  }

  changeLink(link: Link, isAdded: boolean, at: number): void {
    if (!this.stream.isBlockingLink(link.type)) return;
    this.links ??= new BlockingLinks();
    this.links.change(link, isAdded, at);
  }

  /** In order and merged; the last may be open. Blockers that nobody knows stand in `unknownBlockers` afterwards. */
  intervals(source: string, context: FoldContext): readonly Interval[] {
    if (this.since !== null) this.past.push({ startAt: this.since, endAt: null });
    if (this.links === null) return this.past.length > 1 ? mergeIntervals(this.past) : this.past;
    const { intervals, unknown } = this.links.blockedIntervals(source, context);
    if (unknown.length > 0) this.unknown = unknown;
    return mergeIntervals([...this.past, ...intervals]);
  }

  get unknownBlockers(): readonly BlockerSince[] | null {
    return this.unknown;
  }

  private note(at: number): void {
    const isBlocked = this.isFlagged || this.hasBlockedStatus;
    if (isBlocked === (this.since !== null)) return;
    if (this.since === null) {
      this.since = at;
      return;
    }
    if (this.since < at) this.past.push({ startAt: this.since, endAt: at });
    this.since = null;
  }
}
