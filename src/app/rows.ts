import type { ItemRow } from '../api/flow.ts';
import type { ItemFacts } from '../flow/facts.ts';
import type { Stream } from '../flow/stream/compile.ts';

/** Milliseconds as seconds with three decimals. Source: methods.md 0. */
export function seconds(ms: number): number {
  return ms / 1000;
}

export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

export function instantOrNull(ms: number | null): string | null {
  return ms === null ? null : instant(ms);
}

/** An item as tables and CSV files show it. */
export function rowOf(facts: ItemFacts, stream: Stream, asOf: number): ItemRow {
  const isOpen = facts.completedAt === null && facts.cancelledAt === null;
  return {
    item: facts.item,
    source: facts.source,
    title: facts.title,
    url: facts.url,
    type: facts.type,
    level: facts.level,
    kind: facts.kind,
    team: facts.team,
    parent: facts.parent,
    state: facts.state,
    step: stream.steps[facts.step]?.name ?? null,
    createdAt: instant(facts.createdAt),
    committedAt: instantOrNull(facts.committedAt),
    completedAt: instantOrNull(facts.completedAt),
    cancelledAt: instantOrNull(facts.cancelledAt),
    flowTimeSeconds: facts.flowTimeMs === null ? null : seconds(facts.flowTimeMs),
    ageSeconds: isOpen && facts.committedAt !== null ? seconds(asOf - facts.committedAt) : null,
    inProcessSeconds: seconds(facts.inProcessMs),
    activeSeconds: seconds(facts.activeMs),
    waitingSeconds: seconds(facts.waitingMs),
    blockedSeconds: seconds(facts.blockedMs),
    reopens: facts.reopens,
    backflows: facts.backflows,
    neverStarted: facts.isNeverStarted,
    isBlocked: facts.isBlocked,
    isPaused: facts.isPaused,
    isDeleted: facts.deletedAt !== null,
  };
}
