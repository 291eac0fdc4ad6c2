/**
 * How likely each whole number is: `probabilities[i]` belongs to the value `from + i`; every other value is impossible
 * (or, where a sum was asked for below a bound only, not told apart).
 */
export interface Distribution {
  readonly from: number;
  readonly probabilities: Float64Array;
}

/**
 * Mass this small at either end of a sum is dropped. Even ten thousand such ends are within the rounding of a double (1.1e-16),
 * so sums stay exact to double precision while their arrays keep to the part that matters.
 */
const NEGLIGIBLE = 1e-20;

/** Probabilities that differ by less are equal: 0.95 found as 0.9499999999999998 must count as 95 %. */
const ROUNDING = 1e-12;

/** Whether a computed probability reaches a wanted one, rounding apart. */
export function reaches(probability: number, wanted: number): boolean {
  return probability >= wanted - ROUNDING;
}

/**
 * The distribution of one draw from observed counts, each equally likely; zeros count.
 * RangeError for none, or for a count that is not a whole number from 0. Source: methods.md 3.1.
 */
export function distributionOf(counts: ArrayLike<number>): Distribution {
  if (counts.length === 0) throw new RangeError('distribution: no counts to draw from');
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (let index = 0; index < counts.length; index += 1) {
    const count = counts[index] ?? Number.NaN;
    if (!(Number.isSafeInteger(count) && count >= 0)) throw new RangeError(`distribution: ${count} is not a count`);
    low = Math.min(low, count);
    high = Math.max(high, count);
  }
  const seen = new Float64Array(high - low + 1);
  for (let index = 0; index < counts.length; index += 1) {
    const place = (counts[index] ?? low) - low;
    seen[place] = (seen[place] ?? 0) + 1;
  }
  return { from: low, probabilities: seen.map((times) => times / counts.length) };
}

/**
 * The distribution of the sum of two independent counts. With `below`, only sums under that bound are told apart:
 * what is missing from the whole is the probability of reaching it. Source: methods.md 3.1.
 */
export function addDistributions(a: Distribution, b: Distribution, below = Number.POSITIVE_INFINITY): Distribution {
  const [short, long] =
    a.probabilities.length <= b.probabilities.length
      ? [a.probabilities, b.probabilities]
      : [b.probabilities, a.probabilities];
  const from = a.from + b.from;
  const length = Math.max(0, Math.min(short.length + long.length - 1, below - from));
  const result = new Float64Array(length);
  for (let i = 0; i < short.length && i < length; i += 1) {
    const weight = short[i] ?? 0;
    // Days without a completion, or with exactly seven, are common and rare: most places of a day's distribution are empty.
    if (weight === 0) continue;
    const end = Math.min(long.length, length - i);
    for (let j = 0; j < end; j += 1) result[i + j] = (result[i + j] ?? 0) + weight * (long[j] ?? 0);
  }
  return trimmed(from, result);
}

/**
 * The distribution of the sum of `draws` independent draws: doubled, and one more added, along the binary digits of `draws` from the top, so that
 * only the doublings are wide. The sum of no draws is 0. `below` as in `addDistributions`. Source: methods.md 3.1.
 */
export function sumOfDraws(one: Distribution, draws: number, below = Number.POSITIVE_INFINITY): Distribution {
  if (!(Number.isSafeInteger(draws) && draws >= 0))
    throw new RangeError(`distribution: ${draws} is no number of draws`);
  let sum: Distribution = { from: 0, probabilities: new Float64Array(below > 0 ? [1] : []) };
  for (let bit = 2 ** Math.floor(Math.log2(Math.max(1, draws))); bit >= 1; bit /= 2) {
    sum = doubled(sum, below);
    if (Math.floor(draws / bit) % 2 === 1) sum = addDistributions(sum, one, below);
  }
  return sum;
}

/** P(X < bound). */
export function probabilityBelow(distribution: Distribution, bound: number): number {
  const end = Math.min(distribution.probabilities.length, Math.ceil(bound) - distribution.from);
  let total = 0;
  // From the far ends of the tails inwards would be more exact still; the error left is under 1e-13, and ROUNDING covers it.
  for (let index = 0; index < end; index += 1) total += distribution.probabilities[index] ?? 0;
  return Math.min(1, total);
}

/** P(X ≥ bound), also for a distribution that was kept below this bound only. */
export function probabilityAtLeast(distribution: Distribution, bound: number): number {
  return Math.max(0, 1 - probabilityBelow(distribution, bound));
}

/**
 * The smallest value v with P(X ≤ v) ≥ p. null where the distribution was kept below a bound and does not reach p there.
 * RangeError for p outside 0…1.
 */
export function quantile(distribution: Distribution, p: number): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p must lie in 0…1, not ${p}`);
  let total = 0;
  for (const [index, probability] of distribution.probabilities.entries()) {
    total += probability;
    if (probability > 0 && reaches(total, p)) return distribution.from + index;
  }
  return null;
}

/**
 * The largest value v with P(X ≥ v) ≥ p: what is reached or passed with certainty p. RangeError for p outside (0, 1].
 * Edge: a higher p gives a smaller value. Source: methods.md 3.1 ("how many").
 */
export function largestReached(distribution: Distribution, p: number): number {
  if (!(p > 0 && p <= 1)) throw new RangeError(`certainty must lie between 0 and 1, not ${p}`);
  let below = 0;
  for (const [index, probability] of distribution.probabilities.entries()) {
    below += probability;
    // P(X ≥ v + 1) falls short: v is the last value that is still certain enough.
    if (!reaches(1 - below, p)) return distribution.from + index;
  }
  return distribution.from + distribution.probabilities.length - 1;
}

/** Mean and variance. Population: whole distributions, not ones kept below a bound. */
export function momentsOf(distribution: Distribution): { readonly mean: number; readonly variance: number } {
  let mean = 0;
  for (const [index, probability] of distribution.probabilities.entries()) {
    mean += (distribution.from + index) * probability;
  }
  let variance = 0;
  for (const [index, probability] of distribution.probabilities.entries()) {
    variance += (distribution.from + index - mean) ** 2 * probability;
  }
  return { mean, variance };
}

/** As `addDistributions` of a distribution and itself, at half the products: each pair of unlike values is met once. */
function doubled(one: Distribution, below: number): Distribution {
  const { probabilities } = one;
  const width = probabilities.length;
  const from = 2 * one.from;
  const result = new Float64Array(Math.max(0, Math.min(2 * width - 1, below - from)));
  for (let place = 0; place < result.length; place += 1) {
    let pairs = 0;
    for (let low = Math.max(0, place - width + 1), high = place - low; low < high; low += 1, high -= 1) {
      pairs += (probabilities[low] ?? 0) * (probabilities[high] ?? 0);
    }
    const middle = place % 2 === 0 ? (probabilities[place / 2] ?? 0) : 0;
    result[place] = 2 * pairs + middle * middle;
  }
  return trimmed(from, result);
}

function trimmed(from: number, probabilities: Float64Array): Distribution {
  let start = 0;
  let end = probabilities.length;
  for (let mass = 0; start < end; start += 1) {
    mass += probabilities[start] ?? 0;
    if (mass > NEGLIGIBLE) break;
  }
  for (let mass = 0; end > start; end -= 1) {
    mass += probabilities[end - 1] ?? 0;
    if (mass > NEGLIGIBLE) break;
  }
  return { from: from + start, probabilities: probabilities.subarray(start, end) };
}
