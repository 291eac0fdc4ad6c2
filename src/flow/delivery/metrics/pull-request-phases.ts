import { medianOf } from '../../metrics/durations.ts';
import type { DeliveredPullRequest } from '../joined.ts';
import { defineDeliveryMetric, measuredDelivery, shareOf, typicalSeconds } from '../measure.ts';
import { LEFT_OUT, mergedIn, whyNoPullRequests } from './pull-requests-in.ts';

/** A part of the way of a pull request. */
export interface Phase {
  readonly p50: number | null;
  readonly n: number;
  readonly coverage: number | null;
  readonly outOfOrder: number;
}

export interface PullRequestPhases {
  readonly authoring: Phase;
  readonly pickUp: Phase;
  readonly review: Phase;
  readonly merging: Phase;
  readonly deploying: Phase;
  readonly whole: Phase;
}

type Instant = (pullRequest: DeliveredPullRequest) => number | null;

const firstCommit: Instant = ({ record }) => record.firstCommitAt;
const opened: Instant = ({ record }) => record.openedAt;
const firstResponse: Instant = ({ record }) => record.firstResponseAt;
const approved: Instant = ({ record }) => record.approvedAt;
const merged: Instant = ({ record }) => record.mergedAt;
const deployed: Instant = ({ deployedAt }) => deployedAt;

/**
 * Where pull requests spend their time: first commit › opened › first response by another › approved › merged › deployed.
 * Unit: seconds. Population: pull requests merged in the window; a phase of which an end is not known is null, not zero, and each phase
 * says which share of them it knows. Medians are nearest-rank, null below five. Source: methods.md 4.1.
 */
export const pullRequestPhases = defineDeliveryMetric<PullRequestPhases>({
  id: 'pull-request-phases',
  name: 'Pull request phases',
  meaning: 'Where pull requests spend their time, from the first commit to production.',
  unit: 'seconds',
  population: 'Pull requests of the application merged in the window. Closed without merging, one is in no phase.',
  source: 'methods.md 4.1',
  exclusions: LEFT_OUT,
  shape: {
    authoring: 'First commit authored to opened.',
    pickUp: 'Opened to the first response by somebody else.',
    review: 'First response to approved.',
    merging: 'Approved to merged.',
    deploying: 'Merged to the finish of the first successful production deployment that contains it.',
    whole: 'First commit authored to that deployment.',
    'each of them':
      '`p50`, null below five; `n`, of how many both ends are known; `coverage`, n / pull requests merged in the window; `outOfOrder`, how many ended before they began (approved after merging, say) and are not in n.',
  },
  weekly: {
    name: 'typical time (geometric mean) from opening to merging of pull requests merged in the week',
    unit: 'seconds',
    scale: 'log',
    canBeNegative: false,
    of: (input) => typicalSeconds(durationsOf(mergedIn(input).pullRequests, opened, merged).durationsMs),
  },
  measure: (input) => {
    const { pullRequests, excluded } = mergedIn(input);
    if (pullRequests.length === 0) return whyNoPullRequests(input);
    const value: PullRequestPhases = {
      authoring: phaseOf(pullRequests, firstCommit, opened),
      pickUp: phaseOf(pullRequests, opened, firstResponse),
      review: phaseOf(pullRequests, firstResponse, approved),
      merging: phaseOf(pullRequests, approved, merged),
      deploying: phaseOf(pullRequests, merged, deployed),
      whole: phaseOf(pullRequests, firstCommit, deployed),
    };
    const items = pullRequests.map(({ record }) => record.id);
    return measuredDelivery(value, items, { unit: 'seconds', excluded });
  },
});

function phaseOf(pullRequests: readonly DeliveredPullRequest[], from: Instant, to: Instant): Phase {
  const { durationsMs, outOfOrder } = durationsOf(pullRequests, from, to);
  const n = durationsMs.length;
  return { p50: medianOf(durationsMs), n, coverage: shareOf(n, pullRequests.length), outOfOrder };
}

function durationsOf(
  pullRequests: readonly DeliveredPullRequest[],
  from: Instant,
  to: Instant,
): { readonly durationsMs: readonly number[]; readonly outOfOrder: number } {
  const durationsMs: number[] = [];
  let outOfOrder = 0;
  for (const pullRequest of pullRequests) {
    const begin = from(pullRequest);
    const end = to(pullRequest);
    if (begin === null || end === null) continue;
    if (end < begin) outOfOrder += 1;
    else durationsMs.push(end - begin);
  }
  return { durationsMs, outOfOrder };
}
