import type { OutcomePage } from '../../api/outcomes.ts';
import { calendarOf, type Day, daysBetween } from '../../flow/calendar.ts';
import { checkInput } from '../../outcomes/evaluate/check-input.ts';
import { evaluateRelease, seenAtLook } from '../../outcomes/evaluate/evaluate-release.ts';
import type { Evaluation, EvaluationInput, KnownFacts } from '../../outcomes/evaluate/evaluation.ts';
import { evaluationPicture } from '../../outcomes/evaluate/evaluation-picture.ts';
import { evaluateExperiment } from '../../outcomes/evaluate/experiment.ts';
import { anticipatedEffect, minimumEffect } from '../../outcomes/outcome.ts';
import { dueReviews, type Look, type ReviewBody } from '../../outcomes/review.ts';
import type { DayValue } from './metric-series.ts';
import type { OutcomeBook, OutcomeState } from './outcome-book.ts';

/** Days around a release within which another change may have moved the metric. Source: methods.md 5.7. */
const NEAR_DAYS = 14;

type Evaluated = NonNullable<OutcomePage['evaluated']>;
type OtherChange = Evaluated['otherChanges'][number];

/** What is needed to evaluate an outcome, or why it cannot be yet. */
type Evaluable =
  | { readonly input: EvaluationInput; readonly otherChanges: readonly OtherChange[] }
  | { readonly reason: string };

interface Series {
  readonly values: readonly DayValue[];
  readonly control: readonly DayValue[];
}

/** The question of a release as the method takes it; `look` sets how much of the series after it is seen. Source: methods.md 5.5 to 5.7. */
function evaluableOf(
  book: OutcomeBook,
  state: OutcomeState,
  { values, control }: Series,
  { look, known }: { readonly look: Look; readonly known: ReviewBody['known'] | null },
): Evaluable {
  const { deliveredOn, promised, metric, check } = state;
  if (deliveredOn === null) return { reason: 'It is not delivered yet, so there is nothing to evaluate.' };
  if (metric === null) return { reason: 'No metric is chosen, so what happened can only be told, not measured.' };
  if (values.length === 0)
    return { reason: `“${metric.body.name}” has no values yet; type them, send a CSV file or push them.` };
  const direction = promised.body.direction ?? check.parsed.direction ?? metric.body.goodDirection;
  if (direction === 'hold')
    return { reason: 'It keeps a level, which is a share of periods within the limit, not an effect of a release.' };
  const anticipated = anticipatedEffect(promised.body);
  if (anticipated === null)
    return {
      reason:
        'It says neither an anticipated effect nor baseline and target, so there is nothing to hold the effect against.',
    };
  const otherChanges = changesNear(book, state, deliveredOn);
  const target = promised.body.target;
  const by = promised.body.by ?? check.parsed.by;
  const whole: EvaluationInput = {
    series: values.map(({ day, value }) => ({ on: day, value })),
    releaseOn: deliveredOn,
    direction,
    anticipated,
    minimum: minimumEffect(promised.body) ?? anticipated / 2,
    burnIn: promised.body.burnIn,
    known: knownFacts(state, known, otherChanges, values[0]?.day ?? deliveredOn, lookEnd(deliveredOn, look)),
    ...(control.length === 0 ? {} : { control: control.map(({ day, value }) => ({ on: day, value })) }),
    ...(target === null || by === null ? {} : { target: { value: target, by } }),
  };
  const input = seenAtLook(whole, look);
  const [problem] = checkInput(input);
  return problem === undefined ? { input, otherChanges } : { reason: problem };
}

/** What happened to an outcome as a look sees it: by its experiment where there is one, else by its series; or why it cannot be said. */
export function evaluateOutcome(
  book: OutcomeBook,
  state: OutcomeState,
  series: Series,
  at: { readonly look: Look; readonly known: ReviewBody['known'] | null },
): { readonly evaluated: Evaluated | null; readonly reason: string | null } {
  const evaluable = evaluableOf(book, state, series, at);
  const byExperiment = experimentOf(state);
  if ('reason' in evaluable) {
    if (byExperiment === null) return { evaluated: null, reason: evaluable.reason };
    const releaseOn = state.deliveredOn ?? state.today;
    const picture = { releaseOn, step: '', points: [], expected: null, reason: evaluable.reason };
    return { evaluated: { look: at.look, evaluation: byExperiment, picture, otherChanges: [] }, reason: null };
  }
  const { input, otherChanges } = evaluable;
  return {
    evaluated: {
      look: at.look,
      evaluation: byExperiment ?? evaluateRelease(input),
      picture: evaluationPicture(input),
      otherChanges: [...otherChanges],
    },
    reason: null,
  };
}

