import type { Fields, ItemHistory } from '../../src/flow/history.ts';
import type { Stream } from '../../src/flow/stream/compile.ts';

/**
 * A second, slow reading of methods.md 1.1, 1.3, 2, 2.1 to 2.3 and 2.7, written from the text alone and in another manner than the engine:
 * a history is cut at `asOf`, turned into one snapshot a change, and every question is asked of all snapshots and visits anew.
 * For tests: where it and the engine differ, one of them reads the text wrongly.
 */
export interface OracleFacts {
  readonly committedAt: number | null;
  readonly completedAt: number | null;
  readonly cancelledAt: number | null;
  readonly flowTimeMs: number | null;
  readonly inProcessMs: number;
  readonly waitingMs: number;
  readonly blockedMs: number;
  readonly activeMs: number;
  readonly isNeverStarted: boolean;
  readonly reopens: number;
  readonly backflows: number;
  readonly revivals: number;
  readonly moves: number;
  readonly kind: string;
  readonly level: string | null;
  readonly team: string | null;
  readonly step: number;
}

/** The item as it was after a change. */
export interface Snapshot {
  readonly at: number;
  readonly sequence: number;
  readonly fields: Fields;
  /** The step it is in; -1 before its first mapped status. */
  readonly step: number;
}

export interface Visit {
  readonly step: number;
  readonly state: string;
  readonly at: number;
  /** Place of its first snapshot. */
  readonly first: number;
}

const FOREVER = Number.POSITIVE_INFINITY;

/** null: the item does not exist at `asOf`, or is not the stream's. */
export function oracleFacts(
  history: ItemHistory,
  stream: Stream,
  asOf: number,
  find: (item: string) => ItemHistory | undefined,
): OracleFacts | null {
  if (history.createdAt > asOf) return null;
  const isDeleted = history.deletedAt !== null && history.deletedAt <= asOf;
  if (isDeleted && stream.document.options.deletedItems === 'leave-out') return null;
  const snapshots = snapshotsOf(history, stream, asOf);
  const visits = visitsOf(snapshots, stream);
  const outcome = visits.map((_, index) => outcomeOf(index, visits, snapshots, stream));
  const isOpen = (index: number): boolean => ['waiting', 'active'].includes(visits[index]?.state ?? '');
  const places = visits.map((_, index) => index);

  const lastOpen = places.findLast(isOpen) ?? -1;
  const cancelledFrom = places.find((index) => index > lastOpen && outcome[index] === 'cancelled');
  const last = visits.length - 1;
  const isDone = cancelledFrom === undefined && last >= 0 && outcome[last] === 'completed';
  const doneFrom = isDone ? startOfStay(last, visits) : undefined;
  const endsWith = cancelledFrom ?? doneFrom;
  const completedAt = doneFrom === undefined ? null : (visits[doneFrom]?.at ?? null);
  const goneAt = isDeleted && endsWith === undefined ? history.deletedAt : null;
  const cancelledAt = goneAt ?? (cancelledFrom === undefined ? null : (visits[cancelledFrom]?.at ?? null));
  const endAt = completedAt ?? cancelledAt;

  const known = snapshots.findLast((one) => one.at <= (endAt ?? asOf))?.fields ?? history.initial;
  if (!stream.isInScope(history.source, history.item, known)) return null;

  const inLife = places.filter((index) => index < (endsWith ?? visits.length));
  const bound = Math.max(
    -1,
    ...inLife.filter((index) => index < lastOpen && outcome[index] === 'cancelled'),
    ...(stream.document.options.restartOnReturnToNew ? inLife.filter((index) => visits[index]?.state === 'new') : []),
  );
  const start = inLife.find((index) => index > bound && isOpen(index));
  const committedAt = start === undefined ? null : (visits[start]?.at ?? null);

  const stays = places.filter((index) => visits[index]?.state === 'done' && visits[index + 1]?.state !== 'done');
  const next = (index: number): string => visits[index + 1]?.state ?? '';
  const reopened = stays.filter(
    (index) => outcome[index] === 'completed' && ['new', 'waiting', 'active'].includes(next(index)),
  );
  const isRevival = (index: number): boolean => {
    const before = places.findLast((place) => place < index && isOpen(place)) ?? -1;
    return isOpen(index) && places.some((one) => one > before && one < index && outcome[one] === 'cancelled');
  };
  const moved = places.filter((index) => {
    const from = visits[index - 1];
    if (from === undefined || from.state === 'cancelled' || visits[index]?.state === 'cancelled') return false;
    return !(from.state === 'done' && isRevival(index));
  });

  return {
    committedAt,
    completedAt,
    cancelledAt,
    flowTimeMs: committedAt === null || completedAt === null ? null : completedAt - committedAt,
    ...times(history, stream, { visits, snapshots, from: committedAt, to: endAt ?? asOf, asOf, find }),
    isNeverStarted: completedAt !== null && committedAt === null,
    reopens: reopened.length,
    backflows: moved.filter((index) => (visits[index]?.step ?? 0) < (visits[index - 1]?.step ?? 0)).length,
    revivals: places.filter(isRevival).length,
    moves: moved.length,
    kind: stream.kindOf(known),
    level: stream.levelOf(known),
    team: stream.teamOf(history.source, known),
    step: visits[last]?.step ?? -1,
  };
}

