import { median } from '../../../statistics/percentile.ts';
import { addDays, wholeWeeks } from '../../calendar.ts';
import { inWindow } from '../in-window.ts';
import type { ProductionDeployment } from '../joined.ts';
import { type DeliveryInput, defineDeliveryMetric, measuredDelivery, shareOf, whyNoDeployments } from '../measure.ts';

export interface DeploymentFrequency {
  readonly perWeek: number | null;
  readonly medianDaysPerWeek: number | null;
  readonly weeks: number;
  readonly total: number;
}

/**
 * How often customers get something new: successful production deployments per week, and the median of days with one per week.
 * Unit: deployments per week. Population: successful production deployments by their finish; means over whole ISO weeks of the window
 * that end after the first deployment known, weeks without any included. n counts the deployments of the window. Source: methods.md 4.2.
 */
export const deploymentFrequency = defineDeliveryMetric<DeploymentFrequency>({
  id: 'deployment-frequency',
  name: 'Deployment frequency',
  meaning: 'How often the application was successfully deployed to production.',
  unit: 'deployments per week',
  population:
    'Successful deployments to a production environment, by their finish; where that is not known, by their creation. A rollback and a repetition are deployments too. Each production environment counts by itself.',
  source: 'methods.md 4.2',
  exclusions: { 'outcome-unknown': 'How it ended is not known.' },
  shape: {
    perWeek: 'Mean over the whole weeks of the window since the first deployment known; null without a whole week.',
    medianDaysPerWeek:
      'Median over the same weeks of the days with a successful deployment; the mean of the two middle ones of an even number.',
    weeks: 'How many whole weeks those are.',
    total: 'Successful deployments in the window, part weeks too.',
  },
  weekly: {
    name: 'successful production deployments in the week',
    unit: 'deployments',
    scale: 'linear',
    canBeNegative: false,
    of: (input) => (whyNoDeployments(input) === null ? successfulIn(input).length : null),
  },
  measure: (input) => {
    const why = whyNoDeployments(input);
    if (why !== null) return why;
    const deployments = successfulIn(input);
    const days = daysByWeek(input, deployments);
    const inWeeks = days.reduce((sum, week) => sum + week.deployments, 0);
    const value: DeploymentFrequency = {
      perWeek: shareOf(inWeeks, days.length),
      medianDaysPerWeek: median(days.map((week) => week.days)),
      weeks: days.length,
      total: deployments.length,
    };
    const unknown = inWindow(input.application.deployments, (one) => one.at, input.window).flatMap(({ record }) =>
      record.status === 'unknown' ? { item: record.id, reason: 'outcome-unknown' } : [],
    );
    return measuredDelivery(
      value,
      deployments.map(({ record }) => record.id),
      { unit: 'deployments per week', unknown },
    );
  },
});

function successfulIn({ application, window }: DeliveryInput): readonly ProductionDeployment[] {
  return inWindow(application.deployments, (one) => one.at, window).filter((one) => one.isSuccessful);
}

/** Deployments and distinct days with one of each whole week, since the first deployment known. */
function daysByWeek(
  { application, window }: DeliveryInput,
  deployments: readonly ProductionDeployment[],
): readonly { readonly days: number; readonly deployments: number }[] {
  const { calendar } = window;
  const firstAt = application.deployments[0]?.at ?? Number.POSITIVE_INFINITY;
  return wholeWeeks(window.from, calendar.dayOf(window.endAt)).flatMap((week) => {
    const fromAt = calendar.startOf(week);
    const endAt = calendar.startOf(addDays(week, 7));
    if (endAt <= firstAt) return [];
    const held = inWindow(deployments, (one) => one.at, { ...window, fromAt, endAt });
    return { days: new Set(held.map(({ at }) => calendar.dayOf(at))).size, deployments: held.length };
  });
}
