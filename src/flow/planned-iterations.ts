import { addDays, type Calendar } from './calendar.ts';
import type { IterationRecord } from './delivery/records.ts';
import type { ItemHistory } from './history.ts';
import type { Iteration } from './iteration.ts';

/** Further fields in which sources keep the ids of the iterations that an item is in: Jira, Azure DevOps, Linear, GitLab. */
export const ITERATION_ID_FIELDS: readonly string[] = ['Sprint id', 'Iteration id', 'Cycle id', 'Milestone id'];

/**
 * Iterations of one source with the items that were in each when it began: in force at its first instant, that instant included. Those
 * without a known beginning or end are left out; the end is when it was completed, else when it was to end. An item that was deleted
 * before or made after that instant was not in it. Unit: days of the calendar. Source: methods.md 2.12.
 */
export function planIterations(
  records: readonly IterationRecord[],
  histories: Iterable<ItemHistory>,
  calendar: Calendar,
): readonly Iteration[] {
  const begun = new Map<string, Begun>();
  for (const record of records)
    if (record.startAt !== null) begun.set(record.id, { record, startAt: record.startAt, planned: [] });
  for (const history of histories) {
    const stays = staysOf(history);
    for (const id of new Set(stays.flatMap(({ ids }) => ids))) {
      const iteration = begun.get(id);
      if (iteration === undefined || !isThere(history, iteration.startAt)) continue;
      const atStart = stays.findLast(({ at }) => at <= iteration.startAt);
      if (atStart?.ids.includes(id) === true) iteration.planned.push(history.item);
    }
  }
  return [...begun.values()].flatMap(({ record, startAt, planned }) => {
    const endAt = record.completedAt ?? record.endAt;
    if (endAt === null || endAt <= startAt) return [];
    // The day on which it ended belongs to it, unless it ended with the day before.
    const to = addDays(calendar.dayOf(endAt - 1), 1);
    return { name: record.name, team: record.of, from: calendar.dayOf(startAt), to, planned };
  });
}

interface Begun {
  readonly record: IterationRecord;
  readonly startAt: number;
  readonly planned: string[];
}

interface Stay {
  readonly at: number;
  readonly ids: readonly string[];
}

/** Which iterations an item was in from when on, in order of time. */
function staysOf({ createdAt, initial, changes }: ItemHistory): readonly Stay[] {
  const idsIn = (custom: Readonly<Record<string, readonly string[]>>): readonly string[] =>
    ITERATION_ID_FIELDS.flatMap((name) => custom[name] ?? []);
  const stays: Stay[] = [{ at: createdAt, ids: idsIn(initial.custom) }];
  for (const change of changes) {
    if (change.field !== 'custom' || !ITERATION_ID_FIELDS.includes(change.name)) continue;
    stays.push({ at: change.at, ids: change.to });
  }
  return stays;
}

function isThere({ createdAt, deletedAt }: ItemHistory, at: number): boolean {
  return createdAt <= at && (deletedAt === null || deletedAt > at);
}
