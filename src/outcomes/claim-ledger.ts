import { addDays, type Day } from '../flow/calendar.ts';
import type { DatedValue, Direction } from './evaluate/evaluation.ts';

/** An effect that an outcome claims on a metric. */
export interface Claim {
  readonly outcome: string;
  readonly releaseOn: Day;
  /** In the wanted direction; null where the review could not say. Unit: the metric's. */
  readonly effect: number | null;
}

/** What the outcomes of one metric claim for a period, against what the metric did in it. */
export interface LedgerEntry {
  readonly from: Day;
  /** The first day after the period. */
  readonly to: Day;
  /** Released in the period, by day. */
  readonly claims: readonly Claim[];
  /** Σ of the effects that are known; null without one. */
  readonly claimed: number | null;
  /** The level at the end less the level at the beginning, in the wanted direction; null where either is not known. */
  readonly observed: number | null;
  /** Claimed above observed, 0 where not; null where either is not known. */
  readonly beyond: number | null;
  /** More than one claim shares the period: a metric and a period have one effect, so that these must be settled. */
  readonly isShared: boolean;
  readonly note: string;
}

export interface LedgerInput {
  readonly series: readonly DatedValue[];
  readonly direction: Direction;
  readonly claims: readonly Claim[];
  readonly from: Day;
  /** The first day after the period. */
  readonly to: Day;
}

/** A level is the mean of four weeks: a single point is chance. */
const LEVEL_DAYS = 28;

/**
 * Holds the effects claimed for a metric in a period against its movement: the mean of the last 28 days of the period less the mean of the 28 days before it.
 * Population: claims released in `[from, to)`. RangeError unless `from` lies before `to`. Source: methods.md 5.8.
 */
export function ledgerOf({ series, direction, claims, from, to }: LedgerInput): LedgerEntry {
  if (!(from < to)) throw new RangeError(`ledger: the period must begin (${from}) before it ends (${to})`);
  const inside = claims
    .filter(({ releaseOn }) => releaseOn >= from && releaseOn < to)
    .toSorted((a, b) =>
      a.releaseOn < b.releaseOn ? -1 : a.releaseOn > b.releaseOn ? 1 : a.outcome < b.outcome ? -1 : 1,
    );
  const known = inside.flatMap(({ effect }) => (effect === null ? [] : [effect]));
  const claimed = known.length === 0 ? null : known.reduce((sum, effect) => sum + effect, 0);
  const first = levelBefore(series, from);
  const last = levelBefore(series, to);
  const rise = first === null || last === null ? null : last - first;
  const observed = rise === null ? null : direction === 'up' ? rise : 0 - rise;
  const beyond = claimed === null || observed === null ? null : Math.max(0, claimed - observed);
  const unknown = inside.length - known.length;
  return {
    from,
    to,
    claims: inside,
    claimed,
    observed,
    beyond,
    isShared: inside.length > 1,
    note: [
      noteOf(claimed, observed, beyond, inside.length),
      ...(unknown > 0 ? [`${unknown} of ${inside.length} without a known effect`] : []),
    ].join('; '),
  };
}

function noteOf(claimed: number | null, observed: number | null, beyond: number | null, count: number): string {
  if (count === 0) return 'nothing is claimed for this period';
  if (claimed === null) return 'no effect is known of what was released in this period';
  if (observed === null)
    return 'the metric has no values in the four weeks before the period or in its last four weeks';
  if (beyond !== null && beyond > 0) return 'more is claimed than the metric moved';
  return 'the metric moved at least as much as is claimed';
}

function levelBefore(series: readonly DatedValue[], end: Day): number | null {
  const start = addDays(end, -LEVEL_DAYS);
  const values = series.filter(({ on }) => on >= start && on < end);
  return values.length === 0 ? null : values.reduce((sum, { value }) => sum + value, 0) / values.length;
}
