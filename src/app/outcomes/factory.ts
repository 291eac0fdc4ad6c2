import type { Factory, FactoryQuery, ReviewRow } from '../../api/outcomes.ts';
import type { Sentence } from '../../api/view.ts';
import { addMonths, calendarOf, type Day } from '../../flow/calendar.ts';
import { identity } from '../../flow/fold-all.ts';
import type { Window } from '../../flow/window.ts';
import { calibrationOf, type Resolved } from '../../outcomes/calibration.ts';
import {
  type Coverage,
  type FactoryRatio,
  FUNNEL,
  type FunnelStage,
  featureFactoryRatio,
} from '../../outcomes/feature-factory.ts';
import type { App } from '../app.ts';
import { nowOf } from '../stream-clock.ts';
import { NO_TEAM } from '../stream-data.ts';
import { windowAsked } from '../view.ts';
import { count, percent } from '../words.ts';
import { claimsOf } from './claims.ts';
import type { Epic } from './epics.ts';
import { type OutcomeBook, type OutcomeState, readBook, verdictOf } from './outcome-book.ts';
import { reviewRowsOf } from './outcome-page.ts';
import { productShareOf } from './product-share.ts';
import { gateOf } from './start-gate.ts';

const TREND_MONTHS = 6;
const SEED = 9;

interface Standing {
  readonly epic: Epic;
  readonly outcome: OutcomeState | null;
  readonly coverage: Coverage;
}

/** The Feature Factory Ratio of all streams, one stream or teams, with its trend, its lists and what stands behind them. Source: methods.md 5.1. */
export async function factoryOf(app: App, query: FactoryQuery): Promise<Factory> {
  const book = await readBook(app);
  const standing = standingOf(book).filter(
    ({ epic }) =>
      (query.stream === undefined || epic.stream === query.stream) &&
      (query.team.length === 0 || query.team.includes(epic.team ?? NO_TEAM)),
  );
  const isSample = standing.some(({ epic }) => epic.isSample);
  const window = windowAsked('UTC', query, await nowOf(app, isSample, null));
  const inEachStream = standing.filter(({ epic }) => isAtWork(epic, window.fromAt, window.endAt));
  const inside = eachOnce(inEachStream);
  const all = featureFactoryRatio(inside);
  const outcomes = book.outcomes.filter(
    ({ epic, latest: { body } }) =>
      (query.stream === undefined || (epic?.stream ?? body.stream) === query.stream) &&
      (query.team.length === 0 || query.team.includes(epic?.team ?? body.team ?? NO_TEAM)),
  );
  return {
    sentence: sentenceOf(all, inside),
    window: { from: window.from, to: window.to, timeZone: 'UTC' },
    isSample,
    ...all,
    trend: trendOf(eachOnce(standing), window),
    byStream: [...Map.groupBy(inEachStream, ({ epic }) => epic.stream)].map(([stream, ofOne]) => ({
      stream,
      name: ofOne[0]?.epic.streamName ?? stream,
      ...shareOf(ofOne),
    })),
    byTeam: [...Map.groupBy(inside, ({ epic }) => epic.team ?? NO_TEAM)]
      .map(([team, ofOne]) => ({ team, ...shareOf(ofOne) }))
      .toSorted((a, b) => (a.team < b.team ? -1 : 1)),
    funnel: funnelOf(outcomes),
    items: inside.map(itemOf),
    product: await productShareOf(app, window, query.stream),
    startGate: await gatesOf(app, inEachStream),
    inWorkWithout: inside
      .filter(({ coverage, epic }) => coverage === 'none' && epic.startedAt !== null && epic.deliveredAt === null)
      .map(({ epic }) => epic.item),
    deliveredNeverReviewed: outcomes
      .filter(
        (state) => state.reviews.length === 0 && state.due.some(({ state: at }) => at === 'due' || at === 'overdue'),
      )
      .map(({ id }) => id),
    overdue: outcomes.flatMap(reviewRowsOf).filter((review: ReviewRow) => review.state === 'overdue'),
    claims: await claimsOf(app, book, window),
    ...calibrated(outcomes),
  };
}

