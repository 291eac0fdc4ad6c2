import type { ItemHistory } from '../flow/history.ts';

/** When an item's status last changed; its creation where it never did. Unit: ms UTC. */
export function lastMoveOf({ changes, createdAt }: ItemHistory): number {
  return changes.findLast((change) => change.field === 'status')?.at ?? createdAt;
}
