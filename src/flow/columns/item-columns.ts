/**
 * What is known of a stream's items at the end of their histories, as columns: a row an item. Twenty thousand items take a tenth of the
 * memory of their facts as objects, and are read from a file in the time that parsing a hundred of them takes.
 * A row says what is known at `asOf` when its item existed then and `settledAt` is not later, but for the durations of open items,
 * which grow. All instants and durations ms; an instant that is not there is NaN. Source: methods.md 2.
 */
export interface ItemColumns {
  readonly count: number;
  readonly createdAt: Float64Array;
  /** The last change of anything. */
  readonly settledAt: Float64Array;
  /** Bits: see `IS`. */
  readonly marks: Uint8Array;
  /** Places in LEVELS (255: none), KINDS and STATES. */
  readonly level: Uint8Array;
  readonly kind: Uint8Array;
  readonly state: Uint8Array;
  /** -1: before the first mapped status. */
  readonly step: Int16Array;
  readonly deletedAt: Float64Array;
  readonly committedAt: Float64Array;
  readonly completedAt: Float64Array;
  readonly cancelledAt: Float64Array;
  readonly lastMovedAt: Float64Array;
  /** Of items that are over. */
  readonly inProcessMs: Float64Array;
  readonly waitingMs: Float64Array;
  readonly blockedMs: Float64Array;
  readonly notActiveMs: Float64Array;
  readonly reopens: Int32Array;
  readonly revivals: Int32Array;
  readonly backflows: Int32Array;
  /** Places in `words`, -1: null. */
  readonly source: Int32Array;
  readonly team: Int32Array;
  readonly type: Int32Array;
  readonly project: Int32Array;
  readonly parent: Int32Array;
  readonly resolution: Int32Array;
  /** Places in `lists`. */
  readonly labels: Int32Array;
  readonly components: Int32Array;
  /** Row r has the visits from `visitStart[r]` up to `visitStart[r + 1]`; the others likewise. */
  readonly visitStart: Int32Array;
  readonly visitStep: Int16Array;
  readonly visitEnterAt: Float64Array;
  /** NaN while it lasts. */
  readonly visitExitAt: Float64Array;
  readonly moveStart: Int32Array;
  readonly moveFrom: Int16Array;
  readonly moveTo: Int16Array;
  readonly moveAt: Float64Array;
  readonly stayStart: Int32Array;
  /** Places in OUTCOMES, and in WAYS (255: not left). */
  readonly stayOutcome: Uint8Array;
  readonly stayLeft: Uint8Array;
  readonly stayBeginAt: Float64Array;
  readonly stayEndAt: Float64Array;
  readonly blockedStart: Int32Array;
  readonly blockedFromAt: Float64Array;
  readonly blockedToAt: Float64Array;
  /** Rows in order of completion, commitment and cancellation, then of the key. */
  readonly completedOrder: Int32Array;
  readonly committedOrder: Int32Array;
  readonly cancelledOrder: Int32Array;
}

/** The texts of a stream's items. */
export interface ItemWords {
  readonly keys: readonly string[];
  readonly titles: readonly string[];
  readonly words: readonly string[];
  readonly lists: readonly (readonly string[])[];
}

/** Bits of `marks`. An item that is not known was never the stream's by the end of its history. */
export const IS = {
  known: 1,
  over: 2,
  blocked: 4,
  paused: 8,
  neverStarted: 16,
  handedOff: 32,
  problematic: 64,
} as const;
export const OUTCOMES = ['completed', 'cancelled'] as const;
export const WAYS = ['reopened', 'revived', 'other'] as const;
export const NONE = 255;
