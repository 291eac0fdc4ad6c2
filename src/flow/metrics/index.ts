import type { Metric } from '../measure.ts';
import { age } from './age.ts';
import { backflowRate } from './backflow-rate.ts';
import { constraint } from './constraint.ts';
import { flowDistribution } from './flow-distribution.ts';
import { flowEfficiency } from './flow-efficiency.ts';
import { flowLoad } from './flow-load.ts';
import { flowTime } from './flow-time.ts';
import { flowVelocity } from './flow-velocity.ts';
import { littlesLaw } from './littles-law.ts';
import { reopenRate } from './reopen-rate.ts';
import { waiting } from './waiting.ts';

/** Every measure of flow, in the order in which it is shown. API, command line, docs and default charts read this list. */
export const METRICS: readonly Metric[] = [
  flowVelocity,
  flowTime,
  flowEfficiency,
  flowLoad,
  flowDistribution,
  age,
  waiting,
  constraint,
  backflowRate,
  reopenRate,
  littlesLaw,
];

/** The metric of an id; undefined for an id that names none. */
export function metricOf(id: string): Metric | undefined {
  return METRICS.find((metric) => metric.id === id);
}
