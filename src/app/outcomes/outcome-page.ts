import type { HeldReview, LoopStep, OutcomePage, ReviewRow } from '../../api/outcomes.ts';
import type { Day } from '../../flow/calendar.ts';
import { checkSeries } from '../../outcomes/evaluate/check-input.ts';
import { type Detectability, detectEffect } from '../../outcomes/evaluate/detectability.ts';
import { anticipatedEffect, minimumEffect, type OutcomeBody } from '../../outcomes/outcome.ts';
import type { ReviewBody } from '../../outcomes/review.ts';
import { readNotes } from '../../storage/notes.ts';
import type { App } from '../app.ts';
import { notFound } from '../errors.ts';
import { instant } from '../rows.ts';
import { evaluateOutcome, presentLook } from './evaluate-outcome.ts';
import { fieldDifference } from './fields.ts';
import type { Kept } from './kept.ts';
import { type DayValue, valuesOf } from './metric-series.ts';
import { type OutcomeBook, type OutcomeState, outcomeRowOf, readBook, verdictOf } from './outcome-book.ts';
import { outcomeSentence, verdictInWords } from './outcome-sentence.ts';
import { startGateOf } from './start-gate.ts';

/** Of the simulated paths of detectability: the same question has the same answer. */
const SEED = 5;

/** An outcome with all that is known of it. Throws NotFound. */
export async function outcomePageOf(app: App, id: string): Promise<OutcomePage> {
  const book = await readBook(app);
  const state = stateIn(book, id);
  const series = await seriesFor(app, book, state);
  const look = presentLook(state.deliveredOn, state.today);
  const latestReview = state.reviews.at(-1)?.body.known ?? null;
  const seen = evaluateOutcome(book, state, series, { look, known: latestReview });
  const { promised, latest } = state;
  const notes = state.epic === null ? [] : await readNotes(app.db, app.workspace, state.epic.stream);
  return {
    row: outcomeRowOf(state),
    version: latest.version,
    body: latest.body,
    promised:
      promised.version === latest.version
        ? null
        : { version: promised.version, savedAt: instant(promised.savedAt), body: promised.body },
    isLocked: promised.isLocked,
    laterVersions: promised.laterVersions,
    versions: versionsOf(state.versions),
    sentence: outcomeSentence(state, series.values, seen.evaluated),
    loop: loopOf(state),
    check: state.check,
    anticipated: anticipatedEffect(promised.body),
    minimum: minimumEffect(promised.body),
    values: [...series.values],
    evaluated: seen.evaluated,
    evaluationReason: seen.reason,
    detectability: state.deliveredOn === null ? detectabilityOf(series.values, promised.body) : null,
    reviews: state.reviews.map(heldReviewOf),
    dueReviews: reviewRowsOf(state),
    notes: notes.map(({ day, text }) => ({ day, text })),
    toolSays: await fieldDifference(app, state.epic, latest.body),
    startGate: await startGateOf(app, state.epic?.stream ?? latest.body.stream, latest.body),
  };
}

export function stateIn(book: OutcomeBook, id: string): OutcomeState {
  const state = book.outcomes.find((one) => one.id === id);
  if (state === undefined) throw notFound(`outcome "${id}" does not exist; those there are stand under Outcomes`);
  return state;
}

/** The values of an outcome's metric and of its control. */
export async function seriesFor(
  app: App,
  book: OutcomeBook,
  { metric, promised }: OutcomeState,
): Promise<{ readonly values: readonly DayValue[]; readonly control: readonly DayValue[] }> {
  const control = promised.body.control === null ? undefined : book.metrics.get(promised.body.control);
  return {
    values: metric === null ? [] : await valuesOf(app, metric),
    control: control === undefined ? [] : await valuesOf(app, control),
  };
}

/** How small an effect would be seen in a metric as it has gone so far; null where nothing is promised or there is no series. */
export function detectabilityOf(
  values: readonly DayValue[],
  body: Pick<OutcomeBody, 'burnIn'> & Parameters<typeof anticipatedEffect>[0],
): OutcomePage['detectability'] {
  const anticipated = anticipatedEffect(body);
  const history = values.map(({ day, value }) => ({ on: day, value }));
  if (anticipated === null || checkSeries(history, 'the history').length > 0) return null;
  const minimum = minimumEffect(body) ?? anticipated / 2;
  const found: Detectability = detectEffect({ history, anticipated, minimum, burnIn: body.burnIn, seed: SEED });
  return { smallest: found.smallest, sentence: found.sentence, isEnough: found.isPromiseSeen };
}

export function heldReviewOf({ body, version, savedAt }: Kept<ReviewBody>): HeldReview {
  const { outcome: _outcome, ...rest } = body;
  return { ...rest, version, savedAt: instant(savedAt) };
}

export function reviewRowsOf({ id, latest, due }: OutcomeState): ReviewRow[] {
  const { title, owner } = latest.body;
  return due.flatMap(({ look, dueOn, state }) =>
    state === 'skipped' ? [] : [{ outcome: id, title, owner, look, dueOn, state }],
  );
}

/** What differs between a version and the one before it, by the names of the fields. */
function versionsOf(versions: readonly Kept<OutcomeBody>[]): OutcomePage['versions'] {
  return versions.map(({ version, savedAt, author, body }, place) => {
    const before: Readonly<Record<string, unknown>> | undefined = versions[place - 1]?.body;
    const changes =
      before === undefined
        ? []
        : Object.entries(body)
            .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key]))
            .map(([key]) => key);
    return { version, savedAt: instant(savedAt), author, changes };
  });
}

/** The loop: stated, in work, delivered, the reviews, the verdict. */
function loopOf(state: OutcomeState): LoopStep[] {
  const { statedOn, startedOn, deliveredOn, promised, due } = state;
  const step = (name: LoopStep['step'], on: Day | null, note = ''): LoopStep => ({
    step: name,
    on,
    state: on === null ? 'coming' : 'done',
    note,
  });
  const looks = ([1, 3, 6] as const).map((look): LoopStep => {
    const review = due.find((one) => one.look === look);
    const name = `month-${look}` as const;
    if (review === undefined) return step(name, null);
    const held = state.reviews.find(({ body }) => body.look === look);
    if (held !== undefined) {
      const { verdict } = held.body;
      return {
        step: name,
        on: held.body.heldOn,
        state: 'done',
        note: verdict === null ? 'held' : verdictInWords(verdict),
      };
    }
    if (review.state === 'skipped') return { step: name, on: null, state: 'coming', note: 'not held' };
    return { step: name, on: review.dueOn, state: review.state === 'held' ? 'done' : review.state, note: '' };
  });
  const { verdict, grade } = verdictOf(state);
  const given = state.reviews.at(-1)?.body.heldOn ?? null;
  return [
    step('stated', statedOn, promised.isAfterStart ? 'after the work had begun' : ''),
    step('in-work', startedOn),
    step('delivered', deliveredOn),
    ...looks,
    verdict === null
      ? step('verdict', null)
      : step('verdict', given, `${verdictInWords(verdict)}${grade === null ? '' : `, grade ${grade}`}`),
  ];
}
