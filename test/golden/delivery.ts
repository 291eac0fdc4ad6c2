import type { DeliveryRecord } from '../../src/flow/delivery/records.ts';
import type { GoldenDelivery } from './corpus.ts';

const REPO = 'golden/app';

/** What repositories and deployments of a case tell, as records of delivery. */
export function deliveryOf({ commits, pullRequests, deployments }: GoldenDelivery): readonly DeliveryRecord[] {
  return [
    ...commits.map(
      ({ id, at, parents, items }): DeliveryRecord => ({
        kind: 'change',
        id,
        repo: REPO,
        sha: id,
        parents,
        committedAt: Date.parse(at),
        authoredAt: Date.parse(at),
        keys: items,
        isMerge: parents.length > 1,
        isRevert: false,
        isBot: false,
        paths: null,
      }),
    ),
    ...pullRequests.map(
      ({ id, items, opened, merged, closed, commits: own, mergeCommit }): DeliveryRecord => ({
        kind: 'pull-request',
        id,
        repo: REPO,
        number: id,
        title: id,
        url: null,
        targetBranch: 'main',
        keys: items,
        commits: own,
        mergeCommit,
        firstCommitAt: null,
        openedAt: Date.parse(opened),
        firstResponseAt: null,
        approvedAt: null,
        mergedAt: instantOf(merged),
        closedAt: instantOf(closed ?? merged),
        additions: null,
        deletions: null,
        isRevert: false,
        isBot: false,
      }),
    ),
    ...deployments.map(
      ({ id, commit, at }): DeliveryRecord => ({
        kind: 'deployment',
        id,
        repo: REPO,
        application: null,
        environment: 'production',
        sha: commit,
        status: 'succeeded',
        createdAt: Date.parse(at),
        finishedAt: Date.parse(at),
        url: null,
        isRollback: null,
        isUnplanned: null,
      }),
    ),
  ];
}

function instantOf(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}
