import { percentile, percentiles } from '../../statistics/percentile.ts';
import { mean } from '../../statistics/sum.ts';

/** Seconds with three decimals, as durations are given. Source: methods.md 0. */
export function secondsOf(ms: number): number {
  return Math.round(ms) / 1000;
}

/** Percentiles of durations: each is one observed value, or null when n < 5. Unit: seconds. Source: methods.md 0. */
export interface Percentiles {
  readonly p50: number | null;
  readonly p70: number | null;
  readonly p85: number | null;
  readonly p95: number | null;
}

/** Below this many values a percentile says nothing, and the items are given instead. Source: methods.md 0. */
export const FEWEST_FOR_PERCENTILES = 5;

/** The four percentiles of durations in ms, nearest-rank. Unit: seconds. Source: methods.md 0. */
export function percentilesOf(durationsMs: readonly number[]): Percentiles {
  if (durationsMs.length < FEWEST_FOR_PERCENTILES) return { p50: null, p70: null, p85: null, p95: null };
  const [p50, p70, p85, p95] = percentiles(durationsMs, [50, 70, 85, 95]).map(inSeconds);
  return { p50: p50 ?? null, p70: p70 ?? null, p85: p85 ?? null, p95: p95 ?? null };
}

/** The duration in the middle by nearest rank, null when n < 5. Unit: seconds. Source: methods.md 0. */
export function medianOf(durationsMs: readonly number[]): number | null {
  return durationsMs.length < FEWEST_FOR_PERCENTILES ? null : inSeconds(percentile(durationsMs, 50));
}

/** Mean of durations in ms, null of none. Unit: seconds. */
export function meanOf(durationsMs: readonly number[]): number | null {
  return inSeconds(mean(durationsMs));
}

function inSeconds(ms: number | null): number | null {
  return ms === null ? null : secondsOf(ms);
}
