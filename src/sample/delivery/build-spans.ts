import type { ItemHistory } from '../../flow/history.ts';

/** When an item was built. */
export interface BuildSpan {
  readonly item: string;
  readonly title: string;
  readonly type: string;
  /** First entry to a status in which people build. Unit: ms UTC. */
  readonly startAt: number;
  /** Last completion. Unit: ms UTC. */
  readonly endAt: number;
}

const BUILDING = /^in (?:build|progress)$/i;
const NO_CODE = new Set(['Initiative', 'Epic', 'Sub-task', 'Enquiry', 'Service request', 'Partner request', 'Spike']);

/** The spans in which finished items of the projects were built. Population: items completed with the resolution Done, of types that end in code. */
export function buildSpansOf(histories: readonly ItemHistory[], projects: readonly string[]): readonly BuildSpan[] {
  const spans: BuildSpan[] = [];
  for (const history of histories) {
    const type = history.initial.type ?? '';
    if (!projects.includes(history.initial.project ?? '') || NO_CODE.has(type)) continue;
    const start = history.changes.find((change) => change.field === 'status' && BUILDING.test(change.to?.name ?? ''));
    const end = history.changes.findLast((change) => change.field === 'resolution');
    if (start === undefined || end?.field !== 'resolution' || end.to !== 'Done' || end.at <= start.at) continue;
    spans.push({ item: history.item, title: history.initial.title, type, startAt: start.at, endAt: end.at });
  }
  return spans.toSorted((one, other) => one.endAt - other.endAt);
}
