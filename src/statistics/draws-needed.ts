import type { Distribution } from './distribution.ts';
import { addDistributions, momentsOf, probabilityAtLeast, reaches, sumOfDraws } from './distribution.ts';

/** Under this many draws, stepping from the first is as quick as jumping. */
const JUMP_FROM = 16;
/** How far below the expected number of draws a jump lands, in standard deviations of the sum. */
const JUMP_SHORT_OF = 3.5;
/** A jump that lands where the total is already likelier than this is taken back a tenth. */
const JUMP_MUST_STAY_BELOW = 0.001;

export interface DrawsNeeded {
  /** For each certainty, in the order asked: the smallest number of draws; null where `limit` draws do not reach it. */
  readonly draws: readonly (number | null)[];
  /** P(the sum of `firstDraw + i` draws ≥ total) at `curve[i]`: the whole rise from under 0.1 % up to the highest certainty. */
  readonly firstDraw: number;
  readonly curve: readonly number[];
}

/**
 * How many independent draws are needed until their sum reaches `total` with each certainty, computed exactly.
 * It jumps to just before the total becomes possible at all likely (by doubling), then goes draw by draw; what has reached the
 * total is not told apart, so the arrays stay narrow. Certainties in 0.01…1. Source: methods.md 3.1 ("when").
 * Edge: a total of 0 or less needs no draw. RangeError where the draws are all zero, which never reaches anything.
 */
export function drawsNeeded(
  one: Distribution,
  total: number,
  certainties: readonly number[],
  limit: number,
): DrawsNeeded {
  for (const certainty of certainties) {
    if (!(certainty >= 0.01 && certainty <= 1)) throw new RangeError(`certainty must lie in 0.01…1, not ${certainty}`);
  }
  if (total <= 0) return { draws: certainties.map(() => 0), firstDraw: 0, curve: [1] };
  const { mean, variance } = momentsOf(one);
  if (!(mean > 0)) throw new RangeError('draws needed: every draw is zero, so no total is ever reached');
  const highest = Math.max(...certainties);
  const draws: (number | null)[] = certainties.map(() => null);
  const curve: number[] = [];

  const start = jump(one, total, Math.min(limit, drawsJustShort(total, mean, Math.sqrt(variance))));
  let { sum, done } = start;
  const firstDraw = done + 1;
  for (let reached = 0; done < limit && !reaches(reached, highest); ) {
    sum = addDistributions(sum, one, total);
    done += 1;
    reached = probabilityAtLeast(sum, total);
    curve.push(reached);
    for (const [index, certainty] of certainties.entries()) {
      if (draws[index] === null && reaches(reached, certainty)) draws[index] = done;
    }
  }
  return { draws, firstDraw, curve };
}

/** The largest k with k · mean + 3.5 · deviation · √k ≤ total, from the quadratic in √k. */
function drawsJustShort(total: number, mean: number, deviation: number): number {
  const b = JUMP_SHORT_OF * deviation;
  const root = (-b + Math.sqrt(b * b + 4 * mean * total)) / (2 * mean);
  return Math.max(0, Math.floor(root * root) - 1);
}

/** The guess rests on a normal curve; days are not normal, so it is checked, and taken back until it is safe. */
function jump(one: Distribution, total: number, guess: number): { readonly sum: Distribution; readonly done: number } {
  for (let done = guess; done >= JUMP_FROM; done = Math.floor(done * 0.9)) {
    const sum = sumOfDraws(one, done, total);
    if (probabilityAtLeast(sum, total) <= JUMP_MUST_STAY_BELOW) return { sum, done };
  }
  return { sum: sumOfDraws(one, 0, total), done: 0 };
}
