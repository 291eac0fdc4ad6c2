import type { Excluded, Measure, Measured, MeasureInput, Metric, Unmeasurable } from '../measure.ts';
import { isWhollyPast } from '../window.ts';

/**
 * A metric with the rules that hold for every one: a window wholly past `asOf`, and a stream without any item, are
 * unmeasurable, each in its own words. Source: methods.md 0.
 */
export function defineMetric<Value>(metric: Metric<Value>): Metric<Value> {
  return {
    ...metric,
    measure: (input) => whyUnmeasurable(input) ?? metric.measure(input),
  };
}

function whyUnmeasurable(input: MeasureInput): Unmeasurable | null {
  const { window } = input;
  if (isWhollyPast(window)) {
    const seen = new Date(window.asOf).toISOString();
    return unmeasurable(`The window begins on ${window.from}, after ${seen}, up to which anything is known.`);
  }
  if (input.items.length === 0 && input.all.length === 0) {
    return unmeasurable('There are no items here: import a history, or widen the filter or what the stream takes.');
  }
  return null;
}

/** Says why there is no value; never zero instead. Source: methods.md 0. */
export function unmeasurable(reason: string): Unmeasurable {
  return { status: 'unmeasurable', reason };
}

/** A value with the items behind it and those left out. `n` is the number of items unless given. Source: methods.md 0. */
export function measured<Value>(
  value: Value,
  items: readonly string[],
  more: { readonly unit?: string; readonly n?: number; readonly excluded?: readonly Excluded[] } = {},
): Measured<Value> {
  const result: Measured<Value> = {
    status: 'measured',
    value,
    n: more.n ?? items.length,
    items,
    excluded: more.excluded ?? [],
  };
  return more.unit === undefined ? result : { ...result, unit: more.unit };
}

/** The value of a measure, null where it could not be measured. */
export function measuredValue<Value>(measure: Measure<Value>): Value | null {
  return measure.status === 'measured' ? measure.value : null;
}
