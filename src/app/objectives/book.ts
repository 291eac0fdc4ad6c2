import type { Day } from '../../flow/calendar.ts';
import type { MetricBody } from '../../outcomes/metric.ts';
import type { CheckInBody } from '../../outcomes/objectives/check-in.ts';
import { type CycleBody, lastDayOf } from '../../outcomes/objectives/cycle.ts';
import type { KeyResultBody } from '../../outcomes/objectives/key-result.ts';
import type { ObjectiveBody } from '../../outcomes/objectives/objective.ts';
import type { DatedValue } from '../../outcomes/objectives/progress.ts';
import { type Standing, standingOf, type Terms } from '../../outcomes/objectives/standing.ts';
import type { OutcomeBody } from '../../outcomes/outcome.ts';
import type { App } from '../app.ts';
import { notFound } from '../errors.ts';
import { type Kept, listKept, METRIC, OUTCOME } from '../outcomes/kept.ts';
import type { DayValue } from '../outcomes/metric-series.ts';
import { CHECK_IN, CYCLE, KEY_RESULT, OBJECTIVE } from './kinds.ts';
import { type ValuesOf, valuesByMetric } from './metric-readings.ts';
import { type TodayFor, todaysOf } from './today.ts';

/** A check-in with the value it stands for: typed, else its metric's latest on that day. */
export interface ReadCheckIn {
  readonly kept: Kept<CheckInBody>;
  readonly value: number | null;
  readonly valueOn: Day | null;
}

/** A key result with everything that is known of it. */
export interface KeyResultState {
  readonly id: string;
  readonly kept: Kept<KeyResultBody>;
  readonly outcome: Kept<OutcomeBody> | null;
  readonly metric: Kept<MetricBody> | null;
  readonly terms: Terms;
  readonly unit: string;
  readonly by: Day;
  readonly standing: Standing;
  /** Earliest first. */
  readonly checkIns: readonly ReadCheckIn[];
}

export interface ObjectiveState {
  readonly id: string;
  readonly kept: Kept<ObjectiveBody>;
  readonly cycle: Kept<CycleBody>;
  readonly keyResults: readonly KeyResultState[];
  /** The day it is in its cycle. */
  readonly today: Day;
}

export interface ObjectiveBook {
  readonly todayFor: TodayFor;
  readonly cycles: readonly Kept<CycleBody>[];
  readonly objectives: readonly ObjectiveState[];
  readonly byId: ReadonlyMap<string, ObjectiveState>;
  readonly outcomes: readonly Kept<OutcomeBody>[];
}

/** Every objective with its key results and where they stand. */
export async function readObjectives(app: App): Promise<ObjectiveBook> {
  const [cycles, objectives, keyResults, checkIns, outcomes, metrics] = await Promise.all([
    listKept(app, CYCLE),
    listKept(app, OBJECTIVE),
    listKept(app, KEY_RESULT),
    listKept(app, CHECK_IN),
    listKept(app, OUTCOME),
    listKept(app, METRIC),
  ]);
  const known = {
    todayFor: await todaysOf(app),
    outcomes: new Map(outcomes.map((one) => [one.id, one])),
    metrics: new Map(metrics.map((one) => [one.id, one])),
    checkIns: Map.groupBy(checkIns, ({ body }) => body.keyResult),
  };
  const asked = keyResults.flatMap(({ body }) => metricIdOf(body, known.outcomes) ?? []);
  const values = await valuesByMetric(app, known.metrics, new Set(asked));
  const cycleById = new Map(cycles.map((one) => [one.id, one]));
  const keyResultsOf = Map.groupBy(keyResults, ({ body }) => body.objective);
  const states = objectives.flatMap((kept): ObjectiveState[] => {
    const cycle = cycleById.get(kept.body.cycle);
    // A cycle that holds objectives cannot be taken away.
    if (cycle === undefined) return [];
    const today = known.todayFor(cycle.id);
    const own = (keyResultsOf.get(kept.id) ?? []).map((one) =>
      stateOf(one, { cycle: cycle.body, today }, known, values),
    );
    return [{ id: kept.id, kept, cycle, keyResults: own.toSorted(byTitle), today }];
  });
  return {
    todayFor: known.todayFor,
    cycles: cycles.toSorted((a, b) => (a.body.from < b.body.from ? -1 : a.body.from > b.body.from ? 1 : 0)),
    objectives: states,
    byId: new Map(states.map((state) => [state.id, state])),
    outcomes,
  };
}

