import { foldWord } from '../stream/words.ts';
import type { Target } from './join-application.ts';
import type { DeploymentRecord } from './records.ts';

export interface Rollback {
  readonly isRollback: boolean;
  /** Places of the deployments that it took back, latest first; empty for one that is no rollback. */
  readonly undone: readonly number[];
}

/**
 * Which successful deployments bring back an earlier state of their environment: their source says so, or it says nothing and the commit
 * lies behind the one that was there. The same commit again is a repetition, and a commit of another branch is no rollback.
 * Source: methods.md 4.3; issue 4 section 3.
 */
export function findRollbacks(
  deployments: readonly DeploymentRecord[],
  targets: readonly (Target | null)[],
): readonly Rollback[] {
  /** By environment, and by environment and repository: what was successful there so far. */
  const before = new Map<string, number[]>();
  const placesBefore = (...key: readonly string[]): number[] => {
    const text = JSON.stringify(key);
    const known = before.get(text) ?? [];
    before.set(text, known);
    return known;
  };
  return deployments.map((record, place): Rollback => {
    if (record.status !== 'succeeded') return { isRollback: false, undone: [] };
    const target = targets[place] ?? null;
    const environment = foldWord(record.environment);
    const inEnvironment = placesBefore(environment);
    const ofRepository = target === null ? inEnvironment : placesBefore(environment, target.graph.repo);
    const current = targets[ofRepository.at(-1) ?? -1] ?? null;
    const isRollback = record.isRollback ?? (target !== null && current !== null && isBehind(target, current));
    const undone = isRollback ? undoneBy(target, ofRepository, targets) : [];
    for (const earlier of new Set([inEnvironment, ofRepository])) earlier.push(place);
    return { isRollback, undone };
  });
}

function isBehind(target: Target, current: Target): boolean {
  return target.node !== current.node && target.graph.isContained(target.node, current.node);
}

/** Back to where the same commit, or one that lies behind it, was there; of a rollback to an unknown commit, the one before it. */
function undoneBy(
  target: Target | null,
  earlier: readonly number[],
  targets: readonly (Target | null)[],
): readonly number[] {
  if (target === null) return earlier.slice(-1);
  const undone: number[] = [];
  for (const place of earlier.toReversed()) {
    const other = targets[place] ?? null;
    if (other !== null && target.graph.isContained(other.node, target.node)) break;
    undone.push(place);
  }
  return undone;
}
