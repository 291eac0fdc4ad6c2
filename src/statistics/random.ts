import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded source of chance: the same seed gives the same draws, on every machine. It has a lifetime: each draw moves it on. */
export interface Random {
  /** In [0, 1), 53 bits. */
  readonly uniform: () => number;
  /** A whole number in [0, below), each equally likely. RangeError unless `below` is a whole number from 1. */
  readonly integer: (below: number) => number;
  /** Standard normal. */
  readonly normal: () => number;
  /** With this mean; 0 for mean 0. */
  readonly exponential: (mean: number) => number;
  /** median · exp(sigma · Z): half of the draws lie below `median`; `sigma` is the spread of the logarithm. */
  readonly lognormal: (median: number, sigma: number) => number;
  /** A count with this mean. */
  readonly poisson: (mean: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  /** One of the values, each equally likely. RangeError for none. */
  readonly choice: <Value>(values: readonly Value[]) => Value;
  /** An index with probability proportional to its weight. RangeError where no weight is above zero. */
  readonly weighted: (weights: readonly number[]) => number;
  /** The values in an order drawn by chance, as a copy. */
  readonly shuffled: <Value>(values: readonly Value[]) => Value[];
  /**
   * Another source, named by a key: draws taken here do not change what it gives, so that one part of a simulation
   * can be altered without moving every other.
   */
  readonly fork: (key: string | number) => Random;
}

/** A source of chance for a seed (any whole number). RangeError for a seed that is not one. */
export function randomOf(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed: must be a whole number, not ${seed}`);
  // Neighbouring seeds would begin alike (the generator's state differs in a few bits only), so the seed is mixed first.
  const mixed = mix(mix(seed | 0) ^ (Math.floor(seed / 0x1_0000_0000) | 0));
  const generator = xoroshiro128plus(mixed);
  for (let warmUp = 0; warmUp < 16; warmUp += 1) generator.next();

  const uniform = () => uniformFloat64(generator);
  const integer = (below: number) => {
    if (!(Number.isSafeInteger(below) && below >= 1)) throw new RangeError(`no whole number lies in [0, ${below})`);
    return uniformInt(generator, 0, below - 1);
  };
  const exponential = (mean: number) => -mean * Math.log(1 - uniform());
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const poisson = (mean: number): number => {
    if (!(mean >= 0 && Number.isFinite(mean))) throw new RangeError(`poisson: the mean must not be negative (${mean})`);
    // The sum of two Poisson counts is one too; halving keeps exp(−mean) far from zero.
    if (mean > 30) return poisson(mean / 2) + poisson(mean / 2);
    const floor = Math.exp(-mean);
    let count = 0;
    for (let product = uniform(); product > floor; product *= uniform()) count += 1;
    return count;
  };
  const choice = <Value>(values: readonly Value[]): Value => {
    const at = integer(values.length);
    for (const value of values.slice(at, at + 1)) return value;
    throw new RangeError('nothing to choose from');
  };
  const weighted = (weights: readonly number[]) => {
    const total = weights.reduce((sum, weight) => sum + Math.max(0, weight), 0);
    let left = uniform() * total;
    let last = -1;
    for (const [index, weight] of weights.entries()) {
      if (!(weight > 0)) continue;
      last = index;
      left -= weight;
      if (left < 0) return index;
    }
    if (last === -1) throw new RangeError('no weight is above zero');
    return last;
  };
  const shuffled = <Value>(values: readonly Value[]): Value[] => {
    const keyed = values.map((value) => ({ value, key: uniform() }));
    return keyed.sort((a, b) => a.key - b.key).map((one) => one.value);
  };
  return {
    uniform,
    integer,
    normal,
    exponential,
    lognormal: (median, sigma) => median * Math.exp(sigma * normal()),
    poisson,
    chance: (probability) => uniform() < probability,
    choice,
    weighted,
    shuffled,
    fork: (key) => randomOf(mix(mixed ^ hash(String(key)))),
  };
}

/** Spreads each bit of a whole number over all 32 (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let bits = (value ^ 0x9e37_79b9) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return bits ^ (bits >>> 16);
}

/** FNV-1a. */
function hash(text: string): number {
  let bits = 0x811c_9dc5 | 0;
  for (let index = 0; index < text.length; index += 1) bits = Math.imul(bits ^ text.charCodeAt(index), 0x0100_0193);
  return bits;
}
