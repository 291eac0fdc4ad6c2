import type { ItemPage } from '../api/flow.ts';
import type { EventMove } from '../flow/delivery/history-with-events.ts';
import type { Interval, ItemFacts, ItemProblem, Visit } from '../flow/facts.ts';
import { intersect } from '../flow/intervals.ts';
import type { Stream } from '../flow/stream/compile.ts';
import { historiesOfItem } from '../storage/histories.ts';
import type { App } from './app.ts';
import { stepEvents } from './delivery/step-events.ts';
import { streamDelivery } from './delivery/stream-delivery.ts';
import { notFound } from './errors.ts';
import { changesInWords, eventInWords } from './item-changes.ts';
import { instant, instantOrNull, rowOf, seconds } from './rows.ts';
import type { View } from './view.ts';
import { duration } from './words.ts';

/** One item: every interval of its story named, what counted and why. */
export async function itemPageOf(app: App, view: View, item: string, source?: string): Promise<ItemPage> {
  const { stream } = view.loaded;
  const facts = view.input.all.find((one) => one.item === item && (source === undefined || one.source === source));
  if (facts === undefined) {
    throw notFound(
      `item "${item}" is not in stream "${stream.name}" as it was known at ${view.header.window.asOf}; ` +
        'look for it in another stream, or move the end of the window',
    );
  }
  const histories = await historiesOfItem(app.db, app.workspace, item);
  const history = histories.find((one) => one.source === facts.source);
  const delivery = await streamDelivery(app, stream, view.window.asOf);
  const moves = history === undefined ? [] : (await stepEvents(app, stream)).movesOf(history);
  return {
    header: view.header,
    row: rowOf(facts, stream, view.window.asOf),
    sentence: [{ text: inOneSentence(facts, stream, view.window.asOf) }],
    intervals: intervalsOf(facts, { stream, moves }, view.window.asOf),
    changes: history === undefined ? [] : changesInWords(history, { stream, moves }, view.window.asOf),
    facts,
    problems: facts.problems.map(problemInWords),
    children: view.input.all.filter((one) => one.parent === item).map((one) => rowOf(one, stream, view.window.asOf)),
    delivery: delivery?.ofItem(item) ?? null,
  };
}

function inOneSentence(facts: ItemFacts, stream: Stream, asOf: number): string {
  const step = stream.steps[facts.step]?.name ?? 'no step';
  if (facts.completedAt !== null) {
    if (facts.flowTimeMs === null)
      return `${facts.item} was finished without ever being committed, so it has no flow time.`;
    const waited = facts.inProcessMs === 0 ? '' : `, ${duration(facts.notActiveMs)} of it waiting or blocked`;
    return `${facts.item} took ${duration(facts.flowTimeMs)} from commitment to completion${waited}.`;
  }
  if (facts.cancelledAt !== null) {
    return facts.deletedAt === facts.cancelledAt
      ? `${facts.item} was deleted in its source before it was finished.`
      : `${facts.item} was cancelled after ${duration(facts.inProcessMs)} in process.`;
  }
  if (facts.committedAt === null) return `${facts.item} is not committed yet; it is in ${step}.`;
  const mark = facts.isBlocked ? ', blocked' : facts.isPaused ? ', paused' : '';
  return `${facts.item} has been under way for ${duration(asOf - facts.committedAt)} and is in ${step}${mark}.`;
}

type Named = ItemPage['intervals'][number];

/** A stream's map, and where events of delivery bring the item on it. */
interface Moved {
  readonly stream: Stream;
  readonly moves: readonly EventMove[];
}

function intervalsOf(facts: ItemFacts, { stream, moves }: Moved, asOf: number): Named[] {
  const named: Named[] = [];
  const first = facts.visits[0];
  if (first === undefined || first.enterAt > facts.createdAt) {
    named.push(
      interval('Before its first step', 'new', null, facts.createdAt, first?.enterAt ?? null, asOf, 'not-counted', [
        'No status that the map knows: it is new and in no step.',
      ]),
    );
  }
  for (const visit of facts.visits) named.push(visitNamed(visit, facts, { stream, moves }, asOf));
  for (const blocked of facts.blocked) {
    const inProcess = intersect(blocked, processOf(facts, stream, asOf));
    named.push(
      interval(
        'Blocked',
        'blocked',
        null,
        blocked.startAt,
        blocked.endAt,
        asOf,
        inProcess > 0 ? 'blocked' : 'not-counted',
        [
          inProcess > 0
            ? `${duration(inProcess)} of it counts as not active: that part lay in process.`
            : 'It does not count: it lay outside the time in process.',
        ],
      ),
    );
  }
  return named.toSorted((a, b) => (a.fromAt < b.fromAt ? -1 : a.fromAt > b.fromAt ? 1 : 0));
}

