import type { ItemHistory } from '../../flow/history.ts';
import { randomOf } from '../../statistics/random.ts';
import { buildSpansOf } from './build-spans.ts';
import { planChanges } from './plan-changes.ts';
import { planDeployments } from './plan-deployments.ts';
import { planMerges } from './plan-merges.ts';
import type { SampleApplication, SampleDelivery } from './records.ts';

/** What decides every byte of a simulated delivery. */
export interface DeliveryOptions {
  readonly seed: number;
  readonly applications: readonly SampleApplication[];
  /** Nothing happens from here on. Unit: ms UTC. */
  readonly endAt: number;
}

/**
 * How the work of these histories reached production: commits, pull requests, deployments, incidents and releases of each
 * application, the same for the same seed. Population: items that were finished; what was under way has no commits yet.
 */
export function simulateDelivery(
  histories: readonly ItemHistory[],
  { seed, applications, endAt }: DeliveryOptions,
): readonly SampleDelivery[] {
  return applications.map((application, place) => {
    const random = randomOf(seed).fork(`delivery ${application.name}`);
    const spans = buildSpansOf(histories, application.projects);
    const merges = planMerges(spans, application.isTrunkBased, random.fork('merges')).filter(({ at }) => at < endAt);
    const first = 1_000_000 * (place + 1);
    const { commits, pullRequests } = planChanges(application, merges, first, random.fork('changes'));
    const onBranches = new Set(pullRequests.flatMap((pull) => pull.commits));
    const later = planDeployments(application, commits, onBranches, endAt, first, random.fork('deployments'));
    return { application, commits, pullRequests, ...later };
  });
}

/** The applications of the sample organisation, a repository a stream. */
export const SAMPLE_APPLICATIONS: readonly SampleApplication[] = [
  { name: 'checkout', repo: 'example/checkout', projects: ['CHK'], isTrunkBased: false },
  { name: 'catalogue', repo: 'example/catalogue', projects: ['CAT'], isTrunkBased: true },
  { name: 'partner-portal', repo: 'example/partner-portal', projects: ['PAR'], isTrunkBased: false },
];
