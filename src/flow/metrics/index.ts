import type { Metric } from '../measure.ts';
import { age } from './age.ts';
import { backflowRate } from './backflow-rate.ts';
import { cancelledShare } from './cancelled-share.ts';
import { constraint } from './constraint.ts';
import { firstReported } from './first-reported.ts';
import { flowDebt } from './flow-debt.ts';
import { flowDistribution } from './flow-distribution.ts';
import { flowEfficiency } from './flow-efficiency.ts';
import { flowLoad } from './flow-load.ts';
import { flowPredictability } from './flow-predictability.ts';
import { flowTime } from './flow-time.ts';
import { flowVelocity } from './flow-velocity.ts';
import { handOffs } from './hand-offs.ts';
import { littlesLaw } from './littles-law.ts';
import { netFlow } from './net-flow.ts';
import { paceBands } from './pace-bands.ts';
import { reopenRate } from './reopen-rate.ts';
import { serviceLevel } from './service-level.ts';
import { stalled } from './stalled.ts';
import { unplannedShare } from './unplanned-share.ts';
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
  netFlow,
  littlesLaw,
  flowDebt,
  paceBands,
  stalled,
  serviceLevel,
  cancelledShare,
  firstReported,
  unplannedShare,
  handOffs,
  flowPredictability,
];

/** The metric of an id; undefined for an id that names none. */
export function metricOf(id: string): Metric | undefined {
  return METRICS.find((metric) => metric.id === id);
}
