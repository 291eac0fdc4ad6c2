import type { ItemHistory, Status } from '../../src/flow/history.ts';
import type { Stream } from '../../src/flow/stream/compile.ts';
import {
  blockersOf,
  blocks,
  isFlagged,
  type OracleFacts,
  outcomeOf,
  type Snapshot,
  snapshotsOf,
  startOfStay,
  type Visit,
  visitsOf,
} from '../golden/oracle.ts';

type Find = (item: string) => ItemHistory | undefined;

/**
 * The rest of an item's facts, read as slowly as the oracle reads those that the corpus holds: methods.md 1.5, 2, 2.1, 2.3, 2.6, 2.7, 2.12.
 * `told` is what the oracle says of the same item at the same moment.
 */
export function moreFacts(history: ItemHistory, stream: Stream, asOf: number, find: Find, told: OracleFacts) {
  const snapshots = snapshotsOf(history, stream, asOf);
  const visits = visitsOf(snapshots, stream);
  const deletedAt = history.deletedAt !== null && history.deletedAt <= asOf ? history.deletedAt : null;
  const isGone = deletedAt !== null && told.completedAt === null && told.cancelledAt === deletedAt;
  const stays = staysOf(visits, snapshots, stream);
  const isGoneUnfinished = isGone && stays.every((stay) => stay.outcome !== 'cancelled' || stay.left === 'revived');
  const endAt = told.completedAt ?? told.cancelledAt;
  const atEnd = snapshots.findLast((one) => one.at <= (endAt ?? asOf))?.fields ?? history.initial;
  const present = snapshots[snapshots.length - 1]?.fields ?? history.initial;
  const blocked = blockedOf(history, stream, snapshots, find, asOf);
  const state = visits[visits.length - 1]?.state ?? 'new';
  return {
    ...told,
    source: history.source,
    item: history.item,
    url: history.url,
    title: present.title,
    resolution: present.resolution,
    type: atEnd.type,
    project: atEnd.project,
    parent: atEnd.parent,
    labels: atEnd.labels,
    components: atEnd.components,
    createdAt: history.createdAt,
    deletedAt,
    state: told.completedAt !== null ? 'done' : told.cancelledAt !== null ? 'cancelled' : state,
    visits: visits.map(({ step, at }, place) => ({
      step,
      enterAt: at,
      exitAt: visits[place + 1]?.at ?? (isGoneUnfinished ? deletedAt : null),
    })),
    blocked,
    closedStays: isGoneUnfinished
      ? [...stays, { outcome: 'cancelled', beginAt: deletedAt, endAt: null, left: null }]
      : stays,
    handedOffAt: handOffsOf(history, stream, snapshots),
    lastMovedAt: lastStatusChange(history, asOf),
    isBlocked: endAt === null && blocked[blocked.length - 1]?.endAt === null,
    isPaused: endAt === null && told.committedAt !== null && state === 'new',
    problems: { set: problemsOf(history, stream, asOf, find, told, snapshots) },
  };
}

function staysOf(visits: readonly Visit[], snapshots: readonly Snapshot[], stream: Stream) {
  const outcomes = visits.map((_, place) => outcomeOf(place, visits, snapshots, stream));
  const isOpen = (state: string): boolean => state === 'waiting' || state === 'active';
  return visits.flatMap((visit, place) => {
    const outcome = outcomes[place] ?? null;
    const lastOpen = visits.findLastIndex(({ state }, one) => one < place && isOpen(state));
    const isWithin = outcomes.some((one, before) => one === 'cancelled' && lastOpen < before && before < place);
    if (outcome === null || (outcome === 'cancelled' ? isWithin : startOfStay(place, visits) !== place)) return [];
    const stays = outcome === 'completed' ? ['done'] : ['done', 'cancelled'];
    const after = visits.find(({ state }, one) => one > place && !stays.includes(state));
    const isRevived = visits.some(({ state }, one) => one > place && isOpen(state));
    const howCancelled = isRevived ? 'revived' : 'other';
    const howCompleted = after?.state === 'cancelled' ? 'other' : 'reopened';
    const how = outcome === 'completed' ? howCompleted : howCancelled;
    return { outcome, beginAt: visit.at, endAt: after?.at ?? null, left: after === undefined ? null : how };
  });
}

