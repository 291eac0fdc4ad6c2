import type { ItemFacts } from './facts.ts';
import type { Iteration } from './iteration.ts';
import type { Stream } from './stream/compile.ts';
import type { Window } from './window.ts';

/** Why an item was left out of a measure; `reason` is a kebab-case code that the metric's docs explain. */
export interface Excluded {
  readonly item: string;
  readonly reason: string;
}

export interface Measured<Value> {
  readonly status: 'measured';
  readonly unit?: string;
  readonly value: Value;
  /** How many items (or events, as the metric's docs say) the value rests on. */
  readonly n: number;
  /** Keys of the items behind the value. */
  readonly items: readonly string[];
  readonly excluded: readonly Excluded[];
}

export interface Unmeasurable {
  readonly status: 'unmeasurable';
  /** In words: why, and where it helps what to do. */
  readonly reason: string;
}

/** Unknown is never zero. Source: methods.md 0. */
export type Measure<Value> = Measured<Value> | Unmeasurable;

export interface MeasureInput {
  readonly stream: Stream;
  readonly window: Window;
  /** The stream's flow items that exist at `asOf`, open, completed and cancelled. */
  readonly items: readonly ItemFacts[];
  /** Items of every level of the stream, flow items among them (hierarchy, epics). */
  readonly all: readonly ItemFacts[];
  /** Where the source knows them. Source: methods.md 2.12. */
  readonly iterations?: readonly Iteration[];
}

/** A weekly value for process behaviour charts: one number a whole week, null where it cannot be measured. Source: methods.md 2.11. */
export interface WeeklyValue {
  /** What the weekly value is, in words, e.g. `items finished a week`. */
  readonly name: string;
  readonly unit: string;
  /** Flow time is charted on the log scale. */
  readonly scale: 'linear' | 'log';
  readonly canBeNegative: boolean;
  readonly of: (input: MeasureInput) => number | null;
  /** The same of many windows over the same items, one after the other in time, where one pass costs less than asking for each. */
  readonly ofEach?: (input: MeasureInput, windows: readonly Window[]) => readonly (number | null)[];
}

/** One entry of the metrics registry (`metrics/index.ts`). API, command line, docs and the default chart read it. */
export interface Metric<Value = unknown> {
  /** Never changes once released. */
  readonly id: string;
  readonly name: string;
  /** One plain sentence: what it tells. */
  readonly meaning: string;
  readonly unit: string;
  /** Who is in and who is out. */
  readonly population: string;
  /** e.g. `methods.md 2.2`. */
  readonly source: string;
  /** Codes used in `excluded` and what they mean. */
  readonly exclusions: Readonly<Record<string, string>>;
  /** Shape of `value`, in words for docs/metrics, one line a key. */
  readonly shape: Readonly<Record<string, string>>;
  readonly weekly?: WeeklyValue;
  readonly measure: (input: MeasureInput) => Measure<Value>;
}
