import type { Excluded } from '../../measure.ts';
import { unmeasurable } from '../../metrics/define.ts';
import { medianOf } from '../../metrics/durations.ts';
import { failedDeployments, isInferred, NO_INCIDENTS } from '../failed-deployments.ts';
import type { JoinedIncident, ProductionDeployment } from '../joined.ts';
import {
  type DeliveryInput,
  defineDeliveryMetric,
  measuredDelivery,
  typicalSeconds,
  whyNoDeployments,
} from '../measure.ts';

export interface RecoveryTime {
  readonly p50: number | null;
  readonly fromDetection: number | null;
}

interface Recovery {
  readonly id: string;
  readonly isInferred: boolean;
  readonly durationMs: number;
  readonly fromDetectionMs: number;
}

/**
 * How long customers waited for repair: restored − finish of the failed deployment, and from detection beside it.
 * Unit: seconds. Population: failed deployments whose last incident was restored in the window. Medians are nearest-rank, null below
 * five. Source: methods.md 4.4.
 */
export const recoveryTime = defineDeliveryMetric<RecoveryTime>({
  id: 'failed-deployment-recovery-time',
  name: 'Failed deployment recovery time',
  meaning: 'How long it took from a failed deployment until everything was restored.',
  unit: 'seconds',
  population:
    'Deployments that needed repair (see change fail rate) whose incidents were all restored, the last of them in the window. Each deployment counts once, up to the last restoration.',
  source: 'methods.md 4.4',
  exclusions: {
    'not-restored': 'It failed before the end of the window and is not restored, or nobody said when it was.',
    'finish-unknown': 'The finish of the deployment is not known.',
    'clock-skew': 'It was restored before the deployment finished or before it was detected, so a clock was wrong.',
  },
  shape: {
    p50: 'Half of the failed deployments were restored this long after their finish or sooner. null below five.',
    fromDetection: 'The same from detection; where that is not told apart, from the opening of the incident.',
  },
  weekly: {
    name: 'typical recovery time (geometric mean) of failed deployments restored in the week',
    unit: 'seconds',
    scale: 'log',
    canBeNegative: false,
    of: (input) => typicalSeconds(recoveriesIn(input).recoveries.map((one) => one.durationMs)),
  },
  measure: (input) => {
    const why = whyNoDeployments(input);
    if (why !== null) return why;
    if (!input.application.areIncidentsKnown) return unmeasurable(NO_INCIDENTS);
    const { recoveries, unknown } = recoveriesIn(input);
    if (recoveries.length === 0) {
      return unmeasurable(
        unknown.length === 0
          ? 'No failed deployment was restored in the window.'
          : `Of none of the ${unknown.length} failed deployments is it known how long they took to be restored.`,
      );
    }
    const value: RecoveryTime = {
      p50: medianOf(recoveries.map((one) => one.durationMs)),
      fromDetection: medianOf(recoveries.map((one) => one.fromDetectionMs)),
    };
    return measuredDelivery(
      value,
      recoveries.map(({ id }) => id),
      { unit: 'seconds', unknown, inferred: recoveries.filter((one) => one.isInferred).map(({ id }) => id) },
    );
  },
});

function recoveriesIn({ application, window }: DeliveryInput): {
  readonly recoveries: readonly Recovery[];
  readonly unknown: readonly Excluded[];
} {
  const recoveries: Recovery[] = [];
  const unknown: Excluded[] = [];
  for (const [deployment, incidents] of failedDeployments(application)) {
    if (deployment.at >= window.endAt) continue;
    const restoredAt = lastRestoration(incidents);
    const item = deployment.record.id;
    if (restoredAt === null || restoredAt >= window.endAt) unknown.push({ item, reason: 'not-restored' });
    else if (restoredAt >= window.fromAt) {
      const recovery = recoveryOf(deployment, incidents, restoredAt);
      if (typeof recovery === 'string') unknown.push({ item, reason: recovery });
      else recoveries.push(recovery);
    }
  }
  return { recoveries, unknown };
}

function lastRestoration(incidents: readonly JoinedIncident[]): number | null {
  let last = Number.NEGATIVE_INFINITY;
  for (const { record } of incidents) {
    if (record.restoredAt === null) return null;
    last = Math.max(last, record.restoredAt);
  }
  return last;
}

function recoveryOf(
  { record }: ProductionDeployment,
  incidents: readonly JoinedIncident[],
  restoredAt: number,
): Recovery | 'finish-unknown' | 'clock-skew' {
  if (record.finishedAt === null) return 'finish-unknown';
  const detectedAt = Math.min(...incidents.map((one) => one.record.detectedAt ?? one.record.openedAt));
  const durationMs = restoredAt - record.finishedAt;
  const fromDetectionMs = restoredAt - detectedAt;
  if (durationMs < 0 || fromDetectionMs < 0) return 'clock-skew';
  return { id: record.id, isInferred: isInferred(incidents), durationMs, fromDetectionMs };
}
