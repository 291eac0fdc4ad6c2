import type { Interval, ItemProblem } from './facts.ts';
import type { Change, Fields, ItemHistory, Link, Status } from './history.ts';
import { mergeIntervals, subtractIntervals } from './intervals.ts';
import type { Stream } from './stream/compile.ts';
import type { Epoch, Timeline, TimelineVisit } from './timeline.ts';

/** What the fold must know of other items. */
export interface FoldContext {
  /**
   * When the item of that key was in done or cancelled steps, by `closedIntervals`; null when no such item is known.
   * Needed for blocking links only. Source: methods.md 2.3.
   */
  readonly closedIntervalsOf: (source: string, item: string) => readonly Interval[] | null;
}

/** A context in which no other item is known. */
export const NO_OTHER_ITEMS: FoldContext = { closedIntervalsOf: () => null };

/**
 * Folds an item's history under a stream's map into its timeline: visits to steps, blocked intervals, and what it was when.
 * Changes are taken in order of instant, then sequence, then place; changes before creation count as made at creation.
 * A status mapped to no step, to an `ignore` step or listed only as blocked is transparent. Source: methods.md 2, 2.3, 1.5.
 */
export function foldTimeline(history: ItemHistory, stream: Stream, context: FoldContext): Timeline {
  const changes = inOrder(history.changes);
  const createdAt = history.createdAt;
  const fields = mutableCopy(history.initial);
  const problems: { at: number; problem: ItemProblem }[] = [];
  const unmapped = new Set<string>();
  const statusChangedAt: number[] = [];
  const epochs: Epoch[] = [epochOf(createdAt, history.source, history.item, fields, stream)];
  const walk = new StepWalk(stream);
  const blocking = new BlockedWalk();
  const links = new LinkWalk(fields.links, createdAt, stream);

  const reportUnmapped = (status: Status, at: number): void => {
    if (unmapped.has(status.name) || stream.stepOf(status) !== -1 || stream.isBlockedStatus(status)) return;
    unmapped.add(status.name);
    problems.push({ at, problem: { problem: 'status-unmapped', status: status.name } });
  };

  fields.status = history.initial.status ?? firstStatusBefore(changes);
  if (fields.status !== null) {
    walk.enter(fields.status, createdAt, false);
    reportUnmapped(fields.status, createdAt);
  }
  const isBlockedNow = (): boolean =>
    stream.isFlagged(fields) || (fields.status !== null && stream.isBlockedStatus(fields.status));
  blocking.set(isBlockedNow(), createdAt);

  // The resolution held before the present instant, and before the present entry: see `leftCancelled` below.
  let resolutionBeforeInstant = fields.resolution;
  let resolutionBeforeEntry = fields.resolution;
  let lastAt = Number.NaN;
  let lastSequence = Number.NaN;
  let isEarly = false;
  for (const change of changes) {
    const at = change.at < createdAt ? createdAt : change.at;
    if (change.at < createdAt) isEarly = true;
    if (at !== lastAt) {
      resolutionBeforeInstant = fields.resolution;
      resolutionBeforeEntry = fields.resolution;
    } else if (change.sequence !== lastSequence) {
      resolutionBeforeEntry = fields.resolution;
    }
    lastAt = at;
    lastSequence = change.sequence;
    switch (change.field) {
      case 'status':
        fields.status = change.to;
        statusChangedAt.push(at);
        if (change.to !== null) {
          // A stay that lasted is judged by what it held before this instant; one of no length by what its own entry gave it.
          const held = walk.hasLasted(at) ? resolutionBeforeInstant : resolutionBeforeEntry;
          walk.enter(change.to, at, stream.isCancelledResolution(held));
          reportUnmapped(change.to, at);
        }
        blocking.set(isBlockedNow(), at);
        continue;
      case 'link':
        links.change(change.link, change.isAdded, at);
        continue;
      default:
        apply(fields, change);
    }
    if (change.field === 'blocked' || change.field === 'custom') blocking.set(isBlockedNow(), at);
    if (change.field !== 'blocked') {
      const epoch = epochOf(at, history.source, history.item, fields, stream);
      if (epochs[epochs.length - 1]?.fromAt === at) epochs[epochs.length - 1] = epoch;
      else epochs.push(epoch);
    }
  }
  if (isEarly) problems.push({ at: createdAt, problem: { problem: 'changes-before-creation' } });
  if (history.isCutShort) problems.push({ at: createdAt, problem: { problem: 'history-begins-late' } });
  if (!isSameStatus(fields.status, history.presentStatus)) {
    problems.push({ at: Number.isNaN(lastAt) ? createdAt : lastAt, problem: { problem: 'history-not-matching' } });
  }
  const blocked = mergeIntervals([
    ...blocking.intervals,
    ...links.blockedIntervals(history.source, context, (blocker, at) =>
      problems.push({ at, problem: { problem: 'blocker-unknown', blocker } }),
    ),
  ]);
  return {
    source: history.source,
    item: history.item,
    url: history.url,
    createdAt,
    deletedAt: history.deletedAt,
    visits: walk.visits,
    blocked,
    statusChangedAt,
    epochs,
    problems,
  };
}

/** When an item was in done or cancelled steps of the stream's map. Used for what it blocks. Source: methods.md 2.3. */
export function closedIntervals(history: ItemHistory, stream: Stream): readonly Interval[] {
  const walk = new StepWalk(stream);
  const changes = inOrder(history.changes);
  const first = history.initial.status ?? firstStatusBefore(changes);
  if (first !== null) walk.enter(first, history.createdAt, false);
  for (const change of changes) {
    if (change.field === 'status' && change.to !== null) {
      walk.enter(change.to, Math.max(change.at, history.createdAt), false);
    }
  }
  const closed: Interval[] = [];
  for (const visit of walk.visits) {
    const state = stream.steps[visit.step]?.state;
    if (state === 'done' || state === 'cancelled') closed.push({ startAt: visit.enterAt, endAt: visit.exitAt });
  }
  if (history.deletedAt !== null) closed.push({ startAt: history.deletedAt, endAt: null });
  return mergeIntervals(closed);
}

