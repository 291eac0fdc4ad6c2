import { addMonths } from '../../flow/calendar.ts';
import { mixtureCdf, mixtureInterval, mixtureMean, type StudentMixture } from '../../statistics/student-mixture.ts';
import { assumptionsOf } from './assumptions.ts';
import { checkInput } from './check-input.ts';
import { effectOf, type Model, modelOf, type Parts, partsOf } from './effect.ts';
import {
  type Evaluation,
  type EvaluationInput,
  type Look,
  NO_PROBABILITIES,
  type Probabilities,
} from './evaluation.ts';
import { reported, reportedProbability } from './figures.ts';
import { runPlacebos } from './placebo.ts';
import { type Point, type Points, pointsOf } from './points.ts';
import { targetReached } from './target.ts';
import { certaintyOf, verdictOf } from './verdict.ts';
import { reasonOf, sentenceOf } from './words.ts';

/** Source: methods.md 5.4. */
export const FEWEST_BEFORE = 24;
export const FEWEST_AFTER = 6;

/**
 * What a release did to a metric, and the verdict. RangeError with the first problem that `checkInput` finds; check first to tell a person.
 * Grade B with a control series, C without, both from 24 points before and 6 after the burn-in; D below: the raw change, no verdict. The
 * figures are rounded to six digits, and the verdict is drawn from the rounded ones, so that what is printed and what is said agree.
 * Population: points of the last three years before the release (36 points where those reach further back), and after its burn-in. Source: methods.md 5.4 to 5.7.
 */
export function evaluateRelease(input: EvaluationInput): Evaluation {
  const [problem] = checkInput(input);
  if (problem !== undefined) throw new RangeError(problem);
  const { anticipated, minimum = anticipated / 2, look = 6, direction } = input;
  const { points, before, after, parts, model, obstacle } = fitRelease(input);
  const counts = { before: before.length, after: after.length };
  const mixture = model === null ? null : effectOf(model, direction === 'up' ? 1 : -1);
  const probabilities = mixture === null ? NO_PROBABILITIES : probabilitiesOf(mixture, minimum, anticipated);
  const verdict = mixture === null && look === 1 && obstacle === null ? 'INCONCLUSIVE' : verdictOf(probabilities, look);
  const isJudged = mixture !== null && (look !== 1 || verdict === 'HARM');
  const size = sizeOf(points.all);
  const effect = isJudged
    ? { ...reportedInterval(mixture, certaintyOf(look).level, size), level: certaintyOf(look).level }
    : { estimate: rawChange(before, after, direction, size), low: null, high: null, level: certaintyOf(look).level };
  const told = {
    direction,
    grade: mixture === null ? ('D' as const) : parts.hasControl ? ('B' as const) : ('C' as const),
    points: counts,
    effect,
    probabilities: isJudged ? probabilities : NO_PROBABILITIES,
    verdict,
    minimum,
    anticipated,
    look,
    obstacle,
    notes: points.notes,
  };
  return {
    grade: told.grade,
    points: counts,
    effect,
    probabilities: told.probabilities,
    verdict,
    reason: reasonOf(told),
    targetReached: targetReached(input),
    assumptions: assumptionsOf(input, points, parts),
    placebo:
      isJudged && effect.estimate !== null
        ? runPlacebos(before, after.length, parts, effect.estimate)
        : { dates: 0, asLarge: null },
    sentence: sentenceOf(told),
  };
}

/**
 * The evaluation as it stood at a look: points up to so many months after the release, held to that look's certainty. A reviewed verdict can
 * so be had again when the series has grown. RangeError as `evaluateRelease`. Source: methods.md 5.7.
 */
export function evaluateLook(input: EvaluationInput, look: Look): Evaluation {
  return evaluateRelease(seenAtLook(input, look));
}

/** What a look may see: points before the day on which it falls due, so that waiting for a better figure changes no verdict. Source: methods.md 5.7. */
export function seenAtLook(input: EvaluationInput, look: Look): EvaluationInput {
  const until = addMonths(input.releaseOn, look);
  const isKnown = ({ on }: { readonly on: string }) => on < until;
  return {
    ...input,
    look,
    series: input.series.filter(isKnown),
    ...(input.control === undefined ? {} : { control: input.control.filter(isKnown) }),
  };
}

export interface FittedRelease {
  readonly points: Points;
  readonly before: readonly Point[];
  readonly after: readonly Point[];
  readonly parts: Parts;
  /** null below the points that a verdict needs, and where there is an obstacle. */
  readonly model: Model | null;
  readonly obstacle: string | null;
}

/** The regression around a release, of an input that `checkInput` has nothing against. */
export function fitRelease(input: EvaluationInput): FittedRelease {
  const points = pointsOf(input);
  const before = points.all.filter(({ phase }) => phase === 'before');
  const after = points.all.filter(({ phase }) => phase === 'after');
  const parts = partsOf(before, points.step);
  const shared = { points, before, after, parts };
  if (before.length < FEWEST_BEFORE || after.length < FEWEST_AFTER) return { ...shared, model: null, obstacle: null };
  const isAfter = ({ phase }: Point) => phase === 'after';
  const model = modelOf([...before, ...after], parts, isAfter);
  if (model !== null) return { ...shared, model, obstacle: null };
  const isControlToBlame =
    parts.hasControl && modelOf([...before, ...after], { ...parts, hasControl: false }, isAfter) !== null;
  const obstacle = isControlToBlame
    ? 'the control series cannot be told apart from the series, the release or the trend'
    : 'the values follow their path without any scatter, so nothing says how sure an effect is';
  return { ...shared, model: null, obstacle };
}

/** What a mixture says of an effect, as it is reported and judged. Source: methods.md 5.6. */
export function probabilitiesOf(mixture: StudentMixture, minimum: number, anticipated: number): Probabilities {
  const [none = 0, belowMinimum = 0, belowAnticipated = 0] = mixtureCdf(mixture, [0, minimum, anticipated]);
  return {
    positive: reportedProbability(1 - none),
    atLeastAnticipated: reportedProbability(1 - belowAnticipated),
    atLeastMinimum: reportedProbability(1 - belowMinimum),
    belowMinimum: reportedProbability(belowMinimum),
    negative: reportedProbability(none),
  };
}

function reportedInterval(mixture: StudentMixture, level: number, size: number) {
  const { low, high } = mixtureInterval(mixture, level);
  return {
    estimate: reported(mixtureMean(mixture), size),
    low: reported(low, size),
    high: reported(high, size),
  };
}

/** The mean after less the mean before, turned so that positive is wanted; null where one side has no points. */
function rawChange(
  before: readonly Point[],
  after: readonly Point[],
  direction: EvaluationInput['direction'],
  size: number,
): number | null {
  if (before.length === 0 || after.length === 0) return null;
  const level = (points: readonly Point[]) => points.reduce((sum, { value }) => sum + value / points.length, 0);
  const rise = level(after) - level(before);
  return reported(direction === 'up' ? rise : -rise, size);
}

/** The largest distance from 0: what rounding errors are measured by. */
function sizeOf(points: readonly Point[]): number {
  return points.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0);
}
