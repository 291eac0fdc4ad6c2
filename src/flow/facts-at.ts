import type { ClosedStay, Interval, ItemFacts, ItemProblem, Move, Visit } from './facts.ts';
import { overlapMs } from './intervals.ts';
import type { Stream } from './stream/compile.ts';
import type { State } from './stream/document.ts';
import type { Epoch, Timeline, TimelineVisit } from './timeline.ts';

/**
 * What is known of an item at `asOf`: changes at that instant exist, later ones do not exist yet.
 * null when the item does not exist yet, or is outside the stream's scope by what it is at its completion or cancellation,
 * for open items at `asOf`. A deleted item that was unfinished ends, as cancelled, when it was deleted.
 * Source: methods.md 0, 1.1–1.3, 2.1–2.3, 2.6, 2.7.
 */
export function factsAt(timeline: Timeline, stream: Stream, asOf: number): ItemFacts | null {
  if (timeline.createdAt > asOf) return null;
  const isDeleted = timeline.deletedAt !== null && timeline.deletedAt <= asOf;
  if (isDeleted && stream.document.options.deletedItems === 'leave-out') return null;
  const present = epochAt(timeline.epochs, asOf);
  const lives = liveLives(timeline, stream, asOf, present);
  const deletedOpenAt = isDeleted && lives.endAt === null ? timeline.deletedAt : null;
  const completedAt = lives.completedAt;
  const cancelledAt = deletedOpenAt ?? lives.cancelledAt;
  const endAt = completedAt ?? cancelledAt;
  const epoch = endAt === null ? present : epochAt(timeline.epochs, endAt);
  if (!epoch.isInScope) return null;

  const visits = deletedOpenAt === null ? lives.visits : closeLast(lives.visits, deletedOpenAt);
  const committedAt = commitmentOf(lives, stream);
  const time = timeInProcess(visits, timeline.blocked, stream, committedAt, endAt ?? asOf);
  const current = visits[visits.length - 1];
  const moves = lives.moves;
  let backflows = 0;
  for (const move of moves) if (move.to < move.from) backflows += 1;
  const reopens = lives.closedStays.filter((stay) => stay.left === 'reopened').length;
  const state: State = cancelledAt !== null ? 'cancelled' : completedAt !== null ? 'done' : lives.state;
  const isNeverStarted = completedAt !== null && committedAt === null;
  return {
    source: timeline.source,
    item: timeline.item,
    url: timeline.url,
    title: present.title,
    type: epoch.type,
    level: epoch.level,
    kind: epoch.kind,
    team: epoch.team,
    project: epoch.project,
    parent: epoch.parent,
    resolution: present.resolution,
    labels: epoch.labels,
    components: epoch.components,
    createdAt: timeline.createdAt,
    deletedAt: isDeleted ? timeline.deletedAt : null,
    state,
    step: current?.step ?? -1,
    committedAt,
    completedAt,
    cancelledAt,
    isNeverStarted,
    flowTimeMs: completedAt !== null && committedAt !== null ? completedAt - committedAt : null,
    ...time,
    visits,
    blocked: clipBlocked(timeline.blocked, asOf),
    moves,
    closedStays:
      deletedOpenAt === null
        ? lives.closedStays
        : [...lives.closedStays, { outcome: 'cancelled', beginAt: deletedOpenAt, endAt: null, left: null }],
    reopens,
    backflows,
    revivals: lives.revivals,
    handedOffAt: handOffs(timeline.epochs, asOf),
    lastMovedAt: lastAtOrBefore(timeline.statusChangedAt, asOf) ?? timeline.createdAt,
    isBlocked: endAt === null && timeline.blocked.some((one) => one.startAt <= asOf && (one.endAt ?? asOf + 1) > asOf),
    isPaused: endAt === null && committedAt !== null && lives.state === 'new',
    problems: problemsAt(timeline, asOf, {
      isKindUnmapped: epoch.kind === 'unmapped',
      isNeverStarted,
      isDoneWithoutResolution: completedAt !== null && present.resolution === null,
      backflows,
      reopens,
      revivals: lives.revivals,
    }),
  };
}

/** Visits, moves and closed stays up to `asOf`, and where the present life begins. */
interface Lives {
  readonly visits: readonly Visit[];
  readonly moves: readonly Move[];
  readonly closedStays: readonly ClosedStay[];
  readonly revivals: number;
  /** Index of the first visit of the present life: after the last cancelled stay that was revived. */
  readonly lifeFrom: number;
  /** Index of the visit that ends the present life, else the number of visits; what came before it in the same instant still counts. */
  readonly endIndex: number;
  readonly completedAt: number | null;
  readonly cancelledAt: number | null;
  readonly endAt: number | null;
  /** Of the present step; `new` before the first. */
  readonly state: State;
}

