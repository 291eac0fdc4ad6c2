import type { Day } from './calendar.ts';

/** A span that a team planned for, as the source knows it (a sprint). Source: methods.md 2.12. */
export interface Iteration {
  readonly name: string;
  readonly team: string | null;
  /** First day, and first day after it. */
  readonly from: Day;
  readonly to: Day;
  /** Keys of the items that were in it when it began. */
  readonly planned: readonly string[];
}