/** The verdict of an experiment that was entered; null without one, or where nothing was promised to hold it against. */
function experimentOf({ latest, promised, check, metric }: OutcomeState): Evaluation | null {
  const { experiment } = latest.body;
  const anticipated = anticipatedEffect(promised.body);
  const direction = promised.body.direction ?? check.parsed.direction ?? metric?.body.goodDirection ?? null;
  if (experiment === null || anticipated === null || direction === null || direction === 'hold') return null;
  return evaluateExperiment(experiment, {
    direction,
    anticipated,
    minimum: minimumEffect(promised.body) ?? anticipated / 2,
  });
}

/** The latest look whose day has come; the first before that. */
export function presentLook(deliveredOn: Day | null, today: Day): Look {
  if (deliveredOn === null) return 1;
  return dueReviews(deliveredOn, today, new Set()).findLast(({ state }) => state !== 'coming')?.look ?? 1;
}

/** The day on which a look falls due. */
function lookEnd(deliveredOn: Day, look: Look): Day {
  return dueReviews(deliveredOn, deliveredOn, new Set()).find((one) => one.look === look)?.dueOn ?? deliveredOn;
}

/** Initiatives and epics of streams whose outcomes use the metric, that were delivered close to the release. Source: methods.md 5.7. */
function changesNear({ outcomes, epics }: OutcomeBook, state: OutcomeState, releaseOn: Day): readonly OtherChange[] {
  const streams = new Set(
    outcomes.flatMap((one) => (one.metric?.id === state.metric?.id && one.epic !== null ? [one.epic.stream] : [])),
  );
  const own = state.epic;
  const isNear = (day: Day): boolean => Math.abs(daysBetween(releaseOn, day)) <= NEAR_DAYS;
  const seen = new Set<string>();
  const found: OtherChange[] = [];
  for (const epic of epics) {
    if (!streams.has(epic.stream) || epic.deliveredAt === null) continue;
    if (own !== null && epic.source === own.source && epic.item === own.item) continue;
    const on = calendarOf(epic.timeZone).dayOf(epic.deliveredAt);
    if (!isNear(on) || seen.has(epic.item)) continue;
    seen.add(epic.item);
    found.push({
      on,
      name: `${epic.item} ${epic.title}`,
      link: `/streams/${epic.stream}/items/${encodeURIComponent(epic.item)}`,
    });
  }
  for (const other of outcomes) {
    if (other.id === state.id || other.epic !== null || other.metric?.id !== state.metric?.id) continue;
    if (other.deliveredOn === null || !isNear(other.deliveredOn)) continue;
    found.push({ on: other.deliveredOn, name: other.latest.body.title, link: `/outcomes/${other.id}` });
  }
  return found.toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

function knownFacts(
  { metric }: OutcomeState,
  known: ReviewBody['known'] | null,
  changes: readonly OtherChange[],
  from: Day,
  to: Day,
): KnownFacts {
  const redefined = metric?.body.redefinitions.some(({ on }) => on > from && on <= to) ?? false;
  const others = [...changes, ...(known?.otherChanges ?? [])];
  const said = <Value>(value: Value | null | undefined): Value | undefined => value ?? undefined;
  const isSameDefinition = redefined ? false : (said(known?.isSameDefinition) ?? true);
  const facts = {
    isReleaseFixedBeforehand: said(known?.isReleaseFixedBeforehand),
    isControlUntouched: said(known?.isControlUntouched),
    isBaselineChosen: said(known?.isBaselineChosen),
  };
  return {
    ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
    isSameDefinition,
    otherChanges: others.map(({ on, name }) => ({ on, name })),
  };
}
