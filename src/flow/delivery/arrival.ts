import type { DeliveredChange, DeliveredPullRequest } from './joined.ts';

/**
 * Why an item has no day of delivery: `no-changes` nothing names it; `waiting` something is in no deployment, or in an open pull
 * request; `baseline` all of it was in the first deployment known; `unknown` when something of it was deployed is not known.
 */
export type ArrivalReason = 'no-changes' | 'waiting' | 'baseline' | 'unknown';

export interface Arrival {
  readonly at: number | null;
  readonly reason: ArrivalReason | null;
}

type Part = DeliveredChange | DeliveredPullRequest;

/**
 * When the last of several parts was first in production. A part whose time is not known, but not later than that of another, changes
 * nothing: it only has to be there. What takes a part back is no part, unless there is nothing else. Source: methods.md 4.1; issue 4
 * section 3.
 */
export function arrivalOf(all: readonly Part[]): Arrival {
  const parts = forwardParts(all);
  if (parts.length === 0) return { at: null, reason: 'no-changes' };
  if (parts.some(({ state }) => state === 'waiting')) return { at: null, reason: 'waiting' };
  let known = Number.NEGATIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (const part of parts) {
    if (part.deployment === null) return { at: null, reason: 'unknown' };
    const { at } = part.deployment;
    latest = Math.max(latest, at);
    if (part.state === 'deployed' || part.doubt === 'clock-skew') known = Math.max(known, at);
  }
  if (known === latest) return { at: known, reason: null };
  return { at: null, reason: parts.every(({ state }) => state === 'baseline') ? 'baseline' : 'unknown' };
}

/** What brings an item forward; what takes it back only where there is nothing else. Source: issue 4 section 3. */
export function forwardParts(all: readonly Part[]): readonly Part[] {
  const forward = all.filter(({ record }) => !record.isRevert);
  return forward.length === 0 ? all : forward;
}
