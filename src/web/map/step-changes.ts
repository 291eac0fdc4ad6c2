import type { Stage, State } from '../../flow/stream/document.ts';

/** What the board can change about a step, by its place. */
export interface StepChanges {
  readonly rename: (index: number, name: string) => void;
  readonly setStage: (index: number, stage: Stage) => void;
  readonly setState: (index: number, state: State) => void;
  readonly setLimit: (index: number, limit: number | null) => void;
  readonly move: (from: number, to: number) => void;
  readonly add: (index: number) => void;
  readonly remove: (index: number) => void;
}