/** Visits to steps, one after the other. Going X › transparent › X, or between statuses of one step, is no move. */
class StepWalk {
  readonly visits: TimelineVisit[] = [];
  private readonly stream: Stream;
  private step = -1;
  private enterAt = 0;

  constructor(stream: Stream) {
    this.stream = stream;
  }

  /** Whether the present visit has some length at `at`. */
  hasLasted(at: number): boolean {
    return this.enterAt < at;
  }

  enter(status: Status, at: number, isLeftCancelled: boolean): void {
    const step = this.stream.stepOf(status);
    if (step === -1 || step === this.step || this.stream.steps[step]?.state === 'ignore') return;
    const last = this.visits.length - 1;
    if (last >= 0) {
      const left = { step: this.step, enterAt: this.enterAt, exitAt: at };
      this.visits[last] = isLeftCancelled ? { ...left, leftCancelled: true } : left;
    }
    this.visits.push({ step, enterAt: at, exitAt: null });
    this.step = step;
    this.enterAt = at;
  }
}

/** Intervals in which a flag is up. */
class BlockedWalk {
  readonly intervals: Interval[] = [];
  private isUp = false;

  set(isUp: boolean, at: number): void {
    if (isUp === this.isUp) return;
    this.isUp = isUp;
    if (isUp) {
      this.intervals.push({ startAt: at, endAt: null });
      return;
    }
    const open = this.intervals.pop();
    if (open !== undefined && open.startAt < at) this.intervals.push({ startAt: open.startAt, endAt: at });
  }
}

/** Blocking links, each from its creation (else the item's) until it is removed. Two types of link to one blocker are two links. */
class LinkWalk {
  private readonly open = new Map<string, { readonly blocker: string; readonly since: number }>();
  private readonly ended: { blocker: string; interval: Interval }[] = [];
  private readonly stream: Stream;

  constructor(initial: readonly Link[], createdAt: number, stream: Stream) {
    this.stream = stream;
    for (const link of initial) this.change(link, true, createdAt);
  }

  change(link: Link, isAdded: boolean, at: number): void {
    if (!this.stream.isBlockingLink(link.type)) return;
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

  /** Time linked to a blocker that was neither done nor cancelled; an unknown blocker is reported and not counted. */
  blockedIntervals(
    source: string,
    context: FoldContext,
    reportUnknown: (blocker: string, at: number) => void,
  ): readonly Interval[] {
    if (this.open.size === 0 && this.ended.length === 0) return [];
    const all = [...this.ended];
    for (const { blocker, since } of this.open.values())
      all.push({ blocker, interval: { startAt: since, endAt: null } });
    const blocked: Interval[] = [];
    for (const { blocker, interval } of all) {
      const closed = context.closedIntervalsOf(source, blocker);
      if (closed === null) reportUnknown(blocker, interval.startAt);
      else blocked.push(...subtractIntervals([interval], closed));
    }
    return blocked;
  }
}

function inOrder(changes: readonly Change[]): readonly Change[] {
  for (let index = 1; index < changes.length; index += 1) {
    const before = changes[index - 1];
    const here = changes[index];
    if (before === undefined || here === undefined) continue;
    if (before.at > here.at || (before.at === here.at && before.sequence > here.sequence)) {
      return changes.toSorted((a, b) => a.at - b.at || a.sequence - b.sequence);
    }
  }
  return changes;
}

/** A history that starts late begins with the status that its first change came from. Source: methods.md 2. */
function firstStatusBefore(changes: readonly Change[]): Status | null {
  for (const change of changes) if (change.field === 'status') return change.from;
  return null;
}

type MutableFields = { -readonly [Key in keyof Fields]: Fields[Key] };

function mutableCopy(fields: Fields): MutableFields {
  return { ...fields };
}

function apply(fields: MutableFields, change: Exclude<Change, { field: 'status' | 'link' }>): void {
  switch (change.field) {
    case 'type':
      fields.type = change.to;
      return;
    case 'resolution':
      fields.resolution = change.to;
      return;
    case 'project':
      fields.project = change.to;
      return;
    case 'parent':
      fields.parent = change.to;
      return;
    case 'team':
      fields.team = change.to;
      return;
    case 'title':
      fields.title = change.to;
      return;
    case 'labels':
      fields.labels = change.to;
      return;
    case 'components':
      fields.components = change.to;
      return;
    case 'blocked':
      fields.blocked = change.to;
      return;
    case 'custom':
      fields.custom = { ...fields.custom, [change.name]: change.to };
      return;
  }
}

function epochOf(fromAt: number, source: string, item: string, fields: Fields, stream: Stream): Epoch {
  return {
    fromAt,
    isInScope: stream.isInScope(source, item, fields),
    level: stream.levelOf(fields),
    kind: stream.kindOf(fields),
    team: stream.teamOf(source, fields),
    type: fields.type,
    project: fields.project,
    parent: fields.parent,
    resolution: fields.resolution,
    isCancelledResolution: stream.isCancelledResolution(fields.resolution),
    labels: fields.labels,
    components: fields.components,
    title: fields.title,
  };
}

function isSameStatus(held: Status | null, present: Status | null): boolean {
  if (present === null) return true;
  if (held === null) return false;
  if (held.id !== null && present.id !== null) return held.id === present.id;
  return held.name === present.name;
}
