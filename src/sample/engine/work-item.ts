import type { Topic } from '../words/words.ts';
import type { ItemRecord } from './item-record.ts';
import type { WorkKind } from './plan.ts';

/** A queue and its places at one station, of one team or of all together. */
export interface Pool {
  readonly station: number;
  readonly places: number;
  busy: number;
  /** Who has come and is not begun, where more is begun than has a place. */
  unbegun: WorkItem[];
  /** Who waits for a place, oldest first. */
  waiting: WorkItem[];
  /** Who was interrupted or sent back and goes first. */
  urgent: WorkItem[];
}

/** An initiative, epic or feature: begins with its first child and ends after its last. */
export interface Container {
  readonly record: ItemRecord;
  readonly topic: Topic;
  readonly parent: Container | null;
  readonly level: 'initiative' | 'epic' | 'feature';
  /** Children not yet ended, and children still to be written. */
  open: number;
  pending: number;
  hasBegun: boolean;
  hasEnded: boolean;
  /** Its stories are slices that are worth nothing alone: they end together. Those that wait for the rest. */
  readonly isSliced: boolean;
  held: WorkItem[];
}

/** One flow item while it is simulated. */
export interface WorkItem {
  readonly record: ItemRecord;
  readonly kind: WorkKind;
  readonly topic: Topic;
  readonly container: Container | null;
  readonly isExpedite: boolean;
  team: number;
  phase: 'idea' | 'process' | 'done' | 'cancelled';
  ideaSince: number;
  station: number;
  pool: Pool | null;
  isBusy: boolean;
  /** What is left of interrupted work, in hours; null: not begun there. */
  rest: number | null;
  /** Share of the usual hours: less when it comes back. */
  effort: number;
  /** Raised whenever what was planned for the item no longer holds. */
  token: number;
  reopens: number;
  hasTasks: boolean;
  isWaitingForOther: boolean;
  /** Who waits for this one to end. */
  waiters: (() => void)[];
}