type MutableStay = { -readonly [Key in keyof ClosedStay]: ClosedStay[Key] };

function liveLives(timeline: Timeline, stream: Stream, asOf: number, present: Epoch): Lives {
  const visits = visitsAt(timeline.visits, asOf);
  const moves: Move[] = [];
  const closedStays: MutableStay[] = [];
  let revivals = 0;
  let lifeFrom = 0;
  let state: State = 'new';
  // The stay that goes on, and the cancelled stay (left or not) that nothing has revived yet.
  let stay: MutableStay | null = null;
  let cancelled: MutableStay | null = null;
  let endIndex = 0;
  for (let index = 0; index < visits.length; index += 1) {
    const visit = visits[index];
    if (visit === undefined) continue;
    const before: State = index === 0 ? 'new' : state;
    const from = visits[index - 1]?.step ?? -1;
    state = stream.steps[visit.step]?.state ?? 'new';
    const isOpenState = state === 'waiting' || state === 'active';
    const isRevival = isOpenState && cancelled !== null;
    if (from !== -1 && state !== 'cancelled' && before !== 'cancelled' && !(isRevival && before === 'done')) {
      moves.push({ at: visit.enterAt, from, to: visit.step });
    }
    if (isRevival && cancelled !== null) {
      cancelled.left = 'revived';
      cancelled.endAt ??= visit.enterAt;
      cancelled = null;
      stay = null;
      revivals += 1;
      lifeFrom = index;
    } else if (state === 'cancelled') {
      if (stay?.outcome === 'completed') {
        stay.endAt = visit.enterAt;
        stay.left = 'other';
        stay = null;
      }
      // Housekeeping after a cancellation, and back, stays within what was cancelled.
      if (cancelled === null) {
        cancelled = stay ?? { outcome: 'cancelled', beginAt: visit.enterAt, endAt: null, left: null };
        if (stay === null) closedStays.push(cancelled);
        stay = cancelled;
        endIndex = index;
      }
    } else if (state === 'done') {
      if (cancelled === null && stay === null) {
        stay = {
          outcome: isCancelledStay(timeline.visits, visits, index, stream, present) ? 'cancelled' : 'completed',
          beginAt: visit.enterAt,
          endAt: null,
          left: null,
        };
        closedStays.push(stay);
        endIndex = index;
        if (stay.outcome === 'cancelled') cancelled = stay;
      }
    } else if (stay !== null) {
      stay.endAt = visit.enterAt;
      stay.left = stay.outcome === 'completed' ? 'reopened' : 'other';
      stay = null;
    }
  }
  const last = closedStays[closedStays.length - 1];
  const completedAt = stay !== null && stay.outcome === 'completed' ? stay.beginAt : null;
  const cancelledAt = cancelled !== null && last !== undefined ? cancelled.beginAt : null;
  return {
    visits,
    moves,
    closedStays,
    revivals,
    lifeFrom,
    endIndex: completedAt === null && cancelledAt === null ? visits.length : endIndex,
    completedAt,
    cancelledAt,
    endAt: completedAt ?? cancelledAt,
    state,
  };
}

/** Whether the stay in done that begins at `index` counts as cancelled: by the resolution just before it is left, or at `asOf`. */
function isCancelledStay(
  whole: readonly TimelineVisit[],
  visits: readonly Visit[],
  index: number,
  stream: Stream,
  present: Epoch,
): boolean {
  let last = index;
  while (last + 1 < visits.length && stream.steps[visits[last + 1]?.step ?? -1]?.state === 'done') last += 1;
  if (last === visits.length - 1) return present.isCancelledResolution;
  return whole[last]?.leftCancelled === true;
}

function visitsAt(visits: readonly TimelineVisit[], asOf: number): readonly Visit[] {
  const last = visits[visits.length - 1];
  if (last === undefined || last.enterAt <= asOf) return visits;
  const seen = visits.filter((visit) => visit.enterAt <= asOf);
  const end = seen.pop();
  if (end === undefined) return seen;
  seen.push({ step: end.step, enterAt: end.enterAt, exitAt: null });
  return seen;
}

function closeLast(visits: readonly Visit[], at: number): readonly Visit[] {
  const last = visits[visits.length - 1];
  return last === undefined ? visits : [...visits.slice(0, -1), { ...last, exitAt: at }];
}

