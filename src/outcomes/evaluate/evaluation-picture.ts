import type { Day } from '../../flow/calendar.ts';
import { combinationOf } from '../../statistics/ar1-regression.ts';
import { mixtureInterval, mixtureMean } from '../../statistics/student-mixture.ts';
import { checkInput } from './check-input.ts';
import { fitRelease } from './evaluate-release.ts';
import type { EvaluationInput } from './evaluation.ts';
import { reported } from './figures.ts';
import { stepInWords } from './grid.ts';
import type { Phase } from './points.ts';
import { certaintyOf } from './verdict.ts';

/** What a picture of a release needs. */
export interface EvaluationPicture {
  readonly releaseOn: Day;
  /** The distance of the points, in words: "week". */
  readonly step: string;
  readonly points: readonly {
    readonly on: Day;
    readonly value: number;
    readonly control: number | null;
    readonly phase: Phase;
  }[];
  /** The level without the release at each of the points but the earlier ones; its band from the release on. null where only the points can be shown. */
  readonly expected:
    | readonly { readonly on: Day; readonly level: number; readonly low: number | null; readonly high: number | null }[]
    | null;
  readonly reason: string | null;
}

/**
 * The points, and the path that they would have been expected to take without the release. The band is of the level, at the look's certainty: single points
 * scatter wider. RangeError as `evaluateRelease`. Source: methods.md 5.5; the loop picture.
 */
export function evaluationPicture(input: EvaluationInput): EvaluationPicture {
  const [problem] = checkInput(input);
  if (problem !== undefined) throw new RangeError(problem);
  const { points, model, obstacle } = fitRelease(input);
  const picture = {
    releaseOn: input.releaseOn,
    step: stepInWords(points.step),
    points: points.all.map(({ on, value, control, phase }) => ({ on, value, control, phase })),
  };
  if (model === null) {
    return { ...picture, expected: null, reason: obstacle ?? 'too few points to say where the path would have gone' };
  }
  const { level } = certaintyOf(input.look ?? 6);
  const size = points.all.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0);
  const inUnits = (value: number) => reported(model.centre + model.scale * value, size);
  const judged = points.all.filter(({ phase }) => phase !== 'earlier');
  const expected = judged.map((point) => {
    const path = combinationOf(model.fit, model.rowOf(point, 0));
    const band = point.phase === 'before' ? null : mixtureInterval(path, level);
    return {
      on: point.on,
      level: inUnits(mixtureMean(path)),
      low: band === null ? null : inUnits(band.low),
      high: band === null ? null : inUnits(band.high),
    };
  });
  return { ...picture, expected, reason: null };
}