/** An initiative or epic that belongs to several streams counts once in a sum over them. */
function eachOnce(standing: readonly Standing[]): readonly Standing[] {
  const byKey = new Map(standing.map((one) => [identity(one.epic.source, one.epic.item), one]));
  return [...byKey.values()];
}

/** Each initiative or epic of each stream, with its own outcome or its parent's. */
function standingOf({ epics, outcomes }: OutcomeBook): readonly Standing[] {
  const outcomeOf = new Map<string, OutcomeState>();
  for (const state of outcomes) {
    const { subject } = state.latest.body;
    if (subject !== null) outcomeOf.set(identity(subject.source, subject.item), state);
  }
  const seen = new Set<string>();
  return epics.flatMap((epic): Standing[] => {
    const key = `${epic.stream} ${identity(epic.source, epic.item)}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const own = outcomeOf.get(identity(epic.source, epic.item)) ?? null;
    const parents = epic.parent === null ? null : (outcomeOf.get(identity(epic.source, epic.parent)) ?? null);
    return [{ epic, outcome: own ?? parents, coverage: coverageOf(own, parents) }];
  });
}

function coverageOf(own: OutcomeState | null, parents: OutcomeState | null): Coverage {
  if (own === null) return parents === null ? 'none' : 'covered-by-parent';
  const { body, isAfterStart } = own.promised;
  if (body.exempt !== null) return 'exempt';
  if (isAfterStart) return 'after-start';
  if (own.check.verdict === 'FAIL') return body.override === null ? 'not-valid' : 'overridden';
  const hasTarget = body.target !== null || own.check.parsed.target !== null;
  const hasDate = body.by !== null || own.check.parsed.by !== null;
  return body.owner !== null && hasTarget && hasDate ? 'valid' : 'not-valid';
}

/** Started, in progress or delivered within the window. */
function isAtWork({ startedAt, deliveredAt, cancelledAt }: Epic, fromAt: number, toAt: number): boolean {
  const beganAt = startedAt ?? deliveredAt;
  if (beganAt === null || beganAt >= toAt) return false;
  const endedAt = deliveredAt ?? cancelledAt;
  return endedAt === null || endedAt >= fromAt;
}

function shareOf(standing: readonly Standing[]): Pick<FactoryRatio, 'ratio' | 'without' | 'of'> {
  const { ratio, without, of } = featureFactoryRatio(standing);
  return { ratio, without, of };
}

/** Work that began before all criteria of its stream's start gate were agreed. Agreed on the day of the start is in time. */
async function gatesOf(app: App, standing: readonly Standing[]): Promise<Factory['startGate']> {
  const criteriaOf = new Map<string, readonly string[]>();
  for (const { epic } of standing) {
    if (!criteriaOf.has(epic.stream)) criteriaOf.set(epic.stream, await gateOf(app, epic.stream));
  }
  const begun = standing.filter(
    ({ epic }) => epic.startedAt !== null && (criteriaOf.get(epic.stream)?.length ?? 0) > 0,
  );
  if ([...criteriaOf.values()].every((criteria) => criteria.length === 0)) return null;
  const without = begun.filter(({ epic, outcome }) => {
    const startedOn = calendarOf(epic.timeZone).dayOf(epic.startedAt ?? 0);
    const agreed = outcome?.latest.body.gate.filter(({ agreedOn }) => agreedOn <= startedOn) ?? [];
    return !(criteriaOf.get(epic.stream) ?? []).every((criterion) => agreed.some((one) => one.criterion === criterion));
  });
  const sentence =
    without.length === 0
      ? `All ${count(begun.length, 'piece')} of work in streams with a start gate began with every criterion agreed.`
      : `${without.length} of ${count(begun.length, 'piece')} of work in streams with a start gate began before every criterion was agreed.`;
  return { begun: begun.length, without: without.map(({ epic }) => epic.item), sentence };
}

/** The last months up to the window's end, a month each. */
function trendOf(standing: readonly Standing[], { to, calendar }: Window): Factory['trend'] {
  return Array.from({ length: TREND_MONTHS }, (_, place) => {
    const end = addMonths(to, place - TREND_MONTHS + 1);
    const from = addMonths(to, place - TREND_MONTHS);
    const inside = standing.filter(({ epic }) => isAtWork(epic, calendar.startOf(from), calendar.startOf(end)));
    return { from, to: end, ...shareOf(inside) };
  });
}

function funnelOf(outcomes: readonly OutcomeState[]): Factory['funnel'] {
  const reached: Readonly<Record<FunnelStage, (state: OutcomeState) => boolean>> = {
    stated: () => true,
    checkable: ({ check }) => check.verdict !== 'FAIL',
    aligned: ({ latest }) => latest.body.keyResult !== null,
    delivered: ({ deliveredOn }) => deliveredOn !== null,
    adopted: ({ reviews }) => reviews.some(({ body }) => body.isUsed === true),
    reviewed: ({ reviews }) => reviews.length > 0,
    verdict: (state) => verdictOf(state).verdict !== null,
  };
  return FUNNEL.map((stage) => ({ stage, count: outcomes.filter(reached[stage]).length }));
}

function itemOf({ epic, outcome, coverage }: Standing): Factory['items'][number] {
  const { source, item, title, stream, team, kind, level, startedAt, deliveredAt, timeZone } = epic;
  const dayOf = (at: number | null): Day | null => (at === null ? null : calendarOf(timeZone).dayOf(at));
  const days = { startedOn: dayOf(startedAt), deliveredOn: dayOf(deliveredAt) };
  return { source, item, title, stream, team, kind, level, ...days, coverage, outcome: outcome?.id ?? null };
}

function calibrated(outcomes: readonly OutcomeState[]): Pick<Factory, 'calibration' | 'calibrationReason'> {
  const resolved = outcomes.flatMap(({ promised, reviews }): Resolved[] => {
    const isReached = reviews.findLast(({ body }) => body.evaluation?.targetReached != null)?.body.evaluation
      ?.targetReached;
    const { confidence } = promised.body;
    return confidence === null || isReached == null ? [] : [{ confidence, isReached }];
  });
  const found = calibrationOf(resolved, SEED);
  const bins = (found.reliability ?? []).map(({ from, to, n, meanConfidence, shareReached }) => ({
    from,
    to,
    n,
    said: meanConfidence,
    came: shareReached,
  }));
  const mean = resolved.reduce((sum, one) => sum + one.confidence, 0) / Math.max(1, resolved.length);
  const came = resolved.filter(({ isReached }) => isReached).length;
  return {
    calibration: {
      resolved: found.n,
      brier: found.brier,
      sentence:
        found.n === 0
          ? 'No outcome with a stated confidence has come to its date yet.'
          : `Of ${count(found.n, 'promise')} made with ${percent(mean)} confidence on average, ${came} reached ${came === 1 ? 'its' : 'their'} target.`,
      bins,
    },
    calibrationReason: found.reasons[0] ?? null,
  };
}

function sentenceOf({ ratio, without, of, byCoverage }: FactoryRatio, inside: readonly Standing[]): Sentence {
  if (ratio === null)
    return [{ text: 'No initiative or epic was at work in this window, so there is no ratio to give.' }];
  const products = inside.filter(({ coverage }) => coverage === 'valid').length;
  return [
    {
      text: `${without} of ${count(of, 'initiative or epic').replace('initiative or epics', 'initiatives and epics')}`,
    },
    { text: ` (${percent(ratio)}) had no stated outcome. ` },
    { text: `${products} had one that was whole and stated before the work began` },
    { text: byCoverage.exempt > 0 ? `; ${byCoverage.exempt} need none.` : '.' },
  ];
}
