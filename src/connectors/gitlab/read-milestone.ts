import { z } from 'zod';
import { instantShape as at } from '../kit/instant-shape.ts';
import type { KeptMilestone } from './kept.ts';

export const milestoneRow = z.object({
  id: z.number(),
  /** Left out of one that belongs to a group. */
  project_id: z.number().nullish(),
  title: z.string(),
  start_date: z.string().nullish(),
  due_date: z.string().nullish(),
  updated_at: at,
  web_url: z.string().nullish(),
});

export const DAY_MS = 86_400_000;

/** A milestone of the project, or of a group above it: then several projects give the same one. */
export function keptMilestone(row: z.infer<typeof milestoneRow>, project: string): KeptMilestone {
  const group = /\/groups\/(.+?)\/-\/milestones\//.exec(row.web_url ?? '')?.[1] ?? null;
  const due = dayOf(row.due_date);
  return {
    kind: 'milestone',
    id: String(row.id),
    of: row.project_id == null ? group : project,
    title: row.title,
    startAt: dayOf(row.start_date),
    // Due on its last day: it ends with that day.
    endAt: due === null ? null : due + DAY_MS,
  };
}

/** GitLab gives days without a zone; they are read as days of UTC. */
export function dayOf(text: string | null | undefined): number | null {
  const day = /^\d{4}-\d\d-\d\d/.exec(text ?? '')?.[0];
  const instant = day === undefined ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(instant) ? null : instant;
}
