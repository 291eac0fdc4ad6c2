import { percentile } from '../../../statistics/percentile.ts';
import { FEWEST_FOR_PERCENTILES, medianOf } from '../../metrics/durations.ts';
import type { DeliveredPullRequest } from '../joined.ts';
import {
  type DeliveryInput,
  defineDeliveryMetric,
  measuredDelivery,
  shareOf,
  typical,
  typicalSeconds,
} from '../measure.ts';
import { LEFT_OUT, mergedIn, whyNoPullRequests } from './pull-requests-in.ts';

export interface ReviewPickUp {
  readonly p50: number | null;
  readonly coverage: number | null;
  readonly withoutResponse: number;
}

/**
 * How long pull requests wait for the first response by somebody else.
 * Unit: seconds. Population: pull requests merged in the window with a response; coverage is their share. The median is nearest-rank,
 * null below five. Source: methods.md 4.1 (opened › first response).
 */
export const reviewPickUp = defineDeliveryMetric<ReviewPickUp>({
  id: 'review-pick-up',
  name: 'Review pick-up',
  meaning: 'How long pull requests wait until somebody else first responds.',
  unit: 'seconds',
  population: 'Pull requests of the application merged in the window that had a response before or after their merge.',
  source: 'methods.md 4.1',
  exclusions: LEFT_OUT,
  shape: {
    p50: 'Half of them were answered this long after opening or sooner. null below five.',
    coverage: 'Share of the pull requests merged in the window that had a known response.',
    withoutResponse: 'How many had none, or none that is known.',
  },
  weekly: {
    name: 'typical wait (geometric mean) for a first response of pull requests merged in the week',
    unit: 'seconds',
    scale: 'log',
    canBeNegative: false,
    of: (input) => typicalSeconds(answeredIn(input).map(({ waitMs }) => waitMs)),
  },
  measure: (input) => {
    const { pullRequests, excluded } = mergedIn(input);
    if (pullRequests.length === 0) return whyNoPullRequests(input);
    const answered = answeredIn(input);
    const value: ReviewPickUp = {
      p50: medianOf(answered.map(({ waitMs }) => waitMs)),
      coverage: shareOf(answered.length, pullRequests.length),
      withoutResponse: pullRequests.length - answered.length,
    };
    return measuredDelivery(
      value,
      answered.map(({ id }) => id),
      { unit: 'seconds', excluded },
    );
  },
});

function answeredIn(input: DeliveryInput): readonly { readonly id: string; readonly waitMs: number }[] {
  return mergedIn(input).pullRequests.flatMap(({ record: { id, openedAt, firstResponseAt } }) =>
    firstResponseAt === null || firstResponseAt < openedAt ? [] : { id, waitMs: firstResponseAt - openedAt },
  );
}

export interface ReviewSize {
  readonly p50: number | null;
  readonly p90: number | null;
  readonly coverage: number | null;
}

/**
 * How large pull requests are: lines added and removed.
 * Unit: lines. Population: pull requests merged in the window whose lines are known; coverage is their share. Percentiles are
 * nearest-rank, null below five. Source: issue 4 section 4.
 */
export const reviewSize = defineDeliveryMetric<ReviewSize>({
  id: 'review-size',
  name: 'Review size',
  meaning: 'How many lines a pull request adds and removes.',
  unit: 'lines',
  population: 'Pull requests of the application merged in the window whose added and removed lines are both known.',
  source: 'methods.md 4.1',
  exclusions: LEFT_OUT,
  shape: {
    p50: 'Half of them had so many lines or fewer. null below five.',
    p90: 'The same for 90 %.',
    coverage: 'Share of the pull requests merged in the window whose lines are known.',
  },
  weekly: {
    name: 'typical size (geometric mean) of pull requests merged in the week',
    unit: 'lines',
    scale: 'log',
    canBeNegative: false,
    of: (input) => typical(sizedIn(mergedIn(input).pullRequests).map(({ lines }) => lines)),
  },
  measure: (input) => {
    const { pullRequests, excluded } = mergedIn(input);
    if (pullRequests.length === 0) return whyNoPullRequests(input);
    const sized = sizedIn(pullRequests);
    const lines = sized.map((one) => one.lines);
    const isEnough = lines.length >= FEWEST_FOR_PERCENTILES;
    const value: ReviewSize = {
      p50: isEnough ? percentile(lines, 50) : null,
      p90: isEnough ? percentile(lines, 90) : null,
      coverage: shareOf(sized.length, pullRequests.length),
    };
    return measuredDelivery(
      value,
      sized.map(({ id }) => id),
      { unit: 'lines', excluded },
    );
  },
});

function sizedIn(
  pullRequests: readonly DeliveredPullRequest[],
): readonly { readonly id: string; readonly lines: number }[] {
  return pullRequests.flatMap(({ record: { id, additions, deletions } }) =>
    additions === null || deletions === null ? [] : { id, lines: additions + deletions },
  );
}
