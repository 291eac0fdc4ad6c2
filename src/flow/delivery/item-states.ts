import type { StepEvent } from '../stream/step-events.ts';
import { forwardParts } from './arrival.ts';
import { commitKey, type IndexedItem, type ItemLink, indexItems } from './item-index.ts';
import type { Delivery } from './join.ts';
import type { DeliveredChange, DeliveredPullRequest } from './joined.ts';
import type { PullRequestRecord } from './records.ts';

/** A change of what repositories and deployments say of an item as a whole. */
export interface ItemStateChange {
  readonly at: number;
  /** What holds from then on; null: nothing is known to have begun. */
  readonly state: StepEvent | null;
  /**
   * `happened`: the event that the state is called by. `back`: a review was withdrawn, and what held before it holds again. `unknown`: all
   * of it is in production, and since when is not known.
   */
  readonly how: 'happened' | 'back' | 'unknown';
}

/** Part of an item's work, by when it is in the state; Infinity: not so far. */
interface Part {
  readonly mergedAt: number;
  /** The latest instant by which it was in production. */
  readonly inProductionAt: number;
  /** Whether that is when it came there. */
  readonly isTimeKnown: boolean;
}

interface Review {
  readonly openedAt: number;
  readonly endedAt: number;
}

const NEVER = Number.POSITIVE_INFINITY;
const NONE: readonly ItemStateChange[] = [];

/**
 * How the work on an item stood, as its repositories and deployments tell: *in review* while one of its pull requests is open; else *merged*
 * while something of it that is merged is not in production; else *deployed*. A commit of no pull request counts as merged when it was
 * committed. What takes a part back is no part, unless there is nothing else. A part that is in production since an unknown time is there,
 * and brings no event. Of one instant what holds after it counts. The answer is a lookup by item. Source: methods.md 4.1; issue 4 section 3.
 */
export function itemStates(
  delivery: Delivery,
  links: Iterable<ItemLink> = [],
): { readonly items: readonly string[]; readonly of: (item: string) => readonly ItemStateChange[] } {
  const index = indexItems(delivery, links);
  const requests = requestsByCommit(delivery);
  return {
    items: [...index.keys()],
    of: (item) => {
      const records = index.get(item);
      return records === undefined ? NONE : statesOf(records, requests);
    },
  };
}

function statesOf(records: IndexedItem, requests: ReadonlyMap<string, readonly PullRequestRecord[]>) {
  const all = [...records.pullRequests, ...records.withdrawn, ...records.changes].map(({ of }) => of);
  const forward = forwardParts(all);
  const reviews: Review[] = [];
  const parts: Part[] = [];
  for (const one of forward) {
    if (isPullRequest(one)) {
      const { openedAt, mergedAt, closedAt } = one.record;
      reviews.push({ openedAt, endedAt: mergedAt ?? closedAt ?? NEVER });
      if (mergedAt !== null) parts.push(partOf(one, mergedAt));
    } else {
      const mergedAt = mergeOf(one, requests);
      if (mergedAt !== null) parts.push(partOf(one, mergedAt));
    }
  }
  return changesOf(reviews, parts);
}

/** What begins or ends at an instant. */
interface Turn {
  readonly at: number;
  readonly open: number;
  readonly merged: number;
  /** The part that comes into production. */
  readonly arrived?: Part;
}

/** Walks once over the instants at which anything may change. */
function changesOf(reviews: readonly Review[], parts: readonly Part[]): readonly ItemStateChange[] {
  const turns = [
    ...reviews.flatMap(({ openedAt, endedAt }): Turn[] => [
      { at: openedAt, open: 1, merged: 0 },
      { at: endedAt, open: -1, merged: 0 },
    ]),
    ...parts.flatMap((part): Turn[] => [
      { at: part.mergedAt, open: 0, merged: 1 },
      { at: part.inProductionAt, open: 0, merged: 0, arrived: part },
    ]),
  ]
    .filter(({ at }) => at !== NEVER)
    .sort((a, b) => a.at - b.at);
  const changes: ItemStateChange[] = [];
  let open = 0;
  let merged = 0;
  let arrived = 0;
  let arrivedAt = Number.NEGATIVE_INFINITY;
  let isArrivalKnown = false;
  let state: StepEvent | null = null;
  let beforeReview: StepEvent | null = null;
  for (const [place, turn] of turns.entries()) {
    const { at } = turn;
    open += turn.open;
    merged += turn.merged;
    if (turn.arrived !== undefined) {
      arrived += 1;
      // As of a day in production: one part of those that came last whose time is known is enough.
      isArrivalKnown = turn.arrived.isTimeKnown || (arrivedAt === at && isArrivalKnown);
      arrivedAt = at;
    }
    if (turns[place + 1]?.at === at) continue;
    const next: StepEvent | null =
      open > 0 ? 'review opened' : merged > arrived ? 'merged' : merged > 0 ? 'deployed' : null;
    if (next === state) continue;
    if (next === 'review opened') beforeReview = state;
    const isBack = state === 'review opened' && next === beforeReview;
    changes.push({
      at,
      state: next,
      how: isBack ? 'back' : next === 'deployed' && !isArrivalKnown ? 'unknown' : 'happened',
    });
    state = next;
  }
  return changes;
}

function partOf({ state, doubt, deployment }: DeliveredChange | DeliveredPullRequest, mergedAt: number): Part {
  // A clock that is wrong may date a deployment before what it brought.
  const inProductionAt = deployment === null ? NEVER : Math.max(mergedAt, deployment.at);
  return { mergedAt, inProductionAt, isTimeKnown: state === 'deployed' || doubt === 'clock-skew' };
}

/** When a commit came to the branch that is delivered; null while the pull request that holds it is open. */
function mergeOf(
  { record, deployment }: DeliveredChange,
  requests: ReadonlyMap<string, readonly PullRequestRecord[]>,
): number | null {
  const holding = requests.get(commitKey(record.repo, record.sha)) ?? [];
  const merges = holding.flatMap(({ mergedAt }) => mergedAt ?? []);
  if (merges.length > 0) return Math.min(...merges);
  // One that was deployed came there by another way.
  return holding.length === 0 || deployment !== null ? record.committedAt : null;
}

function requestsByCommit(delivery: Delivery): ReadonlyMap<string, readonly PullRequestRecord[]> {
  const requests = new Map<string, PullRequestRecord[]>();
  for (const { pullRequests } of delivery.applications) {
    for (const { record } of pullRequests) {
      const shas = record.mergeCommit === null ? record.commits : [...record.commits, record.mergeCommit];
      for (const sha of shas) {
        const key = commitKey(record.repo, sha);
        const known = requests.get(key);
        if (known === undefined) requests.set(key, [record]);
        else known.push(record);
      }
    }
  }
  return requests;
}

function isPullRequest(one: DeliveredChange | DeliveredPullRequest): one is DeliveredPullRequest {
  return one.record.kind === 'pull-request';
}