/** Rule 2: order, clamping at creation, the late history, transparent statuses. */
export function snapshotsOf(history: ItemHistory, stream: Stream, asOf: number): readonly Snapshot[] {
  const ordered = history.changes
    .map((change, place) => ({ change, place }))
    .toSorted((a, b) => a.change.at - b.change.at || a.change.sequence - b.change.sequence || a.place - b.place)
    .map(({ change }) => change);
  const firstStatus = ordered.find((change) => change.field === 'status');
  const fromStatus = firstStatus?.field === 'status' ? firstStatus.from : null;
  let fields: Fields = { ...history.initial, status: history.initial.status ?? fromStatus };
  const stepNow = (before: number): number => {
    if (fields.status === null) return before;
    const step = stream.stepOf(fields.status);
    return step === -1 || stream.steps[step]?.state === 'ignore' ? before : step;
  };
  const snapshots: Snapshot[] = [{ at: history.createdAt, sequence: Number.NaN, fields, step: stepNow(-1) }];
  for (const change of ordered) {
    const at = Math.max(change.at, history.createdAt);
    if (at > asOf || (history.deletedAt !== null && at > history.deletedAt)) break;
    if (change.field === 'link') {
      const others = fields.links.filter((one) => one.type !== change.link.type || one.item !== change.link.item);
      fields = { ...fields, links: change.isAdded ? [...others, change.link] : others };
    } else if (change.field === 'custom') {
      fields = { ...fields, custom: { ...fields.custom, [change.name]: change.to } };
    } else fields = { ...fields, [change.field]: change.to };
    const before = snapshots[snapshots.length - 1]?.step ?? -1;
    snapshots.push({ at, sequence: change.sequence, fields, step: stepNow(before) });
  }
  return snapshots;
}

export function visitsOf(snapshots: readonly Snapshot[], stream: Stream): readonly Visit[] {
  return snapshots.flatMap((one, place) =>
    one.step === -1 || one.step === snapshots[place - 1]?.step
      ? []
      : [{ step: one.step, state: stream.steps[one.step]?.state ?? '', at: one.at, first: place }],
  );
}

export function startOfStay(index: number, visits: readonly Visit[]): number {
  let first = index;
  while (visits[first - 1]?.state === 'done') first -= 1;
  return first;
}

/** Rule 2.1: what a visit to a done or cancelled step amounts to; after a cancellation that nothing revived it is housekeeping. */
export function outcomeOf(
  index: number,
  visits: readonly Visit[],
  snapshots: readonly Snapshot[],
  stream: Stream,
): 'completed' | 'cancelled' | null {
  const state = visits[index]?.state;
  if (state === 'cancelled') return 'cancelled';
  if (state !== 'done') return null;
  for (let before = startOfStay(index, visits) - 1; before >= 0; before -= 1) {
    const earlier = visits[before]?.state;
    if (earlier === 'waiting' || earlier === 'active') break;
    if (earlier === 'cancelled' || outcomeOf(before, visits, snapshots, stream) === 'cancelled') return 'cancelled';
  }
  let last = index;
  while (visits[last + 1]?.state === 'done') last += 1;
  const left = visits[last + 1];
  const stay = visits[last];
  const leaving = left === undefined ? undefined : snapshots[left.first];
  if (left === undefined || stay === undefined || leaving === undefined) {
    return judged(snapshots[snapshots.length - 1], stream);
  }
  const held = snapshots
    .slice(0, left.first)
    .findLast((one) => one.at < left.at || (stay.at === left.at && one.sequence !== leaving.sequence));
  return judged(held, stream);
}

