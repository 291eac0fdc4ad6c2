import type { OutcomeRow } from '../../api/outcomes.ts';
import { calendarOf, type Day } from '../../flow/calendar.ts';
import { identity } from '../../flow/fold-all.ts';
import type { MetricBody } from '../../outcomes/metric.ts';
import { type OutcomeBody, type Promised, promisedOf, statementFieldsOf } from '../../outcomes/outcome.ts';
import { type DueReview, dueReviews, isOpenReview, type Look, type ReviewBody } from '../../outcomes/review.ts';
import { checkStatement } from '../../outcomes/statement/check-statement.ts';
import type { StatementCheck } from '../../outcomes/statement/statement.ts';
import type { App } from '../app.ts';
import { nowOf } from '../stream-clock.ts';
import { type Epic, epicsOfStreams } from './epics.ts';
import { type Kept, listKept, listKeptVersions, METRIC, OUTCOME, REVIEW } from './kept.ts';

/** An outcome with everything that is known of it. Days in the zone of its stream. */
export interface OutcomeState {
  readonly id: string;
  readonly versions: readonly Kept<OutcomeBody>[];
  /** As it stands now. */
  readonly latest: Kept<OutcomeBody>;
  /** What is judged. */
  readonly promised: Promised;
  readonly epic: Epic | null;
  readonly metric: Kept<MetricBody> | null;
  readonly check: StatementCheck;
  readonly startedOn: Day | null;
  readonly deliveredOn: Day | null;
  readonly statedOn: Day;
  readonly today: Day;
  readonly reviews: readonly Kept<ReviewBody>[];
  readonly due: readonly DueReview[];
}

export interface OutcomeBook {
  readonly outcomes: readonly OutcomeState[];
  readonly metrics: ReadonlyMap<string, Kept<MetricBody>>;
  readonly epics: readonly Epic[];
}

/** Every outcome with its metric, its work and its reviews. */
export async function readBook(app: App): Promise<OutcomeBook> {
  const [versions, metrics, reviews, epics] = await Promise.all([
    listKeptVersions(app, OUTCOME),
    listKept(app, METRIC),
    listKept(app, REVIEW),
    epicsOfStreams(app),
  ]);
  const metricById = new Map(metrics.map((metric) => [metric.id, metric]));
  const epicByKey = new Map(epics.map((epic) => [identity(epic.source, epic.item), epic]));
  const reviewsOf = Map.groupBy(reviews, ({ body }) => body.outcome);
  const outcomes: OutcomeState[] = [];
  for (const [id, ofOne] of versions) {
    const latest = ofOne.at(-1);
    if (latest === undefined) continue;
    const { subject } = latest.body;
    const epic = subject === null ? null : (epicByKey.get(identity(subject.source, subject.item)) ?? null);
    const now = await nowOf(app, latest.body.isSample, null);
    const held = reviewsOf.get(id) ?? [];
    outcomes.push(stateOf({ id, versions: ofOne, latest, epic, metrics: metricById, held, now }));
  }
  return { outcomes, metrics: metricById, epics };
}

interface Parts {
  readonly id: string;
  readonly versions: readonly Kept<OutcomeBody>[];
  readonly latest: Kept<OutcomeBody>;
  readonly epic: Epic | null;
  readonly metrics: ReadonlyMap<string, Kept<MetricBody>>;
  readonly held: readonly Kept<ReviewBody>[];
  readonly now: number;
}

function stateOf({ id, versions, latest, epic, metrics, held, now }: Parts): OutcomeState {
  const calendar = calendarOf(epic?.timeZone ?? 'UTC');
  const dayOf = (at: number | null): Day | null => (at === null ? null : calendar.dayOf(at));
  const byHand = latest.body.delivery;
  const startedAt = byHand?.startedOn != null ? calendar.startOf(byHand.startedOn) : (epic?.startedAt ?? null);
  const said = versions.map(({ version, savedAt, body }) => ({
    version,
    savedAt,
    savedOn: calendar.dayOf(savedAt),
    body,
  }));
  const promised = promisedOf(said, startedAt);
  if (promised === null) throw new Error(`outcome "${id}" has no version`);
  const deliveredOn = byHand?.deliveredOn ?? dayOf(epic?.deliveredAt ?? null);
  const today = calendar.dayOf(now);
  const metric = promised.body.metric === null ? null : (metrics.get(promised.body.metric) ?? null);
  const looks = new Set<Look>(held.map(({ body }) => body.look));
  return {
    id,
    versions,
    latest,
    promised,
    epic,
    metric,
    check: checkStatement(promised.body.statement, statementFieldsOf(promised.body, metric?.body.name ?? null), today),
    startedOn: dayOf(startedAt),
    deliveredOn,
    statedOn: calendar.dayOf(versions[0]?.savedAt ?? latest.savedAt),
    today,
    reviews: held.toSorted((a, b) => a.body.look - b.body.look),
    // What needs no outcome has none to come back to.
    due: deliveredOn === null || promised.body.exempt !== null ? [] : dueReviews(deliveredOn, today, looks),
  };
}

/** The verdict that was given last, by a review at six months or an earlier one that found harm. */
export function verdictOf({ reviews }: OutcomeState): {
  readonly verdict: string | null;
  readonly grade: string | null;
} {
  const last = reviews.findLast(({ body }) => body.verdict !== null && (body.look === 6 || body.verdict === 'HARM'));
  return { verdict: last?.body.verdict ?? null, grade: last?.body.grade ?? null };
}

function stageOf(state: OutcomeState): OutcomeRow['stage'] {
  if (verdictOf(state).verdict !== null) return 'settled';
  if (state.reviews.length > 0) return 'reviewed';
  if (state.deliveredOn !== null) return 'delivered';
  return state.startedOn === null ? 'stated' : 'in-work';
}

/** The figures of the promise: as they were stated, else as the sentence has them. */
function promiseOf({ promised: { body }, metric, check: { parsed } }: OutcomeState) {
  const isChange = body.target === null && parsed.unit?.endsWith('change') === true;
  const unit = metric?.body.unit ?? (isChange ? parsed.unit : (body.unit ?? parsed.unit));
  return {
    metricName: metric?.body.name ?? parsed.metric,
    baseline: body.baseline ?? parsed.baseline,
    // Only a change is said: among values of a metric it is no level.
    target: isChange && metric !== null ? null : (body.target ?? parsed.target),
    unit,
  };
}

/** An outcome as a row of a table. */
export function outcomeRowOf(state: OutcomeState): OutcomeRow {
  const { promised, epic, latest } = state;
  const { body } = promised;
  const { metricName, ...promise } = promiseOf(state);
  const next = state.due.find(isOpenReview);
  return {
    id: state.id,
    title: latest.body.title,
    statement: body.statement,
    stream: epic?.stream ?? latest.body.stream,
    team: epic?.team ?? latest.body.team,
    subject: latest.body.subject,
    subjectTitle: epic?.title ?? null,
    kind: epic?.kind ?? null,
    owner: latest.body.owner,
    metric: body.metric,
    metricName,
    ...promise,
    by: body.by ?? state.check.parsed.by,
    confidence: body.confidence,
    check: state.check.verdict,
    isOverridden: body.override !== null,
    isAfterStart: promised.isAfterStart,
    stage: stageOf(state),
    startedOn: state.startedOn,
    deliveredOn: state.deliveredOn,
    nextReview: next === undefined ? null : { ...next },
    ...verdictOf(state),
    isSample: latest.body.isSample,
  };
}
