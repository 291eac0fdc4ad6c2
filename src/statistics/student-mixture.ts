import type { Interval } from './interval.ts';
import { logOf } from './portable-math.ts';
import { type StudentT, studentT } from './student-t.ts';

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
const MOST_STEPS = 400;
/** The normal curve’s quantiles are about those of the logistic one divided by this. */
const LOGISTIC = 1.702;

/**
 * The x with P(X ≤ x) = p for each p asked, to a share `close` of the widest scale; RangeError for p outside (0, 1). `t`: the distribution of one component,
 * where it is at hand.
 */
export function mixtureQuantiles(
  mixture: StudentMixture,
  ps: readonly number[],
  close = CLOSE,
  { cdf, density }: StudentT = studentT(mixture.degrees),
): readonly number[] {
  const spread = mixture.components.reduce((most, { scale }) => Math.max(most, scale), 0);
  const centre = mixtureMean(mixture);
  const deviation = Math.sqrt(
    mixture.components.reduce((sum, one) => {
      const apart = one.centre - centre;
      return sum + one.weight * (one.scale * one.scale + apart * apart);
    }, 0),
  );
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
    // The logistic curve is near enough to begin with.
    let x = centre + (deviation * logOf(p / (1 - p))) / LOGISTIC;
    let low = Number.NEGATIVE_INFINITY;
    let high = Number.POSITIVE_INFINITY;
    let reach = 4 * spread;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const { below, slope } = at(x);
      if (below < p) low = x;
      else high = x;
      // Newton's step where it stays between the bounds, else halving, or a wider reach where a bound is not found yet.
      const newton = x - (below - p) / slope;
      const bounded = Math.min(Math.max(newton, x - reach), x + reach);
      const isInside = bounded > low && bounded < high;
      const next = isInside
        ? bounded
        : high - low < Number.POSITIVE_INFINITY
          ? (low + high) / 2
          : x + (below < p ? reach : -reach);
      reach *= 2;
      if (Math.abs(next - x) <= close * spread) return next;
      x = next;
    }
    return x;
  });
}

/** The middle `level` of a mixture, with the same chance on either side. */
export function mixtureInterval(mixture: StudentMixture, level: number): Interval {
  const [low = Number.NaN, high = Number.NaN] = mixtureQuantiles(mixture, [(1 - level) / 2, (1 + level) / 2]);
  return { low, high };
}
