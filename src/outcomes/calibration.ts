import { bootstrapInterval } from '../statistics/bootstrap.ts';
import type { Interval } from '../statistics/interval.ts';

/** An outcome whose date has passed: how sure its owner was, and whether the target was reached. */
export interface Resolved {
  /** Stated beforehand, 0…1. */
  readonly confidence: number;
  readonly isReached: boolean;
}

/** What was said, and what came, among outcomes of about the same confidence. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly meanConfidence: number;
  readonly shareReached: number;
}

/** How far stated confidence can be believed. What too few outcomes can say is null, with the reason. */
export interface Calibration {
  readonly n: number;
  /** Mean (p − o)²: 0 is perfect, 0.25 is what always saying 50 % gives. */
  readonly brier: number | null;
  readonly reliability: readonly ReliabilityBin[] | null;
  /** 1 − Brier / Brier of the base rate: above 0 the confidences say more than the base rate does. */
  readonly skill: { readonly value: number; readonly interval: Interval | null } | null;
  readonly reasons: readonly string[];
}

const BIN = 10;
const FEWEST_FOR_BINS = 20;
const FEWEST_FOR_SKILL = 50;

/**
 * Brier score, reliability in bins of at least 10 (from 20 resolved outcomes; outcomes of one confidence stay together), and skill against the
 * leave-one-out base rate with a bootstrap interval (from 50). The same seed gives the same interval. RangeError for a confidence outside 0…1.
 * Population: outcomes whose date has passed and whose target is known to be reached or not. Source: methods.md 5.9.
 */
export function calibrationOf(resolved: readonly Resolved[], seed: number): Calibration {
  for (const { confidence } of resolved) {
    if (!(confidence >= 0 && confidence <= 1)) throw new RangeError(`confidence must lie in 0…1, not ${confidence}`);
  }
  const n = resolved.length;
  const all = Int32Array.from(resolved.keys());
  const value = n < FEWEST_FOR_SKILL ? null : skillOf(resolved, all);
  const reasons = [
    ...(n === 0 ? ['no outcome has come to its date yet'] : []),
    ...(n < FEWEST_FOR_BINS ? [`reliability needs ${FEWEST_FOR_BINS} resolved outcomes, and there are ${n}`] : []),
    ...(n < FEWEST_FOR_SKILL ? [`skill needs ${FEWEST_FOR_SKILL} resolved outcomes, and there are ${n}`] : []),
    ...(n >= FEWEST_FOR_SKILL && value === null ? ['skill needs outcomes of both kinds, reached and not'] : []),
  ];
  return {
    n,
    brier: n === 0 ? null : resolved.reduce((sum, one) => sum + missOf(one), 0) / n,
    reliability: n < FEWEST_FOR_BINS ? null : binsOf(resolved),
    skill:
      value === null ? null : { value, interval: bootstrapInterval(n, (drawn) => skillOf(resolved, drawn), { seed }) },
    reasons,
  };
}

function missOf({ confidence, isReached }: Resolved): number {
  const miss = confidence - (isReached ? 1 : 0);
  return miss * miss;
}

/** null where all outcomes went the same way: the base rate then makes no mistake to be measured by. */
function skillOf(resolved: readonly Resolved[], drawn: Int32Array): number | null {
  let reached = 0;
  let said = 0;
  for (const place of drawn) {
    const one = resolved[place];
    if (one === undefined) continue;
    reached += one.isReached ? 1 : 0;
    said += missOf(one);
  }
  const others = drawn.length - 1;
  // Each is compared with the base rate of all others: knowing itself would flatter the base rate.
  const missReached = 1 - (reached - 1) / others;
  const missOther = reached / others;
  const base = reached * missReached * missReached + (drawn.length - reached) * missOther * missOther;
  return reached === 0 || reached === drawn.length ? null : 1 - said / base;
}

function binsOf(resolved: readonly Resolved[]): readonly ReliabilityBin[] {
  const ascending = resolved.toSorted((a, b) => a.confidence - b.confidence);
  const bins: Resolved[][] = [];
  let open: Resolved[] = [];
  for (const [place, one] of ascending.entries()) {
    open.push(one);
    const isTied = ascending[place + 1]?.confidence === one.confidence;
    if (open.length >= BIN && !isTied) {
      bins.push(open);
      open = [];
    }
  }
  // What is left is too few for a bin of its own.
  const last = bins.pop() ?? [];
  return [...bins, [...last, ...open]].map((bin) => ({
    from: bin[0]?.confidence ?? 0,
    to: bin.at(-1)?.confidence ?? 0,
    n: bin.length,
    meanConfidence: bin.reduce((sum, { confidence }) => sum + confidence, 0) / bin.length,
    shareReached: bin.filter(({ isReached }) => isReached).length / bin.length,
  }));
}
