import { unmeasurable } from '../../metrics/define.ts';
import { inWindow } from '../in-window.ts';
import type { ApplicationDelivery, ProductionDeployment } from '../joined.ts';
import { type DeliveryInput, defineDeliveryMetric, measuredDelivery, shareOf, whyNoDeployments } from '../measure.ts';

export interface ReworkRate {
  readonly rate: number;
  readonly unplanned: number;
  readonly deployments: number;
}

/**
 * Which share of production deployments was unplanned and caused by an incident.
 * Unit: share 0…1. Population: successful production deployments finished in the window; n counts all of them. Source: methods.md 4.5.
 */
export const reworkRate = defineDeliveryMetric<ReworkRate>({
  id: 'deployment-rework-rate',
  name: 'Deployment rework rate',
  meaning: 'Which share of the production deployments in the window was unplanned, made to mend an incident.',
  unit: 'share',
  population:
    'Successful production deployments finished in the window. Unplanned are those that their source says were made to mend an incident, and, made while an incident of the application lasted, rollbacks and deployments of a change that names its work item. Of an incident without an end the first 24 hours count.',
  source: 'methods.md 4.5',
  exclusions: { 'outcome-unknown': 'How it ended is not known.' },
  shape: {
    rate: 'unplanned / deployments, 0 to 1.',
    unplanned: 'Deployments caused by an incident.',
    deployments: 'All successful deployments.',
  },
  weekly: {
    name: 'share of the deployments finished in the week that were caused by an incident',
    unit: 'share',
    scale: 'linear',
    canBeNegative: false,
    of: (input) => {
      if (!isKnown(input.application)) return null;
      const { all, unplanned } = countedIn(input);
      return shareOf(unplanned.length, all.length);
    },
  },
  measure: (input) => {
    const why = whyNoDeployments(input);
    if (why !== null) return why;
    if (!isKnown(input.application)) {
      return unmeasurable(
        'No incident is known, and no deployment says whether it was planned: connect a source of incidents, or say it with each deployment.',
      );
    }
    const { all, unplanned } = countedIn(input);
    const rate = shareOf(unplanned.length, all.length);
    if (rate === null) return unmeasurable('No successful production deployment was finished in the window.');
    const said = ({ record }: ProductionDeployment): boolean =>
      record.isUnplanned === true || record.isRollback === true;
    return measuredDelivery(
      { rate, unplanned: unplanned.length, deployments: all.length },
      unplanned.map(({ record }) => record.id),
      {
        n: all.length,
        unknown: inWindow(input.application.deployments, (one) => one.at, input.window).flatMap(({ record }) =>
          record.status === 'unknown' ? { item: record.id, reason: 'outcome-unknown' } : [],
        ),
        inferred: unplanned.filter((one) => !said(one)).map(({ record }) => record.id),
      },
    );
  },
});

function isKnown({ areIncidentsKnown, deployments }: ApplicationDelivery): boolean {
  return areIncidentsKnown || deployments.some(({ record }) => record.isUnplanned !== null);
}

function countedIn({ application, window }: DeliveryInput): {
  readonly all: readonly ProductionDeployment[];
  readonly unplanned: readonly ProductionDeployment[];
} {
  const repairs = new Set(application.incidents.flatMap((incident) => incident.repairs));
  const all = inWindow(application.deployments, (one) => one.at, window).filter((one) => one.isSuccessful);
  return { all, unplanned: all.filter((one) => one.record.isUnplanned === true || repairs.has(one)) };
}
