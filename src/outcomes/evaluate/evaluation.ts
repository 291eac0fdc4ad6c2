import type { Day } from '../../flow/calendar.ts';

/** A metric's value on a day. */
export interface DatedValue {
  readonly on: Day;
  readonly value: number;
}

/** Where better lies. */
export type Direction = 'up' | 'down';

/** Which review asks: months after the release. Source: methods.md 5.7. */
export type Look = 1 | 3 | 6;

/** What people know that no series tells; what is left out is unknown. Source: methods.md 5.7. */
export interface KnownFacts {
  readonly isReleaseFixedBeforehand?: boolean;
  /** All other changes that could move this metric, near the release or not; empty where there were none. */
  readonly otherChanges?: readonly { readonly on: Day; readonly name: string }[];
  readonly isSameDefinition?: boolean;
  readonly isControlUntouched?: boolean;
  /** Whether the release, or the baseline, was chosen because the metric stood badly. */
  readonly isBaselineChosen?: boolean;
}

export interface EvaluationInput {
  readonly series: readonly DatedValue[];
  /** The first day that counts as after. */
  readonly releaseOn: Day;
  readonly direction: Direction;
  /** Δ, the anticipated effect, above 0 whatever the direction. Unit: the metric's. */
  readonly anticipated: number;
  /** m, the least that would be worthwhile; 0 < m ≤ Δ, half of Δ unless told. */
  readonly minimum?: number;
  /** A series that the release cannot move, by the same days. */
  readonly control?: readonly DatedValue[];
  /** How many points after the release are left out while the change takes hold; set beforehand. 0 unless told. */
  readonly burnIn?: number;
  /** 6 unless told. */
  readonly look?: Look;
  /** The level to reach, and the day by which. */
  readonly target?: { readonly value: number; readonly by: Day };
  readonly known?: KnownFacts;
}

export type Grade = 'A' | 'B' | 'C' | 'D' | 'E';

export type Verdict =
  | 'REALISED'
  | 'PARTLY-REALISED'
  | 'NO-WORTHWHILE-EFFECT'
  | 'HARM'
  | 'INCONCLUSIVE'
  | 'NOT-ASSESSABLE';

/** Of E, the mean level per point that the release added; positive is wanted. null where it cannot be known. */
export interface Probabilities {
  readonly positive: number | null;
  readonly atLeastAnticipated: number | null;
  readonly atLeastMinimum: number | null;
  readonly belowMinimum: number | null;
  readonly negative: number | null;
}

export const NO_PROBABILITIES: Probabilities = {
  positive: null,
  atLeastAnticipated: null,
  atLeastMinimum: null,
  belowMinimum: null,
  negative: null,
};

export interface Effect {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number;
}

export type AssumptionId =
  | 'release-fixed-beforehand'
  | 'no-other-change'
  | 'same-definition'
  | 'control-untouched'
  | 'straight-pre-trend'
  | 'season-covered'
  | 'baseline-not-chosen';

export interface Assumption {
  readonly id: AssumptionId;
  readonly status: 'held' | 'broken' | 'unknown';
  readonly note: string;
}

/** What came of a release, with everything that says how far to trust it. Source: methods.md 5.4 to 5.7. */
export interface Evaluation {
  readonly grade: Grade;
  /** Points that were judged; those of the burn-in are in neither. */
  readonly points: { readonly before: number; readonly after: number };
  readonly effect: Effect;
  readonly probabilities: Probabilities;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly targetReached: boolean | null;
  readonly assumptions: readonly Assumption[];
  /** The same sum at days before the release; `asLarge` of them showed as much in either direction. null: none could be run. */
  readonly placebo: { readonly dates: number; readonly asLarge: number | null };
  readonly sentence: string;
}
