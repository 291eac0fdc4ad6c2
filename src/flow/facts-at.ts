import type { ClosedStay, Interval, ItemFacts, ItemProblem } from './facts.ts';
import { planOf } from './fold-plan.ts';
import { type Lives, livesOf, visitsAt } from './lives-at.ts';
import type { Stream } from './stream/compile.ts';
import type { Epoch, Timeline } from './timeline.ts';

const NO_INTERVALS: readonly Interval[] = [];
const NO_INSTANTS: readonly number[] = [];
const NO_PROBLEMS: readonly ItemProblem[] = [];

/**
 * What is known of an item at `asOf`: changes at that instant exist, later ones do not exist yet.
 * null when the item does not exist yet, or is outside the stream's scope by what it is at its completion or cancellation,
 * for open items at `asOf`. A deleted item that was unfinished ends, as cancelled, when it was deleted.
 * Source: methods.md 0, 1.1–1.3, 2.1–2.3, 2.6, 2.7.
 */
export function factsAt(timeline: Timeline, stream: Stream, asOf: number): ItemFacts | null {
  const { epochs, createdAt } = timeline;
  if (createdAt > asOf) return null;
  const deletedAt = timeline.deletedAt !== null && timeline.deletedAt <= asOf ? timeline.deletedAt : null;
  if (deletedAt !== null && stream.document.options.deletedItems === 'leave-out') return null;
  const present = epochAt(epochs, asOf);
  const seen = visitsAt(timeline.visits, asOf);
  const untilAt = deletedAt ?? asOf;
  const isCancelled = present.isCancelledResolution;
  const lives = livesOf(seen, timeline.visits, timeline.blocked, planOf(stream), untilAt, isCancelled);
  const { completedAt, committedAt } = lives;
  const goneAt = completedAt === null && lives.cancelledAt === null ? deletedAt : null;
  const cancelledAt = goneAt ?? lives.cancelledAt;
  const endAt = completedAt ?? cancelledAt;
  const epoch = endAt === null ? present : epochAt(epochs, endAt);
  if (!epoch.isInScope) return null;

  const visits = goneAt === null ? seen : closeLast(seen, goneAt);
  // A place before the first is not asked for: to look there costs more than all the rest of such a line.
  const last = visits.length === 0 ? undefined : visits[visits.length - 1];
  const blocked = timeline.blocked.length === 0 ? NO_INTERVALS : clipBlocked(timeline.blocked, asOf);
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
    createdAt,
    deletedAt,
    state: cancelledAt === null ? lives.state : 'cancelled',
    step: last === undefined ? -1 : last.step,
    committedAt,
    completedAt,
    cancelledAt,
    isNeverStarted,
    flowTimeMs: completedAt !== null && committedAt !== null ? completedAt - committedAt : null,
    inProcessMs: lives.inProcessMs,
    activeMs: lives.inProcessMs - lives.notActiveMs,
    waitingMs: lives.waitingMs,
    blockedMs: lives.blockedMs,
    notActiveMs: lives.notActiveMs,
    visits,
    blocked,
    moves: lives.moves,
    closedStays: goneAt === null ? lives.closedStays : [...lives.closedStays, deletionAt(goneAt)],
    reopens: lives.reopens,
    backflows: lives.backflows,
    revivals: lives.revivals,
    handedOffAt: epochs.length === 1 ? NO_INSTANTS : handOffs(epochs, asOf),
    lastMovedAt: lastMoveAt(last === undefined ? createdAt : last.enterAt, timeline.otherStatusAt, asOf),
    isBlocked: endAt === null && blocked.length > 0 && blocked[blocked.length - 1]?.endAt === null,
    isPaused: endAt === null && committedAt !== null && lives.state === 'new',
    problems: problemsOf(timeline, lives, epoch.kind === 'unmapped', present.resolution === null, asOf),
  };
}

function deletionAt(at: number): ClosedStay {
  return { outcome: 'cancelled', beginAt: at, endAt: null, left: null };
}

function closeLast(visits: ItemFacts['visits'], at: number): ItemFacts['visits'] {
  const last = visits[visits.length - 1];
  return last === undefined ? visits : [...visits.slice(0, -1), { ...last, exitAt: at }];
}

/** The epoch in force at an instant, after all changes of that instant. */
function epochAt(epochs: readonly Epoch[], at: number): Epoch {
  for (let index = epochs.length - 1; index >= 0; index -= 1) {
    const epoch = epochs[index];
    if (epoch !== undefined && epoch.fromAt <= at) return epoch;
  }
  throw new Error('timeline without an epoch: every item has one from its creation');
}

function clipBlocked(blocked: readonly Interval[], asOf: number): readonly Interval[] {
  const last = blocked[blocked.length - 1];
  if (last === undefined || (last.startAt <= asOf && (last.endAt === null || last.endAt <= asOf))) return blocked;
  return blocked
    .filter((one) => one.startAt <= asOf)
    .map((one) => (one.endAt !== null && one.endAt > asOf ? { startAt: one.startAt, endAt: null } : one));
}

/** When the item went from one named team to another. Source: methods.md 2.12. */
function handOffs(epochs: readonly Epoch[], asOf: number): readonly number[] {
  let instants: number[] | null = null;
  let team: string | null = null;
  for (const epoch of epochs) {
    if (epoch.fromAt > asOf) break;
    if (team !== null && epoch.team !== null && epoch.team !== team) {
      instants ??= [];
      instants.push(epoch.fromAt);
    }
    team = epoch.team ?? team;
  }
  return instants ?? NO_INSTANTS;
}

/** The later of the last move and the last change of status that moved nothing. */
function lastMoveAt(movedAt: number, otherStatusAt: readonly number[], asOf: number): number {
  for (let index = otherStatusAt.length - 1; index >= 0; index -= 1) {
    const at = otherStatusAt[index];
    if (at !== undefined && at <= asOf) return Math.max(at, movedAt);
  }
  return movedAt;
}

/** The problems that the history shows up to `asOf`. Source: methods.md 1.5. */
function problemsOf(
  timeline: Timeline,
  lives: Lives,
  isKindUnmapped: boolean,
  isUnresolved: boolean,
  asOf: number,
): readonly ItemProblem[] {
  const isDone = lives.completedAt !== null;
  const isNeverStarted = isDone && lives.committedAt === null;
  const { backflows, reopens, revivals } = lives;
  const isClean = !isKindUnmapped && !isNeverStarted && !(isDone && isUnresolved);
  if (isClean && backflows + reopens + revivals === 0 && timeline.problems.length === 0) return NO_PROBLEMS;
  const problems: ItemProblem[] = [];
  for (const { at, problem } of timeline.problems) if (at <= asOf) problems.push(problem);
  if (isKindUnmapped) problems.push({ problem: 'kind-unmapped' });
  if (isNeverStarted) problems.push({ problem: 'done-never-started' });
  if (isDone && isUnresolved) problems.push({ problem: 'done-without-resolution' });
  if (backflows > 0) problems.push({ problem: 'moved-backwards' });
  if (reopens > 0) problems.push({ problem: 'reopened' });
  if (revivals > 0) problems.push({ problem: 'revived' });
  return problems;
}
