import type { DeliveryRecord } from '../../flow/delivery/records.ts';
import type { ItemHistory } from '../../flow/history.ts';
import { SAMPLE_APPLICATIONS, simulateDelivery } from './simulate-delivery.ts';

/**
 * How the sample organisation's work reached production, as a connector would hand it over: commits of the default branch, pull requests,
 * deployments, incidents and releases. What tools say beside that (messages, branches) is left out.
 */
export function sampleDeliveryRecords({
  seed,
  endAt,
  histories,
}: {
  readonly seed: number;
  /** Nothing happens from here on. Unit: ms UTC. */
  readonly endAt: number;
  readonly histories: readonly ItemHistory[];
}): readonly DeliveryRecord[] {
  return simulateDelivery(histories, { seed, applications: SAMPLE_APPLICATIONS, endAt }).flatMap((delivery) => [
    ...delivery.commits
      .filter(({ isOnDefaultBranch }) => isOnDefaultBranch)
      .map(({ message: _message, isOnDefaultBranch: _isOnDefaultBranch, ...change }): DeliveryRecord => change),
    ...delivery.pullRequests.map(({ branch: _branch, ...pullRequest }): DeliveryRecord => pullRequest),
    ...delivery.deployments,
    ...delivery.incidents.map(({ causedBy: _causedBy, endedBy: _endedBy, ...incident }): DeliveryRecord => incident),
    ...delivery.releases,
  ]);
}