function visitNamed(visit: Visit, facts: ItemFacts, { stream, moves }: Moved, asOf: number): Named {
  const step = stream.steps[visit.step];
  const state = step?.state ?? 'new';
  const endAt = facts.completedAt ?? facts.cancelledAt;
  const isIn = state === 'waiting' || state === 'active';
  const isBefore = facts.committedAt === null || visit.enterAt < facts.committedAt;
  const isAfter = endAt !== null && visit.enterAt >= endAt;
  const doesCount = isIn && !isBefore && !isAfter;
  const name = step?.name ?? '';
  return interval(
    name,
    state,
    name,
    visit.enterAt,
    visit.exitAt,
    asOf,
    doesCount ? (state === 'active' ? 'active' : 'waiting') : 'not-counted',
    [...broughtBy(visit, moves), whyVisit(state, isBefore, isAfter, visit, facts)],
  );
}

function broughtBy(visit: Visit, moves: readonly EventMove[]): readonly string[] {
  const move = moves.find(({ at, step }) => at === visit.enterAt && step === visit.step);
  return move === undefined ? [] : [`${eventInWords(move)}.`];
}

function whyVisit(state: string, isBefore: boolean, isAfter: boolean, visit: Visit, facts: ItemFacts): string {
  switch (state) {
    case 'waiting':
    case 'active': {
      if (isBefore)
        return 'An earlier life: it was cancelled and revived since, or returned to new, so this time is not counted.';
      if (isAfter) return 'After its end.';
      const begins = visit.enterAt === facts.committedAt ? 'Its commitment: flow time begins here. ' : '';
      return begins + (state === 'active' ? 'Counts as active, less what was blocked.' : 'Counts as waiting.');
    }
    case 'done':
      if (facts.completedAt === visit.enterAt) return 'Its completion: flow time ends here.';
      return facts.cancelledAt === visit.enterAt
        ? 'Done with a resolution that the stream counts as cancelled.'
        : 'Done, but not its completion: it was left again, or belongs to a stay that had begun.';
    case 'cancelled':
      return 'Cancelled: ends the item uncounted, until it is taken up again.';
    default:
      return facts.committedAt !== null && visit.enterAt > facts.committedAt
        ? 'A pause: part of flow time, not of time in process.'
        : 'Not committed yet.';
  }
}

function processOf(facts: ItemFacts, stream: Stream, asOf: number): readonly Interval[] {
  const endAt = facts.completedAt ?? facts.cancelledAt ?? asOf;
  return facts.visits.flatMap((visit) => {
    const state = stream.steps[visit.step]?.state;
    if (facts.committedAt === null || (state !== 'waiting' && state !== 'active')) return [];
    const startAt = Math.max(visit.enterAt, facts.committedAt);
    const until = Math.min(visit.exitAt ?? asOf, endAt);
    return until > startAt ? [{ startAt, endAt: until }] : [];
  });
}

function interval(
  what: string,
  state: string,
  step: string | null,
  fromAt: number,
  toAt: number | null,
  asOf: number,
  counts: Named['counts'],
  why: readonly string[],
): Named {
  return {
    what,
    state,
    step,
    fromAt: instant(fromAt),
    toAt: instantOrNull(toAt),
    seconds: seconds((toAt ?? asOf) - fromAt),
    counts,
    why: why.join(' '),
  };
}

function problemInWords(problem: ItemProblem): string {
  switch (problem.problem) {
    case 'status-unmapped':
      return `Status "${problem.status}" belongs to no step of the map.`;
    case 'kind-unmapped':
      return 'No rule of the document says what kind of work it is.';
    case 'done-never-started':
      return 'It was finished without ever being committed.';
    case 'done-without-resolution':
      return 'It is done and has no resolution.';
    case 'moved-backwards':
      return 'It moved to an earlier step.';
    case 'reopened':
      return 'It was reopened after its completion.';
    case 'revived':
      return 'It was taken up again after being cancelled.';
    case 'history-not-matching':
      return 'Its history does not lead to the status it has now.';
    case 'changes-before-creation':
      return 'Its history has changes from before its creation; they count as made at its creation.';
    case 'history-begins-late':
      return 'Its history begins after its creation, or was cut short.';
    case 'blocker-unknown':
      return `It is blocked by ${problem.blocker}, which is not known here; that is not counted.`;
  }
}
