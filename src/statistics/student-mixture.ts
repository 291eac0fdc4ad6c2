import type { Interval } from './interval.ts';
import { studentT } from './student-t.ts';

interface Component {
  /** The weights of a mixture sum to 1. */
  readonly weight: number;
  readonly centre: number;
  readonly scale: number;
}

/** A value that is, with each weight, centre + scale · T, T being Student's t with the same degrees of freedom in all. */
export interface StudentMixture {
  readonly degrees: number;
  readonly components: readonly Component[];
}

/** The mean of a mixture. */
export function mixtureMean(mixture: StudentMixture): number {
  return mixture.components.reduce((sum, { weight, centre }) => sum + weight * centre, 0);
}

/** P(X ≤ x) for each x asked. */
export function mixtureCdf(mixture: StudentMixture, xs: readonly number[]): readonly number[] {
  const { cdf } = studentT(mixture.degrees);
  return xs.map((x) =>
    mixture.components.reduce((sum, { weight, centre, scale }) => sum + weight * cdf((x - centre) / scale), 0),
  );
}

/** How near a quantile is found, as a share of the widest scale. Reported figures keep six digits. */
const CLOSE = 1e-11;
const MOST_STEPS = 200;

/** The x with P(X ≤ x) = p for each p asked; RangeError for p outside (0, 1). */
export function mixtureQuantiles(mixture: StudentMixture, ps: readonly number[]): readonly number[] {
  const { cdf, density } = studentT(mixture.degrees);
  const spread = mixture.components.reduce((most, { scale }) => Math.max(most, scale), 0);
  const centre = mixtureMean(mixture);
  const at = (x: number) => {
    let below = 0;
    let slope = 0;
    for (const { weight, centre: middle, scale } of mixture.components) {
      const t = (x - middle) / scale;
      below += weight * cdf(t);
      slope += (weight * density(t)) / scale;
    }
    return { below, slope };
  };
  return ps.map((p) => {
    if (!(p > 0 && p < 1)) throw new RangeError(`quantile: p must lie between 0 and 1, not ${p}`);
    let reach = 4 * spread;
    while (at(centre - reach).below > p || at(centre + reach).below < p) reach *= 4;
    let low = centre - reach;
    let high = centre + reach;
    let x = centre;
    // Newton's step where it stays between the bounds, else halving.
    for (let step = 0; step < MOST_STEPS && high - low > CLOSE * spread; step += 1) {
      const { below, slope } = at(x);
      if (below < p) low = x;
      else high = x;
      const next = x - (below - p) / slope;
      const moved = next > low && next < high ? next : (low + high) / 2;
      if (Math.abs(moved - x) <= CLOSE * spread) return moved;
      x = moved;
    }
    return x;
  });
}

/** The middle `level` of a mixture, with the same chance on either side. */
export function mixtureInterval(mixture: StudentMixture, level: number): Interval {
  const [low = Number.NaN, high = Number.NaN] = mixtureQuantiles(mixture, [(1 - level) / 2, (1 + level) / 2]);
  return { low, high };
}
