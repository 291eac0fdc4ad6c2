import { unmeasurable } from '../../metrics/define.ts';
import { failedDeployments, isInferred, NO_INCIDENTS } from '../failed-deployments.ts';
import { inWindow } from '../in-window.ts';
import type { IncidentRule, ProductionDeployment } from '../joined.ts';
import { type DeliveryInput, defineDeliveryMetric, measuredDelivery, shareOf, whyNoDeployments } from '../measure.ts';

export interface ChangeFailRate {
  readonly rate: number;
  readonly failed: number;
  readonly deployments: number;
  readonly byRule: Readonly<Record<IncidentRule, number>>;
}

const RULES: readonly IncidentRule[] = ['link', 'change', 'repair', 'latest'];

/**
 * Which share of production deployments needed immediate repair: distinct deployments tied to an incident / all.
 * Unit: share 0…1. Population: successful production deployments finished in the window, and failed ones that an incident names. A
 * deployment counts once however many incidents it had, so the rate is at most 1. n counts all of them. Source: methods.md 4.3.
 */
export const changeFailRate = defineDeliveryMetric<ChangeFailRate>({
  id: 'change-fail-rate',
  name: 'Change fail rate',
  meaning: 'Which share of the production deployments in the window needed immediate repair.',
  unit: 'share',
  population:
    'Production deployments finished in the window: successful ones, and failed ones that an incident names. An incident belongs to the deployment that it links to; else to the one that first delivered a commit, release or pull request that it names; else to the one that a rollback or unplanned deployment repaired while it lasted; else, inferred, to the latest one finished within 24 hours before it.',
  source: 'methods.md 4.3',
  exclusions: {
    'no-deployment': 'An incident that began in the window and for which no deployment was found; it is in no number.',
    'outcome-unknown': 'A deployment of which it is not known how it ended.',
  },
  shape: {
    rate: 'failed / deployments, 0 to 1.',
    failed: 'Distinct deployments that needed repair.',
    deployments: 'All deployments counted.',
    byRule:
      'How many of the failed ones each rule found first: `link`, `change`, `repair`, and `latest`, which is inferred.',
  },
  weekly: {
    name: 'share of the deployments finished in the week that needed repair',
    unit: 'share',
    scale: 'linear',
    canBeNegative: false,
    of: (input) => {
      if (!input.application.areIncidentsKnown) return null;
      const { all, failed } = countedIn(input);
      return shareOf(failed.length, all.length);
    },
  },
  measure: (input) => {
    const why = whyNoDeployments(input);
    if (why !== null) return why;
    const { application, window } = input;
    if (!application.areIncidentsKnown) return unmeasurable(NO_INCIDENTS);
    const { all, failed } = countedIn(input);
    const rate = shareOf(failed.length, all.length);
    if (rate === null) return unmeasurable('No production deployment was finished in the window.');
    const incidentsOf = failedDeployments(application);
    const rules = failed.map((one) =>
      RULES.find((rule) => incidentsOf.get(one)?.some((incident) => incident.rule === rule)),
    );
    const count = (rule: IncidentRule): number => rules.filter((one) => one === rule).length;
    const byRule = { link: count('link'), change: count('change'), repair: count('repair'), latest: count('latest') };
    return measuredDelivery(
      { rate, failed: failed.length, deployments: all.length, byRule },
      failed.map(({ record }) => record.id),
      {
        n: all.length,
        unknown: [
          ...application.incidents.flatMap(({ record, failed: tied }) =>
            tied.length === 0 && record.openedAt >= window.fromAt && record.openedAt < window.endAt
              ? { item: record.id, reason: 'no-deployment' }
              : [],
          ),
          ...inWindow(application.deployments, (one) => one.at, window).flatMap(({ record }) =>
            record.status === 'unknown' ? { item: record.id, reason: 'outcome-unknown' } : [],
          ),
        ],
        inferred: failed.filter((one) => isInferred(incidentsOf.get(one) ?? [])).map(({ record }) => record.id),
      },
    );
  },
});

function countedIn({ application, window }: DeliveryInput): {
  readonly all: readonly ProductionDeployment[];
  readonly failed: readonly ProductionDeployment[];
} {
  const incidentsOf = failedDeployments(application);
  const all = inWindow(application.deployments, (one) => one.at, window).filter(
    (one) => one.isSuccessful || incidentsOf.has(one),
  );
  return { all, failed: all.filter((one) => incidentsOf.has(one)) };
}
