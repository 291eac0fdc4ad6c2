import { mixtureMean } from '../../statistics/student-mixture.ts';
import { effectOf, modelOf, type Parts } from './effect.ts';
import type { Evaluation } from './evaluation.ts';
import type { Point } from './points.ts';

/** A placebo date has so many points before it, and after it (still before the release). */
const FEWEST_BEFORE = 12;
const FEWEST_AFTER = 6;
/** More dates say no more, and cost time. */
const MOST_DATES = 24;

/**
 * The same regression at days before the release, on points before the release only, where nothing was released: each such date is judged
 * by as many points after it as the release has, fewer where the release cuts them off. Counts the dates whose effect is as large as the release's,
 * in either direction. Evenly spread where there are more than 24. Source: methods.md 5.7.
 */
export function runPlacebos(
  before: readonly Point[],
  after: number,
  parts: Parts,
  effect: number,
): Evaluation['placebo'] {
  const starts = Array.from(
    { length: Math.max(0, before.length - FEWEST_BEFORE - FEWEST_AFTER + 1) },
    (_, index) => index + FEWEST_BEFORE,
  );
  const kept = Math.min(MOST_DATES, starts.length);
  const rank = (index: number) => Math.floor((index * kept) / starts.length);
  const chosen = starts.filter((_, index) => rank(index + 1) > rank(index));
  const effects = chosen.flatMap((start) => {
    const points = before.slice(0, start + after);
    const from = points[start]?.place ?? 0;
    const model = modelOf(points, parts, (point) => point.place >= from);
    return model === null ? [] : [Math.abs(mixtureMean(effectOf(model, 1)))];
  });
  const asLarge = effects.filter((one) => one >= Math.abs(effect)).length;
  return { dates: effects.length, asLarge: effects.length === 0 ? null : asLarge };
}
