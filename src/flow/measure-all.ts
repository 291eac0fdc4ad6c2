import type { Measure, MeasureInput } from './measure.ts';
import { METRICS } from './metrics/index.ts';

/** Every measure of the registry by id, in the registry's order. Source: methods.md 2. */
export function measureAll(input: MeasureInput): Readonly<Record<string, Measure<unknown>>> {
  return Object.fromEntries(METRICS.map((metric) => [metric.id, metric.measure(input)]));
}
