import { daysBetween } from '../../flow/calendar.ts';
import { mixtureCdf } from '../../statistics/student-mixture.ts';
import { effectOf, modelOf, type Parts } from './effect.ts';
import type { Assumption, AssumptionId, EvaluationInput } from './evaluation.ts';
import { percentInWords } from './figures.ts';
import { daysOfStep } from './grid.ts';
import type { Point, Points } from './points.ts';

/** Another change counts as near within so many days of the release. Source: methods.md 5.7. */
const NEAR_DAYS = 14;
/** Fewer points show no bend worth the name. */
const FEWEST_FOR_TREND = 24;
/** A check that cries at one nothing in twenty would break an assumption of a third of all reviews; this one at one in a hundred. */
const CHECK_TAIL = 0.005;
/** The last points before the release that may have been bad by chance. */
const BAD_STRETCH = 4;
const YEAR_DAYS = 365;

/** Each assumption that the effect rests on: what people know of it, and what the series itself shows. Source: methods.md 5.7. */
export function assumptionsOf(input: EvaluationInput, points: Points, parts: Parts): readonly Assumption[] {
  const { known = {} } = input;
  const before = points.all.filter(({ phase }) => phase === 'before');
  return [
    told(
      'release-fixed-beforehand',
      known.isReleaseFixedBeforehand,
      'the day was fixed before the values were seen',
      'the day was chosen after the values were seen',
      'nobody has said whether the day was fixed before the values were seen',
    ),
    otherChanges(input),
    told(
      'same-definition',
      known.isSameDefinition,
      'the metric was defined the same throughout',
      'the metric was redefined within the series',
      'nobody has said whether the metric was defined the same throughout',
    ),
    controlUntouched(input, points, parts),
    straightTrend(before, parts),
    seasonCovered(points, parts),
    baselineNotChosen(input, before, parts),
  ];
}

function told(
  id: AssumptionId,
  isHeld: boolean | undefined,
  held: string,
  broken: string,
  unknown: string,
): Assumption {
  if (isHeld === undefined) return { id, status: 'unknown', note: unknown };
  return isHeld ? { id, status: 'held', note: held } : { id, status: 'broken', note: broken };
}

function otherChanges({ known, releaseOn }: EvaluationInput): Assumption {
  const id = 'no-other-change';
  const changes = known?.otherChanges;
  if (changes === undefined) {
    return { id, status: 'unknown', note: 'nobody has said what else changed for this metric' };
  }
  const near = changes.filter(({ on }) => Math.abs(daysBetween(releaseOn, on)) <= NEAR_DAYS);
  if (near.length === 0) {
    return {
      id,
      status: 'held',
      note: `no other change on this metric is known within ${NEAR_DAYS} days of the release`,
    };
  }
  const named = near.map(({ on, name }) => `${name} (${on})`).join(', ');
  return { id, status: 'broken', note: `within ${NEAR_DAYS} days of the release also: ${named}` };
}

function controlUntouched({ known }: EvaluationInput, { all }: Points, parts: Parts): Assumption {
  const id = 'control-untouched';
  if (!parts.hasControl) return { id, status: 'unknown', note: 'there is no control series' };
  if (known?.isControlUntouched === false) {
    return { id, status: 'broken', note: 'the release reached the control series, too' };
  }
  const own = all
    .filter(({ phase }) => phase === 'before' || phase === 'after')
    .map((point): Point => ({ ...point, value: point.control ?? Number.NaN, control: null }));
  const moved = chanceOfShift(own, { ...parts, hasControl: false }, ({ phase }) => phase === 'after');
  if (moved !== null && Math.min(moved, 1 - moved) <= CHECK_TAIL) {
    return {
      id,
      status: 'broken',
      note: 'the control series itself moved at the release, so the two cannot be told apart',
    };
  }
  return known?.isControlUntouched === true
    ? { id, status: 'held', note: 'the release did not reach the control series, which shows no move of its own there' }
    : {
        id,
        status: 'unknown',
        note: 'the control series shows no move at the release; nobody has said that the release could not reach it',
      };
}

function straightTrend(before: readonly Point[], parts: Parts): Assumption {
  const id = 'straight-pre-trend';
  if (before.length < FEWEST_FOR_TREND) {
    return { id, status: 'unknown', note: `${before.length} points before the release are too few to see a bend` };
  }
  const model = modelOf(before, parts, () => false, 'bend');
  const [chance] = model === null ? [] : mixtureCdf(effectOf(model, 1), [0]);
  if (chance === undefined) {
    return { id, status: 'unknown', note: 'the points before the release show no scatter to judge a bend by' };
  }
  return Math.min(chance, 1 - chance) <= CHECK_TAIL
    ? { id, status: 'broken', note: 'the path before the release is bent, and a straight line continues it badly' }
    : { id, status: 'held', note: 'the path before the release shows no bend' };
}

function seasonCovered({ step }: Points, parts: Parts): Assumption {
  const id = 'season-covered';
  if (parts.hasYear)
    return { id, status: 'held', note: 'two full years precede the release, and their season is taken out' };
  if (daysOfStep(step) >= YEAR_DAYS) {
    return { id, status: 'held', note: 'each value holds a whole year, so that no season of the year is left in it' };
  }
  const week = parts.hasWeek ? '; the days of the week are taken out' : '';
  return {
    id,
    status: 'unknown',
    note: `under two full years precede the release, so a season cannot be told from an effect${week}`,
  };
}

function baselineNotChosen({ known, direction }: EvaluationInput, before: readonly Point[], parts: Parts): Assumption {
  const id = 'baseline-not-chosen';
  if (known?.isBaselineChosen === true) {
    return {
      id,
      status: 'broken',
      note: 'the release answered a bad stretch, and such stretches often pass by themselves',
    };
  }
  if (known?.isBaselineChosen === false) {
    return { id, status: 'held', note: 'the release did not answer a bad stretch of the metric' };
  }
  const from = before.at(-BAD_STRETCH)?.place ?? 0;
  const enough = before.length >= FEWEST_FOR_TREND;
  const rise = enough ? chanceOfShift(before, parts, ({ place }) => place >= from) : null;
  const worse = rise === null ? null : direction === 'up' ? 1 - rise : rise;
  return {
    id,
    status: 'unknown',
    note:
      worse !== null && worse >= 1 - CHECK_TAIL
        ? `the last ${BAD_STRETCH} points before the release were worse than the path before them (${percentInWords(worse)} sure); if that is why it was released, part of the change would have come by itself`
        : 'nobody has said whether the release answered a bad stretch of the metric',
  };
}

/** The chance that the points told lie higher than the path of the others; null where nothing says so. */
function chanceOfShift(points: readonly Point[], parts: Parts, isPost: (point: Point) => boolean): number | null {
  const model = modelOf(points, parts, isPost);
  if (model === null) return null;
  const [below] = mixtureCdf(effectOf(model, 1), [0]);
  return below === undefined ? null : 1 - below;
}
