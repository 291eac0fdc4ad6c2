import type { DeliveryInput, DeliveryMeasure, DeliveryMetric } from './measure.ts';
import { changeFailRate } from './metrics/change-fail-rate.ts';
import { changeLeadTime } from './metrics/change-lead-time.ts';
import { deploymentFrequency } from './metrics/deployment-frequency.ts';
import { pullRequestPhases } from './metrics/pull-request-phases.ts';
import { recoveryTime } from './metrics/recovery-time.ts';
import { reviewPickUp, reviewSize } from './metrics/review.ts';
import { reworkRate } from './metrics/rework-rate.ts';

/** Every measure of delivery, in the order in which it is shown. Source: methods.md 4. */
export const DELIVERY_METRICS: readonly DeliveryMetric[] = [
  changeLeadTime,
  deploymentFrequency,
  changeFailRate,
  recoveryTime,
  reworkRate,
  pullRequestPhases,
  reviewPickUp,
  reviewSize,
];

/** The metric of an id; undefined for an id that names none. */
export function deliveryMetricOf(id: string): DeliveryMetric | undefined {
  return DELIVERY_METRICS.find((metric) => metric.id === id);
}

/** Every measure of one application by id, in the registry's order. Source: methods.md 4. */
export function measureDelivery(input: DeliveryInput): Readonly<Record<string, DeliveryMeasure<unknown>>> {
  return Object.fromEntries(DELIVERY_METRICS.map((metric) => [metric.id, metric.measure(input)]));
}
