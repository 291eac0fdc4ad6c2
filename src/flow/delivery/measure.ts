import type { Excluded, Measured, Unmeasurable, WeeklyValue } from '../measure.ts';
import { unmeasurable } from '../metrics/define.ts';
import { isWhollyPast, type Window } from '../window.ts';
import type { ApplicationDelivery } from './joined.ts';

/** What bots did, and what takes back, is told apart; either can be left out. Source: issue 4 section 4. */
export type LeftOut = 'bots' | 'reverts';

/** What a measure of delivery looks at: one application and a window; never several applications together. Source: methods.md 4. */
export interface DeliveryInput {
  readonly application: ApplicationDelivery;
  readonly window: Window;
  /** Default: nothing is left out. */
  readonly leaveOut?: readonly LeftOut[];
}

export interface DeliveryMeasured<Value> extends Measured<Value> {
  /** Ids of records that belong here and say too little; they are in no value. */
  readonly unknown: readonly Excluded[];
  /** Ids of records among `items` that are there by inference, not by what a source says. */
  readonly inferred: readonly string[];
}

/** As measures of flow, with ids of records as its items. Unknown is never zero. Source: methods.md 0, 4. */
export type DeliveryMeasure<Value> = DeliveryMeasured<Value> | Unmeasurable;

/** One entry of the registry of delivery (`delivery/metrics.ts`). */
export interface DeliveryMetric<Value = unknown> {
  /** Never changes once released. */
  readonly id: string;
  readonly name: string;
  readonly meaning: string;
  readonly unit: string;
  readonly population: string;
  readonly source: string;
  /** Codes used in `excluded` and `unknown`, and what they mean. */
  readonly exclusions: Readonly<Record<string, string>>;
  readonly shape: Readonly<Record<string, string>>;
  readonly weekly: DeliveryWeekly;
  readonly measure: (input: DeliveryInput) => DeliveryMeasure<Value>;
}

/** A weekly value for process behaviour charts; null where it cannot be measured. Source: methods.md 2.11. */
export type DeliveryWeekly = Pick<WeeklyValue, 'name' | 'unit' | 'scale' | 'canBeNegative'> & {
  readonly of: (input: DeliveryInput) => number | null;
};

/** A metric with the rule that holds for every one: a window wholly past `asOf` is unmeasurable. Source: methods.md 0. */
export function defineDeliveryMetric<Value>(metric: DeliveryMetric<Value>): DeliveryMetric<Value> {
  return { ...metric, measure: (input) => whyPast(input) ?? metric.measure(input) };
}

function whyPast({ window }: DeliveryInput): Unmeasurable | null {
  if (!isWhollyPast(window)) return null;
  const seen = new Date(window.asOf).toISOString();
  return unmeasurable(`The window begins on ${window.from}, after ${seen}, up to which anything is known.`);
}

/** A value with the records behind it. `n` is the number of items unless given. */
export function measuredDelivery<Value>(
  value: Value,
  items: readonly string[],
  more: {
    readonly unit?: string;
    readonly n?: number;
    readonly excluded?: readonly Excluded[];
    readonly unknown?: readonly Excluded[];
    readonly inferred?: readonly string[];
  } = {},
): DeliveryMeasured<Value> {
  return {
    status: 'measured',
    ...(more.unit === undefined ? {} : { unit: more.unit }),
    value,
    n: more.n ?? items.length,
    items,
    excluded: more.excluded ?? [],
    unknown: more.unknown ?? [],
    inferred: more.inferred ?? [],
  };
}

/** Why an application without any known production deployment by the end of the window says nothing; null where there is one. */
export function whyNoDeployments({ application, window }: DeliveryInput): Unmeasurable | null {
  const { name } = application.application;
  const first = application.deployments[0];
  if (first !== undefined && first.at < window.endAt) return null;
  if (first !== undefined)
    return unmeasurable(`The first known production deployment of ${name} is later than the window.`);
  const others = application.otherEnvironments;
  return unmeasurable(
    others.length === 0
      ? `No deployment of ${name} is known up to the end of the window: connect a source of deployments, or look at a later one.`
      : `No production deployment of ${name} is known up to the end of the window. Its deployments go to ${others.slice(0, 5).join(', ')}: name those that customers use as its environment in the stream.`,
  );
}

/** The ratio of two counts, null of none. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** The mean on the log scale, for weekly values of durations; what is under a second counts as one. Unit: seconds. */
export function typicalSeconds(durationsMs: readonly number[]): number | null {
  return typical(durationsMs.map((ms) => ms / 1000));
}

/** The geometric mean of values; what is under one counts as one. null of none. */
export function typical(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (const value of values) sum += Math.log(Math.max(value, 1));
  return Math.exp(sum / values.length);
}