/** c: first entry to waiting or active in the present life, under `restartOnReturnToNew` after its last entry to new. Source: methods.md 2.1. */
function commitmentOf(lives: Lives, stream: Stream): number | null {
  const doesRestart = stream.document.options.restartOnReturnToNew;
  let committedAt: number | null = null;
  for (let index = lives.lifeFrom; index < lives.endIndex; index += 1) {
    const visit = lives.visits[index];
    if (visit === undefined) break;
    const state = stream.steps[visit.step]?.state;
    if (committedAt === null && (state === 'waiting' || state === 'active')) committedAt = visit.enterAt;
    else if (doesRestart && state === 'new') committedAt = null;
  }
  return committedAt;
}

/** In-process, waiting, blocked and active time of the present life, to its end. Unit: ms. Source: methods.md 2.2, 2.3. */
function timeInProcess(
  visits: readonly Visit[],
  blocked: readonly Interval[],
  stream: Stream,
  committedAt: number | null,
  endAt: number,
): Pick<ItemFacts, 'inProcessMs' | 'activeMs' | 'waitingMs' | 'blockedMs' | 'notActiveMs'> {
  let inProcessMs = 0;
  let waitingMs = 0;
  let blockedMs = 0;
  let notActiveMs = 0;
  if (committedAt !== null) {
    for (const visit of visits) {
      const state = stream.steps[visit.step]?.state;
      if (state !== 'waiting' && state !== 'active') continue;
      const from = Math.max(visit.enterAt, committedAt);
      const to = Math.min(visit.exitAt ?? endAt, endAt);
      if (to <= from) continue;
      const blockedHere = blocked.length === 0 ? 0 : overlapMs(blocked, from, to);
      inProcessMs += to - from;
      blockedMs += blockedHere;
      if (state === 'waiting') waitingMs += to - from;
      notActiveMs += state === 'waiting' ? to - from : blockedHere;
    }
  }
  return { inProcessMs, activeMs: inProcessMs - notActiveMs, waitingMs, blockedMs, notActiveMs };
}

/** The epoch in force at an instant, after all changes of that instant. */
function epochAt(epochs: readonly Epoch[], at: number): Epoch {
  let found = epochs[0];
  for (const epoch of epochs) {
    if (epoch.fromAt > at) break;
    found = epoch;
  }
  if (found === undefined) throw new Error('timeline without an epoch: every item has one from its creation');
  return found;
}

function clipBlocked(blocked: readonly Interval[], asOf: number): readonly Interval[] {
  const last = blocked[blocked.length - 1];
  if (last === undefined || (last.startAt <= asOf && (last.endAt === null || last.endAt <= asOf))) return blocked;
  return blocked
    .filter((one) => one.startAt <= asOf)
    .map((one) => (one.endAt !== null && one.endAt > asOf ? { startAt: one.startAt, endAt: null } : one));
}

function handOffs(epochs: readonly Epoch[], asOf: number): readonly number[] {
  if (epochs.length === 1) return [];
  const instants: number[] = [];
  let team: string | null = null;
  for (const epoch of epochs) {
    if (epoch.fromAt > asOf) break;
    if (team !== null && epoch.team !== null && epoch.team !== team) instants.push(epoch.fromAt);
    team = epoch.team ?? team;
  }
  return instants;
}

function lastAtOrBefore(instants: readonly number[], asOf: number): number | null {
  for (let index = instants.length - 1; index >= 0; index -= 1) {
    const at = instants[index];
    if (at !== undefined && at <= asOf) return at;
  }
  return null;
}

interface Found {
  readonly isKindUnmapped: boolean;
  readonly isNeverStarted: boolean;
  readonly isDoneWithoutResolution: boolean;
  readonly backflows: number;
  readonly reopens: number;
  readonly revivals: number;
}

function problemsAt(timeline: Timeline, asOf: number, found: Found): readonly ItemProblem[] {
  const problems: ItemProblem[] = [];
  for (const { at, problem } of timeline.problems) if (at <= asOf) problems.push(problem);
  if (found.isKindUnmapped) problems.push({ problem: 'kind-unmapped' });
  if (found.isNeverStarted) problems.push({ problem: 'done-never-started' });
  if (found.isDoneWithoutResolution) problems.push({ problem: 'done-without-resolution' });
  if (found.backflows > 0) problems.push({ problem: 'moved-backwards' });
  if (found.reopens > 0) problems.push({ problem: 'reopened' });
  if (found.revivals > 0) problems.push({ problem: 'revived' });
  return problems;
}
