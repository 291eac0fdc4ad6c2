import type { ApplicationDeliveryAnswer, DeliveryAnswer, DeploymentRow } from '../../api/delivery.ts';
import type { Sentence } from '../../api/view.ts';
import type { ApplicationDelivery, ProductionDeployment } from '../../flow/delivery/joined.ts';
import type { DeliveryInput } from '../../flow/delivery/measure.ts';
import { type ChangeFailRate, changeFailRate } from '../../flow/delivery/metrics/change-fail-rate.ts';
import { changeLeadTime } from '../../flow/delivery/metrics/change-lead-time.ts';
import { deploymentFrequency } from '../../flow/delivery/metrics/deployment-frequency.ts';
import { pullRequestPhases } from '../../flow/delivery/metrics/pull-request-phases.ts';
import { recoveryTime } from '../../flow/delivery/metrics/recovery-time.ts';
import type { App } from '../app.ts';
import type { View } from '../view.ts';
import { count, duration, percent } from '../words.ts';
import { deliveryCards } from './delivery-cards.ts';
import { placesElsewhere, streamDelivery } from './stream-delivery.ts';

/** Deployments that a page lists at most. */
const LISTED = 200;

/** How a stream's work reaches its customers: every measure of delivery for each application by itself. Source: methods.md 4. */
export async function deliveryPageOf(app: App, view: View): Promise<DeliveryAnswer> {
  const { window } = view;
  const { stream } = view.loaded;
  const joined = await streamDelivery(app, stream, window.asOf);
  return {
    header: view.header,
    applications: joined?.delivery.applications.map((application) => applicationAnswer({ application, window })) ?? [],
    elsewhere: [...(await placesElsewhere(app, stream, new Set(view.input.all.map(({ item }) => item))))],
  };
}

function applicationAnswer(input: DeliveryInput): ApplicationDeliveryAnswer {
  const { application, window } = input;
  const shown = application.deployments.filter(({ at }) => window.fromAt <= at && at < window.endAt);
  return {
    name: application.application.name,
    repos: [...application.application.repos],
    sentence: sentenceOf(input),
    metrics: deliveryCards(input),
    phases: phasesOf(input),
    deployments: rowsOf(application, shown.slice(-LISTED).toReversed()),
    deploymentsInWindow: shown.length,
  };
}

const PHASES = [
  ['authoring', 'writing'],
  ['pickUp', 'waiting for a first response'],
  ['review', 'review'],
  ['merging', 'waiting to be merged'],
  ['deploying', 'waiting for deployment'],
] as const;

function phasesOf(input: DeliveryInput): ApplicationDeliveryAnswer['phases'] {
  const measure = pullRequestPhases.measure(input);
  if (measure.status === 'unmeasurable') return [];
  return PHASES.map(([id, name]) => {
    const { p50, n, coverage } = measure.value[id];
    return { name, p50, n, coverage };
  });
}

function sentenceOf(input: DeliveryInput): Sentence {
  const { name } = input.application.application;
  const frequency = deploymentFrequency.measure(input);
  if (frequency.status === 'unmeasurable') return [{ text: frequency.reason }];
  const { total } = frequency.value;
  const parts = [`${name} was deployed ${total === 1 ? 'once' : count(total, 'time')} with success.`];
  const lead = changeLeadTime.measure(input);
  if (lead.status === 'measured' && lead.value.p50 !== null && lead.value.p90 !== null) {
    parts.push(
      `Half of its changes reached customers within ${duration(1000 * lead.value.p50)} of their commit, nine of ten within ${duration(1000 * lead.value.p90)}.`,
    );
  } else if (lead.status === 'unmeasurable') parts.push(lead.reason);
  const failed = changeFailRate.measure(input);
  if (failed.status === 'measured') {
    parts.push(repairsOf(failed.value));
  }
  const recovery = recoveryTime.measure(input);
  if (recovery.status === 'measured' && recovery.value.p50 !== null) {
    parts.push(`Half of the failures were over within ${duration(1000 * recovery.value.p50)}.`);
  }
  return [{ text: parts.join(' ') }];
}

/** A share of a handful says less than the handful itself. */
const HANDFUL = 10;

function repairsOf({ rate, failed, deployments }: ChangeFailRate): string {
  if (deployments === 1) return failed === 0 ? 'It needed no repair.' : 'It needed repair.';
  const share =
    deployments < HANDFUL ? `${failed === 0 ? 'None' : failed} of its ${deployments}` : `${percent(rate)} of its`;
  return `${share} deployments needed repair.`;
}

function rowsOf(application: ApplicationDelivery, shown: readonly ProductionDeployment[]): DeploymentRow[] {
  const changes = Map.groupBy(
    application.changes.filter(({ deployedAt }) => deployedAt !== null),
    ({ deployment }) => deployment,
  );
  return shown.map((deployment) => {
    const { record, at, isBaseline, isRollback, isContentKnown } = deployment;
    const brought = changes.get(deployment) ?? [];
    return {
      id: record.id,
      url: record.url,
      at: new Date(at).toISOString(),
      environment: record.environment,
      status: record.status,
      isBaseline,
      isRollback,
      changes: isBaseline || !isContentKnown ? null : brought.length,
      items: [...new Set(brought.flatMap((change) => change.record.keys))],
      incidents: application.incidents
        .filter(({ failed }) => failed.includes(deployment))
        .map(({ record: { id, title, url, restoredAt }, rule }) => ({
          id,
          title,
          url,
          isInferred: rule === 'latest',
          restoredAt: restoredAt === null ? null : new Date(restoredAt).toISOString(),
        })),
    };
  });
}
