import { z } from 'zod';
import type { Change, ItemHistory, Status } from '../../flow/history.ts';

const status = z.object({ id: z.string().nullable(), name: z.string() });
const text = z.string().nullable();

/** A row of the stages format as it is stored: what an item is, and when it came to each step. */
export const stageItem = z.object({
  item: z.string(),
  url: text,
  title: z.string(),
  type: text,
  parent: text,
  labels: z.array(z.string()),
  components: z.array(z.string()),
  project: text,
  team: text,
  resolution: text,
  custom: z.record(z.string(), z.array(z.string())),
  /** In order of instant, then column. */
  entered: z.array(z.object({ at: z.number(), status })).min(1),
});

export type StageItem = z.output<typeof stageItem>;

/**
 * The history of one row. The first date is the creation, each later one a change to its column's step, so that dates that
 * run against the order of columns are moves backwards. The resolution is taken to have come with the last of them.
 */
export function historyOfStages(row: StageItem, source: string): ItemHistory {
  const changes: Change[] = [];
  const [first, ...later] = row.entered;
  if (first === undefined) throw new Error(`stages: no dates for ${row.item}`);
  let now: { readonly at: number; readonly status: Status } = first;
  later.forEach((next, sequence) => {
    changes.push({ at: next.at, sequence, field: 'status', from: now.status, to: next.status });
    now = next;
  });
  if (row.resolution !== null) {
    changes.push({ at: now.at, sequence: later.length, field: 'resolution', to: row.resolution });
  }
  return {
    source,
    item: row.item,
    url: row.url,
    createdAt: first.at,
    initial: {
      title: row.title,
      status: first.status,
      type: row.type,
      resolution: null,
      project: row.project,
      parent: row.parent,
      team: row.team,
      labels: row.labels,
      components: row.components,
      blocked: false,
      links: [],
      custom: row.custom,
    },
    changes,
    presentStatus: null,
    isCutShort: false,
    deletedAt: null,
  };
}