function blockedOf(
  history: ItemHistory,
  stream: Stream,
  snapshots: readonly Snapshot[],
  find: Find,
  asOf: number,
): readonly { startAt: number; endAt: number | null }[] {
  const blockers = blockersOf(history, stream, { snapshots, find });
  const edges = [...snapshots, ...[...blockers.values()].flat()].map((one) => one.at);
  const instants = [...new Set([...edges, asOf])]
    .filter((at) => history.createdAt <= at && at <= asOf)
    .toSorted((a, b) => a - b);
  const intervals: { startAt: number; endAt: number | null }[] = [];
  for (const at of instants) {
    const now = snapshots.findLast((one) => one.at <= at)?.fields ?? history.initial;
    const isBlocked = isFlagged(now, stream) || now.links.some((link) => blocks(link, at, stream, blockers));
    const last = intervals[intervals.length - 1];
    const isOpen = last !== undefined && last.endAt === null;
    if (isBlocked && !isOpen) intervals.push({ startAt: at, endAt: null });
    if (!isBlocked && isOpen) last.endAt = at;
  }
  return intervals;
}

/** From one named team to another, after all changes of an instant; what stands between without a team does not count. */
function handOffsOf(history: ItemHistory, stream: Stream, snapshots: readonly Snapshot[]): readonly number[] {
  const known = snapshots
    .filter((one, place) => snapshots[place + 1]?.at !== one.at)
    .map(({ at, fields }) => ({ at, team: stream.teamOf(history.source, fields) }))
    .filter(({ team }) => team !== null);
  return known.flatMap(({ at, team }, place) => (place > 0 && known[place - 1]?.team !== team ? at : []));
}

function lastStatusChange(history: ItemHistory, asOf: number): number {
  const instants = history.changes
    .filter(({ field, at }) => field === 'status' && (history.deletedAt === null || at <= history.deletedAt))
    .map(({ at }) => Math.max(at, history.createdAt))
    .filter((at) => at <= asOf);
  return Math.max(history.createdAt, ...instants);
}

function problemsOf(
  history: ItemHistory,
  stream: Stream,
  asOf: number,
  find: Find,
  told: OracleFacts,
  snapshots: readonly Snapshot[],
): readonly unknown[] {
  const statuses = snapshots.flatMap(({ fields }) => fields.status ?? []);
  const unmapped = statuses.filter((status) => stream.stepOf(status) === -1 && !stream.isBlockedStatus(status));
  const links = snapshots.flatMap(({ fields }) => fields.links).filter((link) => stream.isBlockingLink(link.type));
  const unknown = links.filter((link) => find(link.item)?.source !== history.source).map((link) => link.item);
  const whole = snapshotsOf(history, stream, Number.POSITIVE_INFINITY);
  const last = whole[whole.length - 1];
  const isEnded = (last?.at ?? 0) <= asOf;
  const isAlive = ({ at }: { at: number }): boolean => history.deletedAt === null || at <= history.deletedAt;
  const isDone = told.completedAt !== null;
  const found: readonly (readonly [boolean, string])[] = [
    [told.kind === 'unmapped', 'kind-unmapped'],
    [told.isNeverStarted, 'done-never-started'],
    [isDone && snapshots[snapshots.length - 1]?.fields.resolution === null, 'done-without-resolution'],
    [told.backflows > 0, 'moved-backwards'],
    [told.reopens > 0, 'reopened'],
    [told.revivals > 0, 'revived'],
    [isEnded && isOther(last?.fields.status ?? null, history.presentStatus), 'history-not-matching'],
    [history.changes.some((change) => change.at < history.createdAt && isAlive(change)), 'changes-before-creation'],
    [history.isCutShort, 'history-begins-late'],
  ];
  return [
    ...[...new Set(unmapped.map(({ name }) => name))].map((name) => ({ problem: 'status-unmapped', status: name })),
    ...found.filter(([is]) => is).map(([, problem]) => ({ problem })),
    ...[...new Set(unknown)].map((blocker) => ({ problem: 'blocker-unknown', blocker })),
  ];
}

function isOther(held: Status | null, present: Status | null): boolean {
  if (present === null) return false;
  if (held?.id != null && present.id !== null) return held.id !== present.id;
  return held?.name !== present.name;
}
