import { z } from 'zod';
import type { KeptIteration } from './kept.ts';
import { DAY_MS, dayOf } from './read-milestone.ts';

/** An iteration as an issue and its events show it. */
export const iterationRef = z.object({
  id: z.number(),
  /** null of one that GitLab makes by itself. */
  title: z.string().nullish(),
  start_date: z.string().nullish(),
  due_date: z.string().nullish(),
  web_url: z.string().nullish(),
});

export type IterationRef = z.infer<typeof iterationRef>;

/** Its id among all iterations: milestones have numbers of their own. */
export function iterationId(id: number | string): string {
  return `iteration ${id}`;
}

/** Its title; without one its days. */
export function iterationTitle({ title, start_date, due_date, id }: IterationRef): string {
  if (title != null && title !== '') return title;
  return start_date == null || due_date == null ? `Iteration ${id}` : `${start_date} to ${due_date}`;
}

/** An iteration belongs to a group; it ends with its last day. */
export function keptIteration(row: IterationRef): KeptIteration {
  const due = dayOf(row.due_date);
  return {
    kind: 'iteration',
    id: String(row.id),
    of: /\/groups\/(.+?)\/-\/(?:cadences|iterations)\//.exec(row.web_url ?? '')?.[1] ?? null,
    title: iterationTitle(row),
    startAt: dayOf(row.start_date),
    endAt: due === null ? null : due + DAY_MS,
  };
}
