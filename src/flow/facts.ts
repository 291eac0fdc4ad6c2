import type { State } from './stream/document.ts';

/**
 * What is known of one item at one moment (`asOf`), and nothing later: the ground of every measure.
 * All instants ms UTC, all durations ms. Source: methods.md 1.1–1.3, 2.
 */

/** A stay in one step, `[enterAt, exitAt)`; `exitAt` null while it lasts at `asOf`. `step` is an index into `stream.steps`. */
export interface Visit {
  readonly step: number;
  readonly enterAt: number;
  readonly exitAt: number | null;
}

/** `[startAt, endAt)`; `endAt` null while it lasts. */
export interface Interval {
  readonly startAt: number;
  readonly endAt: number | null;
}

/**
 * A change from one step to another. No move are: an arrival (first entry, from no step), a step into or out of a cancelled
 * step, and a revival out of a stay judged cancelled (both counted apart). Source: methods.md 2, 2.7.
 */
export interface Move {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** An unbroken stay in done or cancelled steps, judged as a whole. Source: methods.md 2.1. */
export interface ClosedStay {
  readonly outcome: 'completed' | 'cancelled';
  readonly beginAt: number;
  /** null while it lasts at `asOf`. */
  readonly endAt: number | null;
  /** How it ended: `reopened` = a completed stay left for new, waiting or active; `revived` = a cancelled one for waiting or active. */
  readonly left: 'reopened' | 'revived' | 'other' | null;
}

export type Kind = 'feature' | 'defect' | 'risk' | 'debt';
export type KindOrUnmapped = Kind | 'unmapped';
export const KINDS: readonly KindOrUnmapped[] = ['feature', 'defect', 'risk', 'debt', 'unmapped'];

export type Level = 'theme' | 'initiative' | 'epic' | 'feature' | 'story' | 'task';
export const LEVELS: readonly Level[] = ['theme', 'initiative', 'epic', 'feature', 'story', 'task'];

export interface ItemFacts {
  readonly source: string;
  readonly item: string;
  readonly url: string | null;
  readonly title: string;
  readonly type: string | null;
  readonly level: Level | null;
  readonly kind: KindOrUnmapped;
  readonly team: string | null;
  readonly project: string | null;
  readonly parent: string | null;
  readonly resolution: string | null;
  readonly labels: readonly string[];
  readonly components: readonly string[];
  readonly createdAt: number;
  readonly deletedAt: number | null;

  /** State and step at `asOf`; step -1 and state `new` before the first mapped status. */
  readonly state: State;
  readonly step: number;
  /** c of the present life; null when not committed. Source: methods.md 2.1. */
  readonly committedAt: number | null;
  /** d; null when not completed at `asOf`. */
  readonly completedAt: number | null;
  readonly cancelledAt: number | null;
  /** Completed without ever entering waiting or active in this life. Source: methods.md 2.2. */
  readonly isNeverStarted: boolean;
  /** d − c; null without both. */
  readonly flowTimeMs: number | null;
  readonly inProcessMs: number;
  readonly activeMs: number;
  readonly waitingMs: number;
  readonly blockedMs: number;
  /** |(waiting ∪ blocked) ∩ in process|, the W of methods.md 2.3; `activeMs` is the A. */
  readonly notActiveMs: number;

  /** Every visit that truly happened, all lives, done and cancelled steps too, in order. */
  readonly visits: readonly Visit[];
  /** Merged, in order, clipped to nothing: may lie outside process time. */
  readonly blocked: readonly Interval[];
  readonly moves: readonly Move[];
  readonly closedStays: readonly ClosedStay[];
  readonly reopens: number;
  readonly backflows: number;
  readonly revivals: number;
  /** Instants at which the item went from one named team to another. Source: methods.md 2.12. */
  readonly handedOffAt: readonly number[];
  /** Last move or change of status, else creation. */
  readonly lastMovedAt: number;
  readonly isBlocked: boolean;
  /** Committed, unfinished, and in a new step again. */
  readonly isPaused: boolean;
  readonly problems: readonly ItemProblem[];
}

/** Modelling problems that one item's history shows; they blame nobody. Source: methods.md 1.5. */
export type ItemProblem =
  | { readonly problem: 'status-unmapped'; readonly status: string }
  | { readonly problem: 'kind-unmapped' }
  | { readonly problem: 'done-never-started' }
  | { readonly problem: 'done-without-resolution' }
  | { readonly problem: 'moved-backwards' }
  | { readonly problem: 'reopened' }
  | { readonly problem: 'revived' }
  | { readonly problem: 'history-not-matching' }
  | { readonly problem: 'changes-before-creation' }
  | { readonly problem: 'history-begins-late' }
  | { readonly problem: 'blocker-unknown'; readonly blocker: string };
