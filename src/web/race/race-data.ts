import type { KindOrUnmapped } from '../../flow/facts.ts';

/** One step of the map as the race draws it. */
export interface RaceStep {
  readonly name: string;
  readonly stage: string;
  readonly state: 'new' | 'waiting' | 'active';
  /** Items in the step at the end of the window. */
  readonly load: number;
  readonly limit: number | null;
  readonly medianSeconds: number | null;
  /** Share of in-process time spent here, 0–1; null where it cannot be said (steps before commitment). */
  readonly share: number | null;
  /** How much of the time spent here was waiting or blocked, 0–1; the rest is drawn solid. */
  readonly waitingPart: number;
}

export interface RaceReturn {
  /** Indexes into `steps`; `to` lies before `from`. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly items: readonly string[];
}

export interface RaceData {
  readonly steps: readonly RaceStep[];
  readonly returns: readonly RaceReturn[];
  /** Index of the named constraint; null when the evidence names none. */
  readonly constraint: number | null;
  /** Index of the step where work waits longest; null when it cannot be said. */
  readonly waitsLongest: number | null;
  readonly mouth: {
    readonly heading: string;
    readonly total: number;
    readonly byKind: Readonly<Record<KindOrUnmapped, number>>;
    readonly cancelled: number;
  };
}

/** What can be opened in the picture. */
export type RacePart =
  | { readonly part: 'step'; readonly step: number }
  | { readonly part: 'return'; readonly from: number; readonly to: number }
  | { readonly part: 'constraint' }
  | { readonly part: 'finished'; readonly kind: KindOrUnmapped | null };