interface Known {
  readonly todayFor: TodayFor;
  readonly outcomes: ReadonlyMap<string, Kept<OutcomeBody>>;
  readonly metrics: ReadonlyMap<string, Kept<MetricBody>>;
  readonly checkIns: ReadonlyMap<string, readonly Kept<CheckInBody>[]>;
}

function byTitle(a: KeyResultState, b: KeyResultState): number {
  return a.kept.body.title.localeCompare(b.kept.body.title, 'en') || (a.id < b.id ? -1 : 1);
}

function metricIdOf(body: KeyResultBody, outcomes: Known['outcomes']): string | null {
  if (body.metric !== null) return body.metric;
  return body.outcome === null ? null : (outcomes.get(body.outcome)?.body.metric ?? null);
}

function stateOf(
  kept: Kept<KeyResultBody>,
  at: { readonly cycle: CycleBody; readonly today: Day },
  known: Known,
  values: ValuesOf,
): KeyResultState {
  const { body, id } = kept;
  const outcome = body.outcome === null ? null : (known.outcomes.get(body.outcome) ?? null);
  const metricId = metricIdOf(body, known.outcomes);
  const series = metricId === null ? [] : (values.get(metricId) ?? []);
  const metric = metricId === null ? null : (known.metrics.get(metricId) ?? null);
  const checkIns = (known.checkIns.get(id) ?? [])
    .map((one) => readCheckIn(one, series))
    .toSorted((a, b) => compare(a.kept, b.kept));
  const terms: Terms = {
    direction: body.direction,
    baseline: body.baseline ?? outcome?.body.baseline ?? null,
    target: body.direction === 'maintain' ? null : (body.target ?? outcome?.body.target ?? null),
    band: body.band,
  };
  const readings = checkIns.map(({ kept: { body: said }, value }) => ({
    on: said.on,
    value,
    confidence: said.confidence,
  }));
  const unit = body.unit === '' ? (metric?.body.unit ?? outcome?.body.unit ?? '') : body.unit;
  return {
    id,
    kept,
    outcome,
    metric,
    terms,
    unit,
    by: body.by ?? lastDayOf(at.cycle),
    standing: standingOf(terms, readings, allValues(checkIns, series), at),
    checkIns,
  };
}

/** The latest comes last; of one day, the one that was written last. */
function compare(a: Kept<CheckInBody>, b: Kept<CheckInBody>): number {
  if (a.body.on !== b.body.on) return a.body.on < b.body.on ? -1 : 1;
  return a.savedAt - b.savedAt || (a.id < b.id ? -1 : 1);
}

function readCheckIn(kept: Kept<CheckInBody>, series: readonly DayValue[]): ReadCheckIn {
  const { value, on } = kept.body;
  if (value !== null) return { kept, value, valueOn: on };
  const latest = series.findLast(({ day }) => day <= on);
  return { kept, value: latest?.value ?? null, valueOn: latest?.day ?? null };
}

function allValues(checkIns: readonly ReadCheckIn[], series: readonly DayValue[]): readonly DatedValue[] {
  const typed = checkIns.flatMap(({ kept: { body } }) =>
    body.value === null ? [] : [{ on: body.on, value: body.value }],
  );
  return [...typed, ...series.map(({ day, value }) => ({ on: day, value }))];
}

/** Throws NotFound. */
export function objectiveIn(book: ObjectiveBook, id: string): ObjectiveState {
  const state = book.byId.get(id);
  if (state === undefined) throw notFound(`objective "${id}" does not exist; those there are stand under Objectives`);
  return state;
}

/** A key result with its objective. Throws NotFound. */
export function keyResultIn(
  book: ObjectiveBook,
  id: string,
): { readonly objective: ObjectiveState; readonly keyResult: KeyResultState } {
  for (const objective of book.objectives) {
    const keyResult = objective.keyResults.find((one) => one.id === id);
    if (keyResult !== undefined) return { objective, keyResult };
  }
  throw notFound(`key result "${id}" does not exist; those there are stand under Objectives`);
}

/** The objective that each key result belongs to. */
export function objectiveOfKeyResult(book: ObjectiveBook): ReadonlyMap<string, string> {
  return new Map(book.objectives.flatMap(({ id, keyResults }) => keyResults.map((one) => [one.id, id] as const)));
}
