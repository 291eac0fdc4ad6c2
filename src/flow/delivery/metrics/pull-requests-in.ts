import type { Excluded, Unmeasurable } from '../../measure.ts';
import { unmeasurable } from '../../metrics/define.ts';
import type { DeliveredPullRequest } from '../joined.ts';
import type { DeliveryInput } from '../measure.ts';

export interface PullRequestsIn {
  readonly pullRequests: readonly DeliveredPullRequest[];
  readonly excluded: readonly Excluded[];
}

/** Pull requests merged in the window, in order of their merge. Source: methods.md 4.1. */
export function mergedIn({ application, window, leaveOut = [] }: DeliveryInput): PullRequestsIn {
  const excluded: Excluded[] = [];
  const pullRequests = application.pullRequests.filter(({ record }) => {
    if (record.mergedAt === null || record.mergedAt < window.fromAt || record.mergedAt >= window.endAt) return false;
    if (record.isBot && leaveOut.includes('bots')) excluded.push({ item: record.id, reason: 'bot' });
    else if (record.isRevert && leaveOut.includes('reverts')) excluded.push({ item: record.id, reason: 'revert' });
    else return true;
    return false;
  });
  return {
    pullRequests: pullRequests.toSorted((a, b) => (a.record.mergedAt ?? 0) - (b.record.mergedAt ?? 0)),
    excluded,
  };
}

/** Why nothing can be said of pull requests: none is known, or none was merged. Trunk-based work has none, and is no mistake. */
export function whyNoPullRequests({ application }: DeliveryInput): Unmeasurable {
  return unmeasurable(
    application.pullRequests.length === 0
      ? `No pull request of ${application.application.name} is known. Work without pull requests is measured by its change lead time.`
      : 'No pull request was merged in the window.',
  );
}

/** What two counts of pull requests leave out, in docs. */
export const LEFT_OUT = {
  bot: 'A bot opened it, and bots are left out.',
  revert: 'It takes a change back, and reverts are left out.',
};