function judged(snapshot: Snapshot | undefined, stream: Stream): 'completed' | 'cancelled' {
  return stream.isCancelledResolution(snapshot?.fields.resolution ?? null) ? 'cancelled' : 'completed';
}

interface Span {
  readonly visits: readonly Visit[];
  readonly snapshots: readonly Snapshot[];
  readonly from: number | null;
  readonly to: number;
  readonly asOf: number;
  readonly find: (item: string) => ItemHistory | undefined;
}

/** Rules 2.2 and 2.3, by asking of every stretch between two events whether the item was in process, waiting, blocked. */
function times(history: ItemHistory, stream: Stream, span: Span) {
  const sums = { inProcessMs: 0, waitingMs: 0, blockedMs: 0, activeMs: 0 };
  if (span.from === null) return sums;
  const blockers = blockersOf(history, stream, span);
  const edges = [span.from, span.to, ...span.snapshots.map((one) => one.at)];
  for (const blocker of blockers.values()) edges.push(...blocker.map((one) => one.at));
  const instants = [...new Set(edges)].toSorted((a, b) => a - b);
  instants.forEach((at, place) => {
    const until = instants[place + 1] ?? at;
    if (span.from === null || at < span.from || until > span.to) return;
    const state = span.visits.findLast((visit) => visit.at <= at)?.state;
    if (state !== 'waiting' && state !== 'active') return;
    const now = span.snapshots.findLast((one) => one.at <= at)?.fields ?? history.initial;
    const isBlocked = isFlagged(now, stream) || now.links.some((link) => blocks(link, at, stream, blockers));
    sums.inProcessMs += until - at;
    if (state === 'waiting') sums.waitingMs += until - at;
    if (isBlocked) sums.blockedMs += until - at;
    if (state === 'active' && !isBlocked) sums.activeMs += until - at;
  });
  return sums;
}

export function isFlagged(fields: Fields, stream: Stream): boolean {
  return stream.isFlagged(fields) || (fields.status !== null && stream.isBlockedStatus(fields.status));
}

interface BlockerState {
  readonly at: number;
  readonly isClosed: boolean;
}

/** Of every item that a blocking link ever named and that is known: when it was done or cancelled. */
export function blockersOf(
  history: ItemHistory,
  stream: Stream,
  span: Pick<Span, 'snapshots' | 'find'>,
): ReadonlyMap<string, readonly BlockerState[]> {
  const names = new Set(span.snapshots.flatMap((one) => one.fields.links.map((link) => link.item)));
  const states = new Map<string, readonly BlockerState[]>();
  for (const name of names) {
    const blocker = span.find(name);
    if (blocker === undefined || blocker.source !== history.source) continue;
    const snapshots = snapshotsOf(blocker, stream, FOREVER);
    const visits = visitsOf(snapshots, stream);
    const closed = visits.map((visit, index): BlockerState => {
      if (visit.state === 'waiting' || visit.state === 'active') return { at: visit.at, isClosed: false };
      if (visit.state === 'done' || visit.state === 'cancelled') return { at: visit.at, isClosed: true };
      // New: open, unless it was cancelled and nothing has revived it.
      const open = visits.findLastIndex(({ state }, one) => one < index && (state === 'waiting' || state === 'active'));
      const isCancelled = visits.some(
        (_, one) => one > open && one < index && outcomeOf(one, visits, snapshots, stream) === 'cancelled',
      );
      return { at: visit.at, isClosed: isCancelled };
    });
    const { deletedAt } = blocker;
    const alive = closed.filter((one) => deletedAt === null || one.at < deletedAt);
    states.set(name, deletedAt === null ? alive : [...alive, { at: deletedAt, isClosed: true }]);
  }
  return states;
}

export function blocks(
  link: Fields['links'][number],
  at: number,
  stream: Stream,
  blockers: ReadonlyMap<string, readonly BlockerState[]>,
): boolean {
  const states = blockers.get(link.item);
  if (states === undefined || !stream.isBlockingLink(link.type)) return false;
  return states.findLast((one) => one.at <= at)?.isClosed !== true;
}
